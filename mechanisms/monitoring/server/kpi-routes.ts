import { alarmKpis, kpisBy, type Activation, type AlarmKpis, type Priority } from '@anlan/alarms'
import { z } from 'zod'
import { can } from '#kernel/access/index.ts'
import { text } from '#kernel/text.ts'
import { raw, sql } from '#platform/db/index.ts'
import { conflict, notFound, readRoute, writeRoute, type Route } from '#platform/http/index.ts'
import { ALARM_COLUMNS, ALARM_FROM, type StoredAlarm } from './alarm-views.ts'
import { scoped, type MonitoringRoutesDeps } from './deps.ts'

const MOST = 200_000
const num = z.number().nullable()

export const KpiView = z.object({
  activations: z.number(),
  planned: z.number(),
  perDay: num,
  per10Minutes: num,
  most10Minutes: num,
  floodShare: num,
  floods: z.number(),
  topTenShare: num,
  chattering: z.number(),
  fleeting: z.number(),
  stale: z.number(),
  priorities: z.record(z.string(), z.number()),
  acknowledgeMedian: num,
  acknowledge95: num,
  falseShare: num,
  judged: z.number(),
  band: z.string(),
})

const finite = (v: number): number | null => (Number.isFinite(v) ? v : null)

function viewOf(k: AlarmKpis): z.output<typeof KpiView> {
  return {
    activations: k.activations,
    planned: k.planned,
    perDay: finite(k.perDay),
    per10Minutes: finite(k.per10Minutes),
    most10Minutes: finite(k.most10Minutes),
    floodShare: finite(k.floodShare),
    floods: k.floods.length,
    topTenShare: finite(k.topTenShare),
    chattering: k.chattering.length,
    fleeting: k.fleeting,
    stale: k.stale.length,
    priorities: k.priorities,
    acknowledgeMedian: finite(k.acknowledgeMedian),
    acknowledge95: finite(k.acknowledge95),
    falseShare: finite(k.falseShare),
    judged: k.judged,
    band: k.band,
  }
}

interface ActivationRow {
  alarm: string
  title: string
  alarmId: string
  sensor: string | null
  enterprise: string
  enterpriseName: string
  desk: string
  deskName: string | null
  priority: Priority
  at: number
  clearedAt: number | null
  acknowledgedAt: number | null
  planned: boolean
  putAway: boolean
  verdict: string | null
}

const second = (column: string) => raw(`extract(epoch from ${column})::float8`)

