import { z } from 'zod'
import { chineseDate, sendPaper, sheetCode, XLSX, xlsx, type PaperDeps } from '#mechanisms/documents/index.ts'
import { cstDate, cstTime } from '#kernel/calendar/index.ts'
import { sql } from '#platform/db/index.ts'
import { text, type Text } from '#kernel/text.ts'
import { notFound, Problem, readRoute, type Route } from '#platform/http/index.ts'
import { accidentKind } from '../accident-kind.ts'
import { AccidentList, AccidentQuery, CATEGORY_TEXT, GradePage, type AccidentRow, type Category } from '../model.ts'
import { figuresOf, gradeOf, typesOn, windowOf } from '../rules.ts'
import { accidentsSql, totalsSql } from './views.ts'

const none = z.object({})

/** Sorts of lists, by the two letters that stand in their codes; for the page that verifies papers. */
export const accidentSheets: Readonly<Record<string, Text>> = {
  SG: text('事故台账', 'Accident ledger'),
  YB: text('生产安全事故统计月报', 'Monthly table of accidents'),
}

/** A list of more rows is no list for paper; it says so. */
const MOST_ROWS = 5000

const HEAD = [
  { text: '编号', width: 18 },
  { text: '发生时间', width: 18 },
  { text: '发生地', width: 14 },
  { text: '单位', width: 28 },
  { text: '行业', width: 14 },
  { text: '统计类别', width: 12 },
  { text: '事故类型', width: 16 },
  { text: '等级', width: 10 },
  { text: '死亡', width: 8 },
  { text: '重伤（含中毒）', width: 10 },
  { text: '直接损失（万元）', width: 14 },
  { text: '状态', width: 10 },
  { text: '登记时间', width: 18 },
]

const minute = (iso: string): string => `${cstDate(new Date(iso))} ${cstTime(new Date(iso))}`

export interface AccidentDeps extends Pick<PaperDeps, 'secret'> {
  readonly sectors: readonly { readonly id: string; readonly text: Text }[]
}

function cells(row: AccidentRow, sectorName: (id: string | null) => string): (string | number | null)[] {
  return [
    row.no,
    minute(row.occurredAt),
    row.place ?? row.path,
    row.orgName ?? '',
    sectorName(row.sector),
    CATEGORY_TEXT[row.category as Category]?.zh ?? row.category,
    row.type,
    accidentKind.levels?.[row.level ?? '']?.text.zh ?? '不能判定',
    row.deaths,
    row.serious + row.poisoning,
    row.lossWan,
    accidentKind.states[row.state]?.text.zh ?? row.state,
    minute(row.recordedAt),
  ]
}

/** The ledger as a list, as a workbook, and why an accident has its grade. Entering and the acts go through the matters. */
export function accidentRoutes({ secret, sectors }: AccidentDeps): Route[] {
  const names = new Map(sectors.map((s) => [s.id, s.text.zh]))
  return [
    readRoute({
      method: 'GET',
      path: '/api/accidents',
      audit: 'accident.list',
      text: text('事故台账', 'Accident ledger'),
      permission: 'accident.read',
      params: none,
      query: AccidentQuery,
      response: AccidentList,
      handler: async ({ read }, { query }) => {
        const [rows, [totals]] = await Promise.all([
          read<AccidentRow & { key: string }>(accidentsSql(query, query.limit + 1)),
          read<AccidentList['totals']>(totalsSql(query)),
        ])
        const items = rows.slice(0, query.limit)
        const last = items.at(-1)
        return {
          items,
          next: rows.length > query.limit && last ? `${last.key}~${last.id}` : null,
          totals: totals ?? { accidents: 0, deaths: 0, serious: 0, lossWan: 0 },
        }
      },
    }),
    readRoute({
      method: 'GET',
      path: '/api/accidents/export.xlsx',
      audit: 'accident.export',
      text: text('导出事故台账', 'Export the accident ledger'),
      permission: 'accident.read',
      params: none,
      query: AccidentQuery,
      response: 'stream',
      auditRead: true,
      handler: async (context, { query }) => {
        const all = { ...query, after: undefined }
        const rows = await context.read<AccidentRow>(accidentsSql(all, MOST_ROWS + 1))
        if (rows.length > MOST_ROWS) {
          const detail = text('请按年份或地区分几次导出。', 'Export by year or place in parts.')
          throw new Problem(400, 'too-many', text(`一次最多导出 ${MOST_ROWS} 起`, `At most ${MOST_ROWS} at a time`), { detail })
        }
        const table = rows.map((r) => cells(r, (id) => (id === null ? '' : (names.get(id) ?? id))))
        const range = query.from || query.to ? `发生日期 ${query.from ?? '最早'} 至 ${query.to ?? '今日'}　` : ''
        const bytes = await xlsx({
          name: '事故台账',
          title: '生产安全事故台账',
          subtitle: `${range}共 ${rows.length} 起　制表日期 ${chineseDate(context.now)}`,
          code: sheetCode(secret, 'SG', context.now, table),
          columns: HEAD,
          rows: table,
        })
        await sendPaper(context, bytes, XLSX, '事故台账.xlsx')
      },
    }),
    readRoute({
      method: 'GET',
      path: '/api/accidents/types',
      audit: 'accident.types',
      text: text('事故类型', 'Types of accident'),
      permission: 'accident.read',
      params: none,
      query: z.object({ on: z.iso.date() }),
      response: z.object({ items: z.array(z.string()) }),
      handler: async (_context, { query }) => ({ items: [...typesOn(query.on)] }),
    }),
    readRoute({
      method: 'GET',
      path: '/api/accidents/:id/grade',
      audit: 'accident.grade',
      text: text('事故等级的依据', 'Why an accident has its grade'),
      permission: 'accident.read',
      params: z.object({ id: z.uuid() }),
      query: none,
      response: GradePage,
      handler: async ({ read }, { params }) => {
        const [row] = await read<{ fields: Record<string, unknown>; sector: string | null }>(
          sql`select fields, sector from matter where id = ${params.id}::uuid and kind = 'accident'`,
        )
        if (!row) throw notFound()
        const figures = figuresOf(row)
        const { grade, because, steps, clause, status } = gradeOf(figures)
        const on = String(row.fields['occurredOn'])
        const window = windowOf(figures.occurredAt, figures.category, on)
        return {
          grade,
          because,
          steps: [...steps],
          clause,
          status,
          windowEnds: window.ends,
          windowDays: window.days,
          windowClause: window.clause,
          type: { zh: figures.type, en: figures.type },
        }
      },
    }),
  ]
}
