import { say, text, type Lang } from '#kernel/text.ts'

export interface SheetSpec {
  readonly name: string
  readonly title: string
  /** Below the title: whose list, number, date. */
  readonly subtitle: string
  readonly code: string
  /** Language of the foot; Chinese unless told. */
  readonly lang?: Lang
  readonly columns: readonly { readonly text: string; readonly width: number }[]
  readonly rows: readonly (readonly (string | number | null)[])[]
}

/** A spreadsheet that also prints: A4 across, as wide as the page, head on every page, page x of y, the code at the foot. */
export async function xlsx(spec: SheetSpec): Promise<Buffer> {
  const { default: ExcelJS } = await import('exceljs')
  const book = new ExcelJS.Workbook()
  book.creator = 'Anlan'
  const sheet = book.addWorksheet(spec.name.slice(0, 31), {
    views: [{ state: 'frozen', ySplit: 3 }],
    pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0, printTitlesRow: '3:3' },
    headerFooter: {
      oddFooter: say(text(`&L验证码 ${spec.code}&R第 &P 页 共 &N 页`, `&LCode ${spec.code}&RPage &P of &N`), spec.lang ?? 'zh'),
    },
  })
  sheet.columns = spec.columns.map(({ width }) => ({ width }))
  const across = spec.columns.length
  sheet.addRow([spec.title])
  sheet.addRow([spec.subtitle])
  sheet.mergeCells(1, 1, 1, across)
  sheet.mergeCells(2, 1, 2, across)
  sheet.getCell(1, 1).font = { bold: true, size: 16 }
  const head = sheet.addRow(spec.columns.map((c) => c.text))
  head.font = { bold: true }
  for (const row of spec.rows) sheet.addRow([...row])
  const thin = { style: 'thin' } as const
  sheet.eachRow((row, n) => {
    if (n < 3) return
    row.eachCell({ includeEmpty: true }, (cell) => {
      cell.alignment = { wrapText: true, vertical: 'top' }
      cell.border = { top: thin, left: thin, bottom: thin, right: thin }
    })
  })
  return Buffer.from(await book.xlsx.writeBuffer())
}
