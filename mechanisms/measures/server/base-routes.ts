import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import { can, holds, type Claims } from '#kernel/access/index.ts'
import { cstDate } from '#kernel/calendar/index.ts'
import { say, text } from '#kernel/text.ts'
import { writeAudit } from '#platform/audit.ts'
import { sql, type Db } from '#platform/db/index.ts'
import {
  badInput,
  conflict,
  notFound,
  Problem,
  readRoute,
  streamRoute,
  writeRoute,
  type ReadContext,
  type Route,
} from '#platform/http/index.ts'
import { BASE_COLUMNS } from '../base-check.ts'
import { BaseEntry, BaseImport, BaseList, BaseQuery, type BaseFigure } from '../model.ts'
import { planBase, readBase } from './base-import.ts'
import { addFigures, figuresSql, keyOf, MOST_FIGURES, standing } from './base-store.ts'
import type { MeasureBook } from './counter.ts'

const none = z.object({})
const EDIT = 'statistics.base.edit'
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

const mayEdit = (claims: Claims, at: string): boolean => can(claims, EDIT, { path: at, orgIds: [], personIds: [], sector: null })

async function receive(context: ReadContext): Promise<{ folder: string; file: string; name: string }> {
  const part = await context.raw.file()
  if (!part) throw badInput([{ field: 'file', message: text('没有收到文件', 'No file was received') }])
  const folder = await mkdtemp(path.join(tmpdir(), 'anlan-base-'))
  const file = path.join(folder, 'table')
  await pipeline(part.file, createWriteStream(file, { mode: 0o600 }))
  if (!part.file.truncated) return { folder, file, name: part.filename.slice(0, 200) }
  await rm(folder, { recursive: true, force: true })
  throw new Problem(413, 'too-large', text('文件太大', 'The file is too large'))
}

