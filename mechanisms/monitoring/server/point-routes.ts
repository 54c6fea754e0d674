import { z } from 'zod'
import { can } from '#kernel/access/index.ts'
import { text } from '#kernel/text.ts'
import { sql, type Sql } from '#platform/db/index.ts'
import { conflict, notFound, readRoute, writeRoute, type ReadContext, type Route } from '#platform/http/index.ts'
import { PointRow, PointView, Series } from '../model.ts'
import { resolutionFor, suggestedRules } from '../rules.ts'
import { scoped, type MonitoringRoutesDeps } from './deps.ts'
import { completed, editableOrg, insertPoints, PointInput, PointPatch } from './point-commands.ts'
import { POINT_COLUMNS, POINT_FROM, pointAbilities, pointConditions, typeFacts, withLatest, type StoredPoint } from './point-views.ts'
import { seriesOf } from './series.ts'

const none = z.object({})
const byId = z.object({ id: z.uuid() })

const PointQuery = z.object({
  orgId: z.uuid().optional(),
  subjectId: z.uuid().optional(),
  type: z.string().max(60).optional(),
  source: z.string().max(80).optional(),
  path: z
    .string()
    .regex(/^[0-9a-z]*$/)
    .optional(),
  q: z.string().trim().max(60).optional(),
  after: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
})

const one = (id: string): Sql => sql`select ${POINT_COLUMNS} ${POINT_FROM} where p.id = ${id}::uuid`

async function extras(read: ReadContext['read'], id: string, orgId: string) {
  const [history, pending, windows, cameras] = await Promise.all([
    read<PointView['history'][number]>(
      sql`select version, from_at as "from", by, reason, matter_id as "matterId", rules from point_rules where point_id = ${id}::uuid order by version desc limit 50`,
    ),
    read<{ id: string; no: string }>(
      sql`select id, no from matter where kind = 'threshold-change' and phase in ('open', 'waiting') and fields->>'pointId' = ${id} and org_id = ${orgId}::uuid limit 1`,
    ),
    read<
      PointView['windows'][number]
    >(sql`select id, kind, from_at as "from", to_at as "to", reason, by->>'name' as "byName", ended_at is not null as ended
      from monitoring_window where point_id = ${id}::uuid or (point_id is null and org_id = ${orgId}::uuid) order by from_at desc limit 20`),
    read<PointView['cameras'][number]>(
      sql`select id, name, url from camera where ${id}::uuid = any(point_ids) and status = 'active' order by name`,
    ),
  ])
  return { history, pending: pending[0] ?? null, windows, cameras }
}

