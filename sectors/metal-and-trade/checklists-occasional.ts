import { checklist, item } from '../define.ts'
import { confinedSpaceRules as confined, dustRules as dust, workSafetyLaw as law } from '../laws.ts'

export const occasional = (from: string) => [
  checklist('trade-holiday', ['工贸企业节假日前检查', 'Check before a holiday'], { period: 'holiday', level: 'enterprise', from }, [
    item('furnace', '停炉放空、保温炉有人看', 'Furnaces emptied, holding furnaces watched'),
    item('gas', '煤气、燃气停用的盲断、吹扫', 'Gas out of use is blanked and purged', { major: 'GM10-10' }),
    item('dust', '停产前除尘系统和现场清灰', 'Collectors and site cleaned of dust before the stop', { by: dust, major: 'GM10-60' }),
    item('ammonia', '氨系统值班不断', 'Ammonia system is watched without a break'),
    item('confined', '节日不安排有限空间作业', 'No work in confined spaces during the holiday', { by: confined, major: 'GM10-64a' }),
    item('lithium', '锂电池、电动叉车断开充电', 'Lithium batteries and fork lifts off charge', { major: 'GM10-46' }),
    item('paint', '油漆、稀料入库上锁', 'Paint and thinner in store and locked'),
    item('power', '车间总电源关了，消防电源留着', 'Main power off, fire power on'),
  ]),
  checklist('trade-resume', ['工贸企业复工检查', 'Check before resuming work'], { period: 'resume', level: 'enterprise', from }, [
    item('furnace', '炉子按升温曲线烘炉，先查积水', 'Furnaces heated by curve, first checked for water', { major: 'GM10-35' }),
    item('gas', '煤气引气前置换、防爆试验、全员撤离到位', 'Gas purged and tested, people away before it is let in'),
    item('co', '一氧化碳报警先开', 'CO alarms on first', { major: 'GM10-09' }),
    item('cooling', '冷却水、应急水先通', 'Cooling and emergency water on first', { major: 'GM10-15' }),
    item('confined', '污水池、腌制池久停，先通风检测', 'Pools long out of use: ventilate and test first', {
      by: confined,
      major: 'GM10-64b',
    }),
    item('dust', '除尘管道、布袋、灰斗查过', 'Ducts, bags and hoppers of collectors checked', { by: dust, major: 'GM10-60' }),
    item('crane', '行车试吊、抱闸试过', 'Cranes test-lifted, brakes tried'),
    item('press', '冲床光栅、急停试过', 'Press light curtains and emergency stops tried', { by: law(36) }),
    item('ammonia', '氨系统试压检漏', 'Ammonia system tested for pressure and leaks'),
    item('training', '新工人、外包队先培训', 'New workers and contractors trained first', { by: law(28), major: 'GM10-01a' }),
  ]),
]
