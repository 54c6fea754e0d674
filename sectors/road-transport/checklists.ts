import { checklist, item } from '../define.ts'
import { roadTransportLaw as road, workSafetyLaw as law } from '../laws.ts'

const from = '2023-10-01'

export const checklists = [
  checklist('driver-before-trip', ['驾驶员出车前检查', 'Driver’s check before the trip'], { period: 'shift', level: 'post', from }, [
    item('fit', '睡够了、没喝酒、没吃犯困的药', 'Slept enough, no drink, no drowsy medicine', { by: road, major: 'JBY2023-overload' }),
    item('papers', '驾驶证、从业证、道路运输证带齐有效', 'Licence and certificates carried and valid', {
      by: road,
      major: 'JBY2023-licence',
    }),
    item('tyres', '轮胎气压、花纹、螺栓好', 'Tyre pressure, tread and bolts right'),
    item('brakes', '刹车、手刹、气压正常', 'Brakes, parking brake and air right'),
    item('steering', '方向、灯光、雨刮、喇叭好', 'Steering, lamps, wipers and horn work'),
    item('belts', '安全带齐全，提醒乘客系', 'Belts complete; passengers told to wear them'),
    item('exits', '安全门、安全锤、灭火器在位', 'Emergency door, hammer and extinguisher there'),
    item('terminal', '定位、摄像头在线没遮', 'Positioning and cameras online, not covered', { major: 'JBY2023-monitoring' }),
    item('load', '没超员、没超载、货绑牢', 'Not overloaded, load tied', { by: road, major: 'JBY2023-overload' }),
    item('goods', '危货：罐体不漏、标志灯牌、应急器材、押运员', 'Dangerous goods: tank tight, signs, kit, escort', {
      major: 'JBY2023-dangerous-goods',
    }),
    item('route', '知道路线、禁行、天气', 'Knows route, bans and weather'),
    item('refuse', '查行李，不带违禁品', 'Luggage checked, nothing banned'),
  ]),
  checklist('transport-monitor-daily', ['动态监控每日检查', 'Daily monitoring check'], { period: 'daily', level: 'team', from }, [
    item('online', '车辆都在线，掉线有原因', 'Vehicles online, gaps explained', { major: 'JBY2023-monitoring' }),
    item('fatigue', '疲劳报警提醒了、休息了', 'Fatigue alarms told and rest taken', { major: 'JBY2023-overload' }),
    item('night', '凌晨2点到5点长途客车停驶或接驳', 'Long-distance coaches stop or change over from 2 to 5 at night'),
    item('speed', '超速逐条处理', 'Each speeding dealt with'),
    item('phone', '打手机、抽烟报警处理', 'Phone and smoking alarms dealt with'),
    item('route', '没跑偏路线、没串线', 'No leaving of the route'),
    item('weather', '恶劣天气停运通知到人', 'Stops for weather told to each'),
    item('manned', '监控室有人盯、有记录', 'Monitoring room manned, with record', { major: 'JBY2023-monitoring' }),
    item('closed', '前一天违规有处理结果', 'Yesterday’s breaches settled'),
  ]),
  checklist(
    'transport-enterprise-monthly',
    ['运输企业每月检查', 'Monthly enterprise check'],
    { period: 'monthly', level: 'enterprise', from },
    [
      item('assessed', '负责人、安全员考核合格', 'Principal and safety staff assessed', { by: law(27), major: 'JBY2023-licence' }),
      item('drivers', '驾驶员资格、违法、事故逐人查', 'Drivers’ papers, offences and accidents checked', { major: 'JBY2023-licence' }),
      item('vehicles', '年检、二级维护、保险没过期', 'Inspection, maintenance and insurance in date', {
        by: road,
        major: 'JBY2023-vehicle',
      }),
      item('altered', '没有改装、报废车', 'No altered or scrapped vehicle', { major: 'JBY2023-vehicle' }),
      item('affiliated', '挂靠车真管', 'Affiliated vehicles truly managed', { by: law(49) }),
      item('training', '安全学习、警示教育', 'Safety lessons held', { by: law(28) }),
      item('charter', '包车牌、线路合规', 'Charter papers and routes lawful'),
      item('station', '客运站安检、例检、出站检查', 'Station security, vehicle and gate checks', { major: 'JBY2023-station' }),
      item('parking', '停车场、充电消防安全', 'Fire safety of parking and charging'),
      item('plan', '预案演练', 'Plan drilled', { by: law(81) }),
      item('major', '重大隐患对照', 'Criteria gone through', { by: law(41) }),
    ],
  ),
  checklist('transport-holiday', ['春运等节前检查', 'Check before the travel season'], { period: 'holiday', level: 'enterprise', from }, [
    item('vehicles', '上线车逐台检查', 'Every vehicle in service checked', { major: 'JBY2023-vehicle' }),
    item('drivers', '驾驶员逐个谈话', 'Every driver spoken with'),
    item('capacity', '运力够、不超员', 'Capacity enough, no overloading', { major: 'JBY2023-overload' }),
    item('weather', '雪链、防滑、恶劣天气预案', 'Chains and weather plan'),
    item('route', '危险路段踏勘', 'Dangerous sections surveyed'),
    item('station', '安检、人流疏导', 'Security and crowd guiding', { major: 'JBY2023-station' }),
    item('monitor', '监控加密、双岗', 'Denser monitoring, two on duty', { major: 'JBY2023-monitoring' }),
    item('dangerous', '危货车节日限行知悉', 'Holiday bans for dangerous goods known', { major: 'JBY2023-dangerous-goods' }),
    item('duty', '领导带班', 'Leader on duty'),
  ]),
]
