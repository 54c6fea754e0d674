import { addDays, cstDate } from '#kernel/calendar/index.ts'
import { uuidv7 } from '#kernel/ids.ts'
import type { MonitoringDeps } from '#mechanisms/monitoring/index.ts'
import type { Performer } from '#mechanisms/matters/index.ts'

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
