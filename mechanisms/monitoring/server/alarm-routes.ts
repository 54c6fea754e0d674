import { expire, transition, type Alarm, type LifeState } from '@anlan/alarms'
import { z } from 'zod'
import { can, type Claims } from '#kernel/access/index.ts'
import { text } from '#kernel/text.ts'
import { sql, type Db, type Tx } from '#platform/db/index.ts'
import { badInput, conflict, notFound, readRoute, writeRoute, type Route } from '#platform/http/index.ts'
import { emit } from '#platform/outbox/index.ts'
import { AlarmAct, AlarmQuery, AlarmRow, AlarmView } from '../model.ts'
import { ALARM_COLUMNS, ALARM_FROM, alarmConditions, alarmList, nextOf, withActs, type StoredAlarm } from './alarm-views.ts'
import { scoped, type MonitoringRoutesDeps } from './deps.ts'

const none = z.object({})
const byId = z.object({ id: z.uuid() })

const PERMISSION: Readonly<Record<AlarmAct['act'], string>> = {
  acknowledge: 'alarm.acknowledge',
  unacknowledge: 'alarm.acknowledge',
  reset: 'alarm.acknowledge',
  comment: 'alarm.acknowledge',
  judge: 'alarm.acknowledge',
  shelve: 'alarm.shelve',
  takeOut: 'alarm.shelve',
  restore: 'alarm.shelve',
}

interface Doing {
  readonly claims: Claims
  readonly name: string
  readonly now: Date
}

async function history(
  tx: Tx,
  row: StoredAlarm,
  act: string,
  state: string,
  by: Doing,
  note: string | null,
  activated = false,
): Promise<void> {
  await tx.query(sql`insert into alarm_event (alarm_id, at, recorded_at, act, state, activated, by, note)
    values (${row.id}::uuid, ${by.now.toISOString()}::timestamptz, ${by.now.toISOString()}::timestamptz, ${act}, ${state}, ${activated},
      ${JSON.stringify({ personId: by.claims.personId, postId: by.claims.postId, name: by.name })}::jsonb, ${note})`)
}

async function lockAlarm(tx: Tx, id: string): Promise<StoredAlarm | null> {
  const [row] = await tx.query<StoredAlarm>(sql`select ${ALARM_COLUMNS} ${ALARM_FROM} where a.id = ${id}::uuid for update of a`)
  return row ?? null
}

/** One act of a person on one alarm. Locks, authorises on the row, moves the life, writes history. */
async function doAct(tx: Tx, id: string, act: AlarmAct, by: Doing): Promise<void> {
  const row = await lockAlarm(tx, id)
  if (!row || !can(by.claims, PERMISSION[act.act], scoped(row))) throw notFound()
  const note = 'note' in act ? (act.note ?? null) : 'reason' in act ? act.reason : null
  if (act.act === 'comment') return history(tx, row, 'comment', row.state, by, note)
  if (act.act === 'judge') {
    await tx.query(sql`update alarm set verdict = ${act.verdict}, updated_at = ${by.now.toISOString()}::timestamptz where id = ${id}::uuid`)
    return history(tx, row, 'judge', row.state, by, `${act.verdict === 'true' ? '属实' : '误报'}：${act.note}`)
  }
  if (row.closedAt !== null) throw conflict(text('报警已结束', 'The alarm is over'))
  const at = by.now.getTime() / 1000
  const alarm: Alarm = { state: row.state as LifeState, present: row.present, latch: row.latch }
  const until = 'hours' in act ? at + act.hours * 3600 : undefined
  const result = transition(alarm, { act: act.act, at, by: by.name, ...(note ? { reason: note } : {}), ...(until ? { until } : {}) })
  if (!result.ok) {
    if (result.refusal === 'tooLong') throw badInput([{ field: 'body.hours', message: text('搁置不能超过 24 小时', 'At most 24 hours') }])
    throw conflict(text('当前状态下不能这样做', 'Not possible in this state'), { allowed: result.allowed, state: row.state })
  }
  await writeLife(tx, row, result.alarm, by)
  await history(tx, row, act.act, result.alarm.state, by, note, result.activated)
}

