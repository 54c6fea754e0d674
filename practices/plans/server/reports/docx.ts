import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  FootnoteReferenceRun,
  HeadingLevel,
  LevelFormat,
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
  type IRunOptions,
} from 'docx'
import type { Paper } from '../../model-papers.ts'

/** Faces of the usual layout of official letters; a machine without them takes its own Chinese face. */
const FACES = { title: '方正小标宋简体', one: '黑体', two: '楷体', body: '仿宋' } as const
const face = (name: keyof typeof FACES): IRunOptions['font'] => ({
  ascii: 'Times New Roman',
  hAnsi: 'Times New Roman',
  cs: 'Times New Roman',
  eastAsia: FACES[name],
})

/** Half-points: 二号 44, 三号 32, 小四 24, 五号 21. */
const SIZE = { title: 44, body: 32, table: 21, note: 18 } as const
const LINE = 560
/** Twentieths of a point inside the margins of an A4 page: 210 − 28 − 26 mm. */
const WIDTH = 8845

/** Text with its marks 〔3〕 turned to references of footnotes; marks that lead nowhere fall away. */
function runs(text: string, notes: number): (TextRun | FootnoteReferenceRun)[] {
  return text.split(/〔(\d+)〕/).flatMap((piece, i) => {
    if (i % 2 === 0) return piece === '' ? [] : [new TextRun(piece)]
    const n = Number(piece)
    return n >= 1 && n <= notes ? [new FootnoteReferenceRun(n)] : []
  })
}

const thin = { style: BorderStyle.SINGLE, size: 4, color: '000000' } as const

function cell(text: string, head: boolean, width: number): TableCell {
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    margins: { top: 40, bottom: 40, left: 80, right: 80 },
    children: [new Paragraph({ style: 'TableText', children: [new TextRun({ text, bold: head })] })],
  })
}

/** Widths by what the columns hold, so that a long name gets the room and a number does not. */
function widths({ columns, rows }: NonNullable<Paper['parts'][number]['table']>): number[] {
  const most = columns.map((c, i) => Math.min(24, Math.max(c.length, 4, ...rows.map((r) => Math.ceil((r[i]?.length ?? 0) / 2)))))
  const sum = most.reduce((a, b) => a + b, 0)
  return most.map((m) => Math.floor((m / sum) * WIDTH))
}

function tableOf(table: NonNullable<Paper['parts'][number]['table']>): Table {
  const sizes = widths(table)
  const row = (cells: readonly string[], head: boolean): TableRow =>
    new TableRow({ tableHeader: head, cantSplit: true, children: cells.map((text, i) => cell(text, head, sizes[i] ?? 1000)) })
  return new Table({
    width: { size: WIDTH, type: WidthType.DXA },
    columnWidths: sizes,
    borders: { top: thin, bottom: thin, left: thin, right: thin, insideHorizontal: thin, insideVertical: thin },
    rows: [row(table.columns, true), ...table.rows.map((r) => row(r, false))],
  })
}

/**
 * A paper as DOCX: title, contents, numbered headings by style, each number's source as a footnote, page numbers.
 * @param code verifies the paper; stands at its end
 */
