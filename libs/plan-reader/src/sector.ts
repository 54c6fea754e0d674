import type { Sector } from './types.ts'

/** The sector of an item: the industry of its object first, else the function it serves. The first entry that matches decides. */

const INDUSTRY: readonly (readonly [Sector, RegExp])[] = [
  ['tailings', /尾矿|头顶库/],
  ['fireworks', /烟花|爆竹/],
  ['hazwaste', /危险废物|医疗废物|固体废物|危废/],
  ['dust', /粉尘|涉爆粉|涉粉/],
  ['occupational-health', /职业病|职业健康|职业危害|职业卫生/],
  ['park', /化工园区|工业园|开发区|园区/],
  ['hazchem', /危险化学品|危化|化工|重大危险源|剧毒|油气|加油站|液氨/],
  ['noncoal-mine', /非煤|露天矿|地下矿|采石|矿山|金属非金属/],
  ['coal', /煤矿|煤炭|矿井|瓦斯|原煤|井下|采煤/],
  ['fire', /消防|火灾|灭火|防火|三合一|消火栓|疏散通道/],
  ['rail', /铁路|道口/],
  ['fishery', /渔船|渔业|渔港/],
  ['water', /水上|船舶|港口|航道|渡口|水路/],
  ['post', /邮政|寄递|快递/],
  ['road', /道路|公路|车辆|交通|客运|货运|驾驶|两客一危|校车/],
  ['construction', /建筑施工|建设工程|施工现场|工地|脚手架|起重机械|房屋市政/],
  ['special-equipment', /特种设备|电梯|锅炉|压力容器|气瓶|游乐设施/],
  ['city', /城市|燃气|桥梁|管网|示范城市|城镇|自建房|房屋/],
]

const FUNCTION: readonly (readonly [Sector, RegExp])[] = [
  ['insurance', /保险|安责险/],
  ['credit', /信用|诚信|失信|承诺制度|黑名单/],
  ['emergency', /应急|救援|预案|演练|避险|物资储备/],
  ['enforcement', /执法|双随机|行政处罚|监督检查/],
  ['training', /培训|轮训|持证|考核发证|技能|教育/],
  ['info-system', /信息化|系统|平台|数据库|监控|联网|大数据|物联网/],
  ['publicity', /宣传|宣教|专题片|科普|安全月|文化|学习/],
  ['responsibility', /责任制|责任清单|党政|专业委员会|考核|述职|领导干部/],
  ['enterprise-general', /企业|标准化|双重预防|生产经营单位|工贸|冶金|隐患/],
]

/** The titles of a section are asked once and not for each of its items. */
const cache = new WeakMap<readonly string[], { industry: Sector | null; purpose: Sector | null }>()

function first(table: typeof INDUSTRY, texts: readonly string[]): Sector | null {
  for (const t of texts) for (const [sector, pattern] of table) if (pattern.test(t)) return sector
  return null
}

/** Sector by the words of the item, else by the titles of its sections (innermost first). */
export function sectorOf(text: string, titles: readonly string[]): Sector {
  for (const [sector, pattern] of INDUSTRY) if (pattern.test(text)) return sector
  const known = cache.get(titles) ?? { industry: first(INDUSTRY, titles), purpose: first(FUNCTION, titles) }
  cache.set(titles, known)
  return known.industry ?? first(FUNCTION, [text]) ?? known.purpose ?? 'other'
}
