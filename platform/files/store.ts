import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

export interface Received {
  readonly temp: string
  readonly hash: string
  readonly size: number
}

export const HASH = /^[0-9a-f]{64}$/

/** Two levels of folders: a county's photographs of years in one folder would slow every look-up. */
export function pathOf(folder: string, hash: string): string {
  if (!HASH.test(hash)) throw new Error('Not a content hash')
  return path.join(folder, hash.slice(0, 2), hash.slice(2, 4), hash)
}

export const previewPathOf = (folder: string, hash: string): string => `${pathOf(folder, hash)}.preview.webp`

export const readBytes = (file: string): Readable => createReadStream(file)

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

export const tempFolder = (folder: string): string => path.join(folder, 'incoming')

/** A name nobody else uses, in the same file system as the final place, so that renaming is one step. */
export async function tempPath(folder: string): Promise<string> {
  await mkdir(tempFolder(folder), { recursive: true })
  return path.join(tempFolder(folder), randomUUID())
}

/** Streams to a temporary file while hashing. On any fault nothing is left behind. */
export async function receive(folder: string, source: Readable): Promise<Received> {
  const temp = await tempPath(folder)
  const hash = createHash('sha256')
  let size = 0
  try {
    await pipeline(
      source,
      async function* (chunks: AsyncIterable<Buffer>) {
        for await (const chunk of chunks) {
          hash.update(chunk)
          size += chunk.length
          yield chunk
        }
      },
      createWriteStream(temp, { flags: 'wx', mode: 0o600 }),
    )
  } catch (error) {
    await rm(temp, { force: true })
    throw error
  }
  return { temp, hash: hash.digest('hex'), size }
}

/**
 * Puts a temporary file in its final place so that it survives a power cut: bytes to disk, rename, folder entry to disk
 * (and the entries of the folders that were made for it).
 */
export async function settle(temp: string, target: string): Promise<void> {
  const handle = await open(temp, 'r+')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
  const leaf = path.dirname(target)
  const made = await mkdir(leaf, { recursive: true })
  await rename(temp, target)
  await syncFolder(leaf)
  if (made === undefined) return
  for (let up = path.dirname(leaf); up.length >= path.dirname(made).length; up = path.dirname(up)) {
    await syncFolder(up)
    if (up === path.dirname(up)) break
  }
}

/** Removes temporary files older than a day: of uploads whose process died. Returns how many. */
export async function sweepTemp(folder: string, now = Date.now()): Promise<number> {
  let removed = 0
  for (const name of await readdir(tempFolder(folder)).catch(() => [])) {
    const file = path.join(tempFolder(folder), name)
    const found = await stat(file).catch(() => null)
    if (!found || now - found.mtimeMs < 86_400_000) continue
    await rm(file, { force: true })
    removed++
  }
  return removed
}
