import { z } from 'zod'
import { addDays, cstDate, fromCst } from '#kernel/calendar/index.ts'
import { text, type Text } from '#kernel/text.ts'
import {
  baseOf,
  chineseDate,
  heading,
  PAPERS_PER_MINUTE,
  PDF,
  pdf,
  ruledTable,
  sendPaper,
  sheetCode,
  verifyUrl,
  XLSX,
  xlsx,
} from '#mechanisms/documents/index.ts'
import { seesAll } from '#mechanisms/measures/index.ts'
import { sql } from '#platform/db/index.ts'
import { badInput, notFound, Problem, readRoute, type ReadContext, type Route } from '#platform/http/index.ts'
import { CATEGORIES, CATEGORY_TEXT, MonthlyQuery, MonthlyTable } from '../model.ts'
import { daysOf, monthlyRows, NOTHING, plus, reconcile, type LedgerAct } from '../monthly.ts'
import type { AccidentDeps } from './routes.ts'

const none = z.object({})
type Sum = MonthlyTable['reconciliation']['last']

/** A county's ledger of two years holds some hundred acts; far more means that the place is too wide for one table. */
const MOST_ACTS = 50_000

async function actsOf({ read }: ReadContext, path: string, until: string): Promise<LedgerAct[]> {
  const rows = await read<LedgerAct>(
    sql`select a.matter_id as "matterId", a.recorded_at as "recordedAt", a.effect->>'phase' as phase, a.effect->'set'->>'path' as path,
        a.effect->'set'->>'sector' as sector, coalesce(a.effect->'set'->'fields', '{}'::jsonb) as fields
      from act a join matter m on m.id = a.matter_id
      where a.kind = 'accident' and m.kind = 'accident' and m.path >= ${path} and m.path < ${`${path}~`} and a.recorded_at < ${until}::timestamptz
      order by a.matter_id, a.seq limit ${MOST_ACTS + 1}`,
  )
  if (rows.length > MOST_ACTS)
    throw badInput([{ field: 'query.path', message: text('范围太大，请缩小地区', 'Too wide; narrow the place') }])
  return rows
}

interface Grouping {
  readonly keys: readonly string[]
  readonly name: (key: string) => Text
  readonly of: (at: { path: string; sector: string | null; category: string }) => string
  readonly filter: (key: string) => Record<string, string>
}

async function groupingOf(
  { read }: ReadContext,
  by: MonthlyTable['by'],
  path: string,
  sectors: AccidentDeps['sectors'],
): Promise<Grouping> {
  if (by === 'category') {
    const name = (key: string): Text => CATEGORY_TEXT[CATEGORIES.find((c) => c === key) ?? 'other']
    return { keys: CATEGORIES, name, of: (at) => at.category, filter: (key) => ({ category: key }) }
  }
  const missing = text('未登记', 'Not recorded')
  if (by === 'sector') {
    const names = new Map(sectors.map((s) => [s.id, s.text]))
    return {
      keys: sectors.map((s) => s.id),
      name: (key) => names.get(key) ?? missing,
      of: (at) => at.sector ?? '',
      filter: (key) => ({ sector: key }),
    }
  }
  const towns = await read<{ path: string; name: string }>(
    sql`select path, name from division where path >= ${path} and path < ${`${path}~`} and length(path) = ${path.length + 3} order by path`,
  )
  const names = new Map(towns.map((d) => [d.path, text(d.name, d.name)]))
  const length = path.length + 3
  return {
    keys: towns.map((d) => d.path),
    name: (key) => names.get(key) ?? text('县级（不分乡镇）', 'The county itself'),
    of: (at) => at.path.slice(0, length),
    filter: (key) => ({ path: key }),
  }
}

const door = (from: string, to: string, path: string, more: Record<string, string> = {}): string =>
  `/accidents?${new URLSearchParams({ from, to, path, ...more }).toString()}`

async function tableOf(context: ReadContext, query: MonthlyQuery, sectors: AccidentDeps['sectors']): Promise<MonthlyTable> {
  const own = context.session.claims.path
  const path = query.path ?? own
  if (own === '' || !path.startsWith(own)) throw notFound()
  const [place] = await context.read<{ name: string }>(sql`select name from division where path = ${path}`)
  if (!place) throw notFound()
  if (!seesAll(context.session.claims, 'accident', path)) {
    throw new Problem(
      403,
      'not-all',
      text('您的岗位看不到这里的全部事故，不能出月报', 'Your post does not see every accident here: no table can be made'),
    )
  }
  const month = daysOf(query.month)
  if (month.from > cstDate(context.now))
    throw badInput([{ field: 'query.month', message: text('这个月还没有开始', 'That month has not begun') }])
  const end = fromCst(addDays(month.to, 1))
  const cut = (end < context.now ? end : context.now).toISOString()
  const acts = await actsOf(context, path, cut)
  const grouping = await groupingOf(context, query.by, path, sectors)
  const rows = monthlyRows(acts, month, cut, grouping.of, grouping.keys)
  const year = month.to.slice(0, 4)
  const sum = (part: 'month' | 'year' | 'before'): Sum => rows.reduce((all, row) => plus(all, row[part]), NOTHING)
  const seen = query.by === 'sector' ? rows.filter((r) => r.year.accidents + r.before.accidents > 0) : rows
  return {
    month: query.month,
    path,
    place: place.name,
    by: query.by,
    cut,
    rows: seen.map((row) => ({
      ...row,
      name: grouping.name(row.key),
      href: door(`${year}-01-01`, month.to, path, row.key === '' ? {} : grouping.filter(row.key)),
    })),
    total: { month: sum('month'), year: sum('year'), before: sum('before'), href: door(`${year}-01-01`, month.to, path) },
    reconciliation: reconcile(acts, Number(year), fromCst(month.from).toISOString(), cut),
  }
}

