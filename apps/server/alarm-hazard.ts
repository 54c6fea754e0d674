import { addDays, cstDate } from '#kernel/calendar/index.ts'
import { uuidv7 } from '#kernel/ids.ts'
import type { MonitoringDeps } from '#mechanisms/monitoring/index.ts'
import type { Doer, Performer } from '#mechanisms/matters/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type { HazardRequest } from '#practices/warnings/index.ts'

type Open = NonNullable<MonitoringDeps['openHazard']>

/** Days to put a bad actor right where nobody has set a limit yet. */
const DAYS = 15

/** A bad actor becomes a hazard, found by the person who says so. */
export async function hazardFromAlarm(performer: Performer, ...[tx, { session, now }, request]: Parameters<Open>): Promise<string> {
  const matterId = uuidv7(now.getTime())
  await performer.open(
    tx,
    { claims: session.claims, actor: session.actor, now },
    {
      id: uuidv7(now.getTime()),
      matterId,
      kind: 'hazard',
      act: 'find',
      orgId: request.orgId,
      subjectId: request.subjectId,
      parentId: null,
      place: null,
      evidence: [],
      at: now.toISOString(),
      form: { what: request.what, level: request.level, deadline: addDays(cstDate(now), DAYS) },
    },
  )
  return matterId
}

/** What a warning asks to have rectified becomes a hazard below it, found by the person who says so. */
export async function hazardFromWarning(tx: Tx, by: Doer, perform: Performer, request: HazardRequest): Promise<void> {
  const { id, warningId, orgId, subjectId, what, level, deadline, at } = request
  await perform.open(tx, by, {
    id: uuidv7(by.now.getTime()),
    matterId: id,
    kind: 'hazard',
    act: 'find',
    orgId,
    subjectId,
    parentId: warningId,
    place: null,
    evidence: [],
    at,
    form: { what, level, deadline },
  })
}
