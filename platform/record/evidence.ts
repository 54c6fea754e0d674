import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { Client, type QueryResult } from 'pg'
import { text, type Text } from '#kernel/text.ts'
import { pathOf } from '#platform/files/index.ts'

const PAGE = 500
const MOST = 100

export interface EvidenceFault {
  readonly hash: string
  readonly what: Text
}

export interface EvidenceReport {
  readonly files: number
  readonly bytes: number
  /** The first ones; `faultCount` counts all. */
  readonly faults: readonly EvidenceFault[]
  readonly faultCount: number
  readonly seconds: number
}

async function hashOfFile(file: string): Promise<string | null> {
  const hash = createHash('sha256')
  try {
    await pipeline(createReadStream(file), hash)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
  return hash.digest('hex')
}

const MISSING = text('文件不在证据目录里', 'the file is not in the evidence folder')
const ALTERED = text('文件内容与其哈希不符，被改过或已损坏', 'the content does not fit its hash: altered or damaged')
const UNKNOWN = text('行为引用了没有登记的文件', 'an act refers to a file that is not registered')

/** Reads every evidence file and compares it with its hash; finds what acts refer to and is not there. */
export async function verifyEvidence(options: {
  readonly ownerUrl: string
  /** The folder of the evidence (data folder / files). */
  readonly folder: string
  readonly progress?: (done: { files: number; bytes: number }) => void
}): Promise<EvidenceReport> {
  const began = performance.now()
  const faults: EvidenceFault[] = []
  let [files, bytes, faultCount] = [0, 0, 0]
  const wrong = (hash: string, what: Text): void => {
    faultCount += 1
    if (faults.length < MOST) faults.push({ hash, what })
  }
  const client = new Client({ connectionString: options.ownerUrl, application_name: 'anlan-verify' })
  client.on('error', () => undefined)
  await client.connect()
  try {
    for (let after = ''; ;) {
      const page: QueryResult<{ hash: string; size: number }> = await client.query<{ hash: string; size: number }>(
        `select hash, size::float8 as size from file where hash > $1 order by hash limit ${PAGE}`,
        [after],
      )
      for (const { hash, size } of page.rows) {
        const actual = await hashOfFile(pathOf(options.folder, hash))
        if (actual !== hash) wrong(hash, actual === null ? MISSING : ALTERED)
        files += 1
        bytes += size
        after = hash
      }
      options.progress?.({ files, bytes })
      if (page.rows.length < PAGE) break
    }
    const unknown = await client.query<{ hash: string }>(
      `select distinct e ->> 'hash' as hash from act a, jsonb_array_elements(a.evidence) e
        where a.evidence <> '[]' and not exists (select from file f where f.hash = e ->> 'hash')`,
    )
    for (const { hash } of unknown.rows) wrong(hash, UNKNOWN)
  } finally {
    await client.end().catch(() => undefined)
  }
  return { files, bytes, faults, faultCount, seconds: (performance.now() - began) / 1000 }
}
