import { z } from 'zod'
import type { Claims } from '#kernel/access/index.ts'
import { addDays, cstDate, fromCst } from '#kernel/calendar/index.ts'
import { text, type Text } from '#kernel/text.ts'
import { baseOf, PAPERS_PER_MINUTE, sendPaper, sheetCode, XLSX, xlsx, type PaperDeps } from '#mechanisms/documents/index.ts'
import { sql } from '#platform/db/index.ts'
import { readRoute, writeRoute, type Route } from '#platform/http/index.ts'
import { Paper, PaperBody, PaperFile, PaperQuery, type PaperKind } from '../../model-papers.ts'
import { boardOf } from '../board.ts'
import type { PlanDeps, Read } from '../deps.ts'
import { indicatorsOf } from '../indicators.ts'
import { registerOf } from '../reports.ts'
import { getPlan } from '../store.ts'
import { tasksOf, type Task } from '../tasks.ts'
import { edited, paperOf, periodOf, type PaperData } from './content.ts'
import { docxOf } from './docx.ts'
import { measureRows, MEASURE_COLUMNS, problemRows, PROBLEM_COLUMNS, type ProblemLine } from './lists.ts'

/** Sorts of papers, by the two letters that stand in their codes; for the page that verifies papers. */
export const planSheets: Readonly<Record<string, Text>> = {
  GB: text('规划实施报告', 'Report on a plan'),
  WT: text('问题隐患清单', 'List of problems and hazards'),
  CS: text('制度措施清单', 'List of systems and measures'),
}

export type PlanPaperDeps = Pick<PaperDeps, 'secret' | 'baseUrl'> & Pick<PlanDeps, 'measures'>

/** A list of more rows is no paper; its subtitle names the total. */
const MOST_ROWS = 5000
const none = z.object({})
const byPlan = z.object({ id: z.uuid() })

interface Reader {
  readonly read: Read
  readonly claims: Claims
  readonly now: Date
}

async function load(
  deps: PlanPaperDeps,
  { read, claims, now }: Reader,
  planId: string,
  ask: { kind: PaperKind; period: string | null },
): Promise<PaperData> {
  const plan = await getPlan(read, planId)
  const { from, to } = periodOf(ask.kind, ask.period, plan, cstDate(now))
  const tasks = await tasksOf(read, plan, now)
  const indicators = await indicatorsOf(deps, read, claims, plan, now)
  const day = (t: Task): string => (t.closedAt === null ? '' : cstDate(new Date(t.closedAt)))
  const [problems] = await read<PaperData['problems']>(
    sql`select count(*)::int as total, (count(*) filter (where phase = 'closed'))::int as closed from matter
      where kind = 'hazard' and phase <> 'void' and path >= ${plan.path} and path < ${`${plan.path}~`}
        and opened_at >= ${fromCst(plan.from ?? '1990-01-01')} and opened_at < ${fromCst(addDays(to, 1))}`,
  )
  return {
    plan,
    board: await boardOf(read, plan, tasks, indicators, now),
    indicators,
    tasks,
    register: await registerOf(read, planId, undefined, now),
    closed: tasks
      .filter((t) => t.state === 'done' && day(t) >= from && day(t) <= to)
      .map((t) => ({ id: t.id, no: t.no, title: t.title, day: day(t) })),
    problems: problems ?? { total: 0, closed: 0 },
  }
}

