import {
  chatterActivation,
  newAlarm,
  newChatterTracker,
  transition,
  type Alarm,
  type ChatterTracker,
  type Level,
  type LifeAct,
  type LifeState,
  type Priority,
} from '@anlan/alarms'
import { uuidv7 } from '#kernel/ids.ts'
import { sql, type Tx } from '#platform/db/index.ts'
import { emit } from '#platform/outbox/index.ts'
import { alarmTitle, colourOf, type Colour } from '../rules.ts'

/** One finding of the evaluator about one alarm, with all that a row needs. Times in seconds. */
export interface Finding {
  readonly orgId: string
  readonly rule: string
  readonly kind: string
  readonly level: Level
  readonly event: 'open' | 'clear' | 'dataLost' | 'dataBack'
  readonly at: number
  readonly since: number
  readonly value: number
  readonly priority: Priority
  readonly late: boolean
  readonly latch: boolean
  readonly limit: number | null
  readonly planned: boolean
  readonly members: number
  readonly point: { readonly id: string; readonly name: string; readonly unit: string; readonly subjectId: string | null } | null
  readonly source: string | null
}

/** What happened to an alarm, for those who act on it in the same transaction. */
export interface AlarmChange {
  readonly alarmId: string
  readonly orgId: string
  readonly officeId: string | null
  readonly path: string
  readonly sector: string | null
  readonly pointId: string | null
  readonly subjectId: string | null
  readonly rule: string
  readonly kind: string
  readonly level: Level
  readonly priority: Priority
  readonly colour: Colour
  readonly title: string
  /** `opened`: it came to be or came again; `cleared`: the condition is gone. */
  readonly change: 'opened' | 'cleared' | 'dataLost' | 'dataBack'
  readonly state: LifeState
  /** Counts as an activation (KPIs) and may sound. */
  readonly activated: boolean
  /** Chattering, late, planned, shelved: recorded, not sounded. */
  readonly quiet: boolean
  readonly late: boolean
  readonly planned: boolean
  readonly value: number | null
  readonly limit: number | null
  readonly unit: string
  readonly at: Date
}

interface Row {
  id: string
  rule: string
  level: Level
  late: boolean
  orgId: string
  officeId: string | null
  path: string
  sector: string | null
  state: LifeState
  present: boolean
  latch: boolean
  until: string | null
  reason: string | null
  putBy: string | null
  value: number | null
  peak: number | null
  activations: number
  dataLost: boolean
  chattering: boolean
  clearedAt: string | null
  closedAt: string | null
  openedAt: string
  title: string
  colour: Colour
  acknowledgedAt: string | null
}

export const iso = (seconds: number): string => new Date(seconds * 1000).toISOString()
const finite = (v: number): number | null => (Number.isFinite(v) ? v : null)

export interface AlarmMemory {
  /** Recent activations of each alarm, to tell chattering; of this process only, it changes no state. */
  readonly chatter: Map<string, ChatterTracker>
}

const keyOf = (f: { orgId: string; rule: string; level: string; late: boolean }): string =>
  `${f.orgId}|${f.rule}|${f.level}|${f.late ? 1 : 0}`

async function lockRows(tx: Tx, findings: readonly Finding[]): Promise<Map<string, Row>> {
  const keys = [...new Map(findings.map((f) => [keyOf(f), f])).values()]
  const rows = await tx.query<Row>(
    sql`select a.id, a.rule, a.level, a.late, a.org_id as "orgId", a.office_id as "officeId", a.path, a.sector, a.state, a.present, a.latch, a.until,
        a.reason, a.put_by as "putBy", a.value, a.peak, a.activations, a.data_lost as "dataLost", a.chattering, a.cleared_at as "clearedAt",
        a.closed_at as "closedAt", a.opened_at as "openedAt", a.title, a.colour, a.acknowledged_at as "acknowledgedAt"
      from alarm a join unnest(${keys.map((k) => k.orgId)}::uuid[], ${keys.map((k) => k.rule)}::text[], ${keys.map((k) => k.level)}::text[], ${keys.map((k) => k.late)}::boolean[]) as k (org, rule, level, late)
        on a.org_id = k.org and a.rule = k.rule and a.level = k.level and a.late = k.late
      where a.closed_at is null order by a.id for update of a`,
    true,
  )
  return new Map(rows.map((r) => [keyOf(r), r]))
}

interface OrgFacts {
  id: string
  officeId: string | null
  path: string
  sector: string | null
}

