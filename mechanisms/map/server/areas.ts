import type { Claims } from '#kernel/access/index.ts'
import { raw, sql, type Sql } from '#platform/db/index.ts'
import { GradeSettings, Shape, type Area, type AreaInputs, type Areas } from '../model.ts'
import { AREA_GRADE_VERSION, areaGrade, coverage, GRADE_SETTINGS, LIMITED, MAJOR, NOT_SEEN, SETTING, WATCHED } from '../rules.ts'
import { within } from './reach.ts'

interface AreaRow extends AreaInputs {
  /** Null: what lies in none of the parts. */
  path: string | null
  name: string | null
  shape: unknown
  shapeNote: string | null
  settings: unknown
}

/** The counts of open matters that grades are made of, as columns over `matter m`. */
export function gradeCounts(now: Date): Sql {
  const late = sql`m.due_at < ${now.toISOString()}::timestamptz`
  return sql`count(*) filter (where m.kind = ${WATCHED.hazard} and m.level = ${MAJOR})::int as "openMajors",
    count(*) filter (where m.kind = ${WATCHED.hazard} and m.level = ${MAJOR} and ${late})::int as "overdueMajors",
    count(*) filter (where m.kind = ${WATCHED.listing})::int as listings,
    count(*) filter (where m.kind = ${WATCHED.listing} and ${late})::int as "overdueListings",
    count(*) filter (where m.kind = ${WATCHED.hazard} and m.level is distinct from ${MAJOR})::int as "openGenerals",
    count(*) filter (where m.kind = ${WATCHED.hazard} and m.level is distinct from ${MAJOR} and ${late})::int as "overdueGenerals"`
}

const SUMS = raw(
  ['openMajors', 'overdueMajors', 'listings', 'overdueListings', 'openGenerals', 'overdueGenerals', 'missedChecks', 'enterprises']
    .map((c) => `coalesce(sum(c."${c}"), 0)::int as "${c}"`)
    .join(', '),
)

/**
 * One statement: the parts of an area (or the area itself, when it has none) with what is open in each, and one row without
 * a path for what lies in the area but in no part. Matters are first summed by their place, so that each is read once.
 */
export function areasSql(path: string, now: Date): Sql {
  return sql`with part as (
      select d.path, d.name, d.shape, d.shape_note from division d where d.parent = ${path}
      union all
      select d.path, d.name, d.shape, d.shape_note from division d
      where d.path = ${path} and not exists (select from division x where x.parent = ${path})),
    place as (
      select m.path, ${gradeCounts(now)},
        count(*) filter (where m.kind = ${WATCHED.check} and m.state = 'missed')::int as "missedChecks", 0 as enterprises
      from matter m
      where ${within(raw('m.path'), path)} and m.phase in ('open', 'waiting') and m.kind in (${WATCHED.hazard}, ${WATCHED.listing}, ${WATCHED.check})
      group by m.path
      union all
      select o.path, 0, 0, 0, 0, 0, 0, 0, count(*)::int from org o
      where ${within(raw('o.path'), path)} and o.kind = 'enterprise' and o.status <> 'closed' group by o.path),
    counted as (
      select p.path as part, c.* from place c left join part p on c.path >= p.path and c.path < p.path || '~'),
    rule as (select s.value from setting s where s.name = ${SETTING.grade})
    select p.path, p.name, p.shape, p.shape_note as "shapeNote", (select value from rule) as settings, ${SUMS}
    from part p left join counted c on c.part = p.path group by p.path, p.name, p.shape, p.shape_note
    union all
    select null, null, null, null, (select value from rule), ${SUMS} from counted c where c.part is null
    order by 1 nulls last`
}

const inputsOf = (row: AreaRow): AreaInputs => ({
  openMajors: row.openMajors,
  overdueMajors: row.overdueMajors,
  listings: row.listings,
  overdueListings: row.overdueListings,
  openGenerals: row.openGenerals,
  overdueGenerals: row.overdueGenerals,
  missedChecks: row.missedChecks,
  enterprises: row.enterprises,
})

/** Settings of the formula; a value that does not fit is not half used: the delivered figures hold then. */
export function gradeSettings(value: unknown): GradeSettings {
  const parsed = GradeSettings.safeParse({ ...GRADE_SETTINGS, ...(typeof value === 'object' ? value : null) })
  return parsed.success ? parsed.data : GRADE_SETTINGS
}

/** Rows of `areasSql` with their grades, for one reader. */
export function gradeAreas(rows: readonly AreaRow[], claims: Claims, path: string): Areas {
  const settings = gradeSettings(rows[0]?.settings)
  const items = rows.flatMap((row): Area[] => {
    if (row.path === null) return []
    const inputs = inputsOf(row)
    const graded = coverage(claims, row.path) === 'part' ? NOT_SEEN : areaGrade(inputs, settings)
    const shape = Shape.safeParse(row.shape)
    return [
      {
        path: row.path,
        name: row.name ?? row.path,
        shape: shape.success ? shape.data : null,
        shapeNote: row.shapeNote,
        level: graded.level,
        reason: graded.reason,
        steps: [...graded.steps],
        inputs,
      },
    ]
  })
  const rest = rows.find((row) => row.path === null)
  const elsewhere = rest ? inputsOf(rest) : inputsOf({ ...ZERO, path: null, name: null, shape: null, shapeNote: null, settings: null })
  return { path, items, elsewhere, version: AREA_GRADE_VERSION, settings, limited: LIMITED[coverage(claims, path)] }
}

const ZERO: AreaInputs = {
  openMajors: 0,
  overdueMajors: 0,
  listings: 0,
  overdueListings: 0,
  openGenerals: 0,
  overdueGenerals: 0,
  missedChecks: 0,
  enterprises: 0,
}

export type { AreaRow }