async function template(context: ReadContext, { series }: MeasureBook): Promise<Buffer> {
  const { lang, session, now } = context
  const places = await context.read<{ code: string; name: string }>(
    sql`select code, name from division where path >= ${session.claims.path} and path < ${`${session.claims.path}~`} order by path limit 500`,
  )
  const { default: ExcelJS } = await import('exceljs')
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet(say(text('基础数据', 'Base statistics'), lang), { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.columns = BASE_COLUMNS.map((c) => ({ header: say(c.text, lang), key: c.key, width: c.width, style: { numFmt: '@' } }))
  sheet.getRow(1).font = { bold: true }
  for (const [i, c] of BASE_COLUMNS.entries()) sheet.getRow(1).getCell(i + 1).note = say(c.note, lang)
  const lists = book.addWorksheet(say(text('选项', 'Choices'), lang))
  lists.columns = [{ width: 28 }, { width: 16 }, { width: 50 }, { width: 4 }, { width: 20 }, { width: 16 }]
  lists.addRow([
    say(text('指标', 'Series'), lang),
    say(text('单位', 'Unit'), lang),
    say(text('口径', 'What is counted'), lang),
    '',
    say(text('地区', 'Place'), lang),
    say(text('代码', 'Code'), lang),
  ])
  lists.getRow(1).font = { bold: true }
  for (let i = 0; i < Math.max(series.length, places.length); i++) {
    const [one, place] = [series[i], places[i]]
    lists.addRow([
      one ? say(one.text, lang) : '',
      one ? say(one.unit, lang) : '',
      one ? say(one.note, lang) : '',
      '',
      place?.name ?? '',
      place?.code ?? '',
    ])
  }
  const [first, top] = [series[0], places[0]]
  if (first && top) sheet.addRow([top.name, String(Number(cstDate(now).slice(0, 4)) - 1), say(first.text, lang), '', '', ''])
  return Buffer.from(await book.xlsx.writeBuffer())
}

/** Base statistics: read with their history, entered one by one, imported from Excel and CSV with a preview. */
export function baseRoutes(db: Db, book: MeasureBook): Route[] {
  const { series } = book
  return [
    readRoute({
      method: 'GET',
      path: '/api/measures/base',
      audit: 'base.list',
      text: text('基础数据', 'Base statistics'),
      permission: 'measure.read',
      params: none,
      query: BaseQuery,
      response: BaseList,
      handler: async ({ read, session }, { query }) => {
        const { claims } = session
        const at = query.path ?? claims.path
        if (at === '' || !at.startsWith(claims.path)) throw notFound()
        const rows = await read<BaseFigure>(figuresSql({ ...query, path: at }))
        return {
          series: [...series],
          items: rows.slice(0, MOST_FIGURES),
          capped: rows.length > MOST_FIGURES,
          mayEdit: holds(claims, EDIT) && mayEdit(claims, at),
        }
      },
    }),
    writeRoute({
      method: 'POST',
      path: '/api/measures/base',
      audit: 'base.enter',
      text: text('录入基础数据', 'Enter a base statistic'),
      permission: EDIT,
      params: none,
      query: none,
      body: BaseEntry,
      response: z.object({ version: z.number().int() }),
      handler: async (context, { body }) => {
        const { tx, session, now } = context
        const one = series.find((s) => s.id === body.series)
        if (!one) throw badInput([{ field: 'body.series', message: text('没有这项指标', 'There is no such series') }])
        if (!mayEdit(session.claims, body.path)) throw notFound()
        const [place] = await tx.query<{ path: string }>(sql`select path from division where path = ${body.path}`)
        if (!place) throw badInput([{ field: 'body.path', message: text('没有这个地区', 'There is no such place') }])
        const today = cstDate(now)
        if (body.year > Number(today.slice(0, 4)))
          throw badInput([{ field: 'body.year', message: text('这一年还没有开始', 'That year has not begun') }])
        if (body.asOf > today) throw badInput([{ field: 'body.asOf', message: text('发布日期不能晚于今天', 'Not later than today') }])
        if (one.whole && body.value !== null && !Number.isInteger(body.value))
          throw badInput([{ field: 'body.value', message: text('须为整数', 'Must be a whole number') }])
        const now0 = (await standing((s) => tx.query(s), [body])).get(keyOf(body))
        if ((now0 || body.value === null) && !body.reason)
          throw badInput([
            { field: 'body.reason', message: text('已有数据，更正或撤下须写明理由', 'A figure stands there: say why it is changed') },
          ])
        if (!now0 && body.value === null) throw conflict(text('这里没有可撤下的数据', 'There is no figure to withdraw'))
        const version = (now0?.version ?? 0) + 1
        await addFigures(tx, [{ ...body, version, reason: body.reason ?? null }], { actor: session.actor, now, via: 'form' })
        context.note({ object: 'base', objectId: keyOf(body), detail: { version, before: now0?.value ?? null, after: body.value } })
        return { version }
      },
    }),
    readRoute({
      method: 'GET',
      path: '/api/measures/base/template.xlsx',
      audit: 'base.template',
      text: text('基础数据模板', 'Template of base statistics'),
      permission: EDIT,
      params: none,
      query: none,
      response: 'stream',
      handler: async (context) => {
        const bytes = await template(context, book)
        const name = context.lang === 'zh' ? '基础数据模板.xlsx' : 'base-statistics.xlsx'
        context.reply.header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`).type(XLSX)
        context.reply.send(bytes)
      },
    }),
    streamRoute({
      method: 'POST',
      path: '/api/measures/base/import',
      audit: 'base.import',
      text: text('导入基础数据', 'Import base statistics'),
      permission: EDIT,
      params: none,
      query: z.object({ write: z.stringbool().default(false), reason: z.string().trim().min(2).max(200).default('批量导入更新') }),
      body: 'stream',
      response: BaseImport,
      perMinute: 30,
      handler: async (context, { query }) => {
        const { session, now } = context
        const { folder, file, name } = await receive(context)
        try {
          const read = await readBase(file, { read: (s) => context.read(s), series, within: session.claims.path, today: cstDate(now) })
          if (!read.drafts.every((d) => mayEdit(session.claims, d.path))) throw notFound()
          if (!query.write || read.faults.length > 0) {
            const { account } = await planBase((s) => context.read(s), read, series, query.reason)
            return { written: false, ...account }
          }
          return await db.tx(session.claims, async (tx) => {
            const { figures, account } = await planBase((s) => tx.query(s), read, series, query.reason)
            if (figures.length > 0) await addFigures(tx, figures, { actor: session.actor, now, via: 'import' })
            await writeAudit(tx, {
              name: 'base.import',
              session,
              info: context,
              object: 'base',
              objectId: name,
              detail: { name, written: figures.length },
            })
            return { written: true, ...account }
          })
        } finally {
          await rm(folder, { recursive: true, force: true })
        }
      },
    }),
  ]
}