export async function docxOf(paper: Paper, code: string, base: string): Promise<Buffer> {
  const body = (children: ConstructorParameters<typeof Paragraph>[0]): Paragraph => new Paragraph(children)
  const parts = paper.parts.flatMap((p) => [
    new Paragraph({ heading: p.level === 1 ? HeadingLevel.HEADING_1 : HeadingLevel.HEADING_2, children: [new TextRun(p.title)] }),
    ...p.paragraphs.map((text) => body({ style: 'BodyText', children: runs(text, paper.notes.length) })),
    ...(p.table ? [tableOf(p.table), body({ style: 'TableText', children: [] })] : []),
  ])
  const document = new Document({
    creator: paper.issuer,
    title: paper.title,
    styles: {
      default: { document: { run: { font: face('body'), size: SIZE.body } } },
      paragraphStyles: [
        {
          id: 'Title',
          name: 'Title',
          basedOn: 'Normal',
          next: 'BodyText',
          quickFormat: true,
          run: { font: face('title'), size: SIZE.title },
          paragraph: { alignment: AlignmentType.CENTER, spacing: { before: 600, after: 300 } },
        },
        {
          id: 'BodyText',
          name: 'Body Text',
          basedOn: 'Normal',
          quickFormat: true,
          run: { font: face('body'), size: SIZE.body },
          paragraph: {
            alignment: AlignmentType.JUSTIFIED,
            indent: { firstLine: 640 },
            spacing: { line: LINE, lineRule: LineRuleType.EXACT },
          },
        },
        {
          id: 'Heading1',
          name: 'heading 1',
          basedOn: 'Normal',
          next: 'BodyText',
          quickFormat: true,
          run: { font: face('one'), size: SIZE.body, bold: false, color: '000000' },
          paragraph: {
            outlineLevel: 0,
            keepNext: true,
            numbering: { reference: 'parts', level: 0 },
            spacing: { before: 160, line: LINE, lineRule: LineRuleType.EXACT },
          },
        },
        {
          id: 'Heading2',
          name: 'heading 2',
          basedOn: 'Normal',
          next: 'BodyText',
          quickFormat: true,
          run: { font: face('two'), size: SIZE.body, bold: false, color: '000000' },
          paragraph: {
            outlineLevel: 1,
            keepNext: true,
            numbering: { reference: 'parts', level: 1 },
            spacing: { line: LINE, lineRule: LineRuleType.EXACT },
          },
        },
        {
          id: 'TableText',
          name: 'Table Text',
          basedOn: 'Normal',
          run: { font: face('body'), size: SIZE.table },
          paragraph: { spacing: { line: 300 } },
        },
        {
          id: 'Contents',
          name: 'Contents Title',
          basedOn: 'Normal',
          run: { font: face('one'), size: SIZE.body },
          paragraph: { alignment: AlignmentType.CENTER, spacing: { before: 200, after: 100 } },
        },
        {
          id: 'FootnoteText',
          name: 'footnote text',
          basedOn: 'Normal',
          run: { font: face('body'), size: SIZE.note },
          paragraph: { spacing: { line: 260 } },
        },
      ],
    },
    numbering: {
      config: [
        {
          reference: 'parts',
          levels: [
            {
              level: 0,
              format: LevelFormat.CHINESE_COUNTING,
              text: '%1、',
              alignment: AlignmentType.LEFT,
              suffix: 'nothing',
              style: { paragraph: { indent: { left: 0, firstLine: 640 } } },
            },
            {
              level: 1,
              format: LevelFormat.CHINESE_COUNTING,
              text: '（%2）',
              alignment: AlignmentType.LEFT,
              suffix: 'nothing',
              style: { paragraph: { indent: { left: 0, firstLine: 640 } } },
            },
          ],
        },
      ],
    },
    footnotes: Object.fromEntries(
      paper.notes.map((note, i) => [
        i + 1,
        { children: [new Paragraph({ style: 'FootnoteText', children: [new TextRun(`来源：${note.text}（${base}${note.href}）`)] })] },
      ]),
    ),
    sections: [
      {
        properties: { page: { size: { width: 11906, height: 16838 }, margin: { top: 2098, bottom: 1984, left: 1587, right: 1474 } } },
        footers: {
          default: new Footer({
            children: [
              new Paragraph({
                alignment: AlignmentType.CENTER,
                children: [new TextRun({ size: 24, children: ['第 ', PageNumber.CURRENT, ' 页 共 ', PageNumber.TOTAL_PAGES, ' 页'] })],
              }),
            ],
          }),
        },
        children: [
          new Paragraph({ style: 'Title', children: [new TextRun(paper.title)] }),
          new Paragraph({ style: 'Contents', children: [new TextRun('目  录')] }),
          new TableOfContents('目录', { hyperlink: true, headingStyleRange: '1-2' }),
          // The text begins on a page of its own, behind the contents.
          body({ pageBreakBefore: true, spacing: { line: 20, lineRule: LineRuleType.EXACT }, children: [] }),
          ...parts,
          new Paragraph({
            style: 'BodyText',
            alignment: AlignmentType.RIGHT,
            spacing: { before: 600 },
            children: [new TextRun(paper.issuer)],
          }),
          new Paragraph({ style: 'BodyText', alignment: AlignmentType.RIGHT, children: [new TextRun(paper.date)] }),
          new Paragraph({
            style: 'TableText',
            spacing: { before: 300 },
            children: [new TextRun(`验证码：${code}（${base}/verify/${code}）`)],
          }),
        ],
      },
    ],
  })
  return Packer.toBuffer(document)
}
