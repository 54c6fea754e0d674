import type { z } from 'zod'
import { sql } from '#platform/db/index.ts'
import { resolveUnits, unitKey, type Resolved, type KnownOrg } from '../rules.ts'
import type { UnitRow } from '../model.ts'
import type { Read } from './deps.ts'
import type { Plan } from './store.ts'

interface Known extends KnownOrg {
  readonly path: string
}

/** Everything by which the units of a plan are found. */
export interface Directory {
  readonly orgs: readonly Known[]
  readonly place: string
  readonly bound: ReadonlyMap<string, readonly string[]>
  readonly towns: readonly string[]
}

/** Offices and bodies of the plan's place, and what was bound by hand there. */
export async function directoryOf(read: Read, plan: Pick<Plan, 'path' | 'place'>): Promise<Directory> {
  const [orgs, aliases] = await Promise.all([
    read<Known>(
      sql`select id, name, aliases, path from org where kind in ('office', 'body') and status <> 'closed'
        and path >= ${plan.path} and path < ${`${plan.path}~`} order by path, name limit 5000`,
    ),
    read<{ unit: string; orgIds: string[] | string }>(sql`select unit, org_ids as "orgIds" from plan_unit_alias where path = ${plan.path}`),
  ])
  const towns = new Map<string, string>()
  for (const org of orgs) if (org.path.length > plan.path.length && !towns.has(org.path)) towns.set(org.path, org.id)
  const ids = (value: string[] | string): string[] => (Array.isArray(value) ? value : value.replace(/[{}]/g, '').split(',').filter(Boolean))
  return { orgs, place: plan.place, bound: new Map(aliases.map((a) => [a.unit, ids(a.orgIds)])), towns: [...towns.values()] }
}

export function resolveIn(directory: Directory, units: Iterable<string>): Map<string, Resolved> {
  const { orgs, place, bound, towns } = directory
  return new Map(resolveUnits(units, orgs, place, bound, towns).map((r) => [r.unit, r]))
}

interface Named {
  readonly unit: string
  readonly items: number
  readonly leads: number
}

/** The units that a document's living items name, with what each leads to. */
export async function unitsOf(read: Read, plan: Plan, documentId: string): Promise<z.output<typeof UnitRow>[]> {
  const [named, directory] = await Promise.all([
    read<Named>(
      sql`select unit, count(distinct id)::int as items, count(distinct id) filter (where leads)::int as leads from (
          select id, jsonb_array_elements_text(coalesce(fields->'lead', '[]')) as unit, true as leads from plan_item
            where document_id = ${documentId}::uuid and state in ('open', 'accepted')
          union all
          select id, jsonb_array_elements_text(coalesce(fields->'responsible', '[]')), false from plan_item
            where document_id = ${documentId}::uuid and state in ('open', 'accepted')) u
        group by unit order by items desc, unit limit 1000`,
    ),
    directoryOf(read, plan),
  ])
  const names = new Map(directory.orgs.map((o) => [o.id, o.name]))
  const found = resolveIn(
    directory,
    named.map((n) => n.unit),
  )
  return named.map((n) => {
    const one = found.get(n.unit)
    const orgs = (one?.orgIds ?? []).flatMap((id) => (names.has(id) ? [{ id, name: names.get(id) ?? '' }] : []))
    return { ...n, orgs, how: one?.how ?? ('none' as const) }
  })
}

/** The name under which a binding is kept: without the place before it. */
export const aliasKey = (unit: string, place: string): string => unitKey(unit, place)
