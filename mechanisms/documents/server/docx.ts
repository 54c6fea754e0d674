import {
  AlignmentType,
  BorderStyle,
  Document,
  FootnoteReferenceRun,
  Footer,
  HeadingLevel,
  LineRuleType,
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
import { NUMBERING, PAGE, stylesOf, WIDTH } from './docx-styles.ts'

/** Editable reports as Word files: styles, table of contents, numbered pages, and every figure with its source as a footnote. */

/** Text with an optional source, which stands as a footnote behind it; the same source is one footnote. */
export type DocxText = string | { readonly text: string; readonly source?: string; readonly bold?: boolean }

interface DocxTable {
  readonly head: readonly string[]
  readonly rows: readonly (readonly DocxText[])[]
  /** Shares of the width in per cent; absent: by what the columns hold. */
  readonly widths?: readonly number[]
}

export type DocxBlock =
  | { readonly heading: string; readonly level: 1 | 2 | 3 }
  | { readonly text: readonly DocxText[] }
  | { readonly table: DocxTable }

export interface DocxSpec {
  readonly title: string
  /** Office that reports. */
  readonly office: string
  /** Line under the title; absent = none. */
  readonly under?: string
  /** Heading of the table of contents, which then has a page of its own; absent = none. */
  readonly contents?: string
  /** Headings are counted by Word (一、（一）); absent: they bring their own numbers. */
  readonly numbered?: boolean
  readonly blocks: readonly DocxBlock[]
  /** Issuer and day, to the right under the text. */
  readonly signed?: readonly string[]
  /** Small print at the end: how the paper is verified. */
  readonly small?: string
  /** Page x of y, in the reader's language. */
  readonly pageOf: readonly [before: string, between: string, after: string]
}

const LEVEL = { 1: HeadingLevel.HEADING_1, 2: HeadingLevel.HEADING_2, 3: HeadingLevel.HEADING_3 } as const
const thin = { style: BorderStyle.SINGLE, size: 4, color: '000000' } as const
const wordsOf = (part: DocxText | undefined): string => (typeof part === 'string' ? part : (part?.text ?? ''))

/** Widths by what the columns hold, so that a long name gets the room and a number does not. */
function widthsOf({ head, rows, widths }: DocxTable): number[] {
  const most = widths ?? head.map((h, i) => Math.min(24, Math.max(h.length, 4, ...rows.map((r) => Math.ceil(wordsOf(r[i]).length / 2)))))
  const sum = most.reduce((a, b) => a + b, 0)
  return most.map((m) => Math.floor((m / sum) * WIDTH))
}

/** @returns the bytes of a .docx file */
export async function docx(spec: DocxSpec): Promise<Buffer> {
  const sources = new Map<string, number>()
  const runs = (parts: readonly DocxText[], head = false): (TextRun | FootnoteReferenceRun)[] =>
    parts.flatMap((part) => {
      const run = new TextRun({ text: wordsOf(part), ...(head || (typeof part !== 'string' && part.bold) ? { bold: true } : {}) })
      if (typeof part === 'string' || !part.source) return [run]
      const id = sources.get(part.source) ?? sources.size + 1
      sources.set(part.source, id)
      return [run, new FootnoteReferenceRun(id)]
    })
  const tableOf = (table: DocxTable): Table => {
    const widths = widthsOf(table)
    const row = (cells: readonly DocxText[], head: boolean): TableRow =>
      new TableRow({
        tableHeader: head,
        cantSplit: true,
        children: cells.map(
          (part, i) =>
            new TableCell({
              width: { size: widths[i] ?? 1000, type: WidthType.DXA },
              margins: { top: 40, bottom: 40, left: 80, right: 80 },
              children: [new Paragraph({ style: 'TableText', children: runs([part], head) })],
            }),
        ),
      })
    return new Table({
      width: { size: WIDTH, type: WidthType.DXA },
      columnWidths: widths,
      borders: { top: thin, bottom: thin, left: thin, right: thin, insideHorizontal: thin, insideVertical: thin },
      rows: [row(table.head, true), ...table.rows.map((r) => row(r, false))],
    })
  }
  const block = (b: DocxBlock): (Paragraph | Table)[] => {
    if ('heading' in b) return [new Paragraph({ heading: LEVEL[b.level], children: [new TextRun(b.heading)] })]
    if ('text' in b) return [new Paragraph({ style: 'BodyText', children: runs(b.text) })]
    return [tableOf(b.table), new Paragraph({ style: 'TableText', children: [] })]
  }
  const contents =
    spec.contents === undefined
      ? []
      : [
          new Paragraph({ style: 'Contents', children: [new TextRun(spec.contents)] }),
          new TableOfContents(spec.contents, { hyperlink: true, headingStyleRange: '1-2' }),
          // The text begins on a page of its own, behind the contents.
          new Paragraph({ pageBreakBefore: true, spacing: { line: 20, lineRule: LineRuleType.EXACT }, children: [] }),
        ]
  const body = spec.blocks.flatMap(block)
  const [before, between, after] = spec.pageOf
  const file = new Document({
    title: spec.title,
    creator: spec.office,
    features: { updateFields: spec.contents !== undefined },
    styles: stylesOf(spec.numbered ?? false),
    numbering: NUMBERING,
    footnotes: Object.fromEntries(
      [...sources].map(([source, id]) => [id, { children: [new Paragraph({ style: 'FootnoteText', children: [new TextRun(source)] })] }]),
    ),
    sections: [
      {
        properties: { page: PAGE },
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
          new Paragraph({ style: 'Title', children: [new TextRun(spec.title)] }),
          ...(spec.under === undefined
            ? []
            : [new Paragraph({ alignment: AlignmentType.CENTER, spacing: { after: 300 }, children: [new TextRun(spec.under)] })]),
          ...contents,
          ...body,
          ...(spec.signed ?? []).map(
            (line, i) =>
              new Paragraph({
                style: 'BodyText',
                alignment: AlignmentType.RIGHT,
                ...(i === 0 ? { spacing: { before: 600 } } : {}),
                children: [new TextRun(line)],
              }),
          ),
          ...(spec.small === undefined
            ? []
            : [new Paragraph({ style: 'TableText', spacing: { before: 300 }, children: [new TextRun(spec.small)] })]),
        ],
      },
    ],
  })
  return Packer.toBuffer(file)
}
