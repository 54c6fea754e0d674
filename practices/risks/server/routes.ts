import { z } from 'zod'
import { cstDate } from '#kernel/calendar/index.ts'
import { can } from '#kernel/access/index.ts'
import type { Claims } from '#kernel/access/index.ts'
import type { Sector } from '#kernel/sector/index.ts'
import { text } from '#kernel/text.ts'
import type { Doer } from '#mechanisms/matters/index.ts'
import { sql, type Db } from '#platform/db/index.ts'
import { conflict, notFound, readRoute, writeRoute, type Route, type WriteContext } from '#platform/http/index.ts'
import * as model from '../model.ts'
import { choicesOf } from '../rules.ts'
import { createPoint, gradePoint, orderReview, patchPoint, pointToWrite, scopedPoint, type RiskDeps } from './commands.ts'
import { cardView, listPoints, pagePoint, summaryOf } from './views.ts'
import { draftReport } from './report.ts'

export interface RiskRouteDeps extends RiskDeps {
  readonly sectors: readonly Sector[]
  readonly db: Db
  /** Claims of the program: a posted card is read without sign-in. */
  readonly systemClaims: Claims
  /** Which sectors' templates an enterprise of a sector uses. */
  readonly sectorsFor: (sector: string | null) => readonly Sector[]
}

const none = z.object({})
const byId = z.object({ id: z.uuid() })
const Text = z.object({ zh: z.string(), en: z.string() })
export const doerOf = ({ session, now }: Pick<WriteContext, 'session' | 'now'>): Doer => ({
  claims: session.claims,
  actor: session.actor,
  now,
})

const Template = z.object({
  id: z.string(),
  sector: z.string(),
  text: Text,
  kind: z.enum(model.KINDS),
  workshop: Text,
  post: Text,
  accidents: z.array(Text),
  factors: z.array(z.object({ code: z.string(), text: Text })),
  proposal: z.object({ method: z.enum(model.METHODS), inputs: model.GradeValues }),
  controls: z.array(
    z.object({
      kind: z.enum(model.CONTROL_KINDS),
      text: Text,
      level: z.enum(model.ANSWERS),
      check: z.object({ period: z.enum(model.PERIODS), text: Text }).optional(),
    }),
  ),
  emergency: z.array(Text),
  source: z.object({ text: Text, status: z.string() }),
})

const Card = z.object({ code: z.string(), kind: z.enum(['post', 'board']), name: z.string(), points: z.number().int(), mine: z.boolean() })

