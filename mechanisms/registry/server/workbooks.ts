import { PassThrough } from 'node:stream'
import type ExcelJS from 'exceljs'
import type { Sector } from '#kernel/sector/index.ts'
import { say, text, type Lang } from '#kernel/text.ts'
import type { Sql } from '#platform/db/index.ts'
import { IMPORT_COLUMNS, type ImportKey } from '../import-columns.ts'
import { ORG_KINDS, ORG_SIZES, ORG_STATUS, type OrgRow } from '../model.ts'
import { stagedAfter, type StagedRow } from './import-store.ts'

const LIST_ROWS = 5000
const HEAD: Partial<ExcelJS.Style> = { font: { bold: true }, fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE3EEF7' } } }
const WRONG: ExcelJS.Fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFFCCC7' } }

/** Validation of a whole range: in exceljs since 4.0, but missing in its types. Cell by cell it takes seconds. */
function validations(sheet: ExcelJS.Worksheet): { add(range: string, rule: ExcelJS.DataValidation): void } {
  return (sheet as unknown as { dataValidations: { add(range: string, rule: ExcelJS.DataValidation): void } }).dataValidations
}

/** The workbook to fill in: headings with notes, lists to choose from, a sheet that explains. */
export async function templateBook(
  sectors: readonly Sector[],
  offices: readonly string[],
  places: readonly string[],
  lang: Lang,
): Promise<Buffer> {
  const { default: Excel } = await import('exceljs')
  const book = new Excel.Workbook()
  const sheet = book.addWorksheet(say(text('单位', 'Organisations'), lang), { views: [{ state: 'frozen', ySplit: 1 }] })
  const lists = book.addWorksheet(say(text('选项', 'Choices'), lang))
  const help = book.addWorksheet(say(text('填写说明', 'How to fill in'), lang))
  const choicesOf: Partial<Record<ImportKey, readonly string[]>> = {
    sector: sectors.map((s) => say(s.text, lang)),
    officeId: offices,
    path: places,
  }

  sheet.columns = IMPORT_COLUMNS.map((c) => ({
    header: say(c.text, lang) + (c.required ? ' *' : ''),
    key: c.key,
    width: c.width,
    style: { numFmt: '@' },
  }))
  sheet.getRow(1).eachCell((cell) => Object.assign(cell, { style: HEAD }))
  help.columns = [{ width: 26 }, { width: 10 }, { width: 70 }]
  help
    .addRow([text('列', 'Column'), text('必填', 'Required'), text('说明', 'Note')].map((t) => say(t, lang)))
    .eachCell((cell) => Object.assign(cell, { style: HEAD }))
  for (const [i, column] of IMPORT_COLUMNS.entries()) {
    sheet.getRow(1).getCell(i + 1).note = say(column.note, lang)
    help.addRow([say(column.text, lang), column.required ? say(text('是', 'yes'), lang) : '', say(column.note, lang)])
    const choices = choicesOf[column.key] ?? Object.values(column.choices ?? {}).map((c) => say(c, lang))
    if (choices.length === 0) continue
    const letter = lists.getColumn(i + 1).letter
    for (const [n, choice] of choices.entries()) lists.getCell(n + 1, i + 1).value = choice
    const formula = `'${lists.name}'!$${letter}$1:$${letter}$${choices.length}`
    // Only a help: names that are not in the list, such as codes, are checked by the import.
    const range = `${sheet.getColumn(i + 1).letter}2:${sheet.getColumn(i + 1).letter}${LIST_ROWS}`
    validations(sheet).add(range, { type: 'list', allowBlank: true, showErrorMessage: false, formulae: [formula] })
  }
  return Buffer.from(await book.xlsx.writeBuffer())
}

type Read = <T>(statement: Sql) => Promise<T[]>

/** Feeds a stream; a reader that goes away ends the work. */
function streamed(work: (book: ExcelJS.stream.xlsx.WorkbookWriter, gone: () => boolean) => Promise<void>): PassThrough {
  const out = new PassThrough()
  out.on('error', () => {})
  const fill = async (): Promise<void> => {
    const { default: Excel } = await import('exceljs')
    const book = new Excel.stream.xlsx.WorkbookWriter({ stream: out, useStyles: true })
    await work(book, () => out.destroyed)
    if (!out.destroyed) await book.commit()
  }
  fill().catch((error: unknown) => out.destroy(error instanceof Error ? error : new Error(String(error))))
  return out
}

/** Lets the socket drain before more rows are made. */
async function drained(out: PassThrough): Promise<void> {
  while (!out.destroyed && out.writableLength > 4 * 1024 * 1024) await new Promise((resolve) => setTimeout(resolve, 20))
}

const NEEDS = text('需更正', 'To correct')

/** The uploaded rows again, the faulty cells in red with the reason in a note and in the last column: correct and upload it. */
export function errorsBook(read: Read, id: string, lang: Lang): PassThrough {
  const out = streamed(async (book, gone) => {
    const sheet = book.addWorksheet(say(text('单位', 'Organisations'), lang), { views: [{ state: 'frozen', ySplit: 1 }] })
    sheet.columns = [
      ...IMPORT_COLUMNS.map((c) => ({ header: say(c.text, lang), key: c.key as string, width: c.width, style: { numFmt: '@' } })),
      { header: say(NEEDS, lang), key: 'needs', width: 60 },
    ]
    for (let after = 0; !gone();) {
      const rows = await read<StagedRow>(stagedAfter(id, after, 500))
      for (const row of rows) {
        const words = row.faults.map((f) => `${say(f.message, lang)}（${say(f.remedy, lang)}）`)
        const added = sheet.addRow({ ...row.cells, needs: words.join('；') })
        for (const f of row.faults) {
          const cell = added.getCell(f.column)
          cell.fill = WRONG
          cell.note = `${say(f.message, lang)}\n${say(f.remedy, lang)}`
        }
        added.commit()
      }
      const last = rows.at(-1)
      if (!last) break
      after = last.row
      await drained(out)
    }
    sheet.commit()
  })
  return out
}

const choice = (choices: Readonly<Record<string, { zh: string; en: string }>>, id: string | null, lang: Lang): string => {
  const found = id === null ? undefined : choices[id]
  return found ? say(found, lang) : (id ?? '')
}

/** A list of organisations under the headings of the template, so that it can be corrected and imported again. */
export function exportBook(pages: AsyncIterable<readonly OrgRow[]>, sectors: readonly Sector[], lang: Lang): PassThrough {
  const sectorText = Object.fromEntries(sectors.map((s) => [s.id, s.text]))
  const out = streamed(async (book, gone) => {
    const sheet = book.addWorksheet(say(text('单位', 'Organisations'), lang), { views: [{ state: 'frozen', ySplit: 1 }] })
    sheet.columns = IMPORT_COLUMNS.map((c) => ({ header: say(c.text, lang), key: c.key as string, width: c.width, style: { numFmt: '@' } }))
    for await (const rows of pages) {
      if (gone()) return
      for (const org of rows) {
        const cells: Record<ImportKey, string> = {
          name: org.name,
          uscc: org.uscc ?? '',
          path: org.path,
          officeId: org.officeName ?? '',
          sector: choice(sectorText, org.sector, lang),
          size: choice(ORG_SIZES, org.size, lang),
          status: choice(ORG_STATUS, org.status, lang),
          kind: choice(ORG_KINDS, org.kind, lang),
          address: org.address ?? '',
          lng: org.lng === null ? '' : String(org.lng),
          lat: org.lat === null ? '' : String(org.lat),
          crs: org.lng === null ? '' : 'WGS-84',
          legalPerson: org.legalPerson ?? '',
          phone: org.phone ?? '',
          aliases: org.aliases.join('、'),
        }
        sheet.addRow(cells).commit()
      }
      await drained(out)
    }
    sheet.commit()
  })
  return out
}
