import { z } from 'zod'
import { addDays, cstDate, fromCst } from '#kernel/calendar/index.ts'
import type { Checklist } from '#kernel/sector/index.ts'
import { text } from '#kernel/text.ts'
import { notFound, readRoute, type ReadContext, type Route } from '#platform/http/index.ts'
import { SIGNS, SignsPage, SignsQuery, type SignsRow } from '../model.ts'
import { formalismSigns, registerOf } from './views.ts'
import { sql } from '#platform/db/index.ts'

export interface HazardRouteDeps {
  /** A checklist by its id, in force or not. */
  readonly checklistOf: (id: string) => Checklist | undefined
  /** A list that an enterprise made itself, as far as the reader may see it. */
  readonly ownList?: (read: ReadContext['read'], id: string) => Promise<Checklist | undefined>
}

const Text = z.object({ zh: z.string(), en: z.string() })
const none = z.object({})

const ChecklistPage = z.object({
  id: z.string(),
  text: Text,
  period: z.string(),
  level: z.string(),
  items: z.array(
    z.object({
      id: z.string(),
      text: Text,
      method: Text.nullish(),
      clause: z.object({ text: Text, status: z.string() }).nullish(),
      criterion: z.string().nullish(),
    }),
  ),
})

const RegisterRow = z.object({
  orgId: z.string(),
  orgName: z.string(),
  path: z.string(),
  sector: z.string().nullable(),
  due: z.number().int(),
  missed: z.number().int(),
  late: z.number().int(),
  last: z.string().nullable(),
  /** The days of the latest missed checks, the latest first, three at most. */
  days: z.array(z.string()).nullable(),
})

const MyCheck = z.object({ id: z.string(), title: z.string(), dueAt: z.string().nullable(), state: z.string(), checklist: z.string() })

export function hazardRoutes({ checklistOf, ownList }: HazardRouteDeps): Route[] {
  return [
    readRoute({
      method: 'GET',
      path: '/api/checklists/:id',
      audit: 'hazard.checklist',
      text: text('检查表', 'Checklist'),
      permission: 'signed-in',
      params: z.object({ id: z.string().max(80) }),
      query: none,
      response: ChecklistPage,
      handler: async ({ read }, { params }) => {
        const found = checklistOf(params.id) ?? (await ownList?.(read, params.id))
        if (!found) throw notFound()
        return { ...found, items: found.items.map((i) => ({ ...i })) }
      },
    }),
    readRoute({
      method: 'GET',
      path: '/api/hazards/register',
      audit: 'hazard.register',
      text: text('应查未查名单', 'Who should have checked and did not'),
      permission: 'selfcheck.read',
      params: none,
      query: z.object({ days: z.coerce.number().int().min(1).max(366).default(30) }),
      response: z.object({ items: z.array(RegisterRow), capped: z.boolean() }),
      handler: async ({ read, now }, { query }) => {
        const since = fromCst(addDays(cstDate(now), -query.days))
        const rows = await read<z.output<typeof RegisterRow>>(registerOf(since))
        return { items: rows.slice(0, 500), capped: rows.length > 500 }
      },
    }),
    readRoute({
      method: 'GET',
      path: '/api/hazards/signs',
      audit: 'hazard.signs',
      text: text('形式主义线索', 'Signs of formalism'),
      permission: 'hazard.read',
      params: none,
      query: SignsQuery,
      response: SignsPage,
      handler: async ({ read, now, session }, { query }) => {
        const since = new Date(now.getTime() - query.days * 86_400_000)
        const rows = await read<SignsRow & { total: number }>(formalismSigns(since, now, session.claims.orgId, query.sign ?? null))
        const counts = SIGNS.map((sign) => ({ sign, count: rows.find((r) => r.sign === sign)?.total ?? 0 }))
        const items = rows.filter((r) => query.sign === undefined || r.sign === query.sign).slice(0, 500)
        const all = counts.reduce((sum, c) => sum + (query.sign === undefined || c.sign === query.sign ? c.count : 0), 0)
        return { items: items.toSorted((a, b) => b.at.localeCompare(a.at)), counts, capped: all > items.length }
      },
    }),
    readRoute({
      method: 'GET',
      path: '/api/hazards/mine',
      audit: 'hazard.mine',
      text: text('我的检查', 'My checks'),
      permission: 'selfcheck.do',
      params: none,
      query: none,
      response: z.object({ items: z.array(MyCheck) }),
      handler: async ({ read, session }) => ({
        items: await read<z.output<typeof MyCheck>>(
          sql`select id, title, due_at as "dueAt", state, fields->>'checklist' as checklist from matter
            where kind = 'selfcheck' and org_id = ${session.claims.orgId}::uuid and phase = 'open' order by due_at limit 50`,
        ),
      }),
    }),
  ]
}
