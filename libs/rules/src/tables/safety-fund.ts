import type { SourceStatus } from '../core/types.ts'

/**
 * 财资〔2022〕136号: accrual of safety funds. One of: yuan per ton (or other unit), per cent of an amount, or slices of last year's revenue
 * in 万元 as [upper end or null, per cent]. Weapons carry no rate: it is not known here.
 */
export interface FundRate {
  readonly sector: string
  readonly yuanPer?: number
  readonly unit?: string
  readonly pct?: number
  readonly of?: string
  readonly tiers?: readonly (readonly [number | null, number])[]
  readonly clause?: string
  readonly status: SourceStatus
  readonly aliases: readonly string[]
}

export const FUND_RATES: readonly FundRate[] = [
  {
    sector: '煤炭-煤(岩)与瓦斯突出矿井/冲击地压矿井',
    yuanPer: 50,
    unit: '吨原煤',
    status: 'from-knowledge',
    aliases: ['突出煤矿', '煤与瓦斯突出矿井', '冲击地压矿井', 'coal outburst'],
  },
  {
    sector: '煤炭-高瓦斯/水文地质复杂极复杂/容易自燃',
    yuanPer: 30,
    unit: '吨原煤',
    status: 'from-knowledge',
    aliases: ['高瓦斯煤矿', '高瓦斯矿井', 'coal high-gas'],
  },
  {
    sector: '煤炭-其他井工',
    yuanPer: 15,
    unit: '吨原煤',
    status: 'from-knowledge',
    aliases: ['井工煤矿', '其他井工煤矿', '低瓦斯煤矿', 'coal underground'],
  },
  { sector: '煤炭-露天', yuanPer: 5, unit: '吨原煤', status: 'from-knowledge', aliases: ['露天煤矿', 'coal open-pit'] },
  { sector: '金属矿山-露天', yuanPer: 5, unit: '吨原矿', status: 'from-knowledge', aliases: ['露天金属矿山', 'open-pit metal'] },
  {
    sector: '金属矿山-地下',
    yuanPer: 15,
    unit: '吨原矿',
    status: 'from-knowledge',
    aliases: ['地下金属矿山', '金属矿山地下', 'underground metal'],
  },
  { sector: '核工业矿山', yuanPer: 25, unit: '吨原矿', status: 'from-knowledge', aliases: ['铀矿'] },
  { sector: '非金属矿山-露天', yuanPer: 3, unit: '吨原矿', status: 'from-knowledge', aliases: ['露天非金属矿山', 'open-pit non-metal'] },
  { sector: '非金属矿山-地下', yuanPer: 8, unit: '吨原矿', status: 'from-knowledge', aliases: ['地下非金属矿山', 'underground non-metal'] },
  {
    sector: '小型露天采石场(年≤50万t)',
    yuanPer: 2,
    unit: '吨原矿',
    status: 'from-knowledge',
    aliases: ['小型露天采石场', '采石场', 'quarry'],
  },
  { sector: '石油天然气-原油', yuanPer: 20, unit: '吨', status: 'from-knowledge', aliases: ['原油', '石油', 'oil'] },
  { sector: '石油天然气-天然气', yuanPer: 7.5, unit: '千m³', status: 'from-knowledge', aliases: ['天然气', 'gas'] },
  { sector: '地质勘探', pct: 2, of: '项目预算/收入', status: 'from-knowledge', aliases: ['地质勘查', 'exploration'] },
  {
    sector: '尾矿库(运行)三等及以上',
    yuanPer: 4,
    unit: '吨尾矿',
    status: 'from-knowledge',
    aliases: ['三等及以上尾矿库', '尾矿库三等及以上'],
  },
  {
    sector: '尾矿库(运行)四等、五等',
    yuanPer: 5,
    unit: '吨尾矿',
    status: 'from-knowledge',
    aliases: ['四等、五等尾矿库', '尾矿库四五等', '四五等尾矿库'],
  },
  { sector: '尾矿回采-三等及以上', yuanPer: 1, unit: '吨', status: 'from-knowledge', aliases: [] },
  { sector: '尾矿回采-四五等', yuanPer: 1.5, unit: '吨', status: 'from-knowledge', aliases: [] },
  { sector: '建设工程-矿山', pct: 3.5, of: '建安工程造价', status: 'from-knowledge', aliases: ['矿山工程'] },
  {
    sector: '建设工程-铁路、房建、城市轨道',
    pct: 3,
    of: '造价',
    status: 'from-knowledge',
    aliases: ['房屋建筑', '房建', '建筑施工', '铁路工程', '城市轨道交通', 'construction'],
  },
  { sector: '建设工程-水利水电、电力', pct: 2.5, of: '造价', status: 'from-knowledge', aliases: ['水利水电', '水利', '电力工程'] },
  {
    sector: '建设工程-冶炼、机电、化工石油、通信',
    pct: 2,
    of: '造价',
    status: 'from-knowledge',
    aliases: ['冶炼工程', '机电工程', '化工石油工程', '通信工程'],
  },
  {
    sector: '建设工程-市政公用、港口航道、公路',
    pct: 1.5,
    of: '造价',
    status: 'from-knowledge',
    aliases: ['市政公用', '市政', '公路工程', '港口航道'],
  },
  {
    sector: '危险品生产储存',
    tiers: [
      [1000, 4.5],
      [10000, 2.25],
      [100000, 0.55],
      [null, 0.2],
    ],
    status: 'from-knowledge',
    aliases: ['危险品生产与储存', '危险化学品', '危化', 'hazchem', '危险品'],
  },
  {
    sector: '交通运输-普通货运',
    pct: 1,
    of: '上年营业收入',
    clause: '第24条',
    status: 'secondary',
    aliases: ['普通货运', '普货', 'ordinary freight'],
  },
  {
    sector: '交通运输-客运、管道、危险品等特殊货运',
    pct: 1.5,
    of: '上年营业收入',
    clause: '第24条',
    status: 'secondary',
    aliases: ['客运', '危险品运输', '危货运输', '管道运输', '特殊货运', 'passenger'],
  },
  {
    sector: '冶金',
    tiers: [
      [1000, 3],
      [10000, 1.5],
      [100000, 0.5],
      [500000, 0.2],
      [1000000, 0.1],
      [null, 0.05],
    ],
    status: 'from-knowledge',
    aliases: ['冶金企业', 'metallurgy'],
  },
  {
    sector: '机械制造',
    tiers: [
      [1000, 2.35],
      [10000, 1.25],
      [100000, 0.25],
      [500000, 0.1],
      [null, 0.05],
    ],
    status: 'from-knowledge',
    aliases: ['机械', 'machinery'],
  },
  {
    sector: '烟花爆竹',
    tiers: [
      [1000, 4],
      [2000, 3],
      [null, 2.5],
    ],
    clause: '第33条',
    status: 'secondary',
    aliases: ['fireworks', '烟花'],
  },
  {
    sector: '民用爆炸物品',
    tiers: [
      [1000, 4],
      [10000, 2],
      [100000, 0.5],
      [null, 0.2],
    ],
    status: 'from-knowledge',
    aliases: ['民爆', 'civil explosives'],
  },
  { sector: '武器装备研制', status: 'uncertain', aliases: ['武器', 'weapons'] },
  {
    sector: '电力生产与供应-发电',
    tiers: [
      [1000, 3],
      [10000, 1.5],
      [100000, 1],
      [500000, 0.8],
      [1000000, 0.6],
      [null, 0.2],
    ],
    status: 'from-knowledge',
    aliases: ['发电', 'power generation'],
  },
  {
    sector: '电力-供应',
    tiers: [
      [5000000, 0.5],
      [10000000, 0.4],
      [20000000, 0.3],
      [null, 0.2],
    ],
    status: 'from-knowledge',
    aliases: ['供电', '电力供应', '电网', 'power supply'],
  },
]
