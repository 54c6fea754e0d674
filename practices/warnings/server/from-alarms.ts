import { cstDate } from '#kernel/calendar/index.ts'
import { uuidv7 } from '#kernel/ids.ts'
import type { Doer, Performer } from '#mechanisms/matters/index.ts'
import type { AlarmChange, AlarmHook } from '#mechanisms/monitoring/index.ts'
import { sql, type Tx } from '#platform/db/index.ts'
import type { LadderRow, LadderSetting, LevelKey } from '../model.ts'
import { compareLevels, FLOOD, FLOOD_MINUTES, ladderOn, levelFor, RECURRENCE_DAYS } from '../rules.ts'

export interface FromAlarmsDeps {
  readonly performer: () => Performer
  readonly system: (now: Date) => Doer
  readonly ladder: () => LadderSetting
  readonly now: () => Date
}

interface Worth {
  readonly change: AlarmChange
  readonly level: LevelKey
}

const VALUE = (c: AlarmChange): string =>
  c.value === null ? '' : `，实测 ${Math.round(c.value * 1000) / 1000}${c.unit}${c.limit === null ? '' : `，报警值 ${c.limit}${c.unit}`}`

const sentence = (c: AlarmChange): string => `${c.title}${VALUE(c)}`.slice(0, 300)

async function openOf(tx: Tx, key: string): Promise<{ id: string; at: string } | undefined> {
  const rows = await tx.query<{ id: string; at: string }>(
    sql`select id, opened_at as at from matter where kind = 'warning' and phase in ('open', 'waiting') and fields ? 'key' and fields->>'key' = ${key}`,
    true,
  )
  return rows[0]
}

/** The warning of the same key that was closed last within the days of recurrence. */
async function earlierOf(tx: Tx, key: string, now: Date): Promise<string | undefined> {
  const since = new Date(now.getTime() - RECURRENCE_DAYS * 86_400_000).toISOString()
  const rows = await tx.query<{ id: string }>(
    sql`select id from matter where kind = 'warning' and phase = 'closed' and fields ? 'key' and fields->>'key' = ${key}
      and closed_at >= ${since}::timestamptz order by closed_at desc limit 1`,
    true,
  )
  return rows[0]?.id
}

/** Takes the activation for this run; false where it has its warning already. */
async function isNew(tx: Tx, change: AlarmChange): Promise<boolean> {
  const seen = await tx.query(
    sql`select 1 as one from warning_alarm where alarm_id = ${change.alarmId}::uuid and at = ${change.at.toISOString()}::timestamptz`,
    true,
  )
  return seen.length === 0
}

function bind(tx: Tx, changes: readonly AlarmChange[], matterId: string, now: Date): void {
  const rows = changes.map((c) => ({ alarm_id: c.alarmId, at: c.at.toISOString(), org_id: c.orgId, point_id: c.pointId }))
  tx.send(sql`insert into warning_alarm (alarm_id, at, org_id, point_id, matter_id, recorded_at)
    select r.alarm_id, r.at, r.org_id, r.point_id, ${matterId}::uuid, ${now.toISOString()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (alarm_id uuid, at timestamptz, org_id uuid, point_id uuid)
    on conflict do nothing`)
}

const worst = (some: readonly Worth[]): LevelKey => [...some].sort((a, b) => compareLevels(a.level, b.level))[0]?.level ?? 'blue'

