import { rule } from './rule.ts'

/** Sentences and clauses of a dense text; brackets, quotes and document names hold together. */

export interface Clause {
  start: number
  end: number
}

export interface Sentence extends Clause {
  /** the character that closed it: 。 ; ! ? or a line end */
  close: string
  clauses: Clause[]
}

export interface Masks {
  /** inside 《…》 or a document number [2020]5号 */
  name: Uint8Array
  /** inside “…” */
  quote: Uint8Array
  /** inside (…) */
  bracket: Uint8Array
  /** matching close of an open bracket, -1 elsewhere */
  closes: Int32Array
}

const LIMIT = 600
const MAX_SENTENCE = 1500

export const enumeration = rule(
  'enumeration',
  /^(?:第?[一二三四五六七八九十]{1,3}(?:是要?|要)|首先|其次|最后|此外|另外|同时|其中|并且|而且|[①②③④⑤⑥⑦⑧⑨⑩]|\(\d{1,2}\)|-|·)[,:]?/,
  ['一是加强', '二是要全面', '同时,', '十一是'],
  ['一体化', '第一批'],
)

export function readMasks(text: string): Masks {
  const n = text.length
  const name = new Int32Array(n + 1)
  const quote = new Int32Array(n + 1)
  const bracket = new Int32Array(n + 1)
  const closes = new Int32Array(n).fill(-1)
  const stack: number[] = []
  let book = -1
  let bookDepth = 0
  let said = -1
  let ascii = -1
  const mark = (diff: Int32Array, a: number, b: number): void => {
    diff[a] = (diff[a] ?? 0) + 1
    diff[b] = (diff[b] ?? 0) - 1
  }
  for (let i = 0; i < n; i++) {
    const c = text[i]
    if (c === '(') stack.push(i)
    else if (c === ')') {
      const open = stack.pop()
      if (open !== undefined && i - open <= LIMIT) {
        closes[open] = i
        mark(bracket, open, i + 1)
      }
    } else if (c === '《') {
      if (book < 0 || i - book > 200) {
        book = i
        bookDepth = 1
      } else bookDepth++
    } else if (c === '》' && book >= 0) {
      bookDepth--
      // 《关于印发《…》的通知》 often lacks its last mark: a pair is enough
      if (i - book <= 200) mark(name, book, i + 1)
      if (bookDepth <= 0) book = -1
    } else if (c === '“') said = i
    else if (c === '”' && said >= 0) {
      if (i - said <= 120 && !/^“十[一二三四五六七]五”$/.test(text.slice(said, i + 1))) mark(quote, said, i + 1)
      said = -1
    } else if (c === '"') {
      if (ascii >= 0 && i - ascii <= 120) {
        mark(quote, ascii, i + 1)
        ascii = -1
      } else ascii = i
    } else if (c === '[') {
      const close = text.slice(i, i + 40).search(/\][^,;。]{0,6}号/)
      if (close > 0) {
        const end = i + close + text.slice(i + close, i + close + 10).indexOf('号') + 1
        mark(name, i, end)
      }
    }
  }
  const flat = (diff: Int32Array): Uint8Array => {
    const out = new Uint8Array(n)
    let depth = 0
    for (let i = 0; i < n; i++) {
      depth += diff[i] ?? 0
      out[i] = depth > 0 ? 1 : 0
    }
    return out
  }
  return { name: flat(name), quote: flat(quote), bracket: flat(bracket), closes }
}

/** Where a part begins to speak: after 一是, 同时, and the like. */
export function skipLead(text: string, start: number, end: number): number {
  let at = start
  for (let k = 0; k < 3; k++) {
    const m = enumeration.pattern.exec(text.slice(at, Math.min(end, at + 8)))
    if (m === null || m[0].length === 0 || at + m[0].length >= end) break
    at += m[0].length
  }
  return at
}

export function readSentences(text: string, masks: Masks): Sentence[] {
  const list: Sentence[] = []
  let start = 0
  let clauseStart = 0
  let clauses: Clause[] = []
  const free = (i: number): boolean => masks.bracket[i] !== 1 && masks.quote[i] !== 1 && masks.name[i] !== 1
  const closeClause = (end: number): void => {
    const from = skipLead(text, clauseStart, end)
    if (from < end) clauses.push({ start: from, end })
    clauseStart = end + 1
  }
  const closeSentence = (end: number, close: string): void => {
    closeClause(end)
    if (clauses.length > 0) list.push({ start: skipLead(text, start, end), end, close, clauses })
    clauses = []
    start = end + 1
    clauseStart = end + 1
  }
  for (let i = 0; i < text.length; i++) {
    const c = text[i]
    const soft = c === ',' || c === ':'
    if ((c === '。' || c === ';' || c === '!' || c === '?') && free(i)) closeSentence(i, c)
    else if (c === '\n' && masks.bracket[i] !== 1) closeSentence(i, c)
    else if (
      soft &&
      (i - start > MAX_SENTENCE || free(i)) &&
      !(/\d/.test(text[i - 1] ?? '') && /^\d{3}(?!\d)/.test(text.slice(i + 1, i + 5)) && c === ',')
    ) {
      if (i - start > MAX_SENTENCE) closeSentence(i, ';')
      else closeClause(i)
    } else if (i - start > 2 * MAX_SENTENCE) closeSentence(i, ';')
  }
  if (start < text.length) closeSentence(text.length, '。')
  return list
}
