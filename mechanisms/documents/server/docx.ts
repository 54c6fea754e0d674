import {
  AlignmentType,
  Document,
  FootnoteReferenceRun,
  Footer,
  HeadingLevel,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableOfContents,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'

/** Editable reports as Word files: styles, table of contents, numbered pages, and every figure with its source as a footnote. */

/** Text with an optional source, which stands as a footnote behind it. */
export type DocxText = string | { readonly text: string; readonly source?: string; readonly bold?: boolean }

export type DocxBlock =
  | { readonly heading: string; readonly level: 1 | 2 | 3 }
  | { readonly text: readonly DocxText[] }
  | {
      readonly table: {
        readonly head: readonly string[]
        readonly rows: readonly (readonly DocxText[])[]
        readonly widths?: readonly number[]
      }
    }

export interface DocxSpec {
  readonly title: string
  /** Office that reports. */
  readonly office: string
  /** Day of the report as it stands under the title. */
  readonly day: string
  /** Heading of the table of contents; absent = none. */
  readonly contents?: string
  readonly blocks: readonly DocxBlock[]
  /** Page x of y, in the reader's language. */
  readonly pageOf: readonly [before: string, between: string, after: string]
}

/** Fonts that offices have; Word falls back where one is missing. GB/T 9704: 仿宋 for the text, 黑体 for headings. */
const BODY = { ascii: 'Times New Roman', eastAsia: '仿宋', hAnsi: 'Times New Roman' }
const HEAD = { ascii: 'Times New Roman', eastAsia: '黑体', hAnsi: 'Times New Roman' }
const LEVEL = { 1: HeadingLevel.HEADING_1, 2: HeadingLevel.HEADING_2, 3: HeadingLevel.HEADING_3 } as const

/** @returns the bytes of a .docx file */
export async function docx(spec: DocxSpec): Promise<Buffer> {
  const footnotes: Record<string, { children: Paragraph[] }> = {}
  const runs = (parts: readonly DocxText[]): (TextRun | FootnoteReferenceRun)[] =>
    parts.flatMap((part) => {
      if (typeof part === 'string') return [new TextRun(part)]
      const run = new TextRun({ text: part.text, ...(part.bold ? { bold: true } : {}) })
      if (!part.source) return [run]
      const id = Object.keys(footnotes).length + 1
      footnotes[id] = { children: [new Paragraph({ children: [new TextRun({ text: part.source, size: 18 })] })] }
      return [run, new FootnoteReferenceRun(id)]
    })
  const cell = (part: DocxText, head: boolean, width: number | undefined): TableCell =>
    new TableCell({
      ...(width === undefined ? {} : { width: { size: width, type: WidthType.PERCENTAGE } }),
      ...(head ? { shading: { fill: 'E8EDF2' } } : {}),
      children: [new Paragraph({ children: runs([part]), spacing: { line: 300 }, style: 'Cell' })],
    })
  const block = (b: DocxBlock): (Paragraph | Table)[] => {
    if ('heading' in b) return [new Paragraph({ heading: LEVEL[b.level], children: [new TextRun(b.heading)] })]
    if ('text' in b) return [new Paragraph({ children: runs(b.text), indent: { firstLine: 560 }, spacing: { line: 480 } })]
    const { head, rows, widths } = b.table
    return [
      new Table({
        width: { size: 100, type: WidthType.PERCENTAGE },
        rows: [
          new TableRow({ tableHeader: true, children: head.map((h, i) => cell(h, true, widths?.[i])) }),
          ...rows.map((row) => new TableRow({ cantSplit: true, children: row.map((c, i) => cell(c, false, widths?.[i])) })),
        ],
      }),
      new Paragraph(''),
    ]
  }
  const body = spec.blocks.flatMap(block)
  const [before, between, after] = spec.pageOf
  const file = new Document({
    title: spec.title,
    creator: spec.office,
    features: { updateFields: spec.contents !== undefined },
    footnotes,
    styles: {
      default: {
        document: { run: { font: BODY, size: 32 } },
        heading1: { run: { font: HEAD, size: 32, bold: true, color: '000000' }, paragraph: { spacing: { before: 240, after: 120 } } },
        heading2: { run: { font: HEAD, size: 30, bold: true, color: '000000' }, paragraph: { spacing: { before: 200, after: 100 } } },
        heading3: { run: { font: HEAD, size: 28, bold: true, color: '000000' }, paragraph: { spacing: { before: 160, after: 80 } } },
      },
      paragraphStyles: [{ id: 'Cell', name: 'Cell', run: { font: BODY, size: 24 } }],
    },
    sections: [
      {
        properties: { page: { size: { width: 11906, height: 16838 }, margin: { top: 2098, bottom: 1984, left: 1587, right: 1474 } } },
        footers: {
          default: new Footer({
            children: [
              new Paragraph({
                alignment: AlignmentType.CENTER,
                children: [new TextRun({ size: 24, children: [before, PageNumber.CURRENT, between, PageNumber.TOTAL_PAGES, after] })],
              }),
            ],
          }),
        },
        children: [
          new Paragraph({
            alignment: AlignmentType.CENTER,
            spacing: { before: 400, after: 300 },
            children: [new TextRun({ text: spec.title, font: HEAD, size: 44, bold: true })],
          }),
          new Paragraph({
            alignment: AlignmentType.CENTER,
            spacing: { after: 400 },
            children: [new TextRun(`${spec.office}　${spec.day}`)],
          }),
          ...(spec.contents === undefined ? [] : [new TableOfContents(spec.contents, { hyperlink: true, headingStyleRange: '1-2' })]),
          ...body,
        ],
      },
    ],
  })
  return Packer.toBuffer(file)
}
