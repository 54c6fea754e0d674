import sharp from 'sharp'
import { z } from 'zod'
import { can } from '#kernel/access/index.ts'
import { uuidv7 } from '#kernel/ids.ts'
import { text } from '#kernel/text.ts'
import { sql, type Sql } from '#platform/db/index.ts'
import type { Files } from '#platform/files/index.ts'
import { badInput, conflict, notFound, readRoute, writeRoute, type ReadContext, type Route } from '#platform/http/index.ts'
import { Area, Extent, LEVEL_TEXT, PlanRow, type RiskLevel } from '../model.ts'
import { worst } from '../rules.ts'
import { ownerToWrite, scopedPoint } from './commands.ts'
import { doerOf } from './routes.ts'
import type { Read } from './views.ts'

export interface PlanDeps {
  readonly files: Pick<Files, 'open' | 'fileInfo'>
}

const none = z.object({})
const byId = z.object({ id: z.uuid() })

interface Stored {
  id: string
  orgId: string
  orgName: string
  path: string
  officeId: string | null
  sector: string | null
  name: string
  hash: string | null
  width: number
  height: number
  extent: z.output<typeof Extent> | null
  areas: z.output<typeof Area>[]
  version: number
  updatedAt: string
}

const PLANS: Sql = sql`select r.id, r.org_id as "orgId", o.name as "orgName", o.path, o.office_id as "officeId", o.sector, r.name, r.picture as hash,
  r.width, r.height, r.extent, r.areas, r.version, r.updated_at as "updatedAt" from risk_plan r join org o on o.id = r.org_id where r.status = 'active'`

/** A plan with the colour of each area: that of its worst point, and the sentence that says so. */
export async function coloured(
  read: Read,
  plans: readonly Stored[],
): Promise<(Omit<z.output<typeof PlanRow>, 'editable'> & { stored: Stored })[]> {
  const ids = plans.flatMap((p) => p.areas.flatMap((a) => a.points))
  const points = await read<{ id: string; name: string; level: RiskLevel | null }>(
    sql`select id, name, level from risk_point where id = any(${ids}::uuid[]) and status = 'active'`,
  )
  const byPoint = new Map(points.map((p) => [p.id, p]))
  return plans.map((stored) => {
    const { hash, extent, path: _path, officeId: _office, sector: _sector, ...rest } = stored
    const areas = stored.areas.map((area) => {
      const here = area.points.flatMap((id) => byPoint.get(id) ?? [])
      const level = worst(here.map((p) => p.level))
      const reason = level
        ? `${here.find((p) => p.level === level)?.name ?? ''}为${LEVEL_TEXT[level].zh}${here.length > 1 ? `，区内共 ${here.length} 处风险点` : ''}`
        : here.length === 0
          ? '没有关联风险点'
          : '区内风险点尚未定级或不能判定'
      return { ...area, level, reason }
    })
    return { ...rest, extent, picture: hash !== null, areas, stored }
  })
}

export async function findPlan(read: Read, id: string): Promise<Stored> {
  const [plan] = await read<Stored>(sql`${PLANS} and r.id = ${id}::uuid`)
  if (!plan) throw notFound()
  return plan
}

/** The plan's picture as JPEG of at most 1600 points a side, for screen and print. */
export async function pictureOf(files: Pick<Files, 'open'>, hash: string): Promise<Buffer> {
  const source = files.open(hash)
  const made = sharp({ failOn: 'error', limitInputPixels: 100_000_000 }).timeout({ seconds: 30 }).autoOrient()
  made.resize(1600, 1600, { fit: 'inside', withoutEnlargement: true }).flatten({ background: '#fff' }).jpeg({ quality: 82 })
  source.on('error', (error) => made.destroy(error))
  return source.pipe(made).toBuffer()
}

/** Metres to degrees at a latitude. */
const METRES = 111_320