async function writeLife(tx: Tx, row: StoredAlarm, next: Alarm, by: Doing): Promise<void> {
  const at = by.now.toISOString()
  const acknowledged =
    ['acknowledged', 'latchedAcknowledged', 'normal'].includes(next.state) && row.acknowledgedAt === null ? at : row.acknowledgedAt
  await tx.query(sql`update alarm set state = ${next.state}, until = ${next.until === undefined ? null : new Date(next.until * 1000).toISOString()}::timestamptz,
      reason = ${next.reason ?? null}, put_by = ${next.by ?? null}, put_away = put_away or ${next.state === 'shelved' || next.state === 'outOfService'},
      acknowledged_at = ${next.state === 'unacknowledged' ? null : acknowledged}::timestamptz,
      closed_at = case when ${next.state === 'normal'} then ${at}::timestamptz else null end, updated_at = ${at}::timestamptz
    where id = ${row.id}::uuid`)
  await emit(tx, 'alarm.change', { alarmIds: [row.id] }, by.now)
}

/** Shelving and out of service end by themselves; present conditions come back as unacknowledged. Returns how many ended. */
export async function expireAlarms(db: Db, system: Claims, now: Date): Promise<number> {
  return db.tx(system, async (tx) => {
    const due = await tx.query<{ id: string }>(
      sql`select id from alarm where until <= ${now.toISOString()}::timestamptz and closed_at is null order by id limit 500`,
    )
    const by: Doing = { claims: system, name: '系统', now }
    for (const { id } of due) {
      const row = await lockAlarm(tx, id)
      if (!row?.until) continue
      const alarm: Alarm = { state: row.state as LifeState, present: row.present, latch: row.latch, until: Date.parse(row.until) / 1000 }
      const result = expire(alarm, now.getTime() / 1000)
      if (!result?.ok) continue
      await writeLife(tx, row, result.alarm, by)
      await history(tx, row, 'restore', result.alarm.state, by, '到期自动恢复', result.activated)
    }
    return due.length
  })
}

