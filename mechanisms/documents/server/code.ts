import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import { canonical, sha256Hex } from '#kernel/matter/index.ts'
import { codeBody, minuteOf } from '../rules.ts'

/** Crockford's base 32: no letter that is taken for a digit when typed from paper. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** 60 bits: nobody guesses them over a line that answers some tens of times a minute. */
function short(bytes: Buffer): string {
  let bits = BigInt(`0x${bytes.subarray(0, 8).toString('hex')}`) >> 4n
  let out = ''
  for (let i = 0; i < 12; i++) {
    out = (ALPHABET[Number(bits & 31n)] ?? '') + out
    bits >>= 5n
  }
  return out
}

/** The seal of a text. The key is made from the installation's secret for this one use. */
export function sealOf(secret: string, content: string): string {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'anlan paper code', 32))
  return short(createHmac('sha256', key).update(content).digest())
}

export function sameSeal(a: string, b: string): boolean {
  const [x, y] = [Buffer.from(a), Buffer.from(b)]
  return x.length === y.length && timingSafeEqual(x, y)
}

export interface Head {
  readonly id: string
  readonly no: string
  readonly seq: number
  readonly headHash: string
}

/** The seal of a matter as it stood after an act: over its id, the head of its chain and the count of its acts. */
export const matterSeal = (secret: string, { id, seq, headHash }: Omit<Head, 'no'>): string =>
  sealOf(secret, `matter\n${id}\n${headHash}\n${seq}`)

/** Code of a paper about one matter. */
export function matterCode(secret: string, head: Head): string {
  return `${codeBody({ as: 'matter', no: head.no, seq: head.seq })}.${matterSeal(secret, head)}`
}

/** The seal of a list: over what its code says in the open. */
export const sheetSeal = (secret: string, body: string): string => sealOf(secret, `sheet\n${body}`)

/**
 * Code of a list. It vouches for the time, the number of entries and the content that was printed.
 * @param sheet two capital letters for the sort of list
 */
export function sheetCode(secret: string, sheet: string, at: Date, rows: readonly unknown[]): string {
  const digest = sha256Hex(canonical(rows)).slice(0, 8).toUpperCase()
  const body = codeBody({ as: 'sheet', sheet, minute: minuteOf(at), count: rows.length, digest })
  return `${body}.${sheetSeal(secret, body)}`
}
