import { plain } from '../core/fields.ts'
import { HAZARD_CLASSES, TOXIC_GAS_BETA, type HazardClass } from '../tables/gb18218-classes.ts'
import { NAMED_SUBSTANCES, type NamedSubstance } from '../tables/gb18218-substances.ts'

/** Everyday names that neither table 1 nor its alias column carries, each naming one row without doubt. */
const EVERYDAY: Readonly<Record<number, readonly string[]>> = {
  13: ['一氧化碳', '630-08-0', '水煤气', '焦炉煤气', '高炉煤气', '转炉煤气', '发生炉煤气'],
  11: ['无水氯化氢'],
  20: ['无水氟化氢', '无水氢氟酸'],
  21: ['环氧氯丙烷'],
  25: ['氢氰酸'],
  35: ['三硝基甲苯'],
  47: ['丁二烯'],
  49: ['LNG', '液化天然气', 'CNG', '压缩天然气', '甲烷', '天然气'],
  52: ['LPG', '液化气', '丙烷', '丁烷'],
  63: ['环氧丙烷'],
  66: ['乙醇汽油', '甲醇汽油'],
  72: ['过氧化甲乙酮'],
}

/** Rows by every spelling under which they may be asked for. Several rows share "硝酸铵" or a CAS number: then the form must be told. */
const INDEX = buildIndex()

function buildIndex(): ReadonlyMap<string, readonly NamedSubstance[]> {
  const index = new Map<string, NamedSubstance[]>()
  for (const row of NAMED_SUBSTANCES) {
    const short = row.name.replace(/[([].*$/, '')
    const names = new Set([row.name, short, ...row.aliases, ...row.cas, ...(EVERYDAY[row.no] ?? [])].map(plain))
    for (const name of names) index.set(name, [...(index.get(name) ?? []), row])
  }
  // A full name wins over another row's short one: "硝酸铵肥料(…)" is one row although "硝酸铵" alone is two.
  for (const row of NAMED_SUBSTANCES) index.set(plain(row.name), [row])
  return index
}

/** The rows of table 1 that a name, alias, CAS number or row number may mean; none when the substance is not named there. */
export function findSubstance(name: string): readonly NamedSubstance[] {
  return INDEX.get(name) ?? INDEX.get(plain(name)) ?? []
}

export function substanceByNo(no: number): NamedSubstance | undefined {
  return NAMED_SUBSTANCES[no - 1]
}

const CLASS_BY_SYMBOL = new Map(HAZARD_CLASSES.map((one) => [plain(one.symbol), one]))

export function findClass(symbol: string): HazardClass | undefined {
  return CLASS_BY_SYMBOL.get(plain(symbol))
}

/** β of table 3 when the substance is named there (carbon monoxide is, although table 1 has it under 煤气). */
export function toxicGasBeta(name: string): number | undefined {
  const direct = TOXIC_GAS_BETA[name.trim()]
  if (direct !== undefined) return direct
  return plain(name) === '630-08-0' ? TOXIC_GAS_BETA['一氧化碳'] : undefined
}