function pointRoutes(deps: RiskRouteDeps): Route[] {
  return [
    readRoute({
      method: 'GET',
      path: '/api/risks/points',
      audit: 'risk.list',
      text: text('风险点列表', 'List of risk points'),
      permission: 'risk.read',
      params: none,
      query: model.PointQuery,
      response: z.object({ items: z.array(model.PointRow), next: z.string().nullable() }),
      handler: ({ read, now }, { query }) => listPoints(read, query, now),
    }),
    readRoute({
      method: 'GET',
      path: '/api/risks/summary',
      audit: 'risk.summary',
      text: text('风险点合计', 'Counts of risk points'),
      permission: 'risk.read',
      params: none,
      query: model.PointQuery,
      response: z.object({
        total: z.number(),
        major: z.number(),
        larger: z.number(),
        general: z.number(),
        low: z.number(),
        none: z.number(),
        due: z.number(),
      }),
      handler: ({ read, now }, { query }) => summaryOf(read, query, now),
    }),
    readRoute({
      method: 'GET',
      path: '/api/risks/points/:id',
      audit: 'risk.read',
      text: text('风险点', 'A risk point'),
      permission: 'risk.read',
      params: byId,
      query: none,
      response: model.PointPage,
      handler: ({ read, session }, { params }) => pagePoint(read, session.claims, params.id),
    }),
    writeRoute({
      method: 'POST',
      path: '/api/risks/points',
      audit: 'risk.create',
      text: text('登记风险点', 'Enter a risk point'),
      permission: 'risk.edit',
      params: none,
      query: none,
      body: model.PointInput.extend({ orgId: z.uuid(), grade: model.GradeInput.nullable().default(null) }),
      response: z.object({ id: z.string() }),
      handler: async (context, { body: { orgId, grade, ...input } }) => {
        const id = await createPoint(context.tx, deps, doerOf(context), orgId, input, grade)
        context.note({ object: 'risk', objectId: id })
        return { id }
      },
    }),
    writeRoute({
      method: 'PATCH',
      path: '/api/risks/points/:id',
      audit: 'risk.edit',
      text: text('修改风险点', 'Change a risk point'),
      permission: 'risk.edit',
      params: byId,
      query: none,
      body: model.PointPatch,
      response: z.object({ id: z.string() }),
      handler: async (context, { params, body }) => {
        await patchPoint(context.tx, doerOf(context), params.id, body)
        context.note({ object: 'risk', objectId: params.id })
        return { id: params.id }
      },
    }),
    writeRoute({
      method: 'POST',
      path: '/api/risks/points/:id/grade',
      audit: 'risk.grade',
      text: text('风险定级', 'Grade a risk'),
      permission: 'risk.grade',
      params: byId,
      query: none,
      body: model.GradeInput,
      response: z.object({
        level: z.enum(model.LEVELS).nullable(),
        score: z.number().nullable(),
        steps: z.array(z.string()),
        missing: z.array(z.string()),
      }),
      handler: async (context, { params, body }) => {
        const { graded } = await gradePoint(context.tx, deps, doerOf(context), params.id, body)
        context.note({ object: 'risk', objectId: params.id, detail: { method: body.method, level: graded.level } })
        return { level: graded.level, score: graded.score, steps: [...graded.steps], missing: [...graded.missing] }
      },
    }),
    writeRoute({
      method: 'POST',
      path: '/api/risks/points/:id/review',
      audit: 'risk.review',
      text: text('发起风险复评', 'Order a re-assessment'),
      permission: 'risk.review',
      params: byId,
      query: none,
      body: z.object({ reason: z.enum(model.REASONS), detail: z.string().trim().max(500).default('') }),
      response: z.object({ matterId: z.string() }),
      handler: async (context, { params, body }) => {
        const { tx } = context
        const by = doerOf(context)
        await pointToWrite(tx, by, params.id, 'risk.review')
        const matterId = await orderReview(tx, deps.performer, by, params.id, body)
        if (!matterId) throw conflict(text('这个风险点已在复评，或已停用', 'A re-assessment is open already, or the risk point has ended'))
        context.note({ object: 'risk', objectId: params.id, detail: body })
        return { matterId }
      },
    }),
  ]
}

