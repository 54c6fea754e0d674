import type { FileHandle } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { createInflateRaw } from 'node:zlib'

/** Thrown for what is no workbook; the caller says it in words. */
export class BadZip extends Error {}
/** Thrown when the content unfolds to more than was allowed. */
export class TooMuch extends Error {}

interface Entry {
  readonly method: number
  readonly packed: number
  readonly unpacked: number
  readonly at: number
}

export interface Zip {
  has(name: string): boolean
  /** Unpacked pieces of one file, with back pressure. Throws `BadZip` where it is missing or damaged. */
  read(name: string): AsyncGenerator<Buffer>
}

const END = Buffer.from('PK\u0005\u0006', 'latin1')
const END_SIZE = 22
const MAX_DIRECTORY = 4 * 1024 * 1024
const PIECE = 64 * 1024

async function bytes(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length)
  const { bytesRead } = await file.read(buffer, 0, length, at)
  if (bytesRead < length) throw new BadZip('cut off')
  return buffer
}

async function directoryOf(file: FileHandle): Promise<Map<string, Entry>> {
  const { size } = await file.stat()
  const tail = await bytes(file, Math.max(0, size - 66_000), Math.min(size, 66_000))
  const end = tail.lastIndexOf(END)
  if (end < 0 || end + END_SIZE > tail.length) throw new BadZip('no directory')
  const length = tail.readUInt32LE(end + 12)
  if (length > MAX_DIRECTORY) throw new BadZip('directory too long')
  const directory = await bytes(file, tail.readUInt32LE(end + 16), length)
  const entries = new Map<string, Entry>()
  for (let at = 0; at + 46 <= directory.length && directory.readUInt32LE(at) === 0x02014b50;) {
    const nameLength = directory.readUInt16LE(at + 28)
    const name = directory.toString('utf8', at + 46, at + 46 + nameLength)
    // Encrypted entries carry bit 0.
    if ((directory.readUInt16LE(at + 8) & 1) === 0) {
      entries.set(name.replaceAll('\\', '/'), {
        method: directory.readUInt16LE(at + 10),
        packed: directory.readUInt32LE(at + 20),
        unpacked: directory.readUInt32LE(at + 24),
        at: directory.readUInt32LE(at + 42),
      })
    }
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
  }
  return entries
}

async function* packedPieces(file: FileHandle, entry: Entry): AsyncGenerator<Buffer> {
  const head = await bytes(file, entry.at, 30)
  if (head.readUInt32LE(0) !== 0x04034b50) throw new BadZip('no entry')
  let at = entry.at + 30 + head.readUInt16LE(26) + head.readUInt16LE(28)
  for (let left = entry.packed; left > 0;) {
    const piece = await bytes(file, at, Math.min(left, PIECE))
    yield piece
    at += piece.length
    left -= piece.length
  }
}

/**
 * Opens a zip by its directory at the end, as the format wants it. Reading it from the front as a stream loses entries:
 * the stream reader that exceljs brings says "end" as soon as it has seen the last byte, also while entries still wait
 * to be taken, so that on a busy machine a small workbook came out empty.
 * @param most bytes that all reading together may unfold to; what the directory declares is not believed
 */
export async function openZip(file: FileHandle, most: number): Promise<Zip> {
  const entries = await directoryOf(file)
  let declared = 0
  for (const entry of entries.values()) declared += entry.unpacked
  if (declared > most) throw new TooMuch()
  let left = most
  return {
    has: (name) => entries.has(name),
    async *read(name) {
      const entry = entries.get(name)
      if (!entry || (entry.method !== 0 && entry.method !== 8)) throw new BadZip(`no ${name}`)
      const source = Readable.from(packedPieces(file, entry), { objectMode: false })
      const out = entry.method === 0 ? source : source.pipe(createInflateRaw())
      if (out !== source) source.on('error', (error) => out.destroy(error))
      try {
        for await (const piece of out as AsyncIterable<Buffer>) {
          left -= piece.length
          if (left < 0) throw new TooMuch()
          yield piece
        }
      } finally {
        source.destroy()
        out.destroy()
      }
    },
  }
}
