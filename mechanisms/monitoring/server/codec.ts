/** Octets in the forms that PostgreSQL and the journal take; no values are looked at. */

const COPY_HEAD = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1')
const COPY_ROW = 40
const EPOCH_2000 = 946_684_800
const TWO_32 = 4_294_967_296

/** Rows of `reading` for COPY … (format binary), written one behind the other into a buffer that grows. */
export interface ReadingRows {
  buffer: Buffer
  length: number
  rows: number
}

export function readingRows(capacity = 4096): ReadingRows {
  const buffer = Buffer.allocUnsafe(COPY_HEAD.length + capacity * COPY_ROW + 2)
  COPY_HEAD.copy(buffer)
  return { buffer, length: COPY_HEAD.length, rows: 0 }
}

/** @param t seconds since 1970 */
export function putReading(into: ReadingRows, point: number, t: number, v: number, q: number): void {
  if (into.length + COPY_ROW + 2 > into.buffer.length) {
    const bigger = Buffer.allocUnsafe(into.buffer.length * 2)
    into.buffer.copy(bigger, 0, 0, into.length)
    into.buffer = bigger
  }
  const b = into.buffer
  let at = into.length
  const micros = Math.round((t - EPOCH_2000) * 1e6)
  b.writeInt16BE(4, at)
  b.writeInt32BE(4, at + 2)
  b.writeInt32BE(point, at + 6)
  b.writeInt32BE(8, at + 10)
  b.writeInt32BE(Math.floor(micros / TWO_32), at + 14)
  b.writeUInt32BE(micros % TWO_32 < 0 ? (micros % TWO_32) + TWO_32 : micros % TWO_32, at + 18)
  b.writeInt32BE(8, at + 22)
  b.writeDoubleBE(v, at + 26)
  b.writeInt32BE(2, at + 34)
  b.writeInt16BE(q, at + 38)
  at += COPY_ROW
  into.length = at
  into.rows++
}

/** Ends the rows: the octets to send. */
export function copyOctets(rows: ReadingRows): Buffer {
  rows.buffer.writeInt16BE(-1, rows.length)
  return rows.buffer.subarray(0, rows.length + 2)
}

/** Readings in columns, as they came. Times in seconds. */
export interface Columns {
  readonly n: number
  readonly no: Int32Array
  readonly t: Float64Array
  readonly v: Float64Array
  readonly q: Uint8Array
  readonly backfill: boolean
  readonly receivedAt: number
}

export type Entry =
  | { readonly kind: 'readings'; readonly columns: Columns }
  | { readonly kind: 'tick'; readonly now: number; readonly org: string }

/** Journal entries of one transaction as octets: little-endian, a kind, then columns. */
export function encodeEntries(entries: readonly Entry[]): Buffer {
  const size = entries.reduce((sum, e) => sum + (e.kind === 'tick' ? 1 + 8 + 36 : 16 + e.columns.n * 21), 0)
  const out = Buffer.allocUnsafe(size)
  let at = 0
  for (const entry of entries) {
    if (entry.kind === 'tick') {
      out.writeUInt8(1, at)
      out.writeDoubleLE(entry.now, at + 1)
      out.write(entry.org, at + 9, 36, 'latin1')
      at += 45
      continue
    }
    const { n, no, t, v, q, backfill, receivedAt } = entry.columns
    out.writeUInt8(0, at)
    out.writeUInt8(backfill ? 1 : 0, at + 1)
    out.writeDoubleLE(receivedAt, at + 2)
    out.writeUInt32LE(n, at + 10)
    at += 16
    for (const column of [no, t, v, q]) {
      const octets = Buffer.from(column.buffer, column.byteOffset, n * column.BYTES_PER_ELEMENT)
      octets.copy(out, at)
      at += octets.length
    }
  }
  return out
}

/** The entries again. Throws on octets that no writer of ours made. */
export function decodeEntries(body: Buffer): Entry[] {
  const entries: Entry[] = []
  let at = 0
  const take = (length: number): ArrayBuffer => {
    if (at + length > body.length) throw new Error('A journal entry is cut off')
    const copy = new Uint8Array(length)
    copy.set(body.subarray(at, at + length))
    at += length
    return copy.buffer
  }
  while (at < body.length) {
    if (body.readUInt8(at) === 1) {
      entries.push({ kind: 'tick', now: body.readDoubleLE(at + 1), org: body.toString('latin1', at + 9, at + 45) })
      at += 45
      continue
    }
    const backfill = body.readUInt8(at + 1) === 1
    const receivedAt = body.readDoubleLE(at + 2)
    const n = body.readUInt32LE(at + 10)
    at += 16
    const no = new Int32Array(take(n * 4))
    const t = new Float64Array(take(n * 8))
    const v = new Float64Array(take(n * 8))
    const q = new Uint8Array(take(n))
    entries.push({ kind: 'readings', columns: { n, no, t, v, q, backfill, receivedAt } })
  }
  return entries
}
