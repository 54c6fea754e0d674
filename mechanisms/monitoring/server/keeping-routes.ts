import { z } from 'zod'
import { uuidv7 } from '#kernel/ids.ts'
import { text } from '#kernel/text.ts'
import { sql, type Tx } from '#platform/db/index.ts'
import { badInput, notFound, writeRoute, type Route, type WriteContext } from '#platform/http/index.ts'
import type { MonitoringRoutesDeps } from './deps.ts'
import { editableOrg } from './point-commands.ts'

const none = z.object({})
const byId = z.object({ id: z.uuid() })

export const byOf = ({ session }: Pick<WriteContext, 'session'>): string =>
  JSON.stringify({ personId: session.claims.personId, name: session.actor.name })

async function orgOfPoint(tx: Tx, id: string): Promise<string> {
  const [point] = await tx.query<{ orgId: string }>(sql`select org_id as "orgId" from point where id = ${id}::uuid`)
  if (!point) throw notFound()
  return point.orgId
}

/** Calibration and maintenance, and cameras. */
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
  ]
}
