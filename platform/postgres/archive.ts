import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import * as tar from 'tar-stream'
import { codeOf, messageOf, PostgresError } from './errors.ts'

/** One file of an archive, as the manifest lists it. */
export type ArchivedFile = { path: string; bytes: number; sha256: string }

export type ArchiveWriter = {
  addFolder(path: string): Promise<void>
  addText(path: string, text: string): Promise<void>
  /**
   * Copies a file at the size it has when opened. Grown meanwhile: the rest is left out. Shrunk: filled with zeros when `pad`,
   * else an error. Returns false when it vanished before it could be opened.
   */
  addFile(path: string, from: string, pad: boolean): Promise<boolean>
  readonly files: ArchivedFile[]
  /** Closes the archive, forces it to disk, returns size and SHA-256 of the whole. */
  finish(): Promise<{ bytes: number; sha256: string }>
  abort(): Promise<void>
}

const CHUNK = 1 << 20

const nothing = (): void => undefined

/** Passes everything on and counts and hashes it. */
function meter(): { stream: Transform; result: () => { bytes: number; sha256: string } } {
  const hash = createHash('sha256')
  let bytes = 0
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk)
      bytes += chunk.length
      done(null, chunk)
    },
  })
  return { stream, result: () => ({ bytes, sha256: hash.digest('hex') }) }
}

/** Exactly `size` bytes of an open file. */
async function copy(handle: FileHandle, from: string, size: number, pad: boolean, write: (chunk: Buffer) => Promise<void>): Promise<void> {
  let left = size
  while (left > 0) {
    const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(Math.min(CHUNK, left)), 0, Math.min(CHUNK, left), null)
    if (bytesRead === 0) break
    await write(buffer.subarray(0, bytesRead))
    left -= bytesRead
  }
  if (left > 0 && !pad) throw new Error(`${from} became shorter while it was copied`)
  for (; left > 0; left -= Math.min(CHUNK, left)) await write(Buffer.alloc(Math.min(CHUNK, left)))
}

/** Opens a new `.tar.gz` at `out`. The caller reads nothing of it before `finish`. */
export function writeArchive(out: string, signal?: AbortSignal): ArchiveWriter {
  const pack = tar.pack()
  // Its failure is told by the pipeline; without a listener an early one would end the process.
  pack.on('error', nothing)
  const metered = meter()
  const stopped = new AbortController()
  const ending = AbortSignal.any([stopped.signal, ...(signal ? [signal] : [])])
  const target = createWriteStream(out, { mode: 0o600, flush: true })
  const written = pipeline(pack, createGzip({ level: 1 }), metered.stream, target, { signal: ending })
  const files: ArchivedFile[] = []
  // One entry is open at a time. A full disk must end the wait for it, else the backup would hang.
  let failure: unknown
  let failCurrent: (error: unknown) => void = nothing
  written.catch((error: unknown) => {
    failure = error
    failCurrent(error)
  })

  /** Opens an entry; `closed` settles when it is in the archive or the archive failed. */
  function openEntry(header: { name: string; size?: number; mode: number; type?: 'directory' }): {
    entry: ReturnType<tar.Pack['entry']>
    closed: Promise<void>
  } {
    if (failure !== undefined) throw failure
    let settle: (error?: unknown) => void = nothing
    const closed = new Promise<void>((resolve, reject) => {
      settle = (error) => (error ? reject(error) : resolve())
    })
    closed.catch(() => undefined)
    failCurrent = settle
    const entry = pack.entry({ ...header, mtime: new Date() }, settle)
    entry.on('error', nothing)
    return { entry, closed }
  }

  async function add(path: string, size: number, feed: (write: (chunk: Buffer) => Promise<void>) => Promise<void>): Promise<void> {
    const hash = createHash('sha256')
    const { entry, closed } = openEntry({ name: path, size, mode: 0o600 })
    await feed(async (chunk) => {
      ending.throwIfAborted()
      hash.update(chunk)
      if (!entry.write(chunk)) await Promise.race([new Promise<void>((resolve) => entry.once('drain', () => resolve())), closed])
    })
    entry.end(null)
    await closed
    files.push({ path, bytes: size, sha256: hash.digest('hex') })
  }

  return {
    files,
    addFolder: async (path) => openEntry({ name: path, type: 'directory', mode: 0o700 }).closed,
    addText: (path, text) => {
      const bytes = Buffer.from(text, 'utf8')
      return add(path, bytes.length, (write) => write(bytes))
    },
    async addFile(path, from, pad) {
      const handle = await open(from, 'r').catch((error: unknown) => {
        if (codeOf(error) === 'ENOENT') return undefined
        throw error
      })
      if (handle === undefined) return false
      try {
        const { size } = await handle.stat()
        await add(path, size, (write) => copy(handle, from, size, pad, write))
        return true
      } finally {
        await handle.close()
      }
    },
    async finish() {
      pack.finalize()
      await written
      return metered.result()
    },
    async abort() {
      stopped.abort()
      await written.catch(() => undefined)
    },
  }
}

export type ReadEntry = { path: string; type: 'file' | 'folder'; bytes: number; content: AsyncIterable<unknown> }

export const damaged = (reason: string, cause?: unknown): PostgresError =>
  new PostgresError(
    'archive-damaged',
    { zh: `备份文件已损坏，拒绝恢复：${reason}`, en: `the archive is damaged and is not restored: ${reason}` },
    cause,
  )

/** Only plain relative paths: an archive must not be able to write outside the folder it is restored into. */
function safePath(name: string): string {
  const path = name.replace(/\/+$/, '')
  const bad =
    path === '' || path.startsWith('/') || /[\\\0]|^[A-Za-z]:/.test(path) || path.split('/').some((part) => ['', '.', '..'].includes(part))
  if (bad) throw damaged(`entry name ${JSON.stringify(name)}`)
  return path
}

/** Reads an archive from front to back; `visit` must consume the content of every file. Throws 'archive-damaged' for any fault in the format. */
export async function readArchive(from: string, visit: (entry: ReadEntry) => Promise<void>): Promise<void> {
  const extract = tar.extract()
  const source = pipeline(createReadStream(from), createGunzip(), extract)
  source.catch(() => undefined)
  try {
    for await (const entry of extract) {
      const { name, type, size } = entry.header
      if (type !== 'file' && type !== 'directory') throw damaged(`entry ${name} has type ${type}`)
      const item: ReadEntry = { path: safePath(name), type: type === 'file' ? 'file' : 'folder', bytes: size ?? 0, content: entry }
      await visit(item)
      entry.resume()
    }
    await source
  } catch (error) {
    // Faults of a disk (full, unreadable) say nothing about the archive and are passed on; all others come from unpacking.
    if (error instanceof PostgresError || (error instanceof Error && 'syscall' in error)) throw error
    throw damaged(messageOf(error), error)
  }
}
