/** What an inspector should bring to answer a criterion: chosen by the words of the criterion. Our practice, from knowledge. */
const EVIDENCE: readonly (readonly [RegExp, string])[] = [
  [/考核|持证|资格|学历|任职/, '证书或考核记录'],
  [/人员|配备|专职|超员|人数|定员/, '人员名册或现场人数清点'],
  [/许可|资质|发包|承包|转包|证照|一证/, '许可证、合同'],
  [/设计|审查|验收|图纸/, '设计文件或审查、验收文件'],
  [/距离|高度|坡|间距|标高|干滩|埋深|尺寸/, '测量记录或安全评价报告'],
  [/报警|监测|联锁|切断|传感器|监控|断电|自动化|仪表/, '系统画面或历史数据、调校和联锁试验记录'],
  [/CH4|CO2|瓦斯|甲烷|浓度|气体/, '气体检测记录或监控曲线'],
  [/制度|责任制|规程|方案|预案|台账|评价|鉴定|论证|分析/, '制度、方案或报告文本及执行记录'],
  [/审批|作业票|动火|受限空间|特殊作业/, '作业票和现场视频'],
  [/产量|药量|存储|储存|混存|库容|能力/, '产量报表或库存台账'],
  [/供电|电源|电气|防爆/, '电气系统图和设备铭牌、检测报告'],
  [/设备|淘汰|检验|检测/, '设备清单和检验报告'],
]

/** Kinds of evidence for a criterion; always at least the record and photographs of the site. */
export function evidenceFor(text: string): readonly string[] {
  return ['现场检查记录和照片', ...EVIDENCE.filter(([words]) => words.test(text)).map(([, evidence]) => evidence)]
}

/** The criterion as a question to be answered yes, no, unknown or not-applicable. */
export function questionFor(text: string): string {
  return `是否存在:${text}?`
}