const BY_ZH = { town: '乡镇街道', sector: '行业', category: '统计类别' } as const
const PARTS = ['month', 'year', 'before'] as const
const PART_ZH = { month: '本月', year: '本年累计', before: '上年同期' } as const
const FIGURES = ['accidents', 'deaths', 'serious', 'lossWan'] as const
const FIGURE_ZH = { accidents: '起数', deaths: '死亡', serious: '重伤', lossWan: '损失(万元)' } as const
const LINES = [
  ['last', '上期累计'],
  ['entered', '＋ 本期登记'],
  ['corrected', '＋ 本期更正'],
  ['removed', '－ 本期核销'],
  ['total', '＝ 本期累计'],
] as const

function paperRows(table: MonthlyTable): (string | number)[][] {
  const line = (name: string, parts: Record<(typeof PARTS)[number], Sum>): (string | number)[] => [
    name,
    ...PARTS.flatMap((part) => FIGURES.map((f) => parts[part][f])),
    parts.year.deaths - parts.before.deaths,
  ]
  return [line('合计', table.total), ...table.rows.map((row) => line(row.name.zh, row))]
}

const headOf = (by: MonthlyTable['by']): string[] => [
  BY_ZH[by],
  ...PARTS.flatMap((p) => FIGURES.map((f) => `${PART_ZH[p]}${FIGURE_ZH[f]}`)),
  '死亡增减',
]

/** The statutory monthly tables: derived from the ledger, nothing is typed again. */
export function monthlyRoutes({ secret, sectors, baseUrl }: AccidentDeps & { readonly baseUrl?: string }): Route[] {
  const shared = { method: 'GET', permission: 'accident.read', params: none, query: MonthlyQuery } as const
  const titleOf = (table: MonthlyTable): string => `${table.place}生产安全事故统计月报表`
  const upTo = (table: MonthlyTable): string =>
    `${table.month.replace('-', ' 年 ')} 月　台账截至 ${chineseDate(new Date(Date.parse(table.cut) - 1))}`
  return [
    readRoute({
      ...shared,
      path: '/api/accidents/monthly',
      audit: 'accident.monthly',
      text: text('统计月报', 'Monthly table'),
      response: MonthlyTable,
      handler: (context, { query }) => tableOf(context, query, sectors),
    }),
    readRoute({
      ...shared,
      path: '/api/accidents/monthly.xlsx',
      audit: 'accident.monthly-xlsx',
      text: text('统计月报（表格）', 'Monthly table, spreadsheet'),
      response: 'stream',
      auditRead: true,
      perMinute: PAPERS_PER_MINUTE,
      handler: async (context, { query }) => {
        const table = await tableOf(context, query, sectors)
        const rows = paperRows(table)
        const account = LINES.map(([key, name]) => [name, ...FIGURES.map((f) => table.reconciliation[key][f])])
        const bytes = await xlsx({
          name: '月报',
          title: titleOf(table),
          subtitle: upTo(table),
          code: sheetCode(secret, 'YB', context.now, [...rows, ...account]),
          columns: headOf(query.by).map((head, i) => ({ text: head, width: i === 0 ? 22 : 12 })),
          rows: [...rows, [''], ['勾稽关系', '起数', '死亡', '重伤', '损失(万元)'], ...account],
        })
        await sendPaper(context, bytes, XLSX, `${table.place}事故月报 ${table.month}.xlsx`)
      },
    }),
    readRoute({
      ...shared,
      path: '/api/accidents/monthly.pdf',
      audit: 'accident.monthly-pdf',
      text: text('统计月报（打印）', 'Monthly table, paper'),
      response: 'stream',
      auditRead: true,
      perMinute: PAPERS_PER_MINUTE,
      handler: async (context, { query }) => {
        const table = await tableOf(context, query, sectors)
        const rows = paperRows(table).map((row) => row.map(String))
        const account = LINES.map(([key, name]) => [name, ...FIGURES.map((f) => String(table.reconciliation[key][f]))])
        const code = sheetCode(secret, 'YB', context.now, [...rows, ...account])
        const bytes = await pdf({
          issuer: context.session.actor.name,
          title: titleOf(table),
          date: chineseDate(context.now),
          code,
          verifyUrl: verifyUrl(baseOf(context, baseUrl), code),
          landscape: true,
          content: [
            { text: upTo(table), margin: [0, 0, 0, 6] },
            ruledTable(headOf(query.by), [84, ...Array<'*'>(13).fill('*')], rows),
            heading('勾稽关系：上期累计 ＋ 登记 ＋ 更正 － 核销 ＝ 本期累计'),
            ruledTable(['项目', ...FIGURES.map((f) => FIGURE_ZH[f])], [120, 80, 80, 80, 100], account),
          ],
        })
        await sendPaper(context, bytes, PDF, `${table.place}事故月报 ${table.month}.pdf`)
      },
    }),
  ]
}
