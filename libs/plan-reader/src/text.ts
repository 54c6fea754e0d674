import type { Span } from './types.ts'

/**
 * Text without its typographic accidents. Two steps, both with a way back to the original place:
 * `normalise` changes characters one to one (so that offsets stay), `dense` leaves white space out and keeps a map.
 */

const PAIRS: Record<string, string> = {
  '，': ',',
  '；': ';',
  '：': ':',
  '（': '(',
  '）': ')',
  '％': '%',
  '﹪': '%',
  '．': '.',
  '！': '!',
  '？': '?',
  '［': '[',
  '］': ']',
  '〔': '[',
  '〕': ']',
  '【': '(',
  '】': ')',
  '﹙': '(',
  '﹚': ')',
  '︵': '(',
  '︶': ')',
  '\u3000': ' ',
  '\u00a0': ' ',
  '\u2002': ' ',
  '\u2003': ' ',
  '\u2009': ' ',
  '\ufeff': ' ',
  '\u200b': ' ',
  '\u200c': ' ',
  '\u200d': ' ',
  '\r': '\n',
  '\u2028': '\n',
  '\u2029': '\n',
  '\f': '\n',
  '\v': '\n',
  〇: '零',
  '○': '零',
  '「': '“',
  '」': '”',
  '『': '“',
  '』': '”',
  '＂': '"',
  '≦': '≤',
  '≧': '≥',
  '﹤': '<',
  '﹥': '>',
  '〈': '《',
  '〉': '》',
  '—': '-',
  '–': '-',
  '－': '-',
  '―': '-',
  '−': '-',
  '～': '~',
  '〜': '~',
  '∼': '~',
  統: '统',
  '・': '·',
  '﹑': '、',
  '､': '、',
  '｡': '。',
  '﹒': '.',
  '＜': '<',
  '＞': '>',
}

/** Same length as the input: full width to half width, brackets, dashes and blanks made uniform. */
export function normalise(text: string): string {
  const parts: string[] = []
  let from = 0
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    let to: string | undefined
    if (c >= 0xff10 && c <= 0xff19) to = String.fromCharCode(c - 0xff10 + 48)
    else if ((c >= 0xff21 && c <= 0xff3a) || (c >= 0xff41 && c <= 0xff5a)) to = String.fromCharCode(c - 0xfee0)
    else if (c > 127 || c === 12 || c === 11 || c === 13) {
      to = PAIRS[text[i] ?? '']
      if (c === 13 && text.charCodeAt(i + 1) === 10) to = ' '
    }
    // 〔2020〕 is a document number, 〔责任单位:…〕 a bracket
    if (to === '[' && !/[\d０-９]/.test(text[i + 1] ?? '')) to = '('
    if (to === ']' && !/[\d０-９]/.test(text[i - 1] ?? '')) to = ')'
    if (to === undefined) continue
    parts.push(text.slice(from, i), to)
    from = i + 1
  }
  parts.push(text.slice(from))
  return parts.join('')
}

/** Turns UTF-16 positions into code points; the identity when no surrogate pair is in the text. */
export interface CodePoints {
  at(utf16: number): number
  total: number
  line(utf16: number): number
}

export function codePoints(text: string): CodePoints {
  const starts: number[] = [0]
  const pairs: number[] = []
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (c === 10) starts.push(i + 1)
    else if (c >= 0xd800 && c < 0xdc00 && i + 1 < text.length) {
      const d = text.charCodeAt(i + 1)
      if (d >= 0xdc00 && d < 0xe000) pairs.push(i + 1)
    }
  }
  const before = (list: number[], x: number): number => {
    let lo = 0
    let hi = list.length
    while (lo < hi) {
      const mid = (lo + hi) >> 1
      if ((list[mid] ?? 0) < x) lo = mid + 1
      else hi = mid
    }
    return lo
  }
  return {
    at: (x) => (pairs.length === 0 ? x : x - before(pairs, x)),
    total: text.length - pairs.length,
    line: (x) => before(starts, x + 1),
  }
}

/** A piece of normalised text without white space; `map[i]` is the original UTF-16 place of character `i`. */
export interface Dense {
  text: string
  map: Int32Array
}

/** Blanks, and the stars of Markdown that stand in the middle of a line. */
const isBlank = (c: number): boolean =>
  c === 32 || c === 42 || (c >= 9 && c <= 13) || c === 0x85 || c === 0x1680 || (c >= 0x2000 && c <= 0x200a)

/** Squeezes the given UTF-16 ranges of the normalised text; a break character separates ranges marked so. */
export function dense(norm: string, ranges: readonly { start: number; end: number; breakAfter: boolean }[]): Dense {
  let size = 0
  for (const r of ranges) size += r.end - r.start + 1
  const map = new Int32Array(size)
  const parts: string[] = []
  let n = 0
  for (const r of ranges) {
    let from = r.start
    for (let i = r.start; i < r.end; i++) {
      if (isBlank(norm.charCodeAt(i))) {
        if (from < i) parts.push(norm.slice(from, i))
        from = i + 1
      } else map[n++] = i
    }
    if (from < r.end) parts.push(norm.slice(from, r.end))
    if (r.breakAfter) {
      parts.push('\n')
      map[n++] = Math.max(r.start, r.end - 1)
    }
  }
  return { text: parts.join(''), map: map.subarray(0, n) }
}

/** Where quotes come from: the original text and its code points. */
export interface Source {
  text: string
  norm: string
  cp: CodePoints
}

export function source(text: string): Source {
  return { text, norm: normalise(text), cp: codePoints(text) }
}

/** A span of the original from UTF-16 places, outer white space and closing punctuation trimmed. */
export function spanOf(src: Source, start: number, end: number, trim = true): Span {
  let s = start
  let e = end
  if (trim) {
    while (s < e && /[\s,;:。、!?]/.test(src.norm[s] ?? '')) s++
    while (e > s && /[\s,;:。、!?]/.test(src.norm[e - 1] ?? '')) e--
  }
  return { start: src.cp.at(s), end: src.cp.at(e), quote: src.text.slice(s, e) }
}

/** A span of the original from places in a dense piece. */
export function denseSpan(src: Source, d: Dense, start: number, end: number, trim = true): Span {
  if (end <= start) return spanOf(src, d.map[start] ?? 0, d.map[start] ?? 0)
  return spanOf(src, d.map[start] ?? 0, (d.map[end - 1] ?? 0) + 1, trim)
}

export const squeeze = (s: string): string => s.replace(/\s+/g, '')
