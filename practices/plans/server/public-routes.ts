import { z } from 'zod'
import { cstDate } from '#kernel/calendar/index.ts'
import { text } from '#kernel/text.ts'
import { sql } from '#platform/db/index.ts'
import { notFound, readRoute, type Route } from '#platform/http/index.ts'
import { PublicPlan, PublicPlans } from '../model.ts'
import type { PlanDeps, Read } from './deps.ts'
import { indicatorsOf } from './indicators.ts'
import { byPlan } from './plan-routes.ts'
import { PLAN_COLUMNS, PLAN_FROM, type Plan } from './store.ts'
import { tasksOf } from './tasks.ts'

/** How long an answer to anybody is kept, in milliseconds: the page must not be a way to load the database. */
const KEEP_MS = 60_000

/** Progress without sign-in: only of plans that their office has set public, and only sums and indicators. */
export function publicRoutes(deps: PlanDeps): Route[] {
  const kept = new Map<string, { until: number; value: z.output<typeof PublicPlan> }>()
  const shown = (read: Read, id?: string): Promise<Plan[]> =>
    read<Plan>(sql`select ${PLAN_COLUMNS} from ${PLAN_FROM} where p.shown and p.state <> 'reviewing'
      and (${id ?? null}::uuid is null or p.id = ${id ?? null}::uuid) order by p.created_at desc limit 100`)
  return [
    readRoute({
      method: 'GET',
      path: '/api/public/plans',
      audit: 'plan.public-list',
      text: text('公开的规划', 'Public plans'),
      permission: 'public',
      params: z.object({}),
      query: z.object({}),
      response: PublicPlans,
      perMinute: 60,
      handler: async ({ now }) => {
        const by = deps.system(now)
        return { items: await shown((s) => deps.db.read(by.claims, s)) }
      },
    }),
    readRoute({
      method: 'GET',
      path: '/api/public/plans/:id',
      audit: 'plan.public',
      text: text('规划进展公开', 'Public progress of a plan'),
      permission: 'public',
      params: byPlan,
      query: z.object({}),
      response: PublicPlan,
      perMinute: 60,
      handler: async ({ now }, { params }) => {
        const { claims } = deps.system(now)
        const read: Read = (s) => deps.db.read(claims, s)
        const [plan] = await shown(read, params.id)
        if (!plan) throw notFound()
        const found = kept.get(plan.id)
        if (found && found.until > now.getTime()) return found.value
        const tasks = await tasksOf(read, plan, now)
        const count = { green: 0, yellow: 0, red: 0, grey: 0 }
        for (const task of tasks) count[task.light.colour]++
        const indicators = await indicatorsOf(deps, read, claims, plan, now)
        const { title, place, orgName, from, to } = plan
        const value = {
          title,
          place,
          orgName,
          from,
          to,
          asOf: cstDate(now),
          tasks: { ...count, done: tasks.filter((t) => t.state === 'done').length, total: tasks.length },
          indicators: indicators.map((i) => ({
            name: i.name,
            unit: i.unit,
            value: i.value,
            asOf: i.asOf,
            target: i.binding.target,
            targetYear: i.binding.targetYear,
            colour: i.light.colour,
            reason: i.light.reason,
          })),
        }
        kept.set(plan.id, { until: now.getTime() + KEEP_MS, value })
        return value
      },
    }),
  ]
}
