import { z } from 'zod'
import { cstDate } from '#kernel/calendar/index.ts'
import type { Claims } from '#kernel/access/index.ts'
import { ActResult, type Performer } from '#mechanisms/matters/index.ts'
import { DOCX, sendPaper } from '#mechanisms/documents/index.ts'
import { join, sql, type Sql } from '#platform/db/index.ts'
import { conflict, notFound, readRoute, writeRoute, type Route } from '#platform/http/index.ts'
import { text } from '#kernel/text.ts'
import * as model from '../model.ts'
import { INDEX_VERSION, ladderOn } from '../rules.ts'
import { monthly, monthlyPaper } from './monthly.ts'
import { indexRows, reasonsOf, statisticsOf } from './statistics.ts'

export interface WarningRoutesDeps {
  readonly performer: Performer
  readonly ladder: () => model.LadderSetting
}

const none = z.object({})
const MOST = 300

/** The states in which the post's own office or enterprise is to act. */
const mine = (claims: Claims): Sql =>
  claims.orgId === ''
    ? sql`false`
    : sql`(m.assignee_id = ${claims.personId}::uuid or (m.org_id = ${claims.orgId}::uuid and m.state in ('answering', 'rectifying')))`

const QUEUE: Readonly<Record<string, (claims: Claims) => Sql>> = {
  new: () => sql`m.state = 'new'`,
  mine,
  waiting: () => sql`m.state in ('answering', 'rectifying')`,
  all: () => sql`true`,
}
const ACTIVE = sql`m.kind = 'warning' and m.phase in ('open', 'waiting')`
const RANK = sql`array_position(array['red', 'orange', 'yellow', 'blue'], m.level)`

