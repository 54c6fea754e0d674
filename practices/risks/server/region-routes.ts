import { z } from 'zod'
import { text } from '#kernel/text.ts'
import { uuidv7 } from '#kernel/ids.ts'
import { DOCX, sendPaper } from '#mechanisms/documents/index.ts'
import { sql } from '#platform/db/index.ts'
import { badInput, forbidden, notFound, readRoute, writeRoute, type Route } from '#platform/http/index.ts'
import * as model from '../region-model.ts'
import { whitePaper } from './white-paper.ts'
import { computeOrgs, computeRegion, type RegionDeps } from './region.ts'

const none = z.object({})
const LIST_CAP = 500

/** How far back a replay reaches: the program keeps everything, but a mistyped century is an error. */
const OLDEST = Date.parse('2015-01-01T00:00:00Z')

function instant(at: string | undefined, now: Date): Date {
  if (at === undefined) return now
  const t = new Date(at)
  if (t.getTime() > now.getTime() + 1000 || t.getTime() < OLDEST) {
    throw badInput([
      { field: 'query.at', message: text('只能回看过去的时刻（2015 年以后）', 'Only past instants after 2015 can be replayed') },
    ])
  }
  return t
}

const WEATHER = sql`select w.id, w.path, d.name as "areaName", w.level, w.what, w.source, w.from_at as "from", w.to_at as "to", w.actor ->> 'name' as by
  from weather_warning w left join division d on d.path = w.path`

export function regionRoutes(deps: RegionDeps): Route[] {
  return [
    readRoute({
      method: 'GET',
      path: '/api/risks/region',
      audit: 'risk.region',
      text: text('区域风险', 'Regional risk'),
      permission: 'risk.read',
      params: none,
      query: model.RegionQuery,
      response: model.Region,
      handler: ({ session, now, read }, { query }) =>
        computeRegion(read, deps, session.claims, query.path ?? session.claims.path, instant(query.at, now), now),
    }),
    readRoute({
      method: 'GET',
      path: '/api/risks/region/orgs',
      audit: 'risk.region-orgs',
      text: text('区域风险：企业清单', 'Regional risk: enterprises'),
      permission: 'risk.read',
      params: none,
      query: model.OrgsQuery,
      response: model.OrgList,
      handler: async ({ session, now, read }, { query }) => {
        const { orgs } = await computeOrgs(read, deps, query.path ?? session.claims.path, instant(query.at, now), now)
        const found = orgs.filter(
          (o) =>
            (query.colour === undefined || o.colour === query.colour) &&
            (query.factor === undefined || o.terms.some((t) => t.factor === query.factor)) &&
            (query.q === undefined || o.name.includes(query.q)),
        )
        return { items: found.slice(0, LIST_CAP), total: found.length, capped: found.length > LIST_CAP }
      },
    }),
    readRoute({
      method: 'GET',
      path: '/api/risks/region/paper',
      audit: 'risk.white-paper',
      text: text('风险白皮书', 'White paper of risk'),
      permission: 'risk.export',
      params: none,
      query: model.RegionQuery,
      response: 'stream',
      auditRead: true,
      perMinute: 20,
      handler: async (context, { query }) => {
        const { session, now, read, lang } = context
        const at = instant(query.at, now)
        const region = await computeRegion(read, deps, session.claims, query.path ?? session.claims.path, at, now)
        const [own] = await read<{ name: string }>(sql`select name from org where id = ${session.claims.orgId}::uuid`)
        const bytes = await whitePaper(region, { office: own?.name ?? region.name, lang })
        const name = lang === 'zh' ? `${region.name}安全风险白皮书.docx` : `White paper ${region.name}.docx`
        await sendPaper(context, bytes, DOCX, name)
      },
    }),
    readRoute({
      method: 'GET',
      path: '/api/risks/weather',
      audit: 'risk.weather-list',
      text: text('气象预警', 'Weather warnings'),
      permission: 'risk.read',
      params: none,
      query: none,
      response: z.object({ items: z.array(model.WeatherRow) }),
      handler: async ({ read }) => ({ items: await read<model.WeatherRow>(sql`${WEATHER} order by w.from_at desc limit 100`) }),
    }),
    writeRoute({
      method: 'POST',
      path: '/api/risks/weather',
      audit: 'risk.weather',
      text: text('登记气象预警', 'Record a weather warning'),
      permission: 'risk.weather',
      params: none,
      query: none,
      body: model.WeatherBody,
      response: z.object({ id: z.string() }),
      handler: async ({ session, now, tx, note }, { body }) => {
        if (!body.path.startsWith(session.claims.path)) throw forbidden()
        const [area] = await tx.query(sql`select 1 from division where path = ${body.path}`)
        if (!area) throw badInput([{ field: 'body.path', message: text('没有这个区域', 'No such area') }])
        const id = uuidv7(now.getTime())
        await tx.query(sql`insert into weather_warning (id, path, level, what, source, from_at, to_at, actor, created_at)
          values (${id}::uuid, ${body.path}, ${body.level}, ${body.what}, ${body.source}, ${body.from}::timestamptz, ${body.to}::timestamptz,
            ${JSON.stringify(session.actor)}::jsonb, ${now.toISOString()}::timestamptz)`)
        note({ object: 'weather', objectId: id })
        return { id }
      },
    }),
    writeRoute({
      method: 'POST',
      path: '/api/risks/weather/:id/end',
      audit: 'risk.weather-end',
      text: text('解除气象预警', 'End a weather warning'),
      permission: 'risk.weather',
      params: z.object({ id: z.uuid() }),
      query: none,
      body: none,
      response: z.object({ id: z.string() }),
      handler: async ({ session, now, tx, note }, { params }) => {
        const [row] = await tx.query<{
          id: string
        }>(sql`update weather_warning set to_at = greatest(${now.toISOString()}::timestamptz, from_at + interval '1 second')
          where id = ${params.id}::uuid and (to_at is null or to_at > ${now.toISOString()}::timestamptz) and path like ${`${session.claims.path}%`} returning id`)
        if (!row) throw notFound()
        note({ object: 'weather', objectId: row.id })
        return row
      },
    }),
  ]
}
