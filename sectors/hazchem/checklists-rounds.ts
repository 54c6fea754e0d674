/** Rounds by the calendar: post, team, workshop, enterprise. */
import type { Checklist } from '#kernel/sector/index.ts'
import { checklist, item } from '../define.ts'
import { gb30871, hazchemLaw, known, workSafetyLaw as law } from '../laws.ts'
import type { Version } from './instruments.ts'

const duty = known('重大危险源安全包保责任制', 'Guarantee duty for major hazard installations')
const pledge = known('应急〔2018〕74号 安全风险研判与承诺公告制度', 'Risk review and pledge notice (2018)', 'secondary')

export const rounds = ({ suffix, from, to, major }: Version): Checklist[] => [
  checklist(`hazchem-post-shift-${suffix}`, ['外操岗位巡检', 'Field operator round'], { period: 'shift', level: 'post', from, to }, [
    item('leak', '法兰、阀门、机泵密封不滴不漏，没异味', 'Flanges, valves, pump seals: no drip, no leak, no smell', {
      how: ['看、听、闻(有毒介质用仪器，不闻)', 'Look and listen; use the meter for toxic goods, never the nose'],
    }),
    item('limits', '温度、压力、液位、流量都在指标内', 'Temperature, pressure, level and flow within limits', {
      how: ['现场表和DCS对一遍', 'Compare field gauges with the DCS'],
      major: major('17', '5.5.2'),
    }),
    item('level', '储罐液位没超高、没超低', 'Tank levels neither too high nor too low', { major: major('20b', '5.5.11') }),
    item('detector', '可燃、有毒气体探测器亮着、没故障、没遮挡', 'Gas detectors on, without fault, not covered', {
      by: law(36),
      major: major('12a', '5.4.2'),
    }),
    item('relief', '安全阀前后手阀全开有铅封，爆破片完好', 'Isolating valves of safety valves open and sealed, discs whole', {
      major: major('15', '5.4.6'),
    }),
    item('interlock', '没有未批准就切除的联锁', 'No interlock bypassed without approval', { major: major('04', '5.5.7') }),
    item('explosion-proof', '防爆灯、接线盒、软管完好，螺栓齐', 'Explosion-proof lamps, boxes and conduits whole, all bolts in', {
      major: major('12b', '5.4.3'),
    }),
    item('earthing', '静电接地、跨接线没断没松', 'Earthing and bonding wires not broken or loose'),
    item('pump', '机泵声音、振动、温度正常', 'Pump noise, vibration and temperature normal'),
    item('bund', '防火堤完好，排水阀关着', 'Bund whole, drain valve closed'),
    item('eyewash', '洗眼器、淋洗器有水', 'Eye wash and shower have water'),
    item('ppe', '防毒面具、气瓶在位能用', 'Masks and breathing sets in place and usable', { by: law(45) }),
    item('fire', '消防炮、喷淋、泡沫阀位正确', 'Monitors, sprinklers and foam valves in position'),
    item('stranger', '装置区没有无关人员和车辆', 'No outsiders or vehicles in the plant area', { major: major('18b', '5.7.4') }),
  ]),
  checklist(
    `hazchem-team-daily-${suffix}`,
    ['生产班组每日检查', 'Daily check of the production team'],
    { period: 'daily', level: 'team', from, to },
    [
      item('handover', '交接班写清异常、联锁、作业、检修', 'Hand-over states faults, bypasses, works and repairs'),
      item('alarms', '本班报警都处理了，没有长期挂着的', 'Alarms of the shift are dealt with, none left standing', {
        major: major('17', '5.5.2'),
      }),
      item('procedure', '按操作规程干，没凭经验改步骤', 'Work follows the procedure, no steps changed by habit', {
        by: law(44),
        major: major('17', '5.5.2'),
      }),
      item('certificate', '危险工艺操作、自控仪表人员有有效证', 'Operators of hazardous processes and instruments hold certificates', {
        by: law(30),
        major: major('02', '5.1.4'),
      }),
      item('people', '装置区、罐区在场人数没超', 'People in plant and tank area within the limit', { major: major('18b', '5.7.4') }),
      item('works', '今天的特殊作业逐张对票、逐处看过', 'Each of today’s permits was compared with its place', {
        by: gb30871(),
        major: major('18b', '5.6.1'),
      }),
      item('loading', '装卸车有人看、接地、熄火、垫轮', 'Loading: attended, earthed, engine off, wheels chocked', {
        major: major('07', '5.4.4'),
      }),
      item('driver', '装卸前查了车、人、证', 'Vehicle, driver and papers checked before loading'),
      item('warehouse', '仓库堆垛、通风、温湿度合格，没混放', 'Warehouse stacks, air and climate right; nothing mixed', {
        major: major('20c', '5.5.8'),
      }),
      item('on-site-stock', '车间存料没超过当班用量', 'Materials at the plant within one shift’s use', { major: major('20b', '5.5.9') }),
      item('bypass-list', '联锁摘除有审批、有措施、到期恢复', 'Bypasses approved, with measures, restored in time', {
        major: major('04', '5.5.7'),
      }),
      item('pledge', '今日风险研判做了，承诺已公告', 'Today’s risk review is done and the pledge posted', {
        by: pledge,
        major: major('16a', '5.7.7'),
      }),
    ],
  ),
  checklist(
    `hazchem-duty-weekly-${suffix}`,
    ['重大危险源操作负责人每周检查', 'Weekly check by the operation guarantor'],
    { period: 'weekly', level: 'workshop', from, to },
    [
      item('plate', '包保公示牌三个人的名字、电话对得上', 'The board shows the three guarantors and their numbers', {
        by: duty,
        major: major('16a', '5.1.5'),
      }),
      item('monitor', '温度、压力、液位、气体监测数据远传正常', 'Remote readings of temperature, pressure, level and gas work', {
        by: hazchemLaw(13),
      }),
      item('shut-off', '紧急切断阀远程、就地动作可靠', 'Emergency shut-off valves act, remote and local', { major: major('05a', '5.5.6') }),
      item('sis', '安全仪表系统投用，无故障', 'Safety instrumented system in use without fault', { major: major('05b', '5.5.5') }),
      item('level-trip', '高高、低低液位联锁投用', 'High-high and low-low level trips in use', { major: major('04', '5.5.11') }),
      item('nitrogen', '氮封、呼吸阀、阻火器正常', 'Nitrogen blanket, breather and flame arrester work', { major: major('15', '5.5.11') }),
      item('floating', '内浮顶罐没有让浮顶落底运行', 'Internal floating roofs are not run landed', { major: major('17', '5.5.12') }),
      item('water', '液化烃球罐注水、喷淋好用', 'Water injection and spray of spheres work', { major: major('06', '5.4.7') }),
      item('video', '视频监控看得清、没死角', 'Video is clear and without blind spots'),
      item('works', '本周罐区特殊作业都有人盯', 'Special work in the farm was watched', { by: gb30871(), major: major('18b', '5.6.1') }),
      item('leak', '泄漏点已登记并处理', 'Leaks are listed and repaired'),
      item('emergency', '堵漏器材、空气呼吸器、吸附物可用', 'Leak kits, breathing sets and absorbents ready', { by: law(82) }),
    ],
  ),
  checklist(
    `hazchem-enterprise-monthly-${suffix}`,
    ['危化企业每月检查', 'Monthly check of the enterprise'],
    { period: 'monthly', level: 'enterprise', from, to },
    [
      item('assessed', '主要负责人、安全管理人员考核合格', 'Principal and safety managers have passed', {
        by: law(27),
        major: major('01', '5.1.1'),
      }),
      item('education', '操作人员学历、经历符合岗位要求', 'Operators’ schooling and experience fit the posts', {
        major: major('02', '5.1.3'),
      }),
      item('duty-done', '三类包保人按频次检查并留痕', 'The three guarantors checked as often as required, with records', {
        by: duty,
        major: major('16a', '5.1.5'),
      }),
      item('licensed', '生产、经营、储存的品种都在许可范围', 'All goods lie within the licence', {
        by: law(39),
        major: major('20b', '5.7.1'),
      }),
      item('change', '工艺、设备、人员变更都走了审批', 'Changes of process, equipment and people were approved', {
        major: major('17', '5.7.5'),
      }),
      item('design', '没有未经设计的新增设备、管线', 'No machine or pipe was added without design', { major: major('10', '5.2.1') }),
      item('reaction', '精细化工反应做过风险评估，建议已落实', 'Fine-chemical reactions assessed and advice carried out', {
        major: major('19d', '5.3.5'),
      }),
      item('obsolete', '没有淘汰的工艺、设备', 'No obsolete process or equipment', { by: law(38), major: major('11', '5.3.1') }),
      item('power', '双电源、UPS试验过', 'Dual supply and UPS tested', { major: major('14b', '5.4.1') }),
      item(
        'control-room',
        '控制室、机柜间、交接班室位置和抗爆合格',
        'Control, cabinet and hand-over rooms are well placed and blast-proof',
        {
          major: major('13', '5.2.6'),
        },
      ),
      item('distance', '周边新增建筑没有侵占安全距离', 'New buildings nearby do not break the safety distance', {
        major: major('03', '5.2.2'),
      }),
      item('overhead', '架空电力线、跨越管廊没有新问题', 'Overhead lines and crossing pipe racks show nothing new', {
        major: major('09', '5.2.5'),
      }),
      item('filing', '重大危险源登记、评估、备案是最新的', 'Registration, assessment and filing are up to date', { by: hazchemLaw(13) }),
      item('detector', '气体报警器按期校准，报警有记录有处置', 'Gas detectors calibrated; alarms recorded and handled', {
        major: major('12a', '5.4.2'),
      }),
      item('works', '特殊作业票按规定存档，抽查真实', 'Permits filed as required and found true', {
        how: ['票保存至少1年，影像至少1个月', 'Permits kept at least 1 year, video at least 1 month'],
        by: gb30871(),
        major: major('18b', '5.6.1'),
      }),
      item('hazards', '隐患排查治理制度在用，闭环', 'Hazard rectification works to the end', { by: law(41), major: major('16b', '5.7.6') }),
      item('pledge', '每天的承诺公告有人签、内容真', 'Daily pledges are signed and true', { by: pledge, major: major('16a', '5.7.7') }),
      item('data', '监测预警数据接入上级系统，没断没造假', 'Monitoring data reach the level above, unbroken and true', {
        major: major('12a', '5.7.3'),
      }),
      item('sds', '安全技术说明书、标签齐全', 'Safety data sheets and labels complete', { by: hazchemLaw(101) }),
    ],
  ),
]
