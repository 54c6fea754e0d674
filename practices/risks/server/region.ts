import type { Claims } from '#kernel/access/index.ts'
import { text, type Text } from '#kernel/text.ts'
import { sql, type Sql } from '#platform/db/index.ts'
import { notFound } from '#platform/http/index.ts'
import { areaRisk, FACTORS, formulaAt, orgRisk, type Factor, type Formula, type Weather } from '../region.ts'
import type { AreaRisk, OrgRisk, Region } from '../region-model.ts'
import { factsSql, NOW_MS, orgsSql, weatherSql, type FactRow, type OrgRow } from './region-facts.ts'

/** Statements of further facts (alarms), given by the program: columns orgId, factor, n. */
export type FactSource = (path: string, at: Date) => Sql

export interface RegionDeps {
  /** Versions of the formula, as kept in the setting. */
  readonly formulas: () => readonly Formula[]
  readonly sources: readonly FactSource[]
}

export type Read = <T>(statement: Sql, prepared?: boolean) => Promise<T[]>

interface AreaRow {
  path: string
  name: string
  shape: unknown
  shapeNote: string | null
}

const areasSql = (path: string): Sql => sql`select d.path, d.name, d.shape, d.shape_note as "shapeNote" from division d
  where d.parent = ${path} or d.path = ${path} order by d.path`

const SEVERITY: readonly Weather[] = ['none', 'blue', 'yellow', 'orange', 'red']

/** The worst warning of the place itself and of what it lies in. */
function weatherAt(path: string, warnings: readonly { path: string; level: Weather }[]): Weather {
  return warnings
    .filter((w) => path.startsWith(w.path))
    .reduce<Weather>((worst, w) => (SEVERITY.indexOf(w.level) > SEVERITY.indexOf(worst) ? w.level : worst), 'none')
}

export interface Computed {
  readonly formula: Formula
  readonly orgs: readonly OrgRisk[]
  readonly warnings: readonly { path: string; level: Weather }[]
}

/** Every enterprise of an area at an instant, worst first. */
export async function computeOrgs(read: Read, deps: RegionDeps, path: string, at: Date, now: Date): Promise<Computed> {
  const formula = formulaAt(deps.formulas(), at)
  const extra = deps.sources.map((source) => source(path, at))
  const [orgs, facts, warnings] = await Promise.all([
    read<OrgRow>(orgsSql(path, at)),
    read<FactRow>(factsSql(path, at, now, extra)),
    read<{ path: string; level: Weather }>(weatherSql(at)),
  ])
  const byOrg = new Map<string, Partial<Record<Factor, number>>>()
  for (const row of facts) {
    const own = byOrg.get(row.orgId) ?? {}
    own[row.factor] = (own[row.factor] ?? 0) + row.n
    byOrg.set(row.orgId, own)
  }
  const results = orgs.map((o): OrgRisk => {
    const risk = orgRisk(byOrg.get(o.id) ?? {}, formula, weatherAt(o.path, warnings))
    return { ...o, ...risk, terms: [...risk.terms], groups: [...risk.groups] }
  })
  results.sort((a, b) => (b.score ?? -1) - (a.score ?? -1) || a.id.localeCompare(b.id))
  return { formula, orgs: results, warnings }
}

const NEEDED = ['org.read', 'risk.read', 'hazard.read'] as const

/** A colour over rows that the reader may not see would be calm and wrong: such an area is grey. */
export function seesArea(claims: Pick<Claims, 'grants' | 'path' | 'sectors'>, area: string): boolean {
  const inside = claims.path !== '' && area.startsWith(claims.path)
  return claims.sectors === null && NEEDED.every((p) => (claims.grants[p] ?? []).some((s) => s === 'all' || (s === 'area' && inside)))
}

const NOT_SEEN: Text = text('您的岗位看不到本区域的全部数据，不能判定', 'Your post does not see all of this area, so it cannot be judged')

function areaOf(row: AreaRow, computed: Computed, claims: Claims): AreaRisk {
  const inside = computed.orgs.filter((o) => o.path.startsWith(row.path))
  const risk = areaRisk(inside, computed.formula)
  const seen = seesArea(claims, row.path) ? {} : { colour: 'grey' as const, score: null, reason: NOT_SEEN }
  return { ...row, ...risk, ...seen, counts: { ...risk.counts }, weather: weatherAt(row.path, computed.warnings) }
}

/** Most enterprises of one answer; the worst are sent first. */
export const ORG_CAP = 50

/** The roll-up of an area at an instant. 404 where the area is not on record. */
export async function computeRegion(read: Read, deps: RegionDeps, claims: Claims, path: string, at: Date, now: Date): Promise<Region> {
  const [areas, computed] = await Promise.all([read<AreaRow>(areasSql(path), true), computeOrgs(read, deps, path, at, now)])
  const own = areas.find((a) => a.path === path)
  if (!own) throw notFound()
  const totals = FACTORS.map((factor) => ({
    factor,
    count: computed.orgs.reduce((n, o) => n + (o.terms.find((t) => t.factor === factor)?.count ?? 0), 0),
  }))
  return {
    path,
    name: own.name,
    at: at.toISOString(),
    replayed: now.getTime() - at.getTime() > NOW_MS,
    formula: { ...computed.formula, floors: [...computed.formula.floors] },
    area: areaOf(own, computed, claims),
    parts: areas.filter((a) => a.path !== path).map((a) => areaOf(a, computed, claims)),
    totals: totals.filter((t) => t.count > 0),
    orgs: computed.orgs.slice(0, ORG_CAP).map((o) => ({ ...o })),
    capped: computed.orgs.length > ORG_CAP,
    limited: seesArea(claims, path) ? null : NOT_SEEN,
  }
}