/** Key figures of alarms, and what troubles most is made a hazard. */
export function kpiRoutes({ openHazard, writer }: MonitoringRoutesDeps): Route[] {
  const by = z.enum(['desk', 'enterprise', 'sensor'])
  return [
    readRoute({
      method: 'GET',
      path: '/api/monitoring/kpis',
      audit: 'monitoring.kpis',
      text: text('报警质量指标', 'Alarm key figures'),
      permission: 'alarm.read',
      params: z.object({}),
      query: z.object({ from: z.iso.datetime(), to: z.iso.datetime(), by: by.default('enterprise'), orgId: z.uuid().optional() }),
      response: z.object({
        cut: z.boolean(),
        hazards: z.boolean(),
        all: KpiView,
        groups: z.array(z.object({ id: z.string(), name: z.string(), kpis: KpiView })),
        badActors: z.array(
          z.object({
            alarm: z.string(),
            alarmId: z.string(),
            title: z.string(),
            orgId: z.string(),
            orgName: z.string(),
            activations: z.number(),
            share: z.number(),
            reasons: z.array(z.string()),
            hazardId: z.string().nullable(),
          }),
        ),
      }),
      handler: async ({ read }, { query }) => {
        const [from, to] = [Date.parse(query.from) / 1000, Date.parse(query.to) / 1000]
        const rows =
          await read<ActivationRow>(sql`select a.org_id || '/' || a.rule || '/' || a.level as alarm, a.title, a.id as "alarmId", a.point_id as sensor, a.org_id as enterprise,
            o.name as "enterpriseName", coalesce(a.office_id::text, '') as desk, f.name as "deskName", a.priority, ${second('e.at')} as at, ${second('a.cleared_at')} as "clearedAt",
            ${second('a.acknowledged_at')} as "acknowledgedAt", a.planned, a.put_away as "putAway", a.verdict
          from alarm_event e join alarm a on a.id = e.alarm_id join org o on o.id = a.org_id left join org f on f.id = a.office_id
          where e.activated and not a.late and e.at >= ${query.from}::timestamptz and e.at < ${query.to}::timestamptz
            and (${query.orgId ?? null}::uuid is null or a.org_id = ${query.orgId ?? null}::uuid)
          order by e.at limit ${MOST + 1}`)
        const list = rows.slice(0, MOST).map(activationOf)
        const kpis = alarmKpis(list, from, to)
        const names = new Map(
          rows.flatMap(
            (r) =>
              [
                [r.enterprise, r.enterpriseName],
                [r.desk, r.deskName ?? '—'],
                [r.sensor ?? r.alarm, r.title],
              ] as [string, string][],
          ),
        )
        const groups = [...kpisBy(list, query.by, from, to)].map(([id, k]) => ({ id, name: names.get(id) ?? id, kpis: viewOf(k) }))
        const last = new Map(rows.map((r) => [r.alarm, r]))
        const actors = kpis.badActors.slice(0, 20)
        const made = await read<{ id: string; hazardId: string }>(
          sql`select id, hazard_id as "hazardId" from alarm where hazard_id is not null and id = any(${actors.map((b) => last.get(b.alarm)?.alarmId ?? '').filter(Boolean)}::uuid[])`,
        )
        const hazardOf = new Map(made.map((m) => [m.id, m.hazardId]))
        const badActors = actors.flatMap((b) => {
          const row = last.get(b.alarm)
          return row
            ? [
                {
                  ...b,
                  reasons: [...b.reasons],
                  alarmId: row.alarmId,
                  title: row.title,
                  orgId: row.enterprise,
                  orgName: row.enterpriseName,
                  hazardId: hazardOf.get(row.alarmId) ?? null,
                },
              ]
            : []
        })
        groups.sort((a, b) => b.kpis.activations - a.kpis.activations)
        return { cut: rows.length > MOST, hazards: openHazard !== undefined, all: viewOf(kpis), groups: groups.slice(0, 200), badActors }
      },
    }),
    writeRoute({
      method: 'POST',
      path: '/api/alarms/:id/hazard',
      audit: 'alarm.hazard',
      text: text('报警转隐患', 'Make an alarm a hazard'),
      permission: 'alarm.acknowledge',
      params: z.object({ id: z.uuid() }),
      query: z.object({}),
      body: z.object({ note: z.string().trim().min(2).max(500).meta({ zh: '说明', en: 'What is wrong', widget: 'textarea' }) }),
      response: z.object({ hazardId: z.string() }),
      handler: async (context, { params, body }) => {
        const { tx, session, now } = context
        const [row] = await tx.query<StoredAlarm & { subjectId: string | null }>(
          sql`select ${ALARM_COLUMNS}, a.subject_id as "subjectId" ${ALARM_FROM} where a.id = ${params.id}::uuid for update of a`,
        )
        if (!row || !can(session.claims, 'alarm.acknowledge', scoped(row))) throw notFound()
        if (row.hazardId) throw conflict(text('已经转为隐患', 'It is a hazard already'), { hazardId: row.hazardId })
        if (!openHazard) throw conflict(text('没有启用隐患', 'Hazards are not in use'))
        const hazardId = await openHazard(tx, context, {
          orgId: row.orgId,
          subjectId: row.subjectId,
          what: `${row.title}：${body.note}`,
          level: 'general',
        })
        await tx.query(
          sql`update alarm set hazard_id = ${hazardId}::uuid, updated_at = ${now.toISOString()}::timestamptz where id = ${params.id}::uuid`,
        )
        await tx.query(sql`insert into alarm_event (alarm_id, at, recorded_at, act, state, by, note) values (${params.id}::uuid, ${now.toISOString()}::timestamptz,
          ${now.toISOString()}::timestamptz, 'hazard', ${row.state}, ${JSON.stringify({ personId: session.claims.personId, name: session.actor.name })}::jsonb, ${body.note})`)
        context.note({ object: 'alarm', objectId: params.id, detail: { hazardId } })
        tx.afterCommit(() => writer.nudge())
        return { hazardId }
      },
    }),
  ]
}

function activationOf(r: ActivationRow): Activation {
  const one: Activation = {
    alarm: r.alarm,
    sensor: r.sensor ?? r.alarm,
    enterprise: r.enterprise,
    desk: r.desk,
    priority: r.priority,
    at: r.at,
  }
  // The row knows the end of its last activation only; earlier ones ended before it began.
  if (r.clearedAt !== null && r.clearedAt >= r.at) one.clearedAt = r.clearedAt
  if (r.acknowledgedAt !== null && r.acknowledgedAt >= r.at) one.acknowledgedAt = r.acknowledgedAt
  if (r.planned) one.planned = true
  if (r.putAway) one.putAway = true
  if (r.verdict === 'false') one.judgedFalse = true
  if (r.verdict === 'true') one.judgedFalse = false
  return one
}
