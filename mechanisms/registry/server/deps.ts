import type { Claims, ScopedRow } from '#kernel/access/index.ts'
import type { Actor } from '#kernel/matter/index.ts'
import type { Criterion, Sector } from '#kernel/sector/index.ts'
import type { Db } from '#platform/db/index.ts'
import type { WriteContext } from '#platform/http/index.ts'

export interface RegistryDeps {
  readonly db: Db
  readonly sectors: readonly Sector[]
  /** Criteria of major hidden hazards of a sector in force on a day. */
  readonly criteriaFor: (sector: string, day: string) => readonly Criterion[]
  /** A criterion by its id, in force or not. */
  readonly criterionOf: (id: string) => Criterion | undefined
  readonly now: () => Date
  /** Runs what takes longer than a request; must catch and log what it throws. */
  readonly background: (task: () => Promise<void>) => void
}

export interface Doer {
  readonly claims: Claims
  readonly actor: Actor
  readonly now: Date
}

export const doerOf = (context: Pick<WriteContext, 'session' | 'now'>): Doer => ({
  claims: context.session.claims,
  actor: context.session.actor,
  now: context.now,
})

/** An organisation as access sees it. */
export function scopedOrg(org: { id: string; officeId: string | null; path: string; sector: string | null }): ScopedRow {
  return { path: org.path, orgIds: [org.id, org.officeId], personIds: [], sector: org.sector }
}
