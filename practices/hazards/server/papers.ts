import { z } from 'zod'
import { text, type Text } from '#kernel/text.ts'
import type { Checklist } from '#kernel/sector/index.ts'
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
  type Content,
  type PaperDeps,
} from '#mechanisms/documents/index.ts'
import { notFound, readRoute, type ReadContext, type Route } from '#platform/http/index.ts'
import { sql, type Sql } from '#platform/db/index.ts'
import { byWorkshop, LIST_COLUMNS, listCells, type HazardLine } from './paper-rows.ts'

/** Sorts of lists, by the two letters that stand in their codes; for the page that verifies papers. */
export const hazardSheets: Readonly<Record<string, Text>> = {
  QD: text('一企一清单', 'List of the hazards of an enterprise'),
  CJ: text('一车间一表', 'Hazards by workshop'),
  GK: text('一岗一卡', "Card of a post's checks"),
}

/** A paper of more rows is no paper; it says so and names the total. */
const MOST_ROWS = 2000

const none = z.object({})
/** `open`: not yet closed. `all`: with the closed ones. */
const ListQuery = z.object({ orgId: z.uuid(), scope: z.enum(['open', 'all']).default('open') })

const linesOf = (
  orgId: string,
  scope: 'open' | 'all',
): Sql => sql`select m.no, m.title, m.level, m.state, m.fields, m.opened_at as "openedAt",
    m.due_at as "dueAt", m.closed_at as "closedAt", count(*) over ()::int as total
  from matter m where m.kind = 'hazard' and m.org_id = ${orgId}::uuid and m.phase <> 'void' and (${scope} = 'all' or m.phase in ('open', 'waiting'))
  order by (m.level = 'major') desc nulls last, m.due_at asc nulls last, m.opened_at, m.id limit ${MOST_ROWS}`

interface Loaded {
  readonly name: string
  readonly lines: readonly HazardLine[]
  readonly total: number
}

/** The enterprise and its hazards as the reader may see them. */
async function load({ read }: ReadContext, orgId: string, scope: 'open' | 'all'): Promise<Loaded> {
  const [org] = await read<{ name: string }>(sql`select name from org where id = ${orgId}::uuid`)
  if (!org) throw notFound()
  const lines = await read<HazardLine & { total: number }>(linesOf(orgId, scope), true)
  return { name: org.name, lines, total: lines[0]?.total ?? 0 }
}

function summary({ lines, total }: Loaded, scope: 'open' | 'all', now: Date): string {
  const major = lines.filter((l) => l.level === 'major').length
  const overdue = lines.filter((l) => l.closedAt === null && l.dueAt !== null && Date.parse(l.dueAt) < now.getTime()).length
  const cut = total > lines.length ? `，只印前 ${lines.length} 条` : ''
  return `${scope === 'open' ? '未销号' : '全部'}隐患共 ${total} 条${cut}；表内重大 ${major} 条，超期 ${overdue} 条。`
}

const nothing: Content = { text: '没有隐患记录。', margin: [0, 8, 0, 0] }

interface CardPaper {
  readonly list: Checklist
  readonly base: string
}

const MARKS: Readonly<Record<string, string>> = { secondary: '〔据转载〕', 'from-knowledge': '〔待核原文〕', uncertain: '〔存疑〕' }

const cardRows = (list: Checklist): string[][] =>
  list.items.map((item, i) => [
    String(i + 1),
    item.text.zh,
    item.method?.zh ?? '',
    item.clause ? `${item.clause.text.zh}${MARKS[item.clause.status] ?? ''}` : '',
  ])

function cardContent({ list, base }: CardPaper): Content[] {
  const rows = cardRows(list)
  return [
    ruledTable(['序号', '检查什么', '怎么查', '依据'], [28, '*', '*', 120], rows),
    {
      unbreakable: true,
      margin: [0, 14, 0, 0],
      columns: [
        { width: 80, qr: `${base}/report`, fit: 72, eccLevel: 'M' },
        {
          width: '*',
          stack: [
            { text: '发现隐患，扫码就报', bold: true, fontSize: 12 },
            { text: '拍一张照片或说一句话即可。情况紧急时先撤人，再上报。' },
          ],
          margin: [8, 10, 0, 0],
        },
      ],
    },
  ]
}

