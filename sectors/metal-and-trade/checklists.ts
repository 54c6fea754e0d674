/** Self-checks of industry and trade; Order 10 took force on the day below. */
import { checklist, item } from '../define.ts'
import { confinedSpaceRules as confined, dustRules as dust, fireLaw, workSafetyLaw as law } from '../laws.ts'
import { occasional } from './checklists-occasional.ts'

const from = '2023-05-15'

export const checklists = [
  checklist('trade-furnace-shift', ['熔炼岗位班前检查', 'Furnace post check'], { period: 'shift', level: 'post', from }, [
    item('dry-pit', '炉坑、事故坑、浇注坑干的，没积水', 'Furnace, emergency and casting pits are dry', { major: 'GM10-05' }),
    item('dry-tools', '工具、模具、合金料烘干了', 'Tools, moulds and additions are dried'),
    item('scrap', '废料里没有密闭容器、油、水、冰雪', 'No closed container, oil, water, ice or snow in the scrap'),
    item('cooling', '冷却水压力、流量、出水温度正常，报警试过', 'Cooling water pressure, flow and outlet temperature normal; alarm tried', {
      major: 'GM10-07a',
    }),
    item('interlock', '水冷报警联锁没切除', 'Cooling interlock not bypassed', { by: law(36), major: 'GM10-07b' }),
    item('emergency-water', '应急水箱有水，阀门好开', 'Emergency water tank full, valve free', { major: 'GM10-15' }),
    item('ladle', '钢包、铝包没裂没漏，耳轴正常', 'Ladles without crack or leak, trunnions sound'),
    item('emergency-ladle', '事故包、事故坑空着能用', 'Emergency ladle and pit empty and ready', { major: 'GM10-06' }),
    item('crane', '吊运熔融金属的行车抱闸、限位、钢丝绳好', 'Crane brakes, limits and ropes sound'),
    item('route', '吊运路线下没有人、没有休息室', 'No people or rest room under the lifting route', { major: 'GM10-04' }),
    item('lining', '炉衬厚度、炉壳温度正常', 'Lining and shell temperature normal'),
    item('ppe', '阻燃服、面罩、护腿穿戴好', 'Flame-proof suit, visor and leggings on', { by: law(45) }),
    item('gas-alarm', '一氧化碳报警器开着、随身带', 'CO alarm on and carried', { major: 'GM10-09' }),
  ]),
  checklist(
    'trade-dust-shift',
    ['粉尘岗位班前班后检查', 'Dust post check before and after work'],
    { period: 'shift', level: 'post', from },
    [
      item('start-order', '先开除尘再开机，停机后再停除尘', 'Collector on before, off after the machine', { by: dust }),
      item('cleaned', '地面、设备、梁、管上没积灰，本班清过', 'No dust on floor, machines, beams and pipes; cleaned this shift', {
        how: ['摸一把：能看见颜色、能抓起来就算积尘', 'Wipe it: visible or graspable means dust'],
        by: dust,
        major: 'GM10-60',
      }),
      item('clean-way', '用防爆吸尘器或不起灰的办法清，不用压缩空气吹', 'Cleaned by explosion-proof vacuum, never blown with air', {
        by: dust,
      }),
      item('ash', '除尘器灰斗按时卸灰', 'Collector hopper emptied in time', { by: dust, major: 'GM10-56' }),
      item('spark', '火花探测、除铁器开着', 'Spark detection and iron remover on', { major: 'GM10-58a' }),
      item('pressure', '除尘器压差、温度正常', 'Pressure drop and temperature of the collector normal'),
      item('earth', '除尘管道接地、跨接没断', 'Ducts earthed and bonded'),
      item('no-fire', '没有明火、吸烟、打磨起火花', 'No flame, smoking or sparking', { by: fireLaw(21) }),
      item('tools', '用的是不起火花的工具', 'Tools that make no sparks'),
      item('wet', '湿式除尘水位够，铝镁灰渣泡水通风', 'Wet collector filled; metal sludge under water and aired', { major: 'GM10-59a' }),
      item('people', '场所里人数没超', 'Number of people not exceeded', { by: dust }),
      item('clothes', '穿防静电服，没穿化纤', 'Anti-static clothes, no synthetics'),
    ],
  ),
  checklist('trade-confined-daily', ['有限空间作业检查', 'Check of work in confined spaces'], { period: 'daily', level: 'team', from }, [
    item('permit', '审批了再干，票在现场', 'Approved first; the permit is on site', { by: confined, major: 'GM10-64a' }),
    item('isolate', '进料、进气、电源都断开、挂牌上锁', 'Feed, gas and power off, tagged and locked', { by: confined }),
    item('ventilate', '先通风，作业中不停风', 'Ventilated first and all through', { by: confined, major: 'GM10-64b' }),
    item('test', '再检测，氧气、可燃气、硫化氢、一氧化碳合格', 'Then tested: oxygen, combustible gas, H2S, CO in range', {
      how: ['上中下三层测，记时间和数值', 'Test top, middle and bottom; note time and values'],
      by: confined,
      major: 'GM10-64b',
    }),
    item('attendant', '外面有人一直看着，不离开', 'Someone outside all the time', { by: confined, major: 'GM10-64c' }),
    item('names', '进出人员登记清点', 'People counted in and out', { by: confined }),
    item('gear', '系绳、呼吸器、三脚架在手边', 'Lifeline, breathing set and tripod at hand', { by: confined }),
    item('detector', '随身带报警仪', 'A gas alarm is carried', { by: confined }),
    item('no-blind-rescue', '都知道：出事不盲目下去救', 'Everyone knows: no blind rescue', { by: confined }),
    item('contractor', '外包的也按一样的规矩管', 'Contractors follow the same rules', { by: law(49), major: 'GM10-01a' }),
    item('retest', '中断后再进，重新通风检测', 'After a break: ventilate and test again', { by: confined }),
    item('finish', '收工清点人和工具，口子盖好锁好', 'At the end: people and tools counted, opening closed and locked', { by: confined }),
  ]),
  checklist('trade-workshop-weekly', ['工贸车间每周检查', 'Weekly workshop check'], { period: 'weekly', level: 'workshop', from }, [
    item('gas-isolation', '煤气隔断、水封、排水器正常', 'Gas isolation and water seals in order', { major: 'GM10-10' }),
    item('co', '固定式一氧化碳报警在用并有人值守', 'Fixed CO alarms in use and watched', { major: 'GM10-09' }),
    item('burner', '燃气炉低压高压报警切断试过', 'Low and high gas pressure alarm and cut-off tested', { major: 'GM10-37a' }),
    item('flame', '火焰监测、熄火保护好用', 'Flame monitoring and flame-failure protection work', { major: 'GM10-37b' }),
    item('paint', '喷漆、调漆间通风和可燃气报警好用', 'Ventilation and gas alarm of paint rooms work', { major: 'GM10-39' }),
    item('solvent', '清洗用溶剂少放，通风好', 'Little cleaning solvent, well aired', { major: 'GM10-38' }),
    item('lithium', '坏电池、退货电池单独隔开放', 'Faulty and returned batteries kept apart', { major: 'GM10-46' }),
    item('ammonia', '氨机房报警、风机、喷淋、面具好用', 'Ammonia alarm, fans, spray and masks work', { major: 'GM10-61' }),
    item('freezer', '快冻间单独设，人数不超9人', 'Freezing room separate, at most 9 people', { major: 'GM10-62b' }),
    item('fryer', '油炸、烘烤设备超温切断好用', 'Over-heat cut-off of fryers and ovens works', { major: 'GM10-40' }),
    item('liquor', '酒库乙醇报警、通风好用', 'Ethanol alarm and ventilation of the liquor store work', { major: 'GM10-41' }),
    item('press', '冲压、剪切设备双手按钮、光栅好用', 'Two-hand control and light curtains of presses work', { by: law(36) }),
    item('robot', '机器人、自动线围栏门开即停', 'Robot lines stop when the gate opens', { by: law(36) }),
    item('dust-system', '泄爆片、隔爆阀、抑爆装置完好', 'Venting panels, isolation valves and suppression sound', {
      by: dust,
      major: 'GM10-53',
    }),
    item('confined-signs', '有限空间牌子、锁都在', 'Signs and locks of confined spaces in place', { by: confined, major: 'GM10-63' }),
    item('rope', '深井铸造钢丝绳检查有记录', 'Rope of the deep-well caster checked, with record', { major: 'GM10-21' }),
  ]),
  checklist(
    'trade-enterprise-monthly',
    ['工贸企业每月检查', 'Monthly enterprise check'],
    { period: 'monthly', level: 'enterprise', from },
    [
      item('tenants', '承包、承租单位统一管理、定期检查', 'Contractors and tenants managed together and checked', {
        by: law(49),
        major: 'GM10-01b',
      }),
      item('certificates', '特种作业证逐人核对', 'Certificates checked person by person', { by: law(30), major: 'GM10-02' }),
      item('smelter', '冶炼企业负责人、安全员考核合格', 'Smelter principals and safety staff assessed', { by: law(27), major: 'GM10-03' }),
      item('confined-list', '有限空间台账和现场一致', 'The list of confined spaces matches the site', { by: confined, major: 'GM10-63' }),
      item('dust-list', '粉尘岗位、人数、除尘系统台账清楚', 'Dust posts, people and collectors are listed', { by: dust }),
      item('dust-building', '粉尘场所没设在不该设的楼里，里面没宿舍办公室', 'Dust site in a fit building, no dormitory or office inside', {
        major: 'GM10-51b',
      }),
      item('shared-dust', '除尘系统没有串在一起', 'Collectors are not joined', { major: 'GM10-52b' }),
      item('rooms', '休息室、会议室不在熔融金属吊运范围', 'Rest and meeting rooms out of reach of molten metal', { major: 'GM10-04' }),
      item('interlock-test', '联锁、报警做过功能试验有记录', 'Interlocks and alarms were tested, with records', {
        by: law(36),
        major: 'GM10-07b',
      }),
      item('ammonia-direct', '加工间没有用氨直接制冷', 'No direct ammonia cooling of workrooms', { major: 'GM10-61' }),
      item('chemicals', '保险粉、双氧水等分开、防潮', 'Dithionite, peroxide and the like apart and dry', { major: 'GM10-48a' }),
      item('kiln-entry', '进窑、库、磨检修执行断能挂牌', 'Kilns, silos and mills entered only when isolated and tagged', {
        major: 'GM10-28',
      }),
      item('major', '重大隐患标准逐条对照并上报', 'Criteria of major hazards gone through and reported', { by: law(41) }),
      item('training', '粉尘、有限空间、煤气专项培训做了', 'Special training on dust, confined spaces and gas given', { by: law(28) }),
      item('drill', '有限空间、煤气泄漏演练过', 'Confined space and gas leak drilled', { by: law(81) }),
    ],
  ),
  ...occasional(from),
]
