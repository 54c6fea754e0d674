import { z } from 'zod'
import { say, text, type Lang, type Text } from '#kernel/text.ts'
import type { Checklist } from '#kernel/sector/index.ts'
import {
  baseOf,
  heading,
  InLang,
  langOf,
  paperDate,
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
const ListQuery = InLang.extend({ orgId: z.uuid(), scope: z.enum(['open', 'all']).default('open') })

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

function summary({ lines, total }: Loaded, scope: 'open' | 'all', now: Date, lang: Lang): string {
  const major = lines.filter((l) => l.level === 'major').length
  const overdue = lines.filter((l) => l.closedAt === null && l.dueAt !== null && Date.parse(l.dueAt) < now.getTime()).length
  const cut = total > lines.length ? text(`，只印前 ${lines.length} 条`, `, of which the first ${lines.length} are printed`) : text('', '')
  const what = scope === 'open' ? text('未销号', 'open') : text('全部', 'all')
  return say(
    text(
      `${what.zh}隐患共 ${total} 条${cut.zh}；表内重大 ${major} 条，超期 ${overdue} 条。`,
      `Hazards (${what.en}): ${total}${cut.en}; in this table ${major} major, ${overdue} overdue.`,
    ),
    lang,
  )
}

const nothing = (lang: Lang): Content => ({ text: say(text('没有隐患记录。', 'No hazards on record.'), lang), margin: [0, 8, 0, 0] })

/** The line below the title of a spreadsheet. */
const dated = (now: Date, rest: string, lang: Lang): string =>
  say(text(`日期：${paperDate(now, 'zh')}　${rest}`, `Date: ${paperDate(now, 'en')}　${rest}`), lang)

const columnNames = (lang: Lang): string[] => LIST_COLUMNS.map((c) => c.text[lang])

const inLang = (columns: readonly { text: Text; width: number }[], lang: Lang): { text: string; width: number }[] =>
  columns.map((c) => ({ text: c.text[lang], width: c.width }))

const cellsIn =
  (lang: Lang) =>
  (line: HazardLine, n: number): string[] =>
    listCells(line, n, lang)

interface CardPaper {
  readonly list: Checklist
  readonly base: string
  readonly lang: Lang
}

const MARKS: Readonly<Record<string, Text>> = {
  secondary: text('〔据转载〕', ' [from a reprint]'),
  'from-knowledge': text('〔待核原文〕', ' [to be checked against the original]'),
  uncertain: text('〔存疑〕', ' [uncertain]'),
}

const cardRows = (list: Checklist, lang: Lang): string[][] =>
  list.items.map((item, i) => [
    String(i + 1),
    item.text[lang],
    item.method?.[lang] ?? '',
    item.clause ? `${item.clause.text[lang]}${MARKS[item.clause.status]?.[lang] ?? ''}` : '',
  ])

function cardContent({ list, base, lang }: CardPaper): Content[] {
  const t = (zh: string, en: string): string => say(text(zh, en), lang)
  const rows = cardRows(list, lang)
  return [
    ruledTable([t('序号', 'No.'), t('检查什么', 'What is checked'), t('怎么查', 'How'), t('依据', 'Clause')], [28, '*', '*', 120], rows),
    {
      unbreakable: true,
      margin: [0, 14, 0, 0],
      columns: [
        { width: 80, qr: `${base}/report`, fit: 72, eccLevel: 'M' },
        {
          width: '*',
          stack: [
            { text: t('发现隐患，扫码就报', 'A hazard? Scan and report'), bold: true, fontSize: 12 },
            {
              text: t(
                '拍一张照片或说一句话即可。情况紧急时先撤人，再上报。',
                'A photograph or a sentence will do. In danger leave first, then report.',
              ),
            },
          ],
          margin: [8, 10, 0, 0],
        },
      ],
    },
  ]
}

const CARD_COLUMNS = [
  { text: text('序号', 'No.'), width: 6 },
  { text: text('检查什么', 'What is checked'), width: 46 },
  { text: text('怎么查', 'How'), width: 40 },
  { text: text('依据', 'Clause'), width: 36 },
  { text: text('检查结果', 'Result'), width: 12 },
  { text: text('情况', 'Note'), width: 24 },
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
        const lang = langOf(context, query)
        const loaded = await load(context, query.orgId, query.scope)
        const rows = byWorkshop(loaded.lines, lang).flatMap(({ where, lines }) =>
          lines.map((line, n) => [where, ...listCells(line, n, lang)]),
        )
        const bytes = await xlsx({
          name: say(text('车间隐患表', 'Hazards by workshop'), lang),
          title: say(text(`${loaded.name} 车间隐患表（一车间一表）`, `${loaded.name} Hazards by workshop`), lang),
          subtitle: dated(context.now, summary(loaded, query.scope, context.now, lang), lang),
          lang,
          code: sheetCode(secret, 'CJ', context.now, rows),
          columns: inLang([{ text: text('车间（部位）', 'Workshop (place)'), width: 18 }, ...LIST_COLUMNS], lang),
          rows,
        })
        await sendPaper(context, bytes, XLSX, say(text(`${loaded.name} 车间隐患表.xlsx`, `${loaded.name} hazards by workshop.xlsx`), lang))
      },
    }),
    readRoute({
      method: 'GET',
      path: '/api/checklists/:id/card.xlsx',
      audit: 'hazard.card-xlsx',
      text: text('一岗一卡（表格）', "Card of a post's checks, spreadsheet"),
      permission: 'signed-in',
      params: z.object({ id: z.string().max(80) }),
      query: InLang.extend({ orgId: z.uuid() }),
      response: 'stream',
      perMinute: PAPERS_PER_MINUTE,
      handler: async (context, { params, query }) => {
        const lang = langOf(context, query)
        const list = checklist(params.id)
        const [org] = await context.read<{ name: string }>(sql`select name from org where id = ${query.orgId}::uuid`)
        if (!list || !org) throw notFound()
        const rows = cardRows(list, lang)
        const bytes = await xlsx({
          name: say(text('一岗一卡', 'Card'), lang),
          title: say(text(`${org.name} ${list.text.zh}（一岗一卡）`, `${org.name} Card: ${list.text.en}`), lang),
          subtitle: dated(context.now, say(text(`共 ${rows.length} 项`, `${rows.length} items`), lang), lang),
          lang,
          code: sheetCode(secret, 'GK', context.now, rows),
          columns: inLang(CARD_COLUMNS, lang),
          rows: rows.map((row) => [...row, '', '']),
        })
        await sendPaper(context, bytes, XLSX, `${list.text[lang]}.xlsx`)
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
        const lang = langOf(context, query)
        const loaded = await load(context, query.orgId, query.scope)
        const rows = loaded.lines.map(cellsIn(lang))
        const code = sheetCode(secret, 'QD', context.now, rows)
        const bytes = await pdf({
          issuer: loaded.name,
          title: say(text('事故隐患清单（一企一清单）', 'Hazards of the enterprise'), lang),
          date: paperDate(context.now, lang),
          lang,
          code,
          verifyUrl: verifyUrl(baseOf(context, baseUrl), code),
          landscape: true,
          content: [
            { text: summary(loaded, query.scope, context.now, lang), margin: [0, 0, 0, 6] },
            rows.length === 0
              ? nothing(lang)
              : ruledTable(
                  columnNames(lang),
                  LIST_COLUMNS.map((c) => c.points),
                  rows,
                ),
          ],
        })
        await sendPaper(context, bytes, PDF, say(text(`${loaded.name} 隐患清单.pdf`, `${loaded.name} hazards.pdf`), lang))
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
        const lang = langOf(context, query)
        const loaded = await load(context, query.orgId, query.scope)
        const rows = loaded.lines.map(cellsIn(lang))
        const bytes = await xlsx({
          name: say(text('隐患清单', 'Hazards'), lang),
          title: say(text(`${loaded.name} 事故隐患清单`, `${loaded.name} Hazards`), lang),
          subtitle: dated(context.now, summary(loaded, query.scope, context.now, lang), lang),
          lang,
          code: sheetCode(secret, 'QD', context.now, rows),
          columns: inLang(LIST_COLUMNS, lang),
          rows,
        })
        await sendPaper(context, bytes, XLSX, say(text(`${loaded.name} 隐患清单.xlsx`, `${loaded.name} hazards.xlsx`), lang))
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
        const lang = langOf(context, query)
        const loaded = await load(context, query.orgId, query.scope)
        const code = sheetCode(secret, 'CJ', context.now, loaded.lines.map(cellsIn(lang)))
        const groups = byWorkshop(loaded.lines, lang)
        const bytes = await pdf({
          issuer: loaded.name,
          title: say(text('车间隐患表（一车间一表）', 'Hazards by workshop'), lang),
          date: paperDate(context.now, lang),
          lang,
          code,
          verifyUrl: verifyUrl(baseOf(context, baseUrl), code),
          landscape: true,
          content: [
            { text: summary(loaded, query.scope, context.now, lang), margin: [0, 0, 0, 2] },
            ...(groups.length === 0 ? [nothing(lang)] : []),
            // Each workshop gets a sheet of its own, to be put up there.
            ...groups.map(({ where, lines }, i): Content => ({
              ...(i > 0 ? { pageBreak: 'before' as const } : {}),
              stack: [
                heading(say(text(`${where}（${lines.length} 条）`, `${where} (${lines.length})`), lang)),
                ruledTable(
                  columnNames(lang),
                  LIST_COLUMNS.map((c) => c.points),
                  lines.map(cellsIn(lang)),
                ),
              ],
            })),
          ],
        })
        await sendPaper(context, bytes, PDF, say(text(`${loaded.name} 车间隐患表.pdf`, `${loaded.name} hazards by workshop.pdf`), lang))
      },
    }),
    readRoute({
      method: 'GET',
      path: '/api/checklists/:id/card.pdf',
      audit: 'hazard.card-pdf',
      text: text('一岗一卡', "Card of a post's checks"),
      permission: 'signed-in',
      params: z.object({ id: z.string().max(80) }),
      query: InLang.extend({ orgId: z.uuid() }),
      response: 'stream',
      perMinute: PAPERS_PER_MINUTE,
      handler: async (context, { params, query }) => {
        const lang = langOf(context, query)
        const list = checklist(params.id)
        const [org] = await context.read<{ name: string }>(sql`select name from org where id = ${query.orgId}::uuid`)
        if (!list || !org) throw notFound()
        const base = baseOf(context, baseUrl)
        const code = sheetCode(
          secret,
          'GK',
          context.now,
          list.items.map((i) => i.text[lang]),
        )
        const bytes = await pdf({
          issuer: org.name,
          title: say(text(`${list.text.zh}（一岗一卡）`, `Card: ${list.text.en}`), lang),
          date: paperDate(context.now, lang),
          lang,
          code,
          verifyUrl: verifyUrl(base, code),
          content: cardContent({ list, base, lang }),
        })
        await sendPaper(context, bytes, PDF, `${list.text[lang]}.pdf`)
      },
    }),
  ]
}
