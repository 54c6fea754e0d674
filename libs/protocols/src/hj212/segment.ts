import { decodeGbk, decodeUtf8 } from '../text.ts'

/** Flag octet: bits 7-2 edition (1 = 2017, 2 = seen in 2025 code), bit 1 packet numbers present, bit 0 answer wanted. */
export interface Hj212Flag {
  version: number
  hasPacketNumber: boolean
  needsAnswer: boolean
}

/** Values by name. Made without a prototype: names come from the wire, and `__proto__` is only a name here. */
export type Fields = Record<string, string>

/**
 * A data segment taken apart, all values as sent.
 *
 * - `head`: QN, ST, CN, PW, MN, Flag, PNUM, PNO and whatever else stands before CP.
 * - `cp`: items of CP without a suffix (DataTime, PolId, QnRtn ...).
 * - `points`: items `code-suffix`, by code and suffix. Log text between `//` keeps its slashes and its separators.
 * - `cpClosed`: CP ends with `&&`.
 */
export interface Hj212Segment {
  head: Fields
  flag: Hj212Flag | null
  cp: Fields
  points: Record<string, Fields>
  cpClosed: boolean
  /** Fields of the head were parted by commas (seen after QN). */
  commaInHead: boolean
  /** The text was GBK; the standard says UTF-8. */
  gbkText: boolean
}

function emptyFields<Value>(): Record<string, Value> {
  return Object.create(null) as Record<string, Value>
}

/** UTF-8, or GBK where the octets are no UTF-8: older loggers still send it. */
function segmentText(bytes: Uint8Array): { text: string; gbkText: boolean } {
  const text = decodeUtf8(bytes)
  return text.includes('\ufffd') ? { text: decodeGbk(bytes), gbkText: true } : { text, gbkText: false }
}

/** Items of CP, parted by `;` and `,` but not inside a value that is `//…//`. */
function splitItems(text: string): string[] {
  const items: string[] = []
  let from = 0
  while (from < text.length) {
    const equals = text.indexOf('=', from)
    let search = from
    if (equals >= 0 && text.startsWith('//', equals + 1) && !/[;,]/.test(text.slice(from, equals))) {
      const close = text.indexOf('//', equals + 3)
      search = close < 0 ? text.length : close + 2
    }
    let end = search
    while (end < text.length && text[end] !== ';' && text[end] !== ',') end++
    if (end > from) items.push(text.slice(from, end))
    from = end + 1
  }
  return items
}

function parseFlag(flag: string | undefined): Hj212Flag | null {
  if (flag === undefined || !/^\d{1,3}$/.test(flag)) return null
  const bits = Number(flag)
  return { version: bits >> 2, hasPacketNumber: (bits & 2) !== 0, needsAnswer: (bits & 1) !== 0 }
}

/** Takes a data segment (between the length and the check value) apart. Never refuses: missing parts are just missing. */
export function parseSegment(bytes: Uint8Array): Hj212Segment {
  const { text, gbkText } = segmentText(bytes)
  const cpAt = text.indexOf('CP=&&')
  const headText = cpAt < 0 ? text : text.slice(0, cpAt)
  const rest = cpAt < 0 ? '' : text.slice(cpAt + 5)
  const cpClosed = cpAt >= 0 && rest.endsWith('&&')
  const head = emptyFields<string>()
  for (const item of headText.split(/[;,]/)) {
    const equals = item.indexOf('=')
    if (equals > 0) head[item.slice(0, equals).trim()] = item.slice(equals + 1)
  }
  const cp = emptyFields<string>()
  const points = emptyFields<Fields>()
  for (const item of splitItems(cpClosed ? rest.slice(0, -2) : rest)) {
    const equals = item.indexOf('=')
    if (equals <= 0) continue
    const name = item.slice(0, equals).trim()
    const value = item.slice(equals + 1)
    const dash = name.indexOf('-')
    if (dash <= 0) cp[name] = value
    else {
      const code = name.slice(0, dash)
      const fields = points[code] ?? emptyFields<string>()
      fields[name.slice(dash + 1)] = value
      points[code] = fields
    }
  }
  return { head, flag: parseFlag(head['Flag']), cp, points, cpClosed, commaInHead: headText.includes(','), gbkText }
}