const CARD_COLUMNS = [
  { text: '序号', width: 6 },
  { text: '检查什么', width: 46 },
  { text: '怎么查', width: 40 },
  { text: '依据', width: 36 },
  { text: '检查结果', width: 12 },
  { text: '情况', width: 24 },
] as const

/** The same tables to be worked on: one-workshop-one-table and one-post-one-card as spreadsheets. */
function spreadsheetRoutes({ secret, checklist }: PaperDeps): Route[] {
  return [
    readRoute({
      method: 'GET',
      path: '/api/hazards/workshop.xlsx',
      audit: 'hazard.workshop-xlsx',
      text: text('一车间一表（表格）', 'Hazards by workshop, spreadsheet'),
      permission: 'hazard.read',
      params: none,
      query: ListQuery,
      response: 'stream',
      auditRead: true,
      perMinute: PAPERS_PER_MINUTE,
      handler: async (context, { query }) => {
        const loaded = await load(context, query.orgId, query.scope)
        const rows = byWorkshop(loaded.lines).flatMap(({ where, lines }) => lines.map((line, n) => [where, ...listCells(line, n)]))
        const bytes = await xlsx({
          name: '车间隐患表',
          title: `${loaded.name} 车间隐患表（一车间一表）`,
          subtitle: `日期：${chineseDate(context.now)}　${summary(loaded, query.scope, context.now)}`,
          code: sheetCode(secret, 'CJ', context.now, rows),
          columns: [{ text: '车间（部位）', width: 18 }, ...LIST_COLUMNS],
          rows,
        })
        await sendPaper(context, bytes, XLSX, `${loaded.name} 车间隐患表.xlsx`)
      },
    }),
    readRoute({
      method: 'GET',
      path: '/api/checklists/:id/card.xlsx',
      audit: 'hazard.card-xlsx',
      text: text('一岗一卡（表格）', "Card of a post's checks, spreadsheet"),
      permission: 'signed-in',
      params: z.object({ id: z.string().max(80) }),
      query: z.object({ orgId: z.uuid() }),
      response: 'stream',
      perMinute: PAPERS_PER_MINUTE,
      handler: async (context, { params, query }) => {
        const list = checklist(params.id)
        const [org] = await context.read<{ name: string }>(sql`select name from org where id = ${query.orgId}::uuid`)
        if (!list || !org) throw notFound()
        const rows = cardRows(list)
        const bytes = await xlsx({
          name: '一岗一卡',
          title: `${org.name} ${list.text.zh}（一岗一卡）`,
          subtitle: `日期：${chineseDate(context.now)}　共 ${rows.length} 项`,
          code: sheetCode(secret, 'GK', context.now, rows),
          columns: CARD_COLUMNS,
          rows: rows.map((row) => [...row, '', '']),
        })
        await sendPaper(context, bytes, XLSX, `${list.text.zh}.xlsx`)
      },
    }),
  ]
}

