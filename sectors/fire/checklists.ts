/**
 * Fire self-checks. A finding points to a criterion of major fire hazards, whose standard changed on 2025-11-01: each
 * list therefore exists in two versions with the same items.
 */
import type { Checklist } from '#kernel/sector/index.ts'
import { checklist, item } from '../define.ts'
import { fireLaw as law, known, workSafetyLaw } from '../laws.ts'
import { places } from './checklists-places.ts'
import { FROM_2025 } from './criteria.ts'
import type { Version } from './version.ts'

const unitRules = known('《机关、团体、企业、事业单位消防安全管理规定》', 'Fire Safety Rules for Units (Order 61)')

/** The Fire Protection Law as amended in 2021 took force on the first day. */
const versions: readonly Version[] = [
  { suffix: '2021', from: '2021-04-29', to: FROM_2025, major: (key) => `GB35181-2017-${key}` },
  { suffix: '2025', from: FROM_2025, major: (key) => `GB35181-2025-${key}` },
]

const units = ({ suffix, from, to, major }: Version): Checklist[] => [
  checklist(
    `fire-control-room-shift-${suffix}`,
    ['消防控制室值班交接检查', 'Fire control room hand-over'],
    { period: 'shift', level: 'post', from, to },
    [
      item('two', '两个人值班，都带证', 'Two on duty, both certified', { by: law(21) }),
      item('auto', '报警主机在自动状态', 'Fire panel on automatic'),
      item('faults', '故障、屏蔽点都登记并报修', 'Faults and disabled points are listed and reported', { by: law(16, 2) }),
      item('pump', '消防泵、喷淋泵控制柜在自动、有电', 'Fire pump panels on automatic and powered'),
      item('tank', '水箱、水池水位够', 'Tank and reservoir levels sufficient'),
      item('phone', '消防电话、广播、对讲机通', 'Fire telephone, broadcast and radios work'),
      item('power', '主电备电正常', 'Main and standby power normal'),
      item('procedure', '知道接警后先派人看、再启动、再报119', 'Knows the order: send someone, start systems, call 119', { by: law(44) }),
      item('record', '值班记录当班填，不补不代签', 'Log written in the shift, not afterwards or for others'),
      item('keys', '钥匙、图纸、应急包在位', 'Keys, drawings and emergency bag in place'),
    ],
  ),
  checklist(`fire-patrol-daily-${suffix}`, ['每日防火巡查', 'Daily fire patrol'], { period: 'daily', level: 'team', from, to }, [
    item('exit', '安全出口没锁没堵，门向外推得开', 'Exits not locked or blocked, doors push open', { by: law(28) }),
    item('passage', '疏散通道没堆东西、没停电动车', 'Passages free of goods and e-bikes', { by: law(28) }),
    item('signs', '疏散指示、应急照明亮', 'Exit signs and emergency lamps lit', { by: law(16, 2) }),
    item('fire-door', '常闭防火门关着，卷帘下没放东西', 'Fire doors closed, nothing under shutters', { by: law(16, 4) }),
    item('extinguisher', '灭火器在位、压力在绿区', 'Extinguishers in place, pressure in the green', { by: law(16, 2) }),
    item('hydrant', '消火栓没被挡、没上锁，枪带齐', 'Hydrants free and unlocked, hose and nozzle there', { by: law(28) }),
    item('lane', '消防车通道没停车、没设桩', 'Fire lane free of cars and posts', { by: law(28) }),
    item('windows', '窗户没装打不开的铁栏、广告牌', 'No fixed bars or boards on windows', { by: law(28) }),
    item('flame', '没有违规动火、吸烟、燃香放火', 'No unlawful hot work, smoking or burning', { by: law(21) }),
    item('electric', '没有乱拉电线、大功率电器', 'No wild wiring or heavy appliances', { by: law(27) }),
    item('charging', '电动车没进楼、没飞线充电', 'No e-bikes in the building, no cables from windows'),
    item('key-parts', '重点部位有人管', 'Key parts are watched', { by: law(17) }),
    item('record', '巡查有记录、有签名(营业场所营业时每2小时一次)', 'Patrol recorded and signed (every 2 hours while open to the public)', {
      by: unitRules,
    }),
    item('report', '发现问题当场改，改不了的上报', 'Faults mended at once or reported', { by: law(16, 5) }),
  ]),
  checklist(
    `fire-unit-weekly-${suffix}`,
    ['每周防火检查(部门)', 'Weekly fire check of departments'],
    { period: 'weekly', level: 'workshop', from, to },
    [
      item('patrols', '每天巡查真的走到了', 'Daily patrols really went round', { by: law(17, 3) }),
      item('rectified', '上周火灾隐患改了', 'Last week’s fire hazards are mended', { by: law(16, 5) }),
      item('hot-work', '动火审批、清场、看火、留守', 'Hot work: permit, clearing, watcher, stay after', { by: law(21) }),
      item('welder', '电焊气焊人员持证', 'Welders hold certificates', { by: law(21) }),
      item('storage', '可燃物没靠近灯具、插座、热源', 'Combustibles away from lamps, sockets and heat'),
      item('flammable', '易燃易爆品没超量、没混放', 'Flammable goods within limits and apart', {
        by: law(23),
        major: major('flammables-in-crowd'),
      }),
      item('shaft', '电缆井、管道井封堵好、没堆物', 'Shafts sealed and free of goods', { by: law(16, 4) }),
      item('sprinkler', '末端试水、压力正常', 'End test and pressure of sprinklers normal', { by: law(16, 2) }),
      item('panel', '新增隔断、装修没挡喷头、烟感', 'New walls or fittings do not hide heads and detectors'),
      item('foam', '没有新搭彩钢板房', 'No new sandwich-panel sheds', { major: major('foam-panel') }),
      item('team', '微型消防站人员、装备在位', 'Micro fire station manned and equipped', { by: law(41) }),
    ],
  ),
  checklist(
    `fire-enterprise-monthly-${suffix}`,
    ['单位每月防火检查', 'Monthly fire check of the unit'],
    { period: 'monthly', level: 'enterprise', from, to },
    [
      item('responsible', '消防安全责任人、管理人明确并在管', 'Fire responsible and manager are named and at work', { by: law(16) }),
      item('system', '消防制度、操作规程、预案齐全', 'Rules, procedures and plan are complete', { by: law(16, 1) }),
      item('opening-check', '公众聚集场所有营业前消防许可', 'Public place has the fire permit before opening', { by: law(15) }),
      item('same-use', '实际用途与许可、验收一致', 'Actual use agrees with permit and acceptance', { by: law(13) }),
      item('test', '消防设施每年检测一次，报告在手', 'Fire facilities tested each year, report at hand', { by: law(16, 3) }),
      item('service', '维保真的来了，问题改了', 'Service really came, faults were mended', { by: law(34) }),
      item('linkage', '报警、喷淋、防排烟、卷帘联动试过', 'Alarm, sprinkler, smoke control and shutters tested together', {
        by: law(16, 2),
        major: major('sprinkler-alarm'),
      }),
      item('zones', '防火分区、防火间距没被破坏', 'Fire zones and distances not broken', {
        by: law(16, 4),
        major: major('distance'),
      }),
      item('exits', '安全出口数量、宽度够', 'Exits are enough in number and width', { major: major('exits') }),
      item('decoration', '装修用不燃、难燃材料', 'Decoration of non- or hardly combustible material', { by: law(26) }),
      item('shared', '多家合用的楼有人统一管', 'A shared building has one manager', { by: law(18) }),
      item('sleep', '生产、仓储、经营场所没违规住人', 'Nobody sleeps against the rules at work, store or shop', {
        by: law(19),
        major: major('same-building'),
      }),
      item('basement', '地下没放甲乙类物品', 'No class A or B goods below ground', { major: major('basement') }),
      item('electric', '电气线路检测过', 'Wiring was tested', { by: law(27) }),
      item('gas', '燃气报警、切断阀、软管好', 'Gas alarm, cut-off valve and hose sound', { by: workSafetyLaw(36) }),
      item('flue', '厨房烟道清洗过', 'Kitchen ducts cleaned'),
      item('training', '员工会报警、会灭火、会疏散', 'Staff can alarm, extinguish and evacuate', { by: law(17, 4) }),
      item('drill', '按期演练并有记录', 'Drills held and recorded', { by: law(16, 6) }),
    ],
  ),
]

export const checklists: readonly Checklist[] = versions.flatMap((version) => [...units(version), ...places(version)])
