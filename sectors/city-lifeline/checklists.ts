import { checklist, item } from '../define.ts'
import { known, workSafetyLaw as law } from '../laws.ts'

const from = '2023-10-01'
const gas = known('《城镇燃气管理条例》', 'City Gas Regulations')

export const checklists = [
  checklist('gas-patrol-daily', ['燃气管线巡线', 'Gas line patrol'], { period: 'daily', level: 'post', from }, [
    item('leak', '沿线检漏没报警', 'No leak found along the line', {
      how: ['用检漏仪，查阀井、相邻窨井', 'Use the detector; check valve pits and nearby manholes'],
      major: 'JCG2023-pipe',
    }),
    item('built-over', '管上没盖房、没堆重物', 'Nothing built or piled on the pipe', { by: gas, major: 'JCG2023-pipe' }),
    item('digging', '附近施工有交底、有人盯', 'Digging nearby briefed and watched', { by: gas, major: 'JCG2023-third-party' }),
    item('marks', '标志桩、警示带在', 'Marker posts and tape in place'),
    item('valves', '阀井没水、阀门好关', 'Valve pits dry, valves move'),
    item('regulator', '调压箱压力正常、没撞坏', 'Regulator pressure right, not damaged', { major: 'JCG2023-station' }),
    item('settle', '路面没沉、没裂', 'Road not sunk or cracked'),
    item('protection', '防腐、绝缘接头正常', 'Corrosion protection and joints right', { major: 'JCG2023-pipe' }),
    item('odour', '有臭味投诉都查了', 'Every smell report checked', { major: 'JCG2023-odour' }),
    item('record', '轨迹、照片真实', 'Track and photographs true'),
  ]),
  checklist('gas-user-weekly', ['餐饮用气自查', 'Gas check in restaurants'], { period: 'weekly', level: 'enterprise', from }, [
    item('alarm', '报警器有电、联锁切断试过', 'Alarm powered, cut-off tried', { by: law(36), major: 'JCG2023-user' }),
    item('hose', '软管没老化、不超2米、不穿墙', 'Hose sound, at most 2 m, not through walls', { major: 'JCG2023-user' }),
    item('stove', '灶具有熄火保护', 'Stove has flame-failure protection', { major: 'JCG2023-user' }),
    item('basement', '地下、半地下不用瓶装气', 'No cylinders below ground', { by: gas, major: 'JCG2023-cylinder' }),
    item('dual', '不同气源不混用', 'Sources not mixed'),
    item('cylinder-room', '气瓶间单独、通风、不超量', 'Cylinder room separate, aired, within limits', { major: 'JCG2023-cylinder' }),
    item('legal-cylinder', '气瓶来自正规站、有码、没过期', 'Cylinders from a licensed station, coded, in date', {
      major: 'JCG2023-cylinder',
    }),
    item('valve', '下班关总阀', 'Main valve shut after work'),
    item('staff', '员工会关阀、会报警', 'Staff can shut and report'),
    item('contract', '有供气合同、入户安检记录', 'Supply contract and home-check record', { major: 'JCG2023-user' }),
  ]),
  checklist(
    'gas-enterprise-monthly',
    ['燃气企业每月检查', 'Monthly check of the gas company'],
    { period: 'monthly', level: 'enterprise', from },
    [
      item('licence', '许可证有效、人员考核', 'Licence valid, staff assessed', { by: gas, major: 'JCG2023-licence' }),
      item('station', '场站报警、切断、消防好', 'Station alarms, cut-off and fire gear sound', { major: 'JCG2023-station' }),
      item('old-pipes', '老旧管道改造进度', 'Renewal of old pipes on schedule', { major: 'JCG2023-pipe' }),
      item('adjacent', '与热力、污水、电力管沟间距和监测', 'Distance to and monitoring of other ducts', { major: 'JCG2023-pipe' }),
      item('home-check', '入户安检到访率、隐患处理', 'Home checks reached, findings settled', { major: 'JCG2023-user' }),
      item('third-party', '第三方施工台账', 'List of third-party works', { major: 'JCG2023-third-party' }),
      item('filling', '只充合格气瓶', 'Only fit cylinders filled', { major: 'JCG2023-cylinder' }),
      item('odour', '加臭检测', 'Odour tested', { major: 'JCG2023-odour' }),
      item('emergency', '抢修24小时、演练', 'Repair day and night, drills', { by: law(81) }),
      item('monitor', '监测报警有处置闭环', 'Monitoring alarms settled'),
    ],
  ),
  checklist(
    'lifeline-flood-weekly',
    ['桥梁、排水、井盖每周检查', 'Weekly check of bridges, drains and manholes'],
    { period: 'weekly', level: 'workshop', from },
    [
      item('bridge', '桥面、支座、伸缩缝、桥墩没异常', 'Deck, bearings, joints and piers normal'),
      item('load', '限载、限高标志在', 'Load and height limits shown'),
      item('monitor', '桥梁监测没报警', 'No alarm of bridge monitoring'),
      item('covers', '井盖没丢没响、防坠网在', 'Covers present and quiet, nets in place'),
      item('pumps', '泵站、备用电源试过', 'Pumps and standby power tried'),
      item('drains', '雨水口没堵', 'Gullies free'),
      item('underpass', '下穿隧道警戒水位、拦杆好', 'Underpass gauge and barrier work'),
      item('confined', '下井先通风检测有人看', 'Wells: aired, tested, watched', {
        by: known('《缺氧危险作业安全规程》(GB 8958)', 'GB 8958 Oxygen-deficient work'),
      }),
      item('sink', '路面没有塌陷征兆', 'No signs of road collapse'),
      item('water', '供水压力、爆管抢修', 'Water pressure, burst repair'),
    ],
  ),
]
