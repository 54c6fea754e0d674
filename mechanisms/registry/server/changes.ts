import { canonical } from '#kernel/matter/index.ts'
import { sql, type Tx } from '#platform/db/index.ts'
import type { Change } from '../model.ts'
import type { Doer } from './deps.ts'

type Values = Readonly<Record<string, unknown>>

/** The fields that differ, as they were and as they are; null when nothing does. */
export function difference(before: Values, after: Values): { before: Values; after: Values } | null {
  const changed = Object.keys(after).filter((key) => canonical(before[key] ?? null) !== canonical(after[key] ?? null))
  if (changed.length === 0) return null
  const pick = (from: Values): Values => Object.fromEntries(changed.map((key) => [key, from[key] ?? null]))
  return { before: pick(before), after: pick(after) }
}

export interface ChangeOf {
  readonly entity: Change['entity']
  readonly entityId: string
  readonly orgId: string
  readonly before: Values | null
  readonly after: Values
}

/** Appends to the history, in the transaction of the change itself. */
export async function recordChanges(tx: Tx, doer: Doer, changes: readonly ChangeOf[], via: Change['via'] = 'form'): Promise<void> {
  if (changes.length === 0) return
  const actor = { personId: doer.actor.personId, name: doer.actor.name, role: doer.actor.role, postId: doer.actor.postId }
  await tx.query(
    sql`insert into registry_change (entity, entity_id, org_id, at, actor, via, before, after)
      select c.entity, c."entityId", c."orgId", ${doer.now.toISOString()}::timestamptz, ${JSON.stringify(actor)}::jsonb, ${via}, c.before, c.after
      from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) as c (entity text, "entityId" uuid, "orgId" uuid, before jsonb, after jsonb)`,
  )
}