export function riskRoutes(deps: RiskRouteDeps): Route[] {
  return [
    ...pointRoutes(deps),
    readRoute({
      method: 'GET',
      path: '/api/risks/methods',
      audit: 'risk.methods',
      text: text('定级方法', 'Methods of grading'),
      permission: 'risk.read',
      params: none,
      query: none,
      response: z.object({
        on: z.string(),
        bands: model.BandSettings,
        methods: z.array(
          z.object({
            id: z.enum(model.METHODS),
            factors: z.array(z.object({ name: z.string(), label: Text, values: z.array(z.number()) })),
          }),
        ),
      }),
      handler: async ({ now }) => {
        const on = cstDate(now)
        const methods = model.METHODS.map((id) => ({
          id,
          factors: choicesOf(id, on).map((c) => ({ ...c, label: { ...c.label }, values: [...c.values] })),
        }))
        return { on, bands: deps.bands(), methods }
      },
    }),
    readRoute({
      method: 'GET',
      path: '/api/risks/templates',
      audit: 'risk.templates',
      text: text('行业风险点模板', 'Templates of risk points'),
      permission: 'risk.read',
      params: none,
      query: z.object({ orgId: z.uuid() }),
      response: z.object({ items: z.array(Template), orgName: z.string() }),
      handler: async ({ read }, { query }) => {
        const [org] = await read<{ name: string; sector: string | null }>(
          sql`select name, sector from org where id = ${query.orgId}::uuid and kind = 'enterprise'`,
        )
        if (!org) throw notFound()
        const items = deps.sectorsFor(org.sector).flatMap((s) => s.risks.map((r) => ({ ...r, id: `${s.id}/${r.id}`, sector: s.id })))
        return { items: items as z.input<typeof Template>[], orgName: org.name }
      },
    }),
    readRoute({
      method: 'GET',
      path: '/api/risks/cards',
      audit: 'risk.cards',
      text: text('告知卡和告知栏', 'Cards and notice boards'),
      permission: 'risk.read',
      params: none,
      query: z.object({ orgId: z.uuid().optional() }),
      response: z.object({ orgName: z.string(), items: z.array(Card) }),
      handler: async ({ read, session }, { query }) => {
        const { claims } = session
        const orgId = query.orgId ?? claims.orgId
        const [org] = await read<{ name: string }>(sql`select name from org where id = ${orgId}::uuid`)
        if (!org) throw notFound()
        const items = await read<z.output<typeof Card>>(
          sql`select c.code, c.kind, c.name, coalesce(c.name = (select title from post where id = ${claims.postId}::uuid), false) as mine,
              (select count(*)::int from risk_point p where p.org_id = c.org_id and p.status = 'active'
                and (c.kind = 'board' and p.level in ('major', 'larger') or c.kind = 'post' and p.post = c.name)) as points
            from risk_card c where c.org_id = ${orgId}::uuid order by c.kind, c.name limit 300`,
        )
        return { orgName: org.name, items: items.filter((i) => i.points > 0) }
      },
    }),
    readRoute({
      method: 'GET',
      path: '/api/cards/:code',
      audit: 'risk.card',
      text: text('风险告知卡', 'A posted risk card'),
      permission: 'public',
      params: z.object({ code: z.string().regex(/^[0-9A-Z]{12}$/) }),
      query: none,
      response: model.CardView,
      perMinute: 60,
      handler: (_context, { params }) => cardView((statement) => deps.db.read(deps.systemClaims, statement), params.code),
    }),
    readRoute({
      method: 'GET',
      path: '/api/risks/report-draft',
      audit: 'risk.report-draft',
      text: text('风险年报草稿', 'Draft of the yearly risk report'),
      permission: 'risk.read',
      params: none,
      query: z.object({ orgId: z.uuid(), year: z.coerce.number().int().min(2000).max(2100).optional() }),
      response: z.object({
        year: z.number(),
        draft: z.string(),
        matterId: z.string().nullable(),
        due: z.string().nullable(),
        maySend: z.boolean(),
      }),
      handler: async ({ read, now, session }, { query }) => {
        const [org] = await read<{ id: string; name: string; path: string; officeId: string | null; sector: string | null }>(
          sql`select id, name, path, office_id as "officeId", sector from org where id = ${query.orgId}::uuid and kind = 'enterprise'`,
        )
        if (!org) throw notFound()
        const year = query.year ?? Number(cstDate(now).slice(0, 4))
        const [matter] = await read<{ id: string; due: string | null }>(
          sql`select id, due_at as due from matter where org_id = ${org.id}::uuid and kind = 'risk-report' and state = 'due' and fields->>'year' = ${String(year)}`,
        )
        return {
          year,
          draft: await draftReport(read, org, year, now),
          matterId: matter?.id ?? null,
          due: matter?.due ?? null,
          maySend: can(session.claims, 'risk.grade', scopedPoint({ ...org, orgId: org.id })),
        }
      },
    }),
  ]
}
