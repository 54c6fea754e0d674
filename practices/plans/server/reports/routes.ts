import { z } from 'zod'
import { addDays, cstDate, fromCst } from '#kernel/calendar/index.ts'
import { text, type Text } from '#kernel/text.ts'
import { baseOf, PAPERS_PER_MINUTE, sendPaper, sheetCode, XLSX, xlsx, type PaperDeps } from '#mechanisms/documents/index.ts'
import { sql } from '#platform/db/index.ts'
import { readRoute, writeRoute, type Route } from '#platform/http/index.ts'
import { Paper, PaperBody, PaperFile, PaperQuery, type PaperKind } from '../../model-papers.ts'
import type { Read } from '../deps.ts'
import { getPlan } from '../store.ts'
import { edited, paperOf, periodOf, type PaperData } from './content.ts'
import { docxOf } from './docx.ts'
import { measureRows, MEASURE_COLUMNS, problemRows, PROBLEM_COLUMNS, type ProblemLine } from './lists.ts'

/** Sorts of papers, by the two letters that stand in their codes; for the page that verifies papers. */
export const planSheets: Readonly<Record<string, Text>> = {
  GB: text('规划实施报告', 'Report on a plan'),
  WT: text('问题隐患清单', 'List of problems and hazards'),
  CS: text('制度措施清单', 'List of systems and measures'),
}

/** What the papers tell of, as the pages show it; each reads with the rights of the reader. */
export interface PaperLoaders {
  readonly board: (read: Read, planId: string, now: Date) => Promise<PaperData['board']>
  readonly indicators: (read: Read, planId: string, now: Date) => Promise<PaperData['indicators']>
  readonly tasks: (read: Read, planId: string, now: Date) => Promise<PaperData['tasks']>
  readonly register: (read: Read, planId: string, now: Date) => Promise<PaperData['register']>
}
export type PlanPaperDeps = Pick<PaperDeps, 'secret' | 'baseUrl'> & PaperLoaders

/** A list of more rows is no paper; its subtitle names the total. */
const MOST_ROWS = 5000
const none = z.object({})
const byPlan = z.object({ id: z.uuid() })

async function load(
  deps: PaperLoaders,
  read: Read,
  planId: string,
  ask: { kind: PaperKind; period: string | null },
  now: Date,
): Promise<PaperData> {
  const plan = await getPlan(read, planId)
  const { from, to } = periodOf(ask.kind, ask.period, plan, cstDate(now))
  const until = fromCst(addDays(to, 1))
  const closed = await read<PaperData['closed'][number]>(
    sql`select id, no, title, to_char(closed_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as day from matter
      where kind in ('planTask', 'planProject') and phase = 'closed' and fields->>'planId' = ${planId}
        and closed_at >= ${fromCst(from)} and closed_at < ${until} order by closed_at, id limit 1000`,
  )
  const [problems] = await read<PaperData['problems']>(
    sql`select count(*)::int as total, (count(*) filter (where phase = 'closed'))::int as closed from matter
      where kind = 'hazard' and phase <> 'void' and path >= ${plan.path} and path < ${`${plan.path}~`}
        and opened_at >= ${fromCst(plan.from ?? '1990-01-01')} and opened_at < ${until}`,
  )
  return {
    plan,
    board: await deps.board(read, planId, now),
    indicators: await deps.indicators(read, planId, now),
    tasks: await deps.tasks(read, planId, now),
    register: await deps.register(read, planId, now),
    closed,
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
      handler: async ({ read, now }, { params, query }) => {
        const ask = { kind: query.kind, period: query.period ?? null }
        return paperOf(await load(deps, read, params.id, ask, now), ask.kind, ask.period, now)
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
        const { tx, now } = context
        const ask = { kind: body.kind, period: body.period ?? null }
        const data = await load(deps, tx.query, params.id, ask, now)
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
        const rows = measureRows(await deps.tasks(read, params.id, now))
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