/** Lists and acts of alarms. */
export function alarmRoutes({ writer }: MonitoringRoutesDeps): Route[] {
  return [
    readRoute({
      method: 'GET',
      path: '/api/alarms',
      audit: 'alarm.list',
      text: text('报警列表', 'Alarms'),
      permission: 'alarm.read',
      params: none,
      query: AlarmQuery,
      response: z.object({ items: z.array(AlarmRow), next: z.string().nullable() }),
      handler: async ({ read, session }, { query }) => {
        const rows = await read<StoredAlarm>(alarmList(query))
        const page = rows.slice(0, query.limit)
        return { items: page.map((r) => withActs(session.claims, r)), next: rows.length > query.limit ? nextOf(page.at(-1)) : null }
      },
    }),
    readRoute({
      method: 'GET',
      path: '/api/alarms/summary',
      audit: 'alarm.summary',
      text: text('报警汇总', 'Alarms in short'),
      permission: 'alarm.read',
      params: none,
      query: AlarmQuery.omit({ after: true, limit: true, show: true, colour: true }),
      response: z.object({
        active: z.number(),
        unacknowledged: z.number(),
        away: z.number(),
        colours: z.object({ red: z.number(), orange: z.number(), gold: z.number(), blue: z.number() }),
        last10Minutes: z.number(),
        /** More than ten activations in ten minutes at what this post sees. */
        flood: z.boolean(),
      }),
      handler: async ({ read, now }, { query }) => {
        const conditions = alarmConditions({ ...query, show: 'active', limit: 1 })
        const all = alarmConditions({ ...query, show: 'all', limit: 1 })
        const [row] = await read<Record<string, number>>(sql`select count(*)::int as active,
            count(*) filter (where a.state in ('unacknowledged', 'returned', 'latchedUnacknowledged'))::int as unacknowledged,
            count(*) filter (where a.colour = 'red')::int as red, count(*) filter (where a.colour = 'orange')::int as orange,
            count(*) filter (where a.colour = 'gold')::int as gold, count(*) filter (where a.colour = 'blue')::int as blue
          ${ALARM_FROM} where ${conditions}`)
        const since = new Date(now.getTime() - 600_000).toISOString()
        const [recent] = await read<{ n: number; away: number }>(sql`select
            (select count(*)::int from alarm_event e join alarm a on a.id = e.alarm_id join org o on o.id = a.org_id
              where e.activated and e.recorded_at > ${since}::timestamptz and ${all}) as n,
            (select count(*)::int ${ALARM_FROM} where ${alarmConditions({ ...query, show: 'away', limit: 1 })}) as away`)
        const n = (key: string): number => row?.[key] ?? 0
        const last = recent?.n ?? 0
        const colours = { red: n('red'), orange: n('orange'), gold: n('gold'), blue: n('blue') }
        return {
          active: n('active'),
          unacknowledged: n('unacknowledged'),
          away: recent?.away ?? 0,
          colours,
          last10Minutes: last,
          flood: last > 10,
        }
      },
    }),
    readRoute({
      method: 'GET',
      path: '/api/alarms/:id',
      audit: 'alarm.read',
      text: text('报警详情', 'Alarm'),
      permission: 'alarm.read',
      params: byId,
      query: none,
      response: AlarmView,
      handler: async ({ read, session }, { params }) => {
        const [row] = await read<StoredAlarm>(sql`select ${ALARM_COLUMNS} ${ALARM_FROM} where a.id = ${params.id}::uuid`)
        if (!row) throw notFound()
        const events = await read<AlarmView['events'][number]>(
          sql`select at, act, state, value, by->>'name' as by, note from alarm_event where alarm_id = ${params.id}::uuid order by id limit 500`,
        )
        return { ...withActs(session.claims, row), events }
      },
    }),
    writeRoute({
      method: 'POST',
      path: '/api/alarms/:id/act',
      audit: 'alarm.act',
      text: text('处理报警', 'Act on an alarm'),
      permission: 'alarm.acknowledge',
      params: byId,
      query: none,
      body: AlarmAct,
      response: z.object({ state: z.string() }),
      handler: async (context, { params, body }) => {
        const { tx, session, now } = context
        await doAct(tx, params.id, body, { claims: session.claims, name: session.actor.name, now })
        context.note({ object: 'alarm', objectId: params.id, detail: { ...body } })
        const [row] = await tx.query<{ state: string }>(sql`select state from alarm where id = ${params.id}::uuid`)
        tx.afterCommit(() => writer.nudge())
        return { state: row?.state ?? '' }
      },
    }),
    writeRoute({
      method: 'POST',
      path: '/api/alarms/acknowledge',
      audit: 'alarm.acknowledge-many',
      text: text('批量确认报警', 'Acknowledge alarms'),
      permission: 'alarm.acknowledge',
      params: none,
      query: none,
      body: z.object({ ids: z.array(z.uuid()).min(1).max(500), note: z.string().trim().max(500).optional() }),
      response: z.object({ done: z.number(), refused: z.number() }),
      handler: async (context, { body }) => {
        const { tx, session, now } = context
        const by: Doing = { claims: session.claims, name: session.actor.name, now }
        let done = 0
        for (const id of [...new Set(body.ids)].sort()) {
          const row = await lockAlarm(tx, id)
          if (!row || row.closedAt !== null || !can(by.claims, 'alarm.acknowledge', scoped(row))) continue
          const result = transition(
            { state: row.state as LifeState, present: row.present, latch: row.latch },
            { act: 'acknowledge', at: now.getTime() / 1000, by: by.name },
          )
          if (!result.ok) continue
          await writeLife(tx, row, result.alarm, by)
          await history(tx, row, 'acknowledge', result.alarm.state, by, body.note ?? null)
          done++
        }
        context.note({ object: 'alarm', detail: { ids: body.ids, done } })
        tx.afterCommit(() => writer.nudge())
        return { done, refused: body.ids.length - done }
      },
    }),
  ]
}
