/**
 * Fines of the Work Safety Law (2021), the Hazardous Chemicals Safety Law (2026) and the Coal Mine Safety Regulation (2024), in 万元.
 * All verified in full text. `null` as a lower end: the clause names an upper limit only.
 */
export type FineRange = readonly [number | null, number]

export interface ByAmount {
  readonly from: number
  readonly below: readonly [number, number]
  /** From `from` on: the amount times these. */
  readonly times: readonly [number, number]
}

export interface PenaltyClause {
  readonly law: '安全生产法' | '危险化学品安全法' | '煤矿安全生产条例'
  readonly art: string
  readonly act: string
  readonly first?: FineRange
  readonly firstPerson?: FineRange
  readonly overdue?: FineRange
  readonly overduePerson?: FineRange
  readonly firstOrder?: string
  readonly overdueOrder?: string
  /** By illegal gain (违法所得) or by value of the goods (货值). */
  readonly byGain?: ByAmount
  readonly byValue?: ByAmount
  readonly byGrade?: Readonly<Record<string, readonly [number, number]>>
  readonly incomePct?: readonly [number, number] | Readonly<Record<string, number>>
  readonly confiscate?: boolean
  /** The authority may fine; it need not. */
  readonly optional?: boolean
  readonly extra?: string
}

export const PENALTY_CLAUSES: readonly PenaltyClause[] = [
  { law: '安全生产法', art: '92-1', act: '评价检测机构出具失实报告', first: [3, 10], firstOrder: '停业整顿' },
  {
    law: '安全生产法',
    art: '92-2',
    act: '机构租借资质/挂靠/虚假报告',
    firstPerson: [5, 10],
    byGain: { from: 10, below: [10, 20], times: [2, 5] },
    confiscate: true,
    extra: '吊销资质;5年禁业,情节严重终身',
  },
  {
    law: '安全生产法',
    art: '93',
    act: '未保证资金投入致不具备条件',
    firstOrder: '限期改正',
    overdueOrder: '停产停业整顿',
    extra: '致事故:个人投资人2–20万',
  },
  {
    law: '安全生产法',
    art: '94',
    act: '主要负责人未履职',
    firstPerson: [2, 5],
    overduePerson: [5, 10],
    overdueOrder: '停产停业整顿',
    extra: '致事故撤职;5年限制;重大以上终身',
  },
  { law: '安全生产法', art: '95', act: '主要负责人未履职致事故', incomePct: { 一般: 40, 较大: 60, 重大: 80, 特别重大: 100 } },
  { law: '安全生产法', art: '96', act: '其他负责人/安管人员未履职', firstPerson: [1, 3], extra: '致事故:暂停或吊销资格+年收入20–50%' },
  {
    law: '安全生产法',
    art: '97',
    act: '机构人员配备/考核/培训/告知/培训记录/隐患记录通报/预案与演练/特种作业持证 (7项)',
    first: [null, 10],
    overdue: [10, 20],
    overduePerson: [2, 5],
    overdueOrder: '停产停业整顿',
  },
  {
    law: '安全生产法',
    art: '98',
    act: '矿山、冶炼、危险物品建设项目安全评价/设计审查/按图施工/竣工验收 (4项)',
    first: [10, 50],
    overdue: [50, 100],
    firstPerson: [2, 5],
    overduePerson: [5, 10],
    firstOrder: '停建或停产整顿+限期',
  },
  {
    law: '安全生产法',
    art: '99',
    act: '警示标志/安全设备/维护检测/破坏监控或篡改数据/劳保/容器检测/淘汰工艺/餐饮燃气报警 (8项)',
    first: [null, 5],
    overdue: [5, 20],
    overduePerson: [1, 2],
    extra: '情节严重停产停业整顿',
  },
  { law: '安全生产法', art: '100', act: '未经批准涉危险物品', extra: '依专门法(危险化学品安全法/条例等)' },
  {
    law: '安全生产法',
    art: '101',
    act: '危险物品专门制度/重大危险源登记评估监控/危险作业现场管理/分级管控/隐患排查与重大隐患报告 (5项)',
    first: [null, 10],
    overdue: [10, 20],
    overduePerson: [2, 5],
    overdueOrder: '停产停业整顿',
  },
  {
    law: '安全生产法',
    art: '102',
    act: '未采取措施消除隐患',
    first: [null, 5],
    overduePerson: [5, 10],
    firstOrder: '立即或限期消除',
    overdueOrder: '停产停业整顿(拒不执行)',
  },
  {
    law: '安全生产法',
    art: '103-1',
    act: '发包出租给不具备条件者',
    firstPerson: [1, 2],
    byGain: { from: 10, below: [10, 20], times: [2, 5] },
    confiscate: true,
  },
  {
    law: '安全生产法',
    art: '103-2',
    act: '未签安全管理协议/未统一协调管理',
    first: [null, 5],
    firstPerson: [null, 1],
    overdueOrder: '停产停业整顿',
  },
  {
    law: '安全生产法',
    art: '103-3',
    act: '高危项目施工单位安全管理不到位',
    first: [null, 10],
    firstPerson: [null, 2],
    overdueOrder: '停产停业整顿',
    extra: '倒卖出租资质:吊销+2–5倍或10–20;人员5–10',
  },
  {
    law: '安全生产法',
    art: '104',
    act: '同区域作业未签协议/未派专职协调',
    first: [null, 5],
    firstPerson: [null, 1],
    overdueOrder: '停产停业',
  },
  {
    law: '安全生产法',
    art: '105',
    act: '危险物品场所与宿舍同楼/出口疏散通道',
    first: [null, 5],
    firstPerson: [null, 1],
    overdueOrder: '停产停业整顿',
  },
  { law: '安全生产法', art: '106', act: '免责协议', firstPerson: [2, 10], extra: '协议无效;令15第47条:减轻2–5,免除5–10' },
  { law: '安全生产法', art: '108', act: '拒绝阻碍检查', overdue: [2, 20], overduePerson: [1, 2], firstOrder: '责令改正' },
  { law: '安全生产法', art: '109', act: '高危行业未投保安责险', first: [5, 10], overdue: [10, 20] },
  {
    law: '安全生产法',
    art: '110',
    act: '主要负责人不抢救/擅离/逃匿/瞒谎迟报',
    firstOrder: '降级撤职',
    incomePct: [60, 100],
    extra: '逃匿15日以下拘留',
  },
  { law: '安全生产法', art: '112', act: '按日连续处罚', extra: '被责令改正且受罚款,拒不改正;自责令改正之日次日起按原罚款额按日连续' },
  {
    law: '安全生产法',
    art: '113',
    act: '提请关闭',
    extra: '有重大隐患且180日内3次或1年内4次受本法处罚;停产整顿后仍不具备条件;不具备条件致重大以上事故;拒不执行停产停业整顿决定',
  },
  {
    law: '安全生产法',
    art: '114',
    act: '对事故负有责任的单位',
    byGrade: { 一般: [30, 100], 较大: [100, 200], 重大: [200, 1000], 特别重大: [1000, 2000] },
  },
  { law: '安全生产法', art: '115', act: '决定机关', extra: '应急部门及其他负责部门按职责;关闭报县级以上政府;拘留由公安' },
  {
    law: '危险化学品安全法',
    art: '98',
    act: '生产/使用/经营国家禁止的危化品',
    byValue: { from: 10, below: [30, 50], times: [5, 10] },
    confiscate: true,
    extra: '责令无害化处理',
  },
  {
    law: '危险化学品安全法',
    art: '99',
    act: '建设项目安全条件审查/设计审查/按图施工/监理/竣工验收',
    first: [10, 50],
    overdue: [50, 100],
    firstPerson: [2, 5],
    overduePerson: [5, 10],
    firstOrder: '停建/停产整顿',
  },
  { law: '危险化学品安全法', art: '100-2', act: '无安全使用许可使用危化品生产', first: [10, 50], overdueOrder: '停产整顿' },
  { law: '危险化学品安全法', art: '100-3', act: '无经营许可经营', first: [10, 50], confiscate: true },
  {
    law: '危险化学品安全法',
    art: '101',
    act: 'SDS标签/管道/学历培训/包装/岗位规程/自控SIS与监测预警联网/警示通信/双人收发/出入库/登记等17项',
    first: [null, 10],
    overdue: [10, 20],
    overduePerson: [2, 5],
    extra: '情节严重停产停业整顿',
  },
  {
    law: '危险化学品安全法',
    art: '102',
    act: '未经检验的包装容器/船舶容器',
    first: [20, 50],
    overduePerson: [1, 5],
    overdueOrder: '停产停业整顿',
  },
  {
    law: '危险化学品安全法',
    art: '103',
    act: '重大危险源登记评估监控预案及责任制/安全设施维护/定期安全评价/专库储存/风险分级管控与变更评估等9项',
    first: [5, 10],
    overdue: [10, 20],
    overduePerson: [2, 5],
    overdueOrder: '停产停业整顿直至吊销',
  },
  {
    law: '危险化学品安全法',
    art: '104',
    act: '剧毒易制爆流向记录/备案;安全评价报告备案;重大危险源备案',
    first: [2, 10],
    overdue: [10, 20],
    overduePerson: [1, 5],
    optional: true,
  },
  { law: '危险化学品安全法', art: '105-1', act: '转停产未妥善处置/丢弃危化品', first: [10, 50] },
  { law: '危险化学品安全法', art: '105-2', act: '处置方案未备案', first: [2, 10], overdue: [10, 20], optional: true },
  {
    law: '危险化学品安全法',
    art: '106',
    act: '向无许可单位采购',
    first: [20, 50],
    overduePerson: [5, 10],
    overdueOrder: '停业整顿直至吊销',
  },
  {
    law: '危险化学品安全法',
    art: '107-1',
    act: '违规销售剧毒/易制爆',
    first: [20, 50],
    overduePerson: [5, 10],
    overdueOrder: '停产停业整顿直至吊销',
    confiscate: true,
  },
  {
    law: '危险化学品安全法',
    art: '109',
    act: '运输从业资格/装卸/防护/动态监控/托运清单等10项',
    first: [5, 50],
    overduePerson: [1, 5],
    overdueOrder: '停产停业整顿',
  },
  {
    law: '危险化学品安全法',
    art: '110',
    act: '委托无资质承运/内河禁运/夹带匿报',
    first: [20, 30],
    overduePerson: [1, 5],
    overdueOrder: '停产停业整顿',
  },
  { law: '危险化学品安全法', art: '111', act: '超载/车辆不合格/闯限行/剧毒无通行证', first: [10, 20] },
  { law: '危险化学品安全法', art: '112', act: '无警示标志/无押运/停车未报/丢失泄漏未报', first: [5, 10] },
  { law: '危险化学品安全法', art: '114', act: '运输企业无专职安管/码头无预案', first: [null, 5], overdue: [5, 10], optional: true },
  { law: '危险化学品安全法', art: '116-2', act: '伪造出租许可证', first: [20, 30] },
  {
    law: '煤矿安全生产条例',
    art: '61',
    act: '无证/关闭后擅自生产',
    firstOrder: '停止生产;没收所得、煤炭、设备',
    byGain: { from: 10, below: [10, 20], times: [2, 5] },
  },
  {
    law: '煤矿安全生产条例',
    art: '63',
    act: '责任制/人员机构/系统设施/专项设计/鉴定/边坡/违章指挥 (7项)',
    first: [10, 20],
    overdue: [20, 50],
    overduePerson: [3, 5],
    overdueOrder: '停产整顿',
  },
  { law: '煤矿安全生产条例', art: '64', act: '存在重大隐患仍生产', first: [50, 200], firstPerson: [3, 15], firstOrder: '停产整顿' },
  { law: '煤矿安全生产条例', art: '65-2', act: '擅采保安煤柱等', byGain: { from: 10, below: [10, 20], times: [2, 5] }, confiscate: true },
  { law: '煤矿安全生产条例', art: '66', act: '隐瞒/擅启封/拒查', overdue: [10, 20], overduePerson: [1, 2], firstOrder: '责令改正' },
  {
    law: '煤矿安全生产条例',
    art: '67',
    act: '对事故负有责任',
    byGrade: { 一般: [50, 100], 较大: [150, 200], 重大: [500, 1000], 特别重大: [1000, 2000] },
  },
  {
    law: '煤矿安全生产条例',
    art: '70',
    act: '提请关闭',
    extra: '无证生产;3个月内2次以上有重大隐患仍生产;专家论证难以防治;安全生产法规定的其他情形',
  },
]
