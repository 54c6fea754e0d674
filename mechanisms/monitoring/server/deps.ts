import type { Claims, ScopedRow } from '#kernel/access/index.ts'
import type { PointType, Sector } from '#kernel/sector/index.ts'
import type { Db, Tx } from '#platform/db/index.ts'
import type { WriteContext } from '#platform/http/index.ts'
import type { Sources } from './sources.ts'
import type { Writer } from './writer.ts'

/** A bad actor that is to be put right. */
export interface BadActorRequest {
  readonly orgId: string
  readonly subjectId: string | null
  readonly what: string
  readonly level: string
}

export interface MonitoringRoutesDeps {
  readonly db: Db
  readonly system: Claims
  readonly sectors: readonly Sector[]
  readonly writer: Writer
  readonly sources: Sources
  /** Opens a hazard in the person's name; wired to the practice that has hazards. Absent = not offered. */
  readonly openHazard?: (tx: Tx, by: Pick<WriteContext, 'session' | 'now'>, request: BadActorRequest) => Promise<string>
}

/** A row that hangs on an organisation, as access sees it. */
export const scoped = (row: { orgId: string; officeId: string | null; path: string; sector: string | null }): ScopedRow => ({
  path: row.path,
  orgIds: [row.orgId, row.officeId],
  personIds: [],
  sector: row.sector,
})

/** The type of a point, by sector and id; the common sector holds for all. */
export function pointTypeOf(sectors: readonly Sector[], type: string): { sector: Sector; type: PointType } | undefined {
  for (const sector of sectors) {
    const found = sector.points?.find((p) => p.id === type)
    if (found) return { sector, type: found }
  }
  return undefined
}
