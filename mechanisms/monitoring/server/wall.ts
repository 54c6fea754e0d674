import { z } from 'zod'
import { text } from '#kernel/text.ts'
import { sql } from '#platform/db/index.ts'
import { notFound, readRoute, type Route } from '#platform/http/index.ts'
import { PointRow, WallOrg } from '../model.ts'
import type { MonitoringRoutesDeps } from './deps.ts'
import { pointState } from './evaluate.ts'
import { POINT_COLUMNS, POINT_FROM, withLatest, type StoredPoint } from './point-views.ts'

interface OrgRow {
  id: string
  name: string
  path: string
  sector: string | null
  nos: number[]
  red: number
  orange: number
  gold: number
  blue: number
  unacknowledged: number
}

/** Active alarms of an organisation by colour; shelved and late ones do not stand on a wall. */
const COUNTS = sql`select a.org_id,
    count(*) filter (where a.colour = 'red')::int as red, count(*) filter (where a.colour = 'orange')::int as orange,
    count(*) filter (where a.colour = 'gold')::int as gold, count(*) filter (where a.colour = 'blue')::int as blue,
    count(*) filter (where a.state in ('unacknowledged', 'returned', 'latchedUnacknowledged'))::int as unacknowledged
  from alarm a where a.closed_at is null and a.state not in ('shelved', 'suppressed', 'outOfService') group by 1`

const MOST_POINTS = 2000

/** The walls: the whole jurisdiction by enterprise, and one enterprise with all its points. */
export function wallRoutes({ writer }: MonitoringRoutesDeps): Route[] {
  return [
    readRoute({
      method: 'GET',
      path: '/api/monitoring/wall',
      audit: 'monitoring.wall',
      text: text('监测总览', 'Monitoring wall'),
      permission: 'point.read',
      params: z.object({}),
      query: z.object({
        path: z
          .string()
          .regex(/^[0-9a-z]*$/)
          .optional(),
        sector: z.string().max(40).optional(),
      }),
      response: z.object({ at: z.string(), orgs: z.array(WallOrg) }),
      handler: async ({ read, now }, { query }) => {
        const rows = await read<OrgRow>(sql`with c as (${COUNTS})
          select o.id, o.name, o.path, o.sector, json_agg(p.no) as nos, coalesce(max(c.red), 0) as red, coalesce(max(c.orange), 0) as orange,
            coalesce(max(c.gold), 0) as gold, coalesce(max(c.blue), 0) as blue, coalesce(max(c.unacknowledged), 0) as unacknowledged
          from point p join org o on o.id = p.org_id left join c on c.org_id = o.id
          where p.status = 'active' and (${query.path ?? null}::text is null or (o.path >= ${query.path ?? ''} and o.path < ${`${query.path ?? ''}~`}))
            and (${query.sector ?? null}::text is null or o.sector = ${query.sector ?? ''})
          group by o.id order by o.name limit 3000`)
        const directory = writer.directory()
        const second = now.getTime() / 1000
        const orgs = rows.map(({ nos, ...org }) => {
          const states = nos.map((no) => (directory ? pointState(directory, no, second) : 'unknown'))
          return {
            ...org,
            points: nos.length,
            unknown: states.filter((s) => s === 'unknown').length,
            away: states.filter((s) => s === 'away').length,
          }
        })
        return { at: now.toISOString(), orgs }
      },
    }),
    readRoute({
      method: 'GET',
      path: '/api/monitoring/orgs/:id',
      audit: 'monitoring.org',
      text: text('企业监测总览', 'Wall of an enterprise'),
      permission: 'point.read',
      params: z.object({ id: z.uuid() }),
      query: z.object({}),
      response: z.object({
        org: z.object({ id: z.string(), name: z.string(), sector: z.string().nullable() }),
        points: z.array(PointRow),
        cut: z.boolean(),
        cameras: z.array(z.object({ id: z.string(), name: z.string(), url: z.string(), pointIds: z.array(z.string()) })),
      }),
      handler: async ({ read, now }, { params }) => {
        const [points, [org], cameras] = await Promise.all([
          read<StoredPoint>(
            sql`select ${POINT_COLUMNS} ${POINT_FROM} where p.org_id = ${params.id}::uuid and p.status = 'active' order by coalesce(s.name, ''), p.source, p.code limit ${MOST_POINTS + 1}`,
          ),
          read<{ id: string; name: string; sector: string | null }>(
            sql`select id, name, sector from org where id = ${params.id}::uuid and kind <> 'office'`,
          ),
          read<{ id: string; name: string; url: string; pointIds: string[] }>(
            sql`select id, name, url, to_json(point_ids) as "pointIds" from camera where org_id = ${params.id}::uuid and status = 'active' order by name`,
          ),
        ])
        if (!org) throw notFound()
        const second = now.getTime() / 1000
        const shown = points.slice(0, MOST_POINTS).map((p) => withLatest(p, writer.directory(), second))
        return { org, points: shown, cut: points.length > MOST_POINTS, cameras }
      },
    }),
  ]
}
