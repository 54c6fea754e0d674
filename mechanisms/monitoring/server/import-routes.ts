import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import { can, type Claims } from '#kernel/access/index.ts'
import { say, text } from '#kernel/text.ts'
import { tableRows } from '#mechanisms/registry/index.ts'
import { writeAudit } from '#platform/audit.ts'
import { sql, type Tx } from '#platform/db/index.ts'
import { badInput, conflict, readRoute, streamRoute, type ReadContext, type Route } from '#platform/http/index.ts'
import { checkPointRow, POINT_COLUMNS, pointColumnsOf, type PointDraft, type PointKey, type PointLookups } from '../import-check.ts'
import { ImportReport } from '../model.ts'
import { scoped, type MonitoringRoutesDeps } from './deps.ts'
import { completed, insertPoints } from './point-commands.ts'

const none = z.object({})
const MOST = 20_000
const FAULTS = 200
const CHUNK = 500
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

async function lookups(tx: Tx, claims: Claims, deps: MonitoringRoutesDeps): Promise<PointLookups> {
  const orgs = await tx.query<{
    id: string
    name: string
    uscc: string | null
    officeId: string | null
    path: string
    sector: string | null
  }>(sql`select id, name, uscc, office_id as "officeId", path, sector from org where kind <> 'office' limit 50000`)
  const mine = orgs.filter((o) => can(claims, 'point.import', scoped({ ...o, orgId: o.id })))
  const named = new Map<string, string | null>()
  for (const o of mine) {
    named.set(o.name, named.has(o.name) ? null : o.id)
    if (o.uscc) named.set(o.uscc, o.id)
  }
  const subjects = await tx.query<{ id: string; orgId: string; name: string }>(
    sql`select id, org_id as "orgId", name from subject where status = 'active' and org_id = any(${mine.map((o) => o.id)}::uuid[])`,
  )
  return { sectors: deps.sectors, orgs: named, subjects: new Map(subjects.map((s) => [`${s.orgId}/${s.name}`, s.id])) }
}

interface Checked {
  readonly drafts: PointDraft[]
  readonly report: z.output<typeof ImportReport>
}

/** Reads the file and checks every row; nothing is written. */
async function check(tx: Tx, file: string, look: PointLookups): Promise<Checked> {
  let columns: Map<number, PointKey> | null = null
  const drafts: PointDraft[] = []
  const report = { rows: 0, fresh: 0, known: 0, written: 0, faults: [] as z.output<typeof ImportReport>['faults'], faultCount: 0 }
  const seen = new Map<string, number>()
  const fault = (row: number, column: PointKey, message: { zh: string; en: string }): void => {
    report.faultCount++
    const name = POINT_COLUMNS.find((c) => c.key === column)?.text.zh ?? column
    if (report.faults.length < FAULTS) report.faults.push({ row, column: name, message })
  }
  for await (const { row, cells } of tableRows(file)) {
    if (!columns) {
      columns = pointColumnsOf(cells)
      if (!columns && row >= 5) break
      continue
    }
    const mapped: Partial<Record<PointKey, string>> = {}
    for (const [i, key] of columns) if (cells[i]) mapped[key] = cells[i]
    if (Object.keys(mapped).length === 0) continue
    if (++report.rows > MOST)
      throw badInput([{ field: 'file', message: text(`超过 ${MOST} 行，请分成几个文件`, `More than ${MOST} rows: split the file`) }])
    const { draft, faults } = checkPointRow(mapped, look)
    for (const f of faults) fault(row, f.column, f.message)
    if (!draft) continue
    const key = `${draft.orgId}/${draft.code}`
    const before = seen.get(key)
    if (before !== undefined) fault(row, 'code', text(`与第 ${before} 行重复`, `The same as row ${before}`))
    else drafts.push(draft)
    seen.set(key, row)
  }
  if (!columns)
    throw badInput([{ field: 'file', message: text('没有找到表头，请用模板填写', 'No headings were found; please use the template') }])
  const known = await tx.query<{ orgId: string; code: string }>(
    sql`select p.org_id as "orgId", p.code from point p join unnest(${drafts.map((d) => d.orgId)}::uuid[], ${drafts.map((d) => d.code)}::text[]) as d (org, code)
      on p.org_id = d.org and p.code = d.code`,
  )
  const there = new Set(known.map((k) => `${k.orgId}/${k.code}`))
  const fresh = drafts.filter((d) => !there.has(`${d.orgId}/${d.code}`))
  return { drafts: fresh, report: { ...report, fresh: fresh.length, known: there.size } }
}

