import { z } from 'zod'
import { text } from '#kernel/text.ts'
import { sql } from '#platform/db/index.ts'
import { conflict, notFound, readRoute, writeRoute, type Route } from '#platform/http/index.ts'
import { linearPath } from '../indicator-rules.ts'
import {
  Amendments,
  Board,
  IndicatorEdit,
  IndicatorList,
  IndicatorRow,
  ListQuery,
  MatchEdit,
  MeasurePage,
  ProblemPage,
  Register,
  RegisterQuery,
  ReportDraft,
  ReportPage,
  ReportQuery,
  SplitList,
  TaskPage,
  TaskQuery,
  type Binding,
} from '../model.ts'
import { boardOf } from './board.ts'
import { demand, type PlanDeps } from './deps.ts'
import { indicatorList, indicatorsOf } from './indicators.ts'
import { amendmentsOf, measurePage, problemPage } from './lists.ts'
import { byPlan } from './plan-routes.ts'
import { draftOf, registerOf, reportPage } from './reports.ts'
import { splitOf } from './split.ts'
import { documentsOf, getPlan } from './store.ts'
import { taskPage, tasksOf } from './tasks.ts'

const none = z.object({})
const common = { method: 'GET', permission: 'plan.read', params: byPlan } as const

/** What is tracked after adoption. */
export function trackRoutes(deps: PlanDeps): Route[] {
  return [
    readRoute({
      ...common,
      path: '/api/plans/:id/tasks',
      audit: 'plan.tasks',
      text: text('规划任务和项目', 'Tasks and projects of a plan'),
      query: TaskQuery,
      response: TaskPage,
      handler: async ({ read, now }, { params, query }) => taskPage(await tasksOf(read, await getPlan(read, params.id), now), query),
    }),
    readRoute({
      ...common,
      path: '/api/plans/:id/indicators',
      audit: 'plan.indicators',
      text: text('规划指标', 'Indicators of a plan'),
      query: none,
      response: IndicatorList,
      handler: async ({ read, session, now }, { params }) => indicatorList(deps, read, session.claims, await getPlan(read, params.id), now),
    }),
    readRoute({
      ...common,
      params: byPlan.extend({ indicator: z.uuid() }),
      path: '/api/plans/:id/indicators/:indicator/split',
      audit: 'plan.indicator-split',
      text: text('指标的分解', 'Parts of an indicator'),
      query: none,
      response: SplitList,
      handler: async ({ read, session, now }, { params }) =>
        splitOf(deps, read, session.claims, await getPlan(read, params.id), params.indicator, now),
    }),
    writeRoute({
      method: 'PATCH',
      path: '/api/plans/:id/indicators/:indicator',
      audit: 'plan.indicator',
      text: text('修改指标', 'Change an indicator'),
      permission: 'plan.adopt',
      params: byPlan.extend({ indicator: z.uuid() }),
      query: none,
      body: IndicatorEdit,
      response: IndicatorRow,
      handler: async ({ tx, session, now, note }, { params, body }) => {
        const plan = await getPlan(tx.query, params.id)
        demand(session, 'plan.adopt', plan)
        const { version, reason, ...changed } = body
        const [old] = await tx.query<{ binding: Binding; version: number }>(
          sql`select binding, version from plan_indicator where id = ${params.indicator}::uuid and plan_id = ${params.id}::uuid for update`,
        )
        if (!old) throw notFound()
        if (old.version !== version)
          throw conflict(text('指标刚被别人改过，请刷新后再改', 'The indicator has just been changed'), { version: old.version })
        const merged = { ...old.binding, ...changed } as Binding
        const binding: Binding = merged.pathHow === 'linear' ? { ...merged, path: linearPath(merged) } : merged
        await tx.query(
          sql`update plan_indicator set binding = ${JSON.stringify(binding)}::jsonb, version = version + 1 where id = ${params.indicator}::uuid`,
        )
        const no = (await documentsOf(tx.query, params.id)).findLast((d) => d.adoptedAt !== null)?.no ?? 1
        await tx.query(
          sql`insert into plan_target (indicator_id, document_no, why, reason, binding, person, at) values (${params.indicator}::uuid, ${no}::int,
            'edited', ${reason}, ${JSON.stringify(binding)}::jsonb, ${session.actor.name}, ${now.toISOString()}::timestamptz)`,
        )
        note({ object: 'plan', objectId: params.id, detail: { indicator: params.indicator, reason } })
        const row = (await indicatorsOf(deps, tx.query, session.claims, plan, now)).find((i) => i.id === params.indicator)
        if (!row) throw notFound()
        return row
      },
    }),
    readRoute({
      ...common,
      path: '/api/plans/:id/board',
      audit: 'plan.board',
      text: text('挂图作战', 'Board of a plan'),
      query: none,
      response: Board,
      handler: async ({ read, session, now }, { params }) => {
        const plan = await getPlan(read, params.id)
        const tasks = await tasksOf(read, plan, now)
        return boardOf(read, plan, tasks, await indicatorsOf(deps, read, session.claims, plan, now), now)
      },
    }),
    readRoute({
      ...common,
      path: '/api/plans/:id/reports',
      audit: 'plan.reports',
      text: text('进展报告', 'Progress reports'),
      query: ReportQuery,
      response: ReportPage,
      handler: async ({ read, now }, { params, query }) => reportPage(read, (await getPlan(read, params.id)).id, query, now),
    }),
    readRoute({
      ...common,
      path: '/api/plans/:id/register',
      audit: 'plan.register',
      text: text('应报未报名单', 'Who should have reported and did not'),
      query: RegisterQuery,
      response: Register,
      handler: async ({ read, now }, { params, query }) => registerOf(read, (await getPlan(read, params.id)).id, query.period, now),
    }),
    readRoute({
      ...common,
      path: '/api/plans/report/:matter/draft',
      audit: 'plan.draft',
      text: text('进展报告草稿', 'Draft of a progress report'),
      permission: 'planReport.read',
      params: z.object({ matter: z.uuid() }),
      query: none,
      response: ReportDraft,
      handler: ({ read, session, now }, { params }) => draftOf(deps, read, session.claims, params.matter, now),
    }),
    readRoute({
      ...common,
      path: '/api/plans/:id/lists/problems',
      audit: 'plan.problems',
      text: text('问题隐患清单', 'List of problems and hazards'),
      query: ListQuery,
      response: ProblemPage,
      handler: async ({ read, now }, { params, query }) => problemPage(read, await getPlan(read, params.id), query, now),
    }),
    readRoute({
      ...common,
      path: '/api/plans/:id/lists/measures',
      audit: 'plan.measures',
      text: text('制度措施清单', 'List of systems and measures'),
      query: ListQuery,
      response: MeasurePage,
      handler: async ({ read, now }, { params, query }) => measurePage(await tasksOf(read, await getPlan(read, params.id), now), query),
    }),
    readRoute({
      ...common,
      path: '/api/plans/:id/amendments',
      audit: 'plan.amendments',
      text: text('修订对照', 'Amendments of a plan'),
      query: none,
      response: Amendments,
      handler: async ({ read }, { params }) => amendmentsOf(read, await getPlan(read, params.id)),
    }),
    writeRoute({
      method: 'POST',
      path: '/api/plans/:id/matches',
      audit: 'plan.match',
      text: text('对应前后两版条目', 'Match items of two versions'),
      permission: 'plan.review',
      params: byPlan,
      query: none,
      body: MatchEdit,
      response: Amendments,
      handler: async ({ tx, session, note }, { params, body }) => {
        const plan = await getPlan(tx.query, params.id)
        demand(session, 'plan.review', plan)
        const documents = await documentsOf(tx.query, params.id)
        const [last, before] = [documents.at(-1), documents.at(-2)]
        if (!last || !before || last.adoptedAt !== null) throw conflict(text('没有正在校对的修订版', 'No amendment is under review'))
        if (body.matchId !== null) {
          const [old] = await tx.query<{ id: string }>(
            sql`select o.id from plan_item o join plan_item n on n.id = ${body.itemId}::uuid and n.kind = o.kind
              where o.id = ${body.matchId}::uuid and o.document_id = ${before.id}::uuid`,
          )
          if (!old) throw notFound()
          await tx.query(sql`update plan_item set match_id = null, version = version + 1
            where document_id = ${last.id}::uuid and match_id = ${body.matchId}::uuid and id <> ${body.itemId}::uuid`)
        }
        const done = await tx.query<{ id: string }>(
          sql`update plan_item set match_id = ${body.matchId}::uuid, version = version + 1
            where id = ${body.itemId}::uuid and document_id = ${last.id}::uuid and version = ${body.version}::int returning id`,
        )
        if (done.length === 0) throw conflict(text('条目刚被别人改过，请刷新', 'The item has just been changed'))
        await tx.query(sql`update plan_document set version = version + 1 where id = ${last.id}::uuid`)
        note({ object: 'plan', objectId: params.id, detail: body })
        return amendmentsOf(tx.query, plan)
      },
    }),
  ]
}
