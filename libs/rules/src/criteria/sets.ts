import type { SourceStatus } from '../core/types.ts'
import { MB234 } from './civil-explosives.ts'
import { COAL21 } from './coal.ts'
import type { Criterion } from './criterion.ts'
import { FW121 } from './fireworks.ts'
import { HZ121 } from './hazchem-2017.ts'
import { AQ3067 } from './hazchem-2026.ts'
import { GM10 } from './metal-and-trade.ts'
import { JS88 } from './noncoal-mine.ts'
import { TL88 } from './tailings.ts'

export type CriteriaSector =
  | 'hazchem'
  | 'fireworks'
  | 'metal-and-trade'
  | 'tailings'
  | 'noncoal-mine'
  | 'coal'
  | 'civil-explosives'
  | 'fire'
  | 'construction'
  | 'gas'
  | 'power'
  | 'special-equipment'

/** A set of criteria with its days of force. `items` is empty where the instrument exists but its items are not held. */
export interface CriteriaSet {
  readonly id: string
  readonly sector: CriteriaSector
  readonly instrument: string
  readonly effectiveFrom: string
  readonly effectiveTo?: string
  readonly sourceStatus: SourceStatus
  readonly items: readonly Criterion[]
  /** Titles only: a "yes" points to the clause, the official wording decides. */
  readonly titlesOnly?: boolean
  /** How the instrument is to be read. */
  readonly notes?: readonly string[]
}

export const CRITERIA_SETS: readonly CriteriaSet[] = [
  {
    id: 'HZ121',
    sector: 'hazchem',
    instrument: '安监总管三〔2017〕121号 化工和危险化学品(20条)',
    effectiveFrom: '2017-11-13',
    effectiveTo: '2026-09-29',
    sourceStatus: 'secondary',
    items: HZ121,
  },
  {
    id: 'AQ3067',
    sector: 'hazchem',
    instrument: 'AQ 3067-2026(5.1–5.7,53项)',
    effectiveFrom: '2026-09-30',
    sourceStatus: 'uncertain',
    items: AQ3067,
    titlesOnly: true,
  },
  {
    id: 'FW121',
    sector: 'fireworks',
    instrument: '安监总管三〔2017〕121号 烟花爆竹(20条)',
    effectiveFrom: '2017-11-13',
    sourceStatus: 'secondary',
    items: FW121,
  },
  {
    id: 'GM129',
    sector: 'metal-and-trade',
    instrument: '安监总管四〔2017〕129号(已废止)',
    effectiveFrom: '2017-11-30',
    effectiveTo: '2023-05-14',
    sourceStatus: 'from-knowledge',
    items: [],
  },
  {
    id: 'GM10',
    sector: 'metal-and-trade',
    instrument: '应急管理部令第10号 工贸企业(64项)',
    effectiveFrom: '2023-05-15',
    sourceStatus: 'from-knowledge',
    items: GM10,
    notes: ['第十四条:应设的监控报警、防护等设施虽已设置但不能正常工作的,同样判定'],
  },
  {
    id: 'TL88',
    sector: 'tailings',
    instrument: '矿安〔2022〕88号 尾矿库(19项)+矿安〔2024〕41号(2项)',
    effectiveFrom: '2022-09-01',
    sourceStatus: 'secondary',
    items: TL88,
    notes: ['第8项:防洪高度与干滩长度(防洪宽度)均小于设计值才判定,不是任一项'],
  },
  {
    id: 'JS88',
    sector: 'noncoal-mine',
    instrument: '矿安〔2022〕88号 金属非金属矿山(地下32、露天13)+矿安〔2024〕41号',
    effectiveFrom: '2022-09-01',
    sourceStatus: 'from-knowledge',
    items: JS88,
  },
  {
    id: 'COAL4',
    sector: 'coal',
    instrument: '应急管理部令第4号 煤矿(2020)',
    effectiveFrom: '2021-01-01',
    effectiveTo: '2026-06-30',
    sourceStatus: 'from-knowledge',
    items: [],
  },
  {
    id: 'COAL21',
    sector: 'coal',
    instrument: '应急管理部令第21号 煤矿(17个方面)',
    effectiveFrom: '2026-07-01',
    sourceStatus: 'verified',
    items: COAL21,
  },
  {
    id: 'MB234',
    sector: 'civil-explosives',
    instrument: '工信部安全〔2024〕234号 民爆(17项)',
    effectiveFrom: '2024-12-01',
    sourceStatus: 'from-knowledge',
    items: MB234,
    titlesOnly: true,
  },
  {
    id: 'GB35181-2017',
    sector: 'fire',
    instrument: 'GB 35181-2017',
    effectiveFrom: '2018-07-01',
    effectiveTo: '2025-10-31',
    sourceStatus: 'from-knowledge',
    items: [],
  },
  { id: 'GB35181-2025', sector: 'fire', instrument: 'GB 35181-2025', effectiveFrom: '2025-11-01', sourceStatus: 'secondary', items: [] },
  {
    id: 'JZ5',
    sector: 'construction',
    instrument: '建质规〔2024〕5号 房屋市政工程',
    effectiveFrom: '2024-12-01',
    sourceStatus: 'secondary',
    items: [],
  },
  { id: 'JC4', sector: 'gas', instrument: '建城规〔2023〕4号 城镇燃气', effectiveFrom: '2023-09-21', sourceStatus: 'secondary', items: [] },
  {
    id: 'FGW41',
    sector: 'power',
    instrument: '国家发展改革委令第41号 电力(2026)',
    effectiveFrom: '2026-01-01',
    sourceStatus: 'secondary',
    items: [],
  },
  {
    id: 'GB45067',
    sector: 'special-equipment',
    instrument: 'GB 45067-2024 特种设备',
    effectiveFrom: '2024-12-01',
    sourceStatus: 'secondary',
    items: [],
  },
]

/** The set in force for a sector on a day. */
export function criteriaOn(sector: CriteriaSector, onDate: string): CriteriaSet | undefined {
  return CRITERIA_SETS.find(
    (set) => set.sector === sector && set.effectiveFrom <= onDate && (!set.effectiveTo || onDate <= set.effectiveTo),
  )
}