/** Reports of a plan as DOCX, drafted from the records, and its two lists as spreadsheets. */
export function planPaperRoutes(deps: PlanPaperDeps): Route[] {
  const { secret, baseUrl } = deps
  return [
    readRoute({
      method: 'GET',
      path: '/api/plans/:id/papers',
      audit: 'plan.paper-draft',
      text: text('规划报告草稿', 'Draft of a report on a plan'),
      permission: 'plan.read',
      params: byPlan,
      query: PaperQuery,
      response: Paper,
      handler: async ({ read, now, session }, { params, query }) => {
        const ask = { kind: query.kind, period: query.period ?? null }
        return paperOf(await load(deps, { read, claims: session.claims, now }, params.id, ask), ask.kind, ask.period, now)
      },
    }),
    writeRoute({
      method: 'POST',
      path: '/api/plans/:id/papers',
      audit: 'plan.paper',
      text: text('生成规划报告', 'Make a report on a plan'),
      permission: 'plan.read',
      params: byPlan,
      query: none,
      body: PaperBody,
      response: PaperFile,
      perMinute: PAPERS_PER_MINUTE,
      handler: async (context, { params, body }) => {
        const { tx, now, session } = context
        const ask = { kind: body.kind, period: body.period ?? null }
        const data = await load(deps, { read: tx.query, claims: session.claims, now }, params.id, ask)
        const paper = edited(paperOf(data, ask.kind, ask.period, now), body.title, body.parts)
        const code = sheetCode(secret, 'GB', now, paper.parts)
        const bytes = await docxOf(paper, code, baseOf(context, baseUrl))
        context.note({ object: 'plan', objectId: params.id, detail: { kind: ask.kind, period: paper.period, code } })
        return { name: `${paper.title}.docx`, base64: bytes.toString('base64'), code }
      },
    }),
    readRoute({
      method: 'GET',
      path: '/api/plans/:id/lists/problems.xlsx',
      audit: 'plan.problems-xlsx',
      text: text('问题隐患清单（表格）', 'List of problems, spreadsheet'),
      permission: 'plan.read',
      params: byPlan,
      query: none,
      response: 'stream',
      auditRead: true,
      perMinute: PAPERS_PER_MINUTE,
      handler: async (context, { params }) => {
        const { read, now } = context
        const plan = await getPlan(read, params.id)
        const lines = await read<ProblemLine & { total: number }>(
          sql`select m.no, m.title, o.name as "orgName", m.level, m.phase, m.opened_at as "foundAt", m.due_at as due, m.closed_at as "closedAt",
              count(*) over ()::int as total
            from matter m left join org o on o.id = m.org_id
            where m.kind = 'hazard' and m.phase <> 'void' and m.path >= ${plan.path} and m.path < ${`${plan.path}~`}
              and m.opened_at >= ${fromCst(plan.from ?? '1990-01-01')} and m.opened_at < ${fromCst(addDays(plan.to ?? cstDate(now), 1))}
            order by m.opened_at desc, m.id limit ${MOST_ROWS}`,
        )
        const rows = problemRows(lines)
        const total = lines[0]?.total ?? 0
        const bytes = await xlsx({
          name: '问题隐患清单',
          title: `${plan.title} 问题隐患清单`,
          subtitle: `${cstDate(now)}　共 ${total} 条${total > rows.length ? `，只列最近 ${rows.length} 条` : ''}`,
          code: sheetCode(secret, 'WT', now, rows),
          columns: PROBLEM_COLUMNS,
          rows,
        })
        await sendPaper(context, bytes, XLSX, `${plan.title} 问题隐患清单.xlsx`)
      },
    }),
    readRoute({
      method: 'GET',
      path: '/api/plans/:id/lists/measures.xlsx',
      audit: 'plan.measures-xlsx',
      text: text('制度措施清单（表格）', 'List of measures, spreadsheet'),
      permission: 'plan.read',
      params: byPlan,
      query: none,
      response: 'stream',
      auditRead: true,
      perMinute: PAPERS_PER_MINUTE,
      handler: async (context, { params }) => {
        const { read, now } = context
        const plan = await getPlan(read, params.id)
        const rows = measureRows(await tasksOf(read, plan, now))
        const bytes = await xlsx({
          name: '制度措施清单',
          title: `${plan.title} 制度措施清单`,
          subtitle: `${cstDate(now)}　共 ${rows.length} 条`,
          code: sheetCode(secret, 'CS', now, rows),
          columns: MEASURE_COLUMNS,
          rows,
        })
        await sendPaper(context, bytes, XLSX, `${plan.title} 制度措施清单.xlsx`)
      },
    }),
  ]
}