async function received(context: ReadContext): Promise<{ folder: string; file: string }> {
  const part = await context.raw.file()
  if (!part) throw badInput([{ field: 'file', message: text('没有收到文件', 'No file was received') }])
  const folder = await mkdtemp(path.join(tmpdir(), 'anlan-points-'))
  const file = path.join(folder, 'table')
  await pipeline(part.file, createWriteStream(file, { mode: 0o600 }))
  return { folder, file }
}

async function template(deps: MonitoringRoutesDeps, context: ReadContext): Promise<Buffer> {
  const { lang } = context
  const { default: ExcelJS } = await import('exceljs')
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet(say(text('点位', 'Points'), lang), { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.columns = POINT_COLUMNS.map((c) => ({
    header: say(c.text, lang) + (c.required ? ' *' : ''),
    key: c.key,
    width: 18,
    style: { numFmt: '@' },
  }))
  sheet.getRow(1).font = { bold: true }
  for (const [i, c] of POINT_COLUMNS.entries()) if (c.note.zh) sheet.getRow(1).getCell(i + 1).note = say(c.note, lang)
  const types = book.addWorksheet(say(text('类型', 'Types'), lang))
  types.columns = [{ width: 26 }, { width: 20 }, { width: 12 }, { width: 18 }, { width: 16 }]
  types.addRow(
    [text('类型', 'Type'), text('行业', 'Sector'), text('单位', 'Unit'), text('量程', 'Range'), text('周期（秒）', 'Period, s')].map((t) =>
      say(t, lang),
    ),
  ).font = { bold: true }
  for (const sector of deps.sectors)
    for (const p of sector.points ?? []) types.addRow([say(p.text, lang), say(sector.text, lang), p.unit, `${p.low}–${p.high}`, p.periodS])
  return Buffer.from(await book.xlsx.writeBuffer())
}

/** Thousands of points from a workbook: the file is checked whole, then sent again to be written, all of it or nothing. */
export function importRoutes(deps: MonitoringRoutesDeps): Route[] {
  return [
    readRoute({
      method: 'GET',
      path: '/api/points/template.xlsx',
      audit: 'point.template',
      text: text('点位导入模板', 'Template for points'),
      permission: 'point.import',
      params: none,
      query: none,
      response: 'stream',
      handler: async (context) => {
        const name = context.lang === 'zh' ? '监测点位导入模板.xlsx' : 'points.xlsx'
        context.reply.header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`).type(XLSX)
        context.reply.send(await template(deps, context))
      },
    }),
    streamRoute({
      method: 'POST',
      path: '/api/points/import',
      audit: 'point.import',
      text: text('导入监测点位', 'Import points'),
      permission: 'point.import',
      params: none,
      query: z.object({ commit: z.enum(['yes', 'no']).default('no') }),
      body: 'stream',
      response: ImportReport,
      perMinute: 20,
      handler: async (context, { query }) => {
        const { folder, file } = await received(context)
        try {
          return await deps.db.tx(context.session.claims, async (tx) => {
            const look = await lookups(tx, context.session.claims, deps)
            const { drafts, report } = await check(tx, file, look)
            if (query.commit === 'no') return report
            if (report.faultCount > 0)
              throw conflict(text('还有未更正的行，什么都没有写入', 'Some rows need correction; nothing was written'), {
                faults: report.faultCount,
              })
            for (let i = 0; i < drafts.length; i += CHUNK) {
              await insertPoints(
                tx,
                context,
                drafts.slice(i, i + CHUNK).map((d) => completed(deps, d)),
              )
            }
            await writeAudit(tx, {
              name: 'point.import',
              session: context.session,
              info: context,
              object: 'point',
              detail: { written: drafts.length },
            })
            tx.afterCommit(() => deps.writer.pointsChanged(new Set(drafts.map((d) => d.orgId))))
            return { ...report, written: drafts.length }
          })
        } finally {
          await rm(folder, { recursive: true, force: true })
        }
      },
    }),
  ]
}