/** One warning for what belongs together: joins the open one of the key, or opens it. */
async function take(deps: FromAlarmsDeps, tx: Tx, key: string, some: readonly Worth[], row: LadderRow, flood: boolean): Promise<void> {
  const now = deps.now()
  const by = deps.system(now)
  const [first] = some
  if (!first) return
  const { change } = first
  const level = worst(some)
  const open = await openOf(tx, key)
  const what = flood ? `企业集中报警，一次 ${some.length} 条` : sentence(change)
  if (open) {
    const request = { id: uuidv7(now.getTime()), act: 'repeat', form: { words: what, level }, evidence: [], place: null }
    await deps.performer().act(tx, by, open.id, request)
    bind(
      tx,
      some.map((s) => s.change),
      open.id,
      now,
    )
    return
  }
  const matterId = uuidv7(now.getTime())
  const earlier = await earlierOf(tx, key, now)
  await deps.performer().open(tx, by, {
    id: uuidv7(now.getTime()),
    matterId,
    kind: 'warning',
    act: 'open',
    orgId: change.orgId,
    subjectId: flood ? null : change.subjectId,
    parentId: null,
    evidence: [],
    place: null,
    form: {
      title: (flood ? '集中报警' : change.title).slice(0, 120),
      level,
      source: flood ? 'flood' : 'alarm',
      words: what,
      key,
      ...(!flood && change.pointId ? { pointId: change.pointId } : {}),
      ...(earlier ? { recurrenceOf: earlier } : {}),
      ladder: row,
    },
  })
  bind(
    tx,
    some.map((s) => s.change),
    matterId,
    now,
  )
}

/** Activations of an enterprise that warnings took up in the last ten minutes. */
async function recentOf(tx: Tx, orgId: string, now: Date): Promise<number> {
  const since = new Date(now.getTime() - FLOOD_MINUTES * 60_000).toISOString()
  const rows = await tx.query<{ n: number }>(
    sql`select count(*)::int as n from warning_alarm where org_id = ${orgId}::uuid and recorded_at >= ${since}::timestamptz`,
    true,
  )
  return rows[0]?.n ?? 0
}

/** Writes into the open warning that the alarms behind it are gone; it stays open. */
async function cleared(deps: FromAlarmsDeps, tx: Tx, changes: readonly AlarmChange[]): Promise<void> {
  if (changes.length === 0) return
  const now = deps.now()
  const rows = await tx.query<{ id: string; title: string }>(
    sql`select distinct m.id, m.title from matter m join warning_alarm w on w.matter_id = m.id
      where w.alarm_id = any(${changes.map((c) => c.alarmId)}::uuid[]) and m.phase in ('open', 'waiting') and m.fields->>'alarmOver' is null
        and not exists (select from warning_alarm x join alarm a on a.id = x.alarm_id where x.matter_id = m.id and a.present)`,
    true,
  )
  for (const row of rows) {
    const request = { id: uuidv7(now.getTime()), act: 'alarmOver', form: { words: row.title }, evidence: [], place: null }
    await deps.performer().act(tx, deps.system(now), row.id, request)
  }
}

/**
 * Alarms become warnings, in the transaction of the alarm rows: a replay or a restart finds the rows and opens nothing twice.
 * Quiet alarms (late, planned, chattering, shelved) open none.
 */
export function warningsFromAlarms(deps: FromAlarmsDeps): AlarmHook {
  return async (tx, changes) => {
    const row = ladderOn(deps.ladder(), cstDate(deps.now()))
    const opened = changes.filter((c) => c.change === 'opened' && c.activated && !c.quiet)
    const byOrg = new Map<string, Worth[]>()
    for (const change of opened) {
      const level = row ? levelFor(row, change.colour, change.sector) : null
      if (level === null || !(await isNew(tx, change))) continue
      byOrg.set(change.orgId, [...(byOrg.get(change.orgId) ?? []), { change, level }])
    }
    for (const [orgId, some] of row ? byOrg : []) {
      if (!row) continue
      if (some.length + (await recentOf(tx, orgId, deps.now())) > FLOOD) {
        await take(deps, tx, `flood/${orgId}`, some, row, true)
        continue
      }
      const byKey = new Map<string, Worth[]>()
      for (const one of some) {
        const key = one.change.pointId ? `point/${one.change.pointId}` : `rule/${orgId}/${one.change.rule}`
        byKey.set(key, [...(byKey.get(key) ?? []), one])
      }
      for (const [key, group] of byKey) await take(deps, tx, key, group, row, false)
    }
    await cleared(
      deps,
      tx,
      changes.filter((c) => c.change === 'cleared'),
    )
  }
}
