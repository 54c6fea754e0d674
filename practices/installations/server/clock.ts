import { addDays, cstDate, type Calendar, type IsoDate } from '#kernel/calendar/index.ts'
import { uuidv7 } from '#kernel/ids.ts'
import { sha256Hex } from '#kernel/matter/index.ts'
import type { Doer, Performer } from '#mechanisms/matters/index.ts'
import { sql, type Db, type Tx } from '#platform/db/index.ts'
import { dutiesOn, ROLE_TEXT } from '../duties.ts'
import type { Guarantor } from '../model.ts'
import { reassessBy } from '../rules.ts'
import { requireFiling } from './commands.ts'

export interface ClockDeps {
  readonly db: Db
  readonly performer: Performer
  readonly calendar: () => Calendar
  readonly system: (now: Date) => Doer
}

/** A name-based UUID: made once however often the job runs. */
function stableId(...parts: string[]): string {
  const hex = sha256Hex(parts.join('\u0000'))
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

interface Unit {
  id: string
  orgId: string
  name: string
  rank: number
  filedRank: number | null
  assessedOn: string | null
  principal: Guarantor | null
  technical: Guarantor | null
  operation: Guarantor | null
}

const units = sql`select id, org_id as "orgId", name, rank, filed_rank as "filedRank", assessed_on as "assessedOn", principal, technical, operation
  from installation where status = 'active' and rank <= 4 order by id`

async function inBatches<T>(deps: ClockDeps, by: Doer, list: readonly T[], run: (tx: Tx, one: T) => Promise<void>): Promise<void> {
  for (let i = 0; i < list.length; i += 50) {
    await deps.db.tx(by.claims, async (tx) => {
      for (const one of list.slice(i, i + 50)) await run(tx, one)
    })
  }
}

/** Opens one matter of the clock; counts it once. */
async function opened(
  deps: ClockDeps,
  tx: Tx,
  by: Doer,
  what: { kind: string; orgId: string; key: readonly string[]; form: Record<string, unknown> },
): Promise<boolean> {
  const result = await deps.performer.open(tx, by, {
    id: stableId('assign', what.kind, ...what.key),
    matterId: stableId(what.kind, ...what.key),
    kind: what.kind,
    act: 'assign',
    orgId: what.orgId,
    subjectId: null,
    parentId: null,
    evidence: [],
    place: null,
    form: what.form,
  })
  return !result.repeated
}

/** Makes the guarantee duties that begin on a day, for every person that is named. Safe to run again. */
export async function assignDuties(deps: ClockDeps, day: IsoDate, now: Date): Promise<number> {
  const due = dutiesOn(day, deps.calendar())
  if (due.length === 0) return 0
  const by = deps.system(now)
  const found = await deps.db.read<Unit>(by.claims, units)
  let made = 0
  await inBatches(deps, by, found, async (tx, unit) => {
    for (const { turn, deadline } of due) {
      const person = unit[turn.role]
      if (!person) continue
      const form = {
        installationId: unit.id,
        installation: unit.name,
        role: turn.role,
        personId: person.id,
        person: person.name,
        title: `${ROLE_TEXT[turn.role].zh}${turn.text.zh}：${unit.name}`,
        period: turn.id,
        day,
        deadline,
      }
      if (await opened(deps, tx, by, { kind: 'guarantee-duty', orgId: unit.orgId, key: [unit.id, turn.role, turn.id, day], form })) made++
    }
  })
  return made
}

/** Makes the day's pledge for every enterprise with an installation in the ledger, rest days too. Safe to run again. */
export async function assignPledges(deps: ClockDeps, day: IsoDate, now: Date): Promise<number> {
  const by = deps.system(now)
  const orgs = await deps.db.read<{ id: string }>(
    by.claims,
    sql`select distinct i.org_id as id from installation i join org o on o.id = i.org_id
      where i.status = 'active' and i.rank <= 4 and o.status = 'active' order by 1`,
  )
  let made = 0
  await inBatches(deps, by, orgs, async (tx, { id }) => {
    if (await opened(deps, tx, by, { kind: 'safety-pledge', orgId: id, key: [id, day], form: { day } })) made++
  })
  return made
}

/** Registers what was not done in time: pledges at their hour, duties at theirs; what stays undone lapses. */
export async function sweepInstallations(deps: ClockDeps, now: Date): Promise<{ missed: number; lapsed: number }> {
  const by = deps.system(now)
  const run = async (act: 'miss' | 'lapse', where: ReturnType<typeof sql>): Promise<number> => {
    const rows = await deps.db.read<{ id: string; day: string }>(
      by.claims,
      sql`select id, fields->>'day' as day from matter where phase = 'open' and ${where} limit 5000`,
    )
    await inBatches(deps, by, rows, async (tx, row) => {
      const request = { id: uuidv7(now.getTime()), act, form: { day: row.day }, evidence: [], place: null }
      await deps.performer.act(tx, by, row.id, request)
    })
    return rows.length
  }
  const at = now.toISOString()
  const missed = await run('miss', sql`kind in ('guarantee-duty', 'safety-pledge') and state = 'due' and due_at < ${at}::timestamptz`)
  const pledges = await run('lapse', sql`kind = 'safety-pledge' and state = 'missed' and fields->>'day' < ${cstDate(now)}`)
  const before = new Date(now.getTime() - 30 * 86_400_000).toISOString()
  const duties = await run('lapse', sql`kind = 'guarantee-duty' and state = 'missed' and state_since < ${before}::timestamptz`)
  return { missed, lapsed: pledges + duties }
}

/** Days before its end that a re-assessment is asked for. A local rule. */
const AHEAD_DAYS = 90

/** Opens the filing for installations whose three years end within 90 days. Safe to run again. */
export async function askReassessments(deps: ClockDeps, now: Date): Promise<number> {
  const by = deps.system(now)
  const today = cstDate(now)
  const found = await deps.db.read<Unit>(by.claims, units)
  const due = found.flatMap((unit) => {
    const { by: until } = reassessBy(unit.assessedOn, today)
    if (until === null || until > addDays(today, AHEAD_DAYS)) return []
    // Past its end the term cannot lie behind: a month is given, and the page says since when it is over.
    return [{ unit, until: until > today ? until : addDays(today, 30) }]
  })
  let made = 0
  await inBatches(deps, by, due, async (tx, { unit, until }) => {
    if (await requireFiling(deps, tx, by, unit, 'reassess', until)) made++
  })
  return made
}
