import { type HTMLElement, NodeType, parse } from 'node-html-parser'

/** HTML → the text the reader takes: one line per block, table cells kept apart by tabs, one row a line. */

const BLOCK = new Set([
  'P',
  'DIV',
  'H1',
  'H2',
  'H3',
  'H4',
  'H5',
  'H6',
  'SECTION',
  'ARTICLE',
  'UL',
  'OL',
  'LI',
  'BLOCKQUOTE',
  'PRE',
  'HEADER',
  'FOOTER',
  'DD',
  'DT',
  'CENTER',
  'HR',
  'TITLE',
  'MAIN',
  'ASIDE',
  'NAV',
])
const SKIP = new Set(['SCRIPT', 'STYLE', 'NOSCRIPT', 'TEMPLATE', 'HEAD', 'SVG', 'IFRAME', 'SELECT', 'BUTTON', 'NAV'])

interface Writer {
  lines: string[]
  line: string
}

function breakLine(w: Writer): void {
  const text = w.line.replace(/[^\S\t]+/g, ' ').trim()
  if (text !== '') w.lines.push(text)
  w.line = ''
}

function cellText(cell: HTMLElement): string {
  return cell.structuredText.replace(/\s+/g, ' ').trim()
}

/** Rows with their spans filled in, so that each row has all columns. */
function writeTable(w: Writer, table: HTMLElement): void {
  breakLine(w)
  const held = new Map<number, { left: number; text: string }>()
  for (const row of table.querySelectorAll('tr')) {
    const cells: string[] = []
    const fill = (): void => {
      for (let h = held.get(cells.length); h !== undefined; h = held.get(cells.length)) {
        if (h.left <= 1) held.delete(cells.length)
        else h.left--
        cells.push(h.text)
      }
    }
    for (const cell of row.querySelectorAll('td,th')) {
      fill()
      const text = cellText(cell)
      const down = Math.min(200, Number(cell.getAttribute('rowspan') ?? 1) || 1)
      const across = Math.min(50, Number(cell.getAttribute('colspan') ?? 1) || 1)
      for (let k = 0; k < across; k++) {
        if (down > 1) held.set(cells.length, { left: down - 1, text: k === 0 ? text : '' })
        cells.push(k === 0 ? text : '')
      }
    }
    fill()
    if (cells.some((c) => c !== '')) w.lines.push(cells.length === 1 ? (cells[0] ?? '') : cells.join('\t'))
  }
  w.lines.push('')
}

function walk(node: HTMLElement, w: Writer, ordinal: { n: number } | null, depth: number): void {
  for (const child of node.childNodes) {
    if (child.nodeType === NodeType.TEXT_NODE) {
      w.line += child.text.replace(/\s+/g, ' ')
      continue
    }
    if (child.nodeType !== NodeType.ELEMENT_NODE) continue
    const el = child as HTMLElement
    const tag = el.tagName
    if (SKIP.has(tag)) continue
    if (tag === 'BR') breakLine(w)
    else if (tag === 'TABLE' && el.querySelectorAll('tr').length > 1) writeTable(w, el)
    else if (depth > 200) w.line += el.text
    else if (BLOCK.has(tag)) {
      breakLine(w)
      // the numbers of an ordered list are not in its text
      if (tag === 'LI' && ordinal !== null) w.line = `${++ordinal.n}. `
      walk(el, w, tag === 'OL' ? { n: 0 } : tag === 'UL' ? null : ordinal, depth + 1)
      breakLine(w)
    } else walk(el, w, ordinal, depth + 1)
  }
}

/** The text of an HTML document; navigation, scripts and styles are left out. */
export function htmlText(html: string): string {
  const root = parse(html, { comment: false })
  const w: Writer = { lines: [], line: '' }
  walk(root.querySelector('body') ?? root, w, null, 0)
  breakLine(w)
  return w.lines.join('\n')
}
