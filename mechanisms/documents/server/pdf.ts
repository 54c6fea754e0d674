import { createRequire } from 'node:module'
import { say, text, type Lang } from '#kernel/text.ts'
import type { Content, DynamicContent, TDocumentDefinitions } from 'pdfmake/interfaces.js'

export type { Content, TableCell } from 'pdfmake/interfaces.js'

/** What every paper has, whatever stands on it. */
export interface PaperSpec {
  /** Office or enterprise whose paper it is. */
  readonly issuer: string
  readonly title: string
  readonly number?: string
  /** Date in words. */
  readonly date: string
  /** The code printed on every page, and the address at which it is verified, as QR code on the first. */
  readonly code: string
  readonly verifyUrl: string
  readonly landscape?: boolean
  /** A4 unless told. */
  readonly size?: 'A4' | 'A5'
  /** Another address for the square mark than the one that verifies, with the words below it. */
  readonly mark?: { readonly url: string; readonly words: string }
  /** Language of head and foot; Chinese unless told. */
  readonly lang?: Lang
  /** `official`: letter layout after GB/T 9704-2012; `plain`: lists, cards, files. */
  readonly layout?: 'plain' | 'official'
  readonly content: readonly Content[]
}

const require = createRequire(import.meta.url)
const font = (weight: string): string => require.resolve(`@expo-google-fonts/noto-sans-sc/${weight}/NotoSansSC_${weight}.ttf`)
const REGULAR = font('400Regular')
const BOLD = font('700Bold')

/** Loaded when the first paper is made. */
async function loadMaker() {
  const { default: pdfmake } = await import('pdfmake')
  // The family has no italics; a slanted Chinese face is not used in official papers either.
  pdfmake.setFonts({ Noto: { normal: REGULAR, bold: BOLD, italics: REGULAR, bolditalics: BOLD } })
  // Nothing is fetched and nothing read but the two fonts: texts come from outside, pictures as data.
  pdfmake.setUrlAccessPolicy(() => false)
  pdfmake.setLocalAccessPolicy((path) => path === REGULAR || path === BOLD)
  return pdfmake
}
let maker: ReturnType<typeof loadMaker> | null = null

const mm = (value: number): number => (value * 72) / 25.4

/** Red of the head of official letters (发文机关标志). */
const HEAD_RED = '#c8161d'
const SOFT = '#4a5560'

/** GB/T 9704-2012: margins of the type area 37 mm above, 28 mm left, 26 mm right, 35 mm below. */
const OFFICIAL_MARGINS: [number, number, number, number] = [mm(28), mm(37), mm(26), mm(35)]

function footer({ code, layout, lang = 'zh' }: PaperSpec, side: number): DynamicContent {
  return (page, pages) => ({
    margin: [side, layout === 'official' ? mm(10) : 12, side, 0],
    fontSize: 8,
    color: SOFT,
    columns: [
      { text: say(text(`验证码 ${code}`, `Code ${code}`), lang), width: '*' },
      { text: say(text(`第 ${page} 页 共 ${pages} 页`, `Page ${page} of ${pages}`), lang), width: 'auto', alignment: 'right' },
    ],
  })
}

/** Two points a module at the usual length of the address: less than 0.7 mm is not read from an office print. */
const QR_POINTS = 92

const verifyMark = (spec: PaperSpec, alignment: 'left' | 'right'): Content[] => [
  { qr: spec.mark?.url ?? spec.verifyUrl, fit: QR_POINTS, eccLevel: 'L', alignment },
  {
    text: spec.mark?.words ?? say(text('扫码验真', 'Scan to verify'), spec.lang ?? 'zh'),
    fontSize: 7.5,
    color: SOFT,
    alignment,
    margin: [0, 2, 0, 0],
  },
]

function plainHead(spec: PaperSpec): Content {
  const { number, date, lang = 'zh' } = spec
  const facts = [
    number ? say(text(`编号：${number}`, `Number: ${number}`), lang) : null,
    say(text(`日期：${date}`, `Date: ${date}`), lang),
  ].filter((f) => f !== null)
  return {
    columns: [
      {
        width: '*',
        stack: [
          { text: spec.issuer, fontSize: 11, color: SOFT },
          { text: spec.title, fontSize: 18, bold: true, margin: [0, 2, 0, 4] },
          { text: facts.join('　'), fontSize: 9.5, color: SOFT },
        ],
      },
      { width: QR_POINTS, stack: verifyMark(spec, 'right') },
    ],
    columnGap: 12,
    margin: [0, 0, 0, 10],
  }
}

