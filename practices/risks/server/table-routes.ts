import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import { cstDate } from '#kernel/calendar/index.ts'
import { uuidv7 } from '#kernel/ids.ts'
import { say, text } from '#kernel/text.ts'
import { sendPaper, xlsx, XLSX, sheetCode, chineseDate, type PaperDeps } from '#mechanisms/documents/index.ts'
import { tableRows } from '#mechanisms/registry/index.ts'
import { writeAudit } from '#platform/audit.ts'
import { badInput, Problem, readRoute, streamRoute, type ReadContext, type Route } from '#platform/http/index.ts'
import { COLOUR_WORD, KIND_TEXT, LEVEL_TEXT, PointQuery, type PointRow } from '../model.ts'
import { readRow, TABLE, type TableKey, type TableRow } from '../table.ts'
import { ownerToWrite } from './commands.ts'
import { doerOf, type RiskRouteDeps } from './routes.ts'
import { insertGrades, insertPoints, newGrade } from './store.ts'
import { listPoints } from './views.ts'

const none = z.object({})
const MOST_ROWS = 5000
const MOST_EXPORT = 20_000
const Text = z.object({ zh: z.string(), en: z.string() })

const Answer = z.object({
  rows: z.number().int(),
  written: z.number().int(),
  levels: z.record(z.string(), z.number().int()),
  bad: z.number().int(),
  errors: z.array(z.object({ row: z.number().int(), column: Text, value: z.string(), message: Text, remedy: Text })),
})

