import { applyRule, getRule, RuleInputError, versionOn, type RuleResult } from '@anlan/rules'
import { LEVELS, type BandSettings, type Method, type RiskLevel } from './model.ts'

/** Names of the factors of each method, in the order of the formula. */
export const FACTORS: Readonly<Record<Method, readonly string[]>> = { LEC: ['L', 'E', 'C'], LS: ['L', 'S'], MES: ['M', 'E', 'S'] }

const BY_COLOUR: Readonly<Record<string, RiskLevel>> = { 红: 'major', 橙: 'larger', 黄: 'general', 蓝: 'low' }
const COLOURS = ['红', '橙', '黄', '蓝'] as const
const WORDS = ['重大', '较大', '一般', '低'] as const

export interface Graded {
  readonly score: number | null
  readonly level: RiskLevel | null
  /** The band's own word where the method has one. */
  readonly band: string | null
  readonly missing: readonly string[]
  readonly steps: readonly string[]
  readonly clause: string
  readonly sourceStatus: string
  /** Version of the tables, and the bands where the county's own were used. */
  readonly tables: { readonly from: string; readonly own: readonly number[] | null }
}

/** The rule's tables with the county's own least scores of red, orange, yellow in place. */
function ownTables(method: Method, mins: readonly number[]): Record<string, unknown> {
  const at = [...mins, 0]
  if (method === 'LEC') return { colours: COLOURS.map((color, i) => ({ min: at[i], level: WORDS[i], color })) }
  return { bands: COLOURS.map((color, i) => ({ min: at[i], label: `${i + 1}级`, level: WORDS[i], color, rank: i + 1 })) }
}

const text = (value: unknown): string | null => (typeof value === 'string' ? value : typeof value === 'number' ? `${value} 级` : null)

/**
 * Grades a risk by LEC, LS or MES on a day. A factor that is missing gives "cannot judge" and its name, never a guess.
 * @throws RuleInputError for a value that stands in no table
 */
export function gradeRisk(method: Method, inputs: Readonly<Record<string, number>>, onDate: string, bands: BandSettings): Graded {
  const rule = getRule(method)
  const own = bands[method]
  const known = Object.fromEntries(Object.entries(inputs).filter(([name]) => FACTORS[method].includes(name)))
  const ran: RuleResult = applyRule(rule, known, onDate, own ? { tables: ownTables(method, own) } : {})
  const value = (ran.value ?? {}) as Readonly<Record<string, unknown>>
  const score = value[method === 'LEC' ? 'D' : 'R']
  return {
    score: typeof score === 'number' ? score : null,
    level: BY_COLOUR[String(value['color'])] ?? null,
    band: text(value['band'] ?? value['label'] ?? value['rank']),
    missing: ran.cannotJudge ?? [],
    steps: ran.steps,
    clause: ran.clause,
    sourceStatus: ran.sourceStatus,
    tables: { from: versionOn(rule, onDate)?.effectiveFrom ?? '', own },
  }
}

export interface Choice {
  readonly name: string
  readonly label: { readonly zh: string; readonly en: string }
  readonly values: readonly number[]
}

/** What a form asks for a method: the factors and the values of their tables on a day. */
export function choicesOf(method: Method, onDate: string): Choice[] {
  const rule = getRule(method)
  const tables = versionOn(rule, onDate)?.tables as { values: Readonly<Record<string, readonly number[]>> } | undefined
  return rule.fields.map((f) => ({ name: f.name, label: f.label, values: tables?.values[f.name] ?? [] }))
}

/** Worst of levels; null where none is known. */
export function worst(levels: readonly (RiskLevel | null)[]): RiskLevel | null {
  return LEVELS.find((l) => levels.includes(l)) ?? null
}

export { RuleInputError }

/** The same day a year later; 29 February becomes the 28th. */
export function yearLater(day: string): string {
  const next = `${Number(day.slice(0, 4)) + 1}${day.slice(4)}`
  return next.endsWith('-02-29') ? `${next.slice(0, 8)}28` : next
}

/** Classes of GB/T 13861-2022 to two digits. The four main classes were read in the standard; the names below are from knowledge. */
export const FACTOR_CLASSES: Readonly<Record<string, string>> = {
  '1': '人的因素',
  '11': '心理、生理性危险和有害因素',
  '12': '行为性危险和有害因素',
  '2': '物的因素',
  '21': '物理性危险和有害因素',
  '22': '化学性危险和有害因素',
  '23': '生物性危险和有害因素',
  '3': '环境因素',
  '31': '室内作业场所环境不良',
  '32': '室外作业场地环境不良',
  '33': '地下（含水下）作业环境不良',
  '39': '其他作业环境不良',
  '4': '管理因素',
  '41': '职业安全卫生管理机构设置和人员配备不健全',
  '42': '职业安全卫生责任制不完善或未落实',
  '43': '职业安全卫生管理制度不完善或未落实',
  '44': '职业安全卫生投入不足',
  '46': '应急管理缺陷',
  '49': '其他管理因素缺陷',
}