/** Letter layout (信函格式): the office in red, a red double line, the number right below it, then the title. */
function officialHead(spec: PaperSpec): Content[] {
  const width = mm(156)
  return [
    {
      text: spec.issuer,
      color: HEAD_RED,
      bold: true,
      fontSize: spec.issuer.length > 14 ? 24 : 32,
      alignment: 'center',
      characterSpacing: 2,
    },
    {
      canvas: [
        { type: 'line', x1: 0, y1: 6, x2: width, y2: 6, lineWidth: 2.2, lineColor: HEAD_RED },
        { type: 'line', x1: 0, y1: 9.5, x2: width, y2: 9.5, lineWidth: 0.8, lineColor: HEAD_RED },
      ],
    },
    {
      columns: [
        { width: QR_POINTS, stack: verifyMark(spec, 'left') },
        { width: '*', text: spec.number ?? '', fontSize: 14, alignment: 'right' },
      ],
      margin: [0, 8, 0, 0],
    },
    { text: spec.title, fontSize: 22, bold: true, alignment: 'center', margin: [0, 4, 0, 20] },
  ]
}

/** The document of a paper: A4, head, content, code and page number on every page. */
export function paper(spec: PaperSpec): TDocumentDefinitions {
  const official = spec.layout === 'official'
  const side = official ? mm(28) : spec.size === 'A5' ? 28 : 40
  return {
    pageSize: spec.size ?? 'A4',
    pageOrientation: spec.landscape ? 'landscape' : 'portrait',
    pageMargins: official ? OFFICIAL_MARGINS : [side, 40, side, 46],
    info: { title: `${spec.title}${spec.number ? ` ${spec.number}` : ''}`, creator: 'Anlan' },
    // 三号 (16 pt) and 22 lines a page (29 pt a line with this face) for letters; papers for the hand are smaller.
    defaultStyle: { font: 'Noto', fontSize: official ? 16 : 9.5, lineHeight: official ? 1.25 : 1.2 },
    content: [...(official ? officialHead(spec) : [plainHead(spec)]), ...spec.content],
    footer: footer(spec, side),
  }
}

let last: Promise<unknown> = Promise.resolve()

/** Renders a paper. One at a time: each holds both fonts (20 MB) while it is made. */
export function pdf(spec: PaperSpec): Promise<Buffer> {
  const made = last.then(async () => (await (maker ??= loadMaker())).createPdf(paper(spec)).getBuffer())
  last = made.catch(() => {})
  return made
}

/** A heading within a paper. */
export const heading = (words: string): Content => ({ text: words, bold: true, fontSize: 12, margin: [0, 10, 0, 4], headlineLevel: 1 })

/** Names and values side by side; long values wrap. */
export function factTable(facts: readonly (readonly [name: string, value: string])[]): Content {
  if (facts.length === 0) return { text: '' }
  return {
    table: { widths: [92, '*'], body: facts.map(([name, value]) => [{ text: name, color: SOFT }, { text: value }]) },
    layout: {
      hLineWidth: () => 0.4,
      vLineWidth: () => 0,
      hLineColor: () => '#c9d1d8',
      paddingTop: () => 3,
      paddingBottom: () => 3,
      paddingLeft: () => 0,
      paddingRight: () => 4,
    },
  }
}

/** Longer cells may fill more than a page in a narrow column; a row that may not break would then be cut off. */
const UNBROKEN_CHARS = 200

/** A ruled table whose head is repeated on every page. Widths in points or `*`. */
export function ruledTable(head: readonly string[], widths: readonly (number | '*')[], rows: readonly (readonly string[])[]): Content {
  return {
    table: {
      headerRows: 1,
      keepWithHeaderRows: 1,
      dontBreakRows: rows.every((row) => row.every((cell) => cell.length <= UNBROKEN_CHARS)),
      widths: [...widths],
      body: [head.map((text) => ({ text, bold: true, fillColor: '#eef2f5' })), ...rows.map((row) => row.map((text) => ({ text })))],
    },
    layout: {
      hLineWidth: () => 0.5,
      vLineWidth: () => 0.5,
      hLineColor: () => '#8d99a4',
      vLineColor: () => '#8d99a4',
      paddingTop: () => 3,
      paddingBottom: () => 3,
    },
    fontSize: 9,
  }
}