/** Works on the upload in a folder of its own, which is removed afterwards. */
async function withUpload<T>(context: ReadContext, work: (file: string) => Promise<T>): Promise<T> {
  const part = await context.raw.file()
  if (!part) throw badInput([{ field: 'file', message: text('没有收到文件', 'No file was received') }])
  const folder = await mkdtemp(path.join(tmpdir(), 'anlan-risks-'))
  try {
    const file = path.join(folder, 'table')
    await pipeline(part.file, createWriteStream(file, { mode: 0o600 }))
    if (part.file.truncated) throw new Problem(413, 'too-large', text('文件太大', 'The file is too large'))
    return await work(file)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function readTable(file: string, day: string): Promise<(TableRow & { row: number })[]> {
  const rows: (TableRow & { row: number })[] = []
  let columns: Map<number, TableKey> | null = null
  for await (const { row, cells } of tableRows(file)) {
    if (columns === null) {
      const heads = new Map<number, TableKey>()
      cells.forEach((cell, i) => {
        const found = TABLE.find((c) => c.text.zh === cell || c.text.en === cell)
        if (found) heads.set(i, found.key)
      })
      if (TABLE.every((c) => !c.required || [...heads.values()].includes(c.key))) columns = heads
      else if (row >= 5) break
      continue
    }
    const found: Partial<Record<TableKey, string>> = {}
    for (const [i, key] of columns) if (cells[i]) found[key] = cells[i]
    if (Object.keys(found).length === 0) continue
    if (rows.length >= MOST_ROWS)
      throw new Problem(400, 'bad-input', text(`超过 ${MOST_ROWS} 行，请分几个文件导入`, `More than ${MOST_ROWS} rows; split the file`))
    rows.push({ row, ...readRow(found, day) })
  }
  if (columns === null) {
    const heads = TABLE.filter((c) => c.required).map((c) => c.text)
    throw new Problem(400, 'bad-input', text('没有找到表头', 'No headings were found'), {
      detail: {
        zh: `表头至少要有：${heads.map((h) => h.zh).join('、')}。请用模板填写。`,
        en: `At least: ${heads.map((h) => h.en).join(', ')}. Use the template.`,
      },
    })
  }
  if (rows.length === 0) throw new Problem(400, 'bad-input', text('表里没有数据', 'There are no rows in the table'))
  return rows
}

const EXPORT = [
  { text: '序号', width: 6 },
  { text: '企业', width: 28 },
  { text: '风险点', width: 26 },
  { text: '类别', width: 10 },
  { text: '车间或区域', width: 16 },
  { text: '责任岗位', width: 14 },
  { text: '可能的事故', width: 22 },
  { text: '等级', width: 10 },
  { text: '颜色', width: 6 },
  { text: '定级日期', width: 12 },
  { text: '复评日期', width: 12 },
]

function exportCells(row: PointRow, i: number): (string | number)[] {
  return [
    i + 1,
    row.orgName,
    row.name,
    KIND_TEXT[row.kind].zh,
    row.workshop,
    row.post,
    row.accidents.join('、'),
    row.level ? LEVEL_TEXT[row.level].zh : row.gradedAt ? '不能判定' : '未定级',
    row.level ? COLOUR_WORD[row.level].zh : '',
    row.gradedAt ? cstDate(new Date(row.gradedAt)) : '',
    row.reviewOn ?? '',
  ]
}

/** Import of risk points from Excel or CSV, its template, and export of any filtered list. */
export function riskTableRoutes(deps: RiskRouteDeps & Pick<PaperDeps, 'secret'>): Route[] {
  return [
    readRoute({
      method: 'GET',
      path: '/api/risks/template.xlsx',
      audit: 'risk.template',
      text: text('风险点导入模板', 'Template for risk points'),
      permission: 'risk.edit',
      params: none,
      query: none,
      response: 'stream',
      handler: async (context) => {
        const { default: ExcelJS } = await import('exceljs')
        const book = new ExcelJS.Workbook()
        const sheet = book.addWorksheet(say(text('风险点', 'Risk points'), context.lang))
        sheet.columns = TABLE.map((c) => ({ header: say(c.text, context.lang), width: c.width }))
        sheet.getRow(1).font = { bold: true }
        sheet.addRow(TABLE.map((c) => c.example))
        await sendPaper(
          context,
          Buffer.from(await book.xlsx.writeBuffer()),
          XLSX,
          say(text('风险点导入模板.xlsx', 'risk-points.xlsx'), context.lang),
        )
      },
    }),
    streamRoute({
      method: 'POST',
      path: '/api/risks/import',
      audit: 'risk.import',
      text: text('导入风险点', 'Import risk points'),
      permission: 'risk.edit',
      params: none,
      query: z.object({ orgId: z.uuid().optional(), commit: z.enum(['yes', 'no']).default('no') }),
      body: 'stream',
      response: Answer,
      perMinute: 20,
      handler: async (context, { query }) => {
        const by = doerOf(context)
        const rows = await withUpload(context, (file) => readTable(file, cstDate(context.now)))
        const errors = rows.flatMap((r) => r.faults.map((f) => ({ row: r.row, ...f })))
        const bad = rows.filter((r) => r.faults.length > 0).length
        const levels: Record<string, number> = {}
        for (const { graded } of rows) levels[graded?.level ?? 'none'] = (levels[graded?.level ?? 'none'] ?? 0) + 1
        let written = 0
        await deps.db.tx(by.claims, async (tx) => {
          const owner = await ownerToWrite(tx, by, query.orgId ?? by.claims.orgId, 'risk.edit')
          if (query.commit === 'no' || bad > 0) return
          const points = rows.flatMap(({ input, grade }) => (input ? [{ id: uuidv7(by.now.getTime()), owner, input, grade }] : []))
          await insertPoints(tx, points, by.now)
          const grades = points.flatMap(({ id, grade }) => (grade ? [newGrade(id, grade, deps.bands(), by.now)] : []))
          await insertGrades(tx, grades, by.actor, by.now)
          await writeAudit(tx, {
            name: 'risk.import',
            session: context.session,
            info: context,
            object: 'org',
            objectId: owner.id,
            detail: { rows: points.length },
          })
          written = points.length
        })
        return { rows: rows.length, written, levels, bad, errors: errors.slice(0, 200) }
      },
    }),
    readRoute({
      method: 'GET',
      path: '/api/risks/export.xlsx',
      audit: 'risk.export',
      text: text('导出风险点', 'Export risk points'),
      permission: 'risk.export',
      params: none,
      query: PointQuery,
      response: 'stream',
      auditRead: true,
      handler: async (context, { query }) => {
        const rows: PointRow[] = []
        let after: string | null | undefined
        do {
          const page = await listPoints(context.read, { ...query, limit: 1000, after: after ?? undefined }, context.now)
          rows.push(...page.items)
          after = page.next
          if (rows.length > MOST_EXPORT)
            throw new Problem(
              400,
              'too-many',
              text(`一次最多导出 ${MOST_EXPORT} 处，请加筛选条件`, `At most ${MOST_EXPORT} at a time; narrow the list`),
            )
        } while (after)
        const cells = rows.map(exportCells)
        const bytes = await xlsx({
          name: '风险点',
          title: '安全风险分级管控清单',
          subtitle: `日期：${chineseDate(context.now)}　共 ${rows.length} 处`,
          code: sheetCode(deps.secret, 'FQ', context.now, cells),
          columns: EXPORT,
          rows: cells,
        })
        await sendPaper(context, bytes, XLSX, `风险点-${cstDate(context.now)}.xlsx`)
      },
    }),
  ]
}