/** Points: lists, one point, its trend, new ones and changes. */
export function pointRoutes(deps: MonitoringRoutesDeps): Route[] {
  const { writer, sectors } = deps
  return [
    readRoute({
      method: 'GET',
      path: '/api/point-types',
      audit: 'point.types',
      text: text('点位类型', 'Types of points'),
      permission: 'point.read',
      params: none,
      query: none,
      response: z.object({
        items: z.array(
          z.object({
            id: z.string(),
            sector: z.string(),
            text: z.object({ zh: z.string(), en: z.string() }),
            unit: z.string(),
            low: z.number(),
            high: z.number(),
            periodS: z.number(),
            binary: z.boolean(),
            rules: z.array(z.looseObject({ key: z.string(), kind: z.string() })),
            clause: z.object({ zh: z.string(), en: z.string() }).nullable(),
            sourceStatus: z.string().nullable(),
          }),
        ),
      }),
      handler: async () => ({
        items: sectors.flatMap((s) =>
          (s.points ?? []).map((p) => ({
            id: p.id,
            sector: s.id,
            text: p.text,
            unit: p.unit,
            low: p.low,
            high: p.high,
            periodS: p.periodS,
            binary: p.binary ?? false,
            rules: suggestedRules(p),
            clause: p.limits?.clause?.text ?? null,
            sourceStatus: p.limits?.clause?.status ?? null,
          })),
        ),
      }),
    }),
    readRoute({
      method: 'GET',
      path: '/api/points',
      audit: 'point.list',
      text: text('监测点位', 'Points'),
      permission: 'point.read',
      params: none,
      query: PointQuery,
      response: z.object({ items: z.array(PointRow), next: z.string().nullable() }),
      handler: async ({ read, now }, { query }) => {
        const [org, source, code] = (query.after ?? '').split('~')
        const behind =
          org && code !== undefined && /^[0-9a-f-]{36}$/.test(org)
            ? sql`and (p.org_id, coalesce(p.source, ''), p.code) > (${org}::uuid, ${source ?? ''}, ${code})`
            : sql``
        const rows = await read<StoredPoint>(sql`select ${POINT_COLUMNS} ${POINT_FROM} where ${pointConditions(query)} ${behind}
          order by p.org_id, coalesce(p.source, ''), p.code limit ${query.limit + 1}`)
        const page = rows.slice(0, query.limit)
        const last = page.at(-1)
        const second = now.getTime() / 1000
        return {
          items: page.map((r) => withLatest(r, writer.directory(), second)),
          next: rows.length > query.limit && last ? `${last.orgId}~${last.source ?? ''}~${last.code}` : null,
        }
      },
    }),
    readRoute({
      method: 'GET',
      path: '/api/points/:id',
      audit: 'point.read',
      text: text('监测点位详情', 'Point'),
      permission: 'point.read',
      params: byId,
      query: none,
      response: PointView,
      handler: async ({ read, session, now }, { params }) => {
        const [row] = await read<StoredPoint>(one(params.id))
        if (!row) throw notFound()
        const { version, rulesVersion, rules, note } = row
        return {
          ...withLatest(row, writer.directory(), now.getTime() / 1000),
          ...typeFacts(sectors, row.type),
          ...(await extras(read, row.id, row.orgId)),
          version,
          rulesVersion,
          rules,
          note,
          abilities: pointAbilities(session.claims, row),
        }
      },
    }),
    readRoute({
      method: 'GET',
      path: '/api/points/:id/series',
      audit: 'point.series',
      text: text('监测曲线', 'Trend of a point'),
      permission: 'point.read',
      params: byId,
      query: z.object({
        from: z.iso.datetime(),
        to: z.iso.datetime(),
        width: z.coerce.number().int().min(50).max(4000).default(1000),
        resolution: z.enum(['raw', 'minute', 'hour', 'day']).optional(),
      }),
      response: Series,
      handler: async ({ read }, { params, query }) => {
        const [row] = await read<{ no: number; periodS: number }>(
          sql`select no, period_s as "periodS" from point where id = ${params.id}::uuid`,
        )
        if (!row) throw notFound()
        const [from, to] = [Date.parse(query.from) / 1000, Date.parse(query.to) / 1000]
        return seriesOf(read, row.no, from, to, query.resolution ?? resolutionFor(to - from, query.width, row.periodS))
      },
    }),
    writeRoute({
      method: 'POST',
      path: '/api/points',
      audit: 'point.create',
      text: text('新建点位', 'New point'),
      permission: 'point.edit',
      params: none,
      query: none,
      body: PointInput,
      response: z.object({ id: z.string() }),
      handler: async (context, { body }) => {
        await editableOrg(context.tx, context, body.orgId)
        const [id = ''] = await insertPoints(context.tx, context, [completed(deps, body)])
        context.note({ object: 'point', objectId: id, detail: { code: body.code } })
        context.tx.afterCommit(() => writer.pointsChanged([body.orgId]))
        return { id }
      },
    }),
    writeRoute({
      method: 'PATCH',
      path: '/api/points/:id',
      audit: 'point.update',
      text: text('修改点位', 'Change a point'),
      permission: 'point.edit',
      params: byId,
      query: none,
      body: PointPatch,
      response: z.object({ version: z.number() }),
      handler: async (context, { params, body }) => {
        const { tx, session, now } = context
        const [row] = await tx.query<StoredPoint>(sql`${one(params.id)} for update of p`)
        const place = row && scoped({ orgId: row.orgId, officeId: row.officeId, path: row.path, sector: row.orgSector })
        if (!row || !place || !can(session.claims, 'point.edit', place)) throw notFound()
        if (row.version !== body.version)
          throw conflict(text('点位已被别人修改，请刷新', 'The point was changed meanwhile; reload'), { version: row.version })
        const put = <T>(value: T | undefined, before: T): T => (value === undefined ? before : value)
        await tx.query(sql`update point set name = ${put(body.name, row.name)}, subject_id = ${put(body.subjectId, row.subjectId)}::uuid,
            unit = ${put(body.unit, row.unit)}, low = ${put(body.low, row.low)}::float8, high = ${put(body.high, row.high)}::float8,
            period_s = ${put(body.periodS, row.periodS)}::float4, source = ${put(body.source, row.source)}, note = ${put(body.note, row.note)},
            status = ${put(body.status, row.status)}, version = version + 1, updated_at = ${now.toISOString()}::timestamptz where id = ${params.id}::uuid`)
        context.note({ object: 'point', objectId: params.id, detail: { ...body } })
        tx.afterCommit(() => writer.pointsChanged([row.orgId]))
        return { version: row.version + 1 }
      },
    }),
  ]
}
