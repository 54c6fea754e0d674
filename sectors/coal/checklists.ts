/** Self-checks of coal mines; Order 21 took force on the day below. */
import { checklist, item } from '../define.ts'
import { known, workSafetyLaw as law } from '../laws.ts'

const from = '2026-07-01'
const regulation = known(
  '《煤矿安全规程》(2016版条文;2025年修订版未取得)',
  'Coal Mine Safety Regulations (2016 text; the 2025 revision not obtained)',
  'uncertain',
)

export const checklists = [
  checklist('coal-team-shift', ['采掘班组班前班中检查', 'Face team check'], { period: 'shift', level: 'team', from }, [
    item('rescuer', '自救器、矿灯、定位卡人人带好', 'Everyone carries self-rescuer, lamp and tag', { by: regulation }),
    item('gas', '甲烷、二氧化碳测了，牌板填了', 'CH4 and CO2 measured and on the board', { by: regulation, major: 'COAL21-17.3' }),
    item('over-limit', '瓦斯到1.0%停，没有超限作业', 'Work stops at 1.0 %; no work above the limit', { major: 'COAL21-2.1' }),
    item('sensor', '传感器位置对、没堵没包', 'Sensors rightly placed, not blocked or wrapped', { major: 'COAL21-11.7' }),
    item('air', '风筒没破没脱，局扇不停', 'Duct whole and joined, heading fan running', { major: 'COAL21-5.14' }),
    item('roof', '敲帮问顶，没有空顶作业', 'Roof sounded, nobody under unsupported roof', { major: 'COAL21-17.16' }),
    item('support', '支护按规程，锚杆、支架完好', 'Support as ruled, bolts and frames sound'),
    item('exits', '两个安全出口通', 'Two exits open', { major: 'COAL21-17.17' }),
    item('water', '没有挂汗、出水、底鼓等征兆', 'No signs of inrush (sweating, seepage, floor heave)', { major: 'COAL21-7.10' }),
    item('explosion-proof', '电气没失爆', 'Electrics are explosion-proof', { major: 'COAL21-10.4' }),
    item('people', '人数没超限员', 'Number of people within the limit', { major: 'COAL21-1.4' }),
    item('blasting', '一炮三检、三人连锁', 'Three checks per shot, three-person lock'),
    item('dust', '洒水、喷雾开着', 'Water sprays on'),
  ]),
  checklist('coal-mine-weekly', ['矿领导每周检查', 'Weekly check by mine leaders'], { period: 'weekly', level: 'enterprise', from }, [
    item('duty', '领导带班下井有记录', 'A leader went underground each shift'),
    item('fan', '主扇、备扇能切换、能反风', 'Main and standby fans change over and reverse', { major: 'COAL21-5.2' }),
    item('monitor', '监控系统正常，断电试过', 'Monitoring works; cut-off tested', { major: 'COAL21-11.4' }),
    item('calibrated', '传感器按期调校', 'Sensors calibrated in time', { by: regulation, major: 'COAL21-11.6' }),
    item('drainage', '抽采泵、备用泵好', 'Drainage and standby pumps sound', { major: 'COAL21-4.3' }),
    item('pumps', '水泵、水仓能力够', 'Pumps and sumps sufficient', { major: 'COAL21-7.13' }),
    item('power', '双回路都在', 'Both circuits alive', { major: 'COAL21-13.3' }),
    item('hoist', '提升保护、钢丝绳检查', 'Hoist protections and ropes checked', { major: 'COAL21-17.7' }),
    item('output', '产量没超', 'Output within the limit', { major: 'COAL21-1.1' }),
    item('boundary', '没超层越界', 'No mining beyond the boundary', { major: 'COAL21-6.2' }),
    item('contract', '没有违规分包', 'No unlawful contracts', { major: 'COAL21-15.5' }),
    item('major', '17个方面逐条对照', 'All 17 aspects gone through', { by: law(41) }),
  ]),
  checklist('coal-resume', ['煤矿复工复产检查', 'Check before resuming work'], { period: 'resume', level: 'enterprise', from }, [
    item('order', '验收签字后才复产', 'Work only after acceptance is signed', { by: law(65, 3) }),
    item('training', '全员培训考试', 'All trained and tested', { by: law(28) }),
    item('air', '先通风、排瓦斯，有批准的措施', 'Ventilate and discharge gas by approved measures', { major: 'COAL21-2.6' }),
    item('water', '先排水、查水害', 'Drain and check for water', { major: 'COAL21-7.10' }),
    item('roof', '巷道支护逐段查', 'Support checked section by section'),
    item('monitor', '监控、通信、定位恢复', 'Monitoring, communication and positioning restored', { major: 'COAL21-11.1' }),
    item('hoist', '提升运输试运行', 'Hoists and haulage tried', { major: 'COAL21-17.7' }),
    item('power', '供电、防爆检查', 'Power and explosion proofing checked', { major: 'COAL21-10.4' }),
    item('rescue', '救护队、自救器就位', 'Rescue team and self-rescuers ready', { by: law(82) }),
  ]),
]