interface EventRow {
  alarm_id: string
  at: string
  act: string
  state: string
  activated: boolean
  value: number | null
}

function alarmOf(row: Row): Alarm {
  const alarm: Alarm = { state: row.state, present: row.present, latch: row.latch }
  if (row.until) alarm.until = Date.parse(row.until) / 1000
  if (row.reason) alarm.reason = row.reason
  if (row.putBy) alarm.by = row.putBy
  return alarm
}

/** The peak is the value farthest on the side of the limit. */
const worse = (level: Level, a: number | null, b: number | null): number | null =>
  a === null ? b : b === null ? a : level === 'L' || level === 'LL' ? Math.min(a, b) : Math.max(a, b)

/**
 * Writes what the evaluator found into the alarms and their history. Set-based: five hundred findings cost as many
 * statements as one. Rows are locked, so that people's acts and the evaluator's findings follow one another.
 */
export async function applyFindings(tx: Tx, findings: readonly Finding[], memory: AlarmMemory, now: Date): Promise<AlarmChange[]> {
  const open = await lockRows(tx, findings)
  const orgIds = [...new Set(findings.map((f) => f.orgId))]
  const orgs = await tx.query<OrgFacts>(
    sql`select id, office_id as "officeId", path, sector from org where id = any(${orgIds}::uuid[])`,
    true,
  )
  const orgOf = new Map(orgs.map((o) => [o.id, o]))
  const fresh = new Map<string, { row: Row; finding: Finding }>()
  const touched = new Set<Row>()
  const events: EventRow[] = []
  const changes: AlarmChange[] = []
  for (const f of findings) {
    const key = keyOf(f)
    const org = orgOf.get(f.orgId)
    if (!org) continue
    let row = open.get(key)
    if (!row) {
      if (f.event !== 'open') continue
      row = newRow(f, org, now)
      open.set(key, row)
      fresh.set(row.id, { row, finding: f })
    }
    touched.add(row)
    const change = step(row, f, memory, key, events)
    if (row.closedAt) open.delete(key)
    changes.push({ ...factsOf(row, f, org), ...change })
  }
  await writeRows(
    tx,
    [...fresh.values()],
    [...touched].filter((r) => !fresh.has(r.id)),
    events,
    now,
  )
  const told = changes.filter((c) => c.change === 'opened' || c.change === 'cleared')
  for (let i = 0; i < told.length; i += 100) {
    await emit(tx, 'alarm.change', { alarmIds: [...new Set(told.slice(i, i + 100).map((c) => c.alarmId))] }, now)
  }
  return changes
}

function newRow(f: Finding, org: OrgFacts, now: Date): Row {
  return {
    id: uuidv7(now.getTime()),
    rule: f.rule,
    level: f.level,
    late: f.late,
    orgId: f.orgId,
    officeId: org.officeId,
    path: org.path,
    sector: org.sector,
    ...newAlarm(f.latch),
    until: null,
    reason: null,
    putBy: null,
    value: null,
    peak: null,
    activations: 0,
    dataLost: false,
    chattering: false,
    clearedAt: null,
    closedAt: null,
    openedAt: iso(f.at),
    title: alarmTitle(f.point?.name ?? f.source ?? '', f.kind, f.level),
    colour: colourOf(f.priority, f.level),
    acknowledgedAt: null,
  }
}

function factsOf(row: Row, f: Finding, org: OrgFacts) {
  const { point, kind, level, priority, late, planned, limit } = f
  return {
    alarmId: row.id,
    orgId: org.id,
    officeId: org.officeId,
    path: org.path,
    sector: org.sector,
    pointId: point?.id ?? null,
    subjectId: point?.subjectId ?? null,
    rule: row.rule,
    kind,
    level,
    priority,
    colour: row.colour,
    title: row.title,
    state: row.state,
    late,
    planned,
    value: finite(f.value),
    limit,
    unit: point?.unit ?? '',
    at: new Date(f.at * 1000),
  }
}

