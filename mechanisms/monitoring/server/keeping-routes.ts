import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { Claims } from '#kernel/access/index.ts'
import { uuidv7 } from '#kernel/ids.ts'
import { text } from '#kernel/text.ts'
import { sql, type Db, type Tx } from '#platform/db/index.ts'
import { badInput, notFound, readRoute, writeRoute, type Route, type WriteContext } from '#platform/http/index.ts'
import type { MonitoringRoutesDeps } from './deps.ts'
import { editableOrg } from './point-commands.ts'

const none = z.object({})
const byId = z.object({ id: z.uuid() })

const secretHash = (secret: string): string => createHash('sha256').update(secret).digest('hex')

/** The gateway of that name and secret, if it is not closed; notes that it was seen. The secret has 192 random bits, so a plain hash keeps it. */
export async function findGateway(
  db: Db,
  system: Claims,
  username: string,
  secret: string,
  now: Date,
): Promise<{ id: string; orgId: string } | null> {
  const [row] = await db.read<{ id: string; orgId: string; hash: string }>(
    system,
    sql`select id, org_id as "orgId", secret_hash as hash from reading_source where username = ${username} and active`,
  )
  const given = Buffer.from(secretHash(secret), 'hex')
  if (!row || !timingSafeEqual(given, Buffer.from(row.hash, 'hex'))) return null
  await db.read(system, sql`update reading_source set last_seen_at = ${now.toISOString()}::timestamptz where id = ${row.id}::uuid`)
  return { id: row.id, orgId: row.orgId }
}

const byOf = ({ session }: Pick<WriteContext, 'session'>): string =>
  JSON.stringify({ personId: session.claims.personId, name: session.actor.name })

async function orgOfPoint(tx: Tx, id: string): Promise<string> {
  const [point] = await tx.query<{ orgId: string }>(sql`select org_id as "orgId" from point where id = ${id}::uuid`)
  if (!point) throw notFound()
  return point.orgId
}