/** One-enterprise-one-list, one-workshop-one-table, one-post-one-card. */
export function hazardPaperRoutes(deps: PaperDeps): Route[] {
  const { secret, baseUrl, checklist } = deps
  return [
    ...spreadsheetRoutes(deps),
    readRoute({
      method: 'GET',
      path: '/api/hazards/list.pdf',
      audit: 'hazard.list-pdf',
      text: text('一企一清单', 'List of the hazards of an enterprise'),
      permission: 'hazard.read',
      params: none,
      query: ListQuery,
      response: 'stream',
      auditRead: true,
      perMinute: PAPERS_PER_MINUTE,
      handler: async (context, { query }) => {
        const loaded = await load(context, query.orgId, query.scope)
        const rows = loaded.lines.map(listCells)
        const code = sheetCode(secret, 'QD', context.now, rows)
        const bytes = await pdf({
          issuer: loaded.name,
          title: '事故隐患清单（一企一清单）',
          date: chineseDate(context.now),
          code,
          verifyUrl: verifyUrl(baseOf(context, baseUrl), code),
          landscape: true,
          content: [
            { text: summary(loaded, query.scope, context.now), margin: [0, 0, 0, 6] },
            rows.length === 0
              ? nothing
              : ruledTable(
                  LIST_COLUMNS.map((c) => c.text),
                  LIST_COLUMNS.map((c) => c.points),
                  rows,
                ),
          ],
        })
        await sendPaper(context, bytes, PDF, `${loaded.name} 隐患清单.pdf`)
      },
    }),
    readRoute({
      method: 'GET',
      path: '/api/hazards/list.xlsx',
      audit: 'hazard.list-xlsx',
      text: text('一企一清单（表格）', 'List of the hazards of an enterprise, spreadsheet'),
      permission: 'hazard.read',
      params: none,
      query: ListQuery,
      response: 'stream',
      auditRead: true,
      perMinute: PAPERS_PER_MINUTE,
      handler: async (context, { query }) => {
        const loaded = await load(context, query.orgId, query.scope)
        const rows = loaded.lines.map(listCells)
        const bytes = await xlsx({
          name: '隐患清单',
          title: `${loaded.name} 事故隐患清单`,
          subtitle: `日期：${chineseDate(context.now)}　${summary(loaded, query.scope, context.now)}`,
          code: sheetCode(secret, 'QD', context.now, rows),
          columns: LIST_COLUMNS,
          rows,
        })
        await sendPaper(context, bytes, XLSX, `${loaded.name} 隐患清单.xlsx`)
      },
    }),
    readRoute({
      method: 'GET',
      path: '/api/hazards/workshop.pdf',
      audit: 'hazard.workshop-pdf',
      text: text('一车间一表', 'Hazards by workshop'),
      permission: 'hazard.read',
      params: none,
      query: ListQuery,
      response: 'stream',
      auditRead: true,
      perMinute: PAPERS_PER_MINUTE,
      handler: async (context, { query }) => {
        const loaded = await load(context, query.orgId, query.scope)
        const code = sheetCode(secret, 'CJ', context.now, loaded.lines.map(listCells))
        const groups = byWorkshop(loaded.lines)
        const bytes = await pdf({
          issuer: loaded.name,
          title: '车间隐患表（一车间一表）',
          date: chineseDate(context.now),
          code,
          verifyUrl: verifyUrl(baseOf(context, baseUrl), code),
          landscape: true,
          content: [
            { text: summary(loaded, query.scope, context.now), margin: [0, 0, 0, 2] },
            ...(groups.length === 0 ? [nothing] : []),
            // Each workshop gets a sheet of its own, to be put up there.
            ...groups.map(({ where, lines }, i): Content => ({
              ...(i > 0 ? { pageBreak: 'before' as const } : {}),
              stack: [
                heading(`${where}（${lines.length} 条）`),
                ruledTable(
                  LIST_COLUMNS.map((c) => c.text),
                  LIST_COLUMNS.map((c) => c.points),
                  lines.map((line, n) => listCells(line, n)),
                ),
              ],
            })),
          ],
        })
        await sendPaper(context, bytes, PDF, `${loaded.name} 车间隐患表.pdf`)
      },
    }),
    readRoute({
      method: 'GET',
      path: '/api/checklists/:id/card.pdf',
      audit: 'hazard.card-pdf',
      text: text('一岗一卡', "Card of a post's checks"),
      permission: 'signed-in',
      params: z.object({ id: z.string().max(80) }),
      query: z.object({ orgId: z.uuid() }),
      response: 'stream',
      perMinute: PAPERS_PER_MINUTE,
      handler: async (context, { params, query }) => {
        const list = checklist(params.id)
        const [org] = await context.read<{ name: string }>(sql`select name from org where id = ${query.orgId}::uuid`)
        if (!list || !org) throw notFound()
        const base = baseOf(context, baseUrl)
        const code = sheetCode(
          secret,
          'GK',
          context.now,
          list.items.map((i) => i.text.zh),
        )
        const bytes = await pdf({
          issuer: org.name,
          title: `${list.text.zh}（一岗一卡）`,
          date: chineseDate(context.now),
          code,
          verifyUrl: verifyUrl(base, code),
          content: cardContent({ list, base }),
        })
        await sendPaper(context, bytes, PDF, `${list.text.zh}.pdf`)
      },
    }),
  ]
}