export function riskPlanRoutes({ files }: PlanDeps): Route[] {
  const answer = async ({ read, session }: Pick<ReadContext, 'read' | 'session'>, plans: readonly Stored[]) =>
    (await coloured(read, plans)).map(({ stored, ...plan }) => ({
      ...plan,
      editable: can(session.claims, 'risk.edit', scopedPoint(stored)),
    }))
  return [
    readRoute({
      method: 'GET',
      path: '/api/risks/plans',
      audit: 'risk.plans',
      text: text('四色图', 'Four-colour plans'),
      permission: 'risk.read',
      params: none,
      query: z.object({ orgId: z.uuid() }),
      response: z.object({ items: z.array(PlanRow), mayDraw: z.boolean(), orgName: z.string(), placed: z.boolean() }),
      handler: async (context, { query }) => {
        const [org] = await context.read<{
          id: string
          name: string
          path: string
          officeId: string | null
          sector: string | null
          placed: boolean
        }>(
          sql`select id, name, path, office_id as "officeId", sector, lng is not null as placed from org where id = ${query.orgId}::uuid and kind = 'enterprise'`,
        )
        if (!org) throw notFound()
        const plans = await context.read<Stored>(sql`${PLANS} and r.org_id = ${org.id}::uuid order by r.created_at limit 50`)
        const mayDraw = can(context.session.claims, 'risk.edit', scopedPoint({ ...org, orgId: org.id }))
        return { items: await answer(context, plans), mayDraw, orgName: org.name, placed: org.placed }
      },
    }),
    writeRoute({
      method: 'POST',
      path: '/api/risks/plans',
      audit: 'risk.plan-create',
      text: text('新建四色图', 'Begin a four-colour plan'),
      permission: 'risk.edit',
      params: none,
      query: none,
      body: z.object({
        orgId: z.uuid(),
        name: z.string().trim().min(1).max(60),
        /** Hash of an uploaded picture; null = drawn over the map around the enterprise. */
        picture: z
          .string()
          .regex(/^[0-9a-f]{64}$/)
          .nullable(),
        /** Side of the square on the map, in metres. */
        metres: z.number().min(50).max(5000).default(400),
      }),
      response: z.object({ id: z.string() }),
      handler: async (context, { body }) => {
        const { tx, now } = context
        const by = doerOf(context)
        const owner = await ownerToWrite(tx, by, body.orgId, 'risk.edit')
        let size = { width: 1000, height: 1000 }
        let extent: number[] | null = null
        if (body.picture) {
          const known = await files.fileInfo(tx, body.picture)
          const [found] = await tx.query<{ width: number | null; height: number | null }>(
            sql`select width, height from file where hash = ${body.picture} and media_type like 'image/%'`,
          )
          if (!known || !found?.width || !found.height)
            throw badInput([
              {
                field: 'body.picture',
                message: text('这个文件不是图片，或没有上传', 'This file is no picture, or was not uploaded'),
                remedy: text('请上传 JPG 或 PNG 的平面图', 'Upload a plan as JPG or PNG'),
              },
            ])
          size = { width: found.width, height: found.height }
        } else {
          const [place] = await tx.query<{ lng: number | null; lat: number | null }>(
            sql`select lng, lat from org where id = ${owner.id}::uuid`,
          )
          if (!place || place.lng === null || place.lat === null)
            throw badInput([
              {
                field: 'body.picture',
                message: text('企业没有登记位置，不能在地图上画', 'The enterprise has no place on the map'),
                remedy: text('先在一企一档补登位置，或上传平面图', 'Enter its place in the file, or upload a plan'),
              },
            ])
          const [up, side] = [body.metres / 2 / METRES, body.metres / 2 / METRES / Math.cos((place.lat * Math.PI) / 180)]
          extent = [place.lng - side, place.lat - up, place.lng + side, place.lat + up]
        }
        const id = uuidv7(now.getTime())
        const at = now.toISOString()
        await tx.query(
          sql`insert into risk_plan (id, org_id, name, picture, width, height, extent, actor, created_at, updated_at)
            values (${id}::uuid, ${owner.id}::uuid, ${body.name}, ${body.picture}, ${size.width}, ${size.height},
              ${extent ? JSON.stringify(extent) : null}::jsonb, ${JSON.stringify(by.actor)}::jsonb, ${at}::timestamptz, ${at}::timestamptz)`,
        )
        context.note({ object: 'risk-plan', objectId: id })
        return { id }
      },
    }),
    writeRoute({
      method: 'PUT',
      path: '/api/risks/plans/:id',
      audit: 'risk.plan-draw',
      text: text('保存四色图', 'Save a four-colour plan'),
      permission: 'risk.edit',
      params: byId,
      query: none,
      body: z.object({
        version: z.number().int(),
        name: z.string().trim().min(1).max(60),
        areas: z.array(Area).max(200),
        status: z.enum(['active', 'ended']).default('active'),
      }),
      response: z.object({ version: z.number().int() }),
      handler: async (context, { params, body }) => {
        const { tx, now } = context
        const by = doerOf(context)
        const [plan] = await tx.query<{ orgId: string; version: number }>(
          sql`select org_id as "orgId", version from risk_plan where id = ${params.id}::uuid and status = 'active' for update`,
        )
        if (!plan) throw notFound()
        const owner = await ownerToWrite(tx, by, plan.orgId, 'risk.edit')
        if (plan.version !== body.version)
          throw conflict(text('他人刚改过这张图，请刷新后再画', 'Somebody else has just changed this plan; reload it'))
        const ids = [...new Set(body.areas.flatMap((a) => a.points))]
        const known = await tx.query(sql`select 1 from risk_point where id = any(${ids}::uuid[]) and org_id = ${owner.id}::uuid`)
        if (known.length !== ids.length)
          throw badInput([
            { field: 'body.areas', message: text('有的风险点不属于这家企业', 'Some risk points are not of this enterprise') },
          ])
        await tx.query(
          sql`update risk_plan set name = ${body.name}, areas = ${JSON.stringify(body.areas)}::jsonb, status = ${body.status}, version = version + 1,
            actor = ${JSON.stringify(by.actor)}::jsonb, updated_at = ${now.toISOString()}::timestamptz where id = ${params.id}::uuid`,
        )
        context.note({ object: 'risk-plan', objectId: params.id, detail: { areas: body.areas.length } })
        return { version: plan.version + 1 }
      },
    }),
    readRoute({
      method: 'GET',
      path: '/api/risks/plans/:id/picture',
      audit: 'risk.plan-picture',
      text: text('四色图底图', 'Picture under a plan'),
      permission: 'risk.read',
      params: byId,
      query: none,
      response: 'stream',
      handler: async ({ read, reply }, { params }) => {
        const plan = await findPlan(read, params.id)
        if (!plan.hash) throw notFound()
        await reply
          .header('cache-control', 'private, max-age=3600')
          .type('image/jpeg')
          .send(await pictureOf(files, plan.hash))
      },
    }),
  ]
}