/** One finding on one row; the row becomes what it is afterwards. */
function step(
  row: Row,
  f: Finding,
  memory: AlarmMemory,
  key: string,
  events: EventRow[],
): Pick<AlarmChange, 'change' | 'state' | 'activated' | 'quiet'> {
  const put = (act: string, activated = false): void =>
    void events.push({ alarm_id: row.id, at: iso(f.at), act, state: row.state, activated, value: finite(f.value) })
  if (f.event === 'dataLost' || f.event === 'dataBack') {
    row.dataLost = f.event === 'dataLost'
    put(f.event)
    return { change: f.event, state: row.state, activated: false, quiet: true }
  }
  const act: LifeAct = f.event === 'open' ? 'occur' : 'clear'
  const result = transition(alarmOf(row), { act, at: f.at })
  if (!result.ok) return { change: f.event === 'open' ? 'opened' : 'cleared', state: row.state, activated: false, quiet: true }
  const { alarm, activated } = result
  Object.assign(row, { state: alarm.state, present: alarm.present })
  row.value = finite(f.value) ?? row.value
  let quiet = !activated || f.late || f.planned
  if (f.event === 'open') {
    row.openedAt = iso(f.at)
    row.clearedAt = null
    row.peak = worse(f.level, row.peak, finite(f.value))
    if (activated) {
      row.activations++
      row.acknowledgedAt = null
      const seen = chatterActivation(memory.chatter.get(key) ?? newChatterTracker(), f.at, { level: f.level, priority: f.priority })
      memory.chatter.set(key, seen.tracker)
      if (seen.tracker.since !== undefined) row.chattering = true
      quiet ||= seen.quiet
    }
  } else {
    row.clearedAt = iso(f.at)
    row.dataLost = false
  }
  if (row.state === 'normal') row.closedAt = iso(f.at)
  put(act, activated)
  return { change: f.event === 'open' ? 'opened' : 'cleared', state: row.state, activated, quiet }
}

async function writeRows(
  tx: Tx,
  fresh: readonly { row: Row; finding: Finding }[],
  changed: readonly Row[],
  events: readonly EventRow[],
  now: Date,
): Promise<void> {
  const at = now.toISOString()
  if (fresh.length > 0) {
    const rows = fresh.map(({ row, finding: f }) => ({
      ...row,
      point_id: f.point?.id ?? null,
      subject_id: f.point?.subjectId ?? null,
      source: f.source,
      kind: f.kind,
      priority: f.priority,
      since: iso(f.since),
      limit_value: f.limit,
      unit: f.point?.unit ?? '',
      members: f.members,
      planned: f.planned,
    }))
    tx.send(sql`insert into alarm (id, org_id, office_id, path, sector, point_id, subject_id, source, rule, kind, level, priority, colour, title, state, present,
        latch, opened_at, since, cleared_at, closed_at, first_at, value, peak, limit_value, unit, members, activations, late, data_lost, planned, chattering, updated_at)
      select r.id, r."orgId", r."officeId", r.path, r.sector, r.point_id, r.subject_id, r.source, r.rule, r.kind, r.level, r.priority, r.colour, r.title, r.state,
        r.present, r.latch, r."openedAt", r.since, r."clearedAt", r."closedAt", r."openedAt", r.value, r.peak, r.limit_value, r.unit, r.members, r.activations,
        r.late, r."dataLost", r.planned, r.chattering, ${at}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, "orgId" uuid, "officeId" uuid, path text, sector text, point_id uuid, subject_id uuid,
        source text, rule text, kind text, level text, priority text, colour text, title text, state text, present boolean, latch boolean,
        "openedAt" timestamptz, since timestamptz, "clearedAt" timestamptz, "closedAt" timestamptz, value float8, peak float8, limit_value float8,
        unit text, members integer, activations integer, late boolean, "dataLost" boolean, planned boolean, chattering boolean)`)
  }
  if (changed.length > 0) {
    tx.send(sql`update alarm a set state = r.state, present = r.present, opened_at = r."openedAt", cleared_at = r."clearedAt", closed_at = r."closedAt",
        value = r.value, peak = r.peak, activations = r.activations, data_lost = r."dataLost", chattering = r.chattering,
        acknowledged_at = r."acknowledgedAt", updated_at = ${at}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(changed)}::jsonb) as r (id uuid, state text, present boolean, "openedAt" timestamptz, "clearedAt" timestamptz,
        "closedAt" timestamptz, value float8, peak float8, activations integer, "dataLost" boolean, chattering boolean, "acknowledgedAt" timestamptz)
      where a.id = r.id`)
  }
  if (events.length > 0) {
    tx.send(sql`insert into alarm_event (alarm_id, at, recorded_at, act, state, activated, value)
      select r.alarm_id, r.at, ${at}::timestamptz, r.act, r.state, r.activated, r.value
      from jsonb_to_recordset(${JSON.stringify(events)}::jsonb) as r (alarm_id uuid, at timestamptz, act text, state text, activated boolean, value float8)`)
  }
}
