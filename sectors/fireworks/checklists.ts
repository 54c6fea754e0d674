import { checklist, item } from '../define.ts'
import { workSafetyLaw as law } from '../laws.ts'

const from = '2021-09-01'

export const checklists = [
  checklist('fireworks-team-shift', ['涉药工房班前检查', 'Check of workrooms with charge'], { period: 'shift', level: 'team', from }, [
    item('people', '人数没超核定', 'People within the limit', { major: 'FW121-04' }),
    item('charge', '药量没超核定，少量多次、勤运走', 'Charge within the limit, moved often in small lots', { major: 'FW121-05' }),
    item('tools', '不用自带工具，不用铁器', 'No own tools, no iron', { major: 'FW121-03' }),
    item('static', '摸过静电球，穿棉衣、布鞋', 'Touched the static ball; cotton clothes and cloth shoes', { major: 'FW121-07' }),
    item('phone', '手机、火种没带进来', 'No phone, no fire brought in'),
    item('weather', '打雷、高温停工', 'Work stops in thunder and heat', { major: 'FW121-18' }),
    item('clean', '地面、台面没积药，清扫用水', 'No charge on floor or bench; cleaned wet'),
    item('doors', '门外开、没堵，跑得出去', 'Doors open outward and are free', { by: law(42) }),
    item('barrier', '防护墙、防护屏完好', 'Barriers sound', { major: 'FW121-06b' }),
    item('machine', '机械远程操作、人机隔离', 'Machines run remotely, people apart', { major: 'FW121-11' }),
    item('repair', '检修前把药清干净', 'Charge removed before repair', { major: 'FW121-02b' }),
  ]),
  checklist(
    'fireworks-enterprise-monthly',
    ['烟花爆竹企业每月检查', 'Monthly enterprise check'],
    { period: 'monthly', level: 'enterprise', from },
    [
      item('licence', '没超许可范围、没超品种', 'Within the licence', { major: 'FW121-15' }),
      item('contract', '没有分包转包、一证多厂', 'No contracting out, no several plants on one licence', { major: 'FW121-16' }),
      item('assessed', '负责人、安全员考核合格', 'Principals and safety staff assessed', { by: law(27), major: 'FW121-01' }),
      item('certified', '涉药人员持证', 'Workers on charge certified', { by: law(30), major: 'FW121-02a' }),
      item('stores', '药物、半成品、成品分库，不超量', 'Charge, half-finished and finished goods apart, within limits', {
        major: 'FW121-12',
      }),
      item('chemicals', '氧化剂、还原剂分开', 'Oxidisers and reducers apart', { major: 'FW121-10' }),
      item('use', '工房没改用途、没私搭', 'No room changed, no shed built', { major: 'FW121-08' }),
      item('fence', '围墙完整', 'Fence whole', { major: 'FW121-09' }),
      item('lightning', '防雷、防静电检测合格', 'Lightning and static tests passed', { major: 'FW121-07' }),
      item('video', '视频、流向登记正常', 'Video and flow registration work'),
      item('hazards', '隐患排查制度在用', 'Hazard rules at work', { by: law(41), major: 'FW121-13b' }),
    ],
  ),
  checklist(
    'fireworks-shop-holiday',
    ['零售点节前检查', 'Shop check before the holiday'],
    { period: 'holiday', level: 'enterprise', from },
    [
      item('place', '楼上楼下没人住', 'Nobody lives above or below', { major: 'FW121-20' }),
      item('flame', '店里不用明火、不抽烟、不做饭', 'No flame, smoking or cooking inside', { major: 'FW121-20' }),
      item('limit', '没超限存箱数', 'Boxes within the limit'),
      item('goods', '不卖超标、专业燃放、散装品', 'No banned, professional or loose goods', { major: 'FW121-19' }),
      item('source', '从批发企业进货，有流向码', 'Bought from the wholesaler, with flow code'),
      item('extinguisher', '灭火器、水桶在手边', 'Extinguisher and water at hand'),
      item('wiring', '电线穿管，不挂彩灯', 'Wires in pipes, no light chains'),
      item('children', '不卖给小孩', 'Not sold to children'),
      item('try', '门前不试放', 'No trial firing at the door'),
    ],
  ),
]