/** Calibration and maintenance, cameras, and the gateways that may send. */
export function keepingRoutes({ writer }: MonitoringRoutesDeps): Route[] {
  return [
    writeRoute({
      method: 'POST',
      path: '/api/points/:id/windows',
      audit: 'point.window',
      text: text('安排校准或检修', 'Calibration or maintenance'),
      permission: 'point.edit',
      params: byId,
      query: none,
      body: z.object({
        kind: z.enum(['calibration', 'maintenance']),
        from: z.iso.datetime().optional(),
        hours: z.number().positive().max(720),
        reason: z.string().trim().min(2).max(500),
        /** All points of the organisation. */
        all: z.boolean().default(false),
      }),
      response: z.object({ id: z.string() }),
      handler: async (context, { params, body }) => {
        const { tx, now } = context
        const orgId = await orgOfPoint(tx, params.id)
        await editableOrg(tx, context, orgId)
        const from = body.from === undefined ? now.getTime() : Date.parse(body.from)
        if (from < now.getTime() - 7 * 86_400_000)
          throw badInput([{ field: 'body.from', message: text('不能早于 7 天前', 'Not more than 7 days ago') }])
        const id = uuidv7(now.getTime())
        await tx.query(sql`insert into monitoring_window (id, org_id, point_id, kind, from_at, to_at, reason, by, created_at)
          values (${id}::uuid, ${orgId}::uuid, ${body.all ? null : params.id}::uuid, ${body.kind}, ${new Date(from).toISOString()}::timestamptz,
            ${new Date(from + body.hours * 3_600_000).toISOString()}::timestamptz, ${body.reason}, ${byOf(context)}::jsonb, ${now.toISOString()}::timestamptz)`)
        context.note({ object: 'point', objectId: params.id, detail: { ...body } })
        tx.afterCommit(writer.windowsChanged)
        return { id }
      },
    }),
    writeRoute({
      method: 'POST',
      path: '/api/monitoring/windows/:id/end',
      audit: 'point.window-end',
      text: text('结束校准或检修', 'End calibration or maintenance'),
      permission: 'point.edit',
      params: byId,
      query: none,
      body: none,
      response: z.object({ id: z.string() }),
      handler: async (context, { params }) => {
        const { tx, now } = context
        const [row] = await tx.query<{ orgId: string }>(
          sql`select org_id as "orgId" from monitoring_window where id = ${params.id}::uuid and ended_at is null for update`,
        )
        if (!row) throw notFound()
        await editableOrg(tx, context, row.orgId)
        await tx.query(sql`update monitoring_window set ended_at = ${now.toISOString()}::timestamptz where id = ${params.id}::uuid`)
        tx.afterCommit(writer.windowsChanged)
        return { id: params.id }
      },
    }),
    writeRoute({
      method: 'POST',
      path: '/api/cameras',
      audit: 'camera.create',
      text: text('登记摄像头', 'Register a camera'),
      permission: 'point.edit',
      params: none,
      query: none,
      body: z.object({
        orgId: z.uuid(),
        name: z.string().trim().min(1).max(80).meta({ zh: '名称', en: 'Name' }),
        url: z
          .string()
          .trim()
          .max(500)
          .regex(/^(https?|rtsp|rtmp):\/\//)
          .meta({ zh: '视频流地址', en: 'Stream address' }),
        pointIds: z.array(z.uuid()).max(50).default([]),
      }),
      response: z.object({ id: z.string() }),
      handler: async (context, { body }) => {
        const { tx, now } = context
        await editableOrg(tx, context, body.orgId)
        const [known] = await tx.query<{ n: number }>(
          sql`select count(*)::int as n from point where id = any(${body.pointIds}::uuid[]) and org_id = ${body.orgId}::uuid`,
        )
        if ((known?.n ?? 0) !== new Set(body.pointIds).size)
          throw badInput([{ field: 'body.pointIds', message: text('点位不属于该企业', 'A point is not of that enterprise') }])
        const id = uuidv7(now.getTime())
        await tx.query(sql`insert into camera (id, org_id, name, url, point_ids, created_at)
          values (${id}::uuid, ${body.orgId}::uuid, ${body.name}, ${body.url}, ${body.pointIds}::uuid[], ${now.toISOString()}::timestamptz)`)
        context.note({ object: 'camera', objectId: id })
        return { id }
      },
    }),
    readRoute({
      method: 'GET',
      path: '/api/reading-sources',
      audit: 'readings.sources',
      text: text('数据网关', 'Gateways that may send'),
      permission: 'point.edit',
      params: none,
      query: z.object({ orgId: z.uuid() }),
      response: z.object({
        items: z.array(
          z.object({ id: z.string(), username: z.string(), name: z.string(), active: z.boolean(), lastSeenAt: z.string().nullable() }),
        ),
      }),
      handler: async ({ read }, { query }) => ({
        items: await read<{ id: string; username: string; name: string; active: boolean; lastSeenAt: string | null }>(
          sql`select id, username, name, active, last_seen_at as "lastSeenAt" from reading_source where org_id = ${query.orgId}::uuid order by created_at limit 200`,
        ),
      }),
    }),
    writeRoute({
      method: 'POST',
      path: '/api/reading-sources',
      audit: 'readings.source-create',
      text: text('登记数据网关', 'Register a gateway'),
      permission: 'point.edit',
      params: none,
      query: none,
      body: z.object({ orgId: z.uuid(), name: z.string().trim().min(1).max(80).meta({ zh: '名称', en: 'Name' }) }),
      /** The secret is shown this once. */
      response: z.object({ id: z.string(), username: z.string(), secret: z.string(), topic: z.string() }),
      handler: async (context, { body }) => {
        const { tx, now } = context
        await editableOrg(tx, context, body.orgId)
        const id = uuidv7(now.getTime())
        const secret = randomBytes(24).toString('base64url')
        const username = `gw-${randomBytes(6).toString('hex')}`
        await tx.query(sql`insert into reading_source (id, org_id, username, secret_hash, name, by, created_at)
          values (${id}::uuid, ${body.orgId}::uuid, ${username}, ${secretHash(secret)}, ${body.name}, ${byOf(context)}::jsonb, ${now.toISOString()}::timestamptz)`)
        context.note({ object: 'reading_source', objectId: id })
        return { id, username, secret, topic: `readings/${username}` }
      },
    }),
    writeRoute({
      method: 'POST',
      path: '/api/reading-sources/:id/close',
      audit: 'readings.source-close',
      text: text('停用数据网关', 'Close a gateway'),
      permission: 'point.edit',
      params: byId,
      query: none,
      body: none,
      response: z.object({ id: z.string() }),
      handler: async (context, { params }) => {
        const { tx } = context
        const [row] = await tx.query<{ orgId: string }>(
          sql`select org_id as "orgId" from reading_source where id = ${params.id}::uuid and active for update`,
        )
        if (!row) throw notFound()
        await editableOrg(tx, context, row.orgId)
        await tx.query(sql`update reading_source set active = false where id = ${params.id}::uuid`)
        return { id: params.id }
      },
    }),
  ]
}