/** Desk, surroundings of one warning, opening by hand, statistics. */
export function warningRoutes(deps: WarningRoutesDeps): Route[] {
  return [
    readRoute({
      method: 'GET',
      path: '/api/warnings/desk',
      audit: 'warning.desk',
      text: text('预警值班台', 'Duty desk of warnings'),
      permission: 'warning.read',
      params: none,
      query: model.DeskQuery,
      response: model.Desk,
      handler: async ({ read, session }, { query }) => {
        const where = [
          ACTIVE,
          (QUEUE[query.queue] ?? QUEUE['all'])?.(session.claims) ?? sql`true`,
          ...(query.level ? [sql`m.level = ${query.level}`] : []),
          ...(query.orgId ? [sql`m.org_id = ${query.orgId}::uuid`] : []),
        ]
        const [rows, counts] = await Promise.all([
          read<model.DeskRow>(sql`select m.id, m.no, m.title, m.state, m.phase, m.level, m.org_id as "orgId", o.name as "orgName",
              m.opened_at as "openedAt", m.due_at as "dueAt", coalesce((m.fields->>'repeats')::int, 0) as repeats,
              case when m.fields->>'source' in ('alarm', 'flood') then m.fields->>'alarmOver' is null end as present
            from matter m left join org o on o.id = m.org_id where ${join(where, ' and ')}
            order by ${RANK}, m.due_at nulls last, m.id limit ${MOST + 1}`),
          read<model.Desk['counts']>(sql`select count(*) filter (where m.state = 'new')::int as new,
              count(*) filter (where ${mine(session.claims)})::int as mine,
              count(*) filter (where m.state in ('answering', 'rectifying'))::int as waiting, count(*)::int as all
            from matter m where ${ACTIVE}`),
        ])
        return { items: rows.slice(0, MOST), cut: rows.length > MOST, counts: counts[0] ?? { new: 0, mine: 0, waiting: 0, all: 0 } }
      },
    }),
    readRoute({
      method: 'GET',
      path: '/api/warnings/:id/around',
      audit: 'warning.around',
      text: text('预警的周边', 'What lies around a warning'),
      permission: 'warning.read',
      params: z.object({ id: z.uuid() }),
      query: none,
      response: model.Around,
      handler: async ({ read }, { params }) => {
        const [m] = await read<{ orgId: string | null; officeId: string | null; path: string; pointId: string | null }>(
          sql`select org_id as "orgId", office_id as "officeId", path, fields->>'pointId' as "pointId" from matter where id = ${params.id}::uuid and kind = 'warning'`,
        )
        if (!m) throw notFound()
        const [alarms, neighbours, people] = await Promise.all([
          read<model.Around['alarms'][number]>(sql`select a.id, a.title, a.colour, w.at, a.present, a.cleared_at as "clearedAt"
            from warning_alarm w join alarm a on a.id = w.alarm_id where w.matter_id = ${params.id}::uuid order by w.at desc limit 50`),
          read<model.Around['neighbours'][number]>(sql`select n.id, n.name, n.sector,
              round((111.2 * sqrt(power(n.lat - o.lat, 2) + power((n.lng - o.lng) * cos(radians(o.lat)), 2)))::numeric, 1)::float8 as km
            from org o join org n on n.kind = 'enterprise' and n.id <> o.id and n.status = 'active'
              and n.lng between o.lng - 0.05 and o.lng + 0.05 and n.lat between o.lat - 0.05 and o.lat + 0.05
            where o.id = ${m.orgId}::uuid order by 4 limit 6`),
          read<model.Around['people'][number]>(sql`select pe.name, p.title, o.name as "orgName", pe.phone
            from post p join person pe on pe.id = p.person_id join org o on o.id = p.org_id
            where p.active and (p.org_id in (${m.orgId}::uuid, ${m.officeId}::uuid) or (o.kind <> 'enterprise' and length(o.path) > 6 and starts_with(${m.path}, o.path)))
              and p.role <> 'worker'
            order by p.org_id = ${m.orgId}::uuid desc, o.name, p.title limit 12`),
        ])
        return { pointId: m.pointId, alarms, neighbours, people }
      },
    }),
    writeRoute({
      method: 'POST',
      path: '/api/warnings',
      audit: 'warning.issue',
      text: text('人工发出预警', 'Raise a warning by hand'),
      permission: 'warning.issue',
      params: none,
      query: none,
      body: model.ManualWarning,
      response: ActResult,
      handler: async ({ tx, session, now, note }, { body }) => {
        const ladder = ladderOn(deps.ladder(), cstDate(now))
        if (!ladder) throw conflict(text('今天没有生效的时限标准，请管理员设置', 'No ladder is in force today; ask the administrator'))
        const { title, level, source, words } = body
        note({ object: 'warning', objectId: body.matterId })
        // The ladder comes from the settings and not from the person: the opening act is the program's, done in the person's name.
        return deps.performer.open(
          tx,
          { claims: session.claims, actor: session.actor, now, system: true },
          {
            id: body.id,
            matterId: body.matterId,
            kind: 'warning',
            act: 'open',
            orgId: body.orgId,
            subjectId: null,
            parentId: null,
            evidence: [],
            place: null,
            form: { title, level, source, ...(words ? { words } : {}), ladder },
          },
        )
      },
    }),
    readRoute({
      method: 'GET',
      path: '/api/warnings/statistics',
      audit: 'warning.statistics',
      text: text('预警统计', 'Statistics of warnings'),
      permission: 'warning.read',
      params: none,
      query: model.StatsQuery,
      response: model.Stats,
      handler: async ({ read, now }, { query }) => {
        const [rows, reasons, index] = await Promise.all([
          read<model.StatsRow>(statisticsOf(query, now)),
          read<{ why: string; n: number }>(reasonsOf(query)),
          indexRows(read, query, now),
        ])
        return { rows, reasons, indexVersion: INDEX_VERSION, index }
      },
    }),
    readRoute({
      method: 'GET',
      path: '/api/warnings/monthly.docx',
      audit: 'warning.monthly',
      text: text('预警月度分析报告', 'Monthly analysis of warnings'),
      permission: 'warning.read',
      params: none,
      query: z.object({ month: z.string().regex(/^20\d{2}-(0[1-9]|1[0-2])$/) }),
      response: 'stream',
      auditRead: true,
      perMinute: 20,
      handler: async (context, { query }) => {
        const { read, session, now, lang } = context
        const [own] = await read<{ name: string }>(sql`select name from org where id = ${session.claims.orgId}::uuid`)
        const bytes = await monthlyPaper(await monthly(read, query.month, now), { office: own?.name ?? '', lang, now })
        await sendPaper(context, bytes, DOCX, lang === 'zh' ? `预警分析报告 ${query.month}.docx` : `Warnings ${query.month}.docx`)
      },
    }),
  ]
}
