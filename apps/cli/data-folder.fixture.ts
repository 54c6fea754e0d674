import { createHash } from 'node:crypto'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Pool } from 'pg'
import { appUrlOf, migrate, openDb } from '#platform/db/index.ts'
import { pathOf } from '#platform/files/index.ts'
import { startEmbedded, type EmbeddedServer } from '#platform/postgres/index.ts'
import { checkpoint } from '#platform/record/index.ts'
import { makeMatter, SYSTEM, writeMatters } from '#platform/record/record.fixture.ts'
import { MIGRATIONS } from '../server/app.ts'
import { loadKeys } from '../server/keys.ts'
import { policies } from '../server/policies.ts'
import type { Io } from './main.ts'

const folders: string[] = []

/** A folder that the database's account may enter when the tests run as root. */
export function tempFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'anlan-cli-'))
  chmodSync(folder, 0o711)
  folders.push(folder)
  return folder
}

/** Removes every folder that was made; call when a test file ends. */
export function removeFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
}

export const EVIDENCE = Buffer.from('现场照片的字节')
export const EVIDENCE_HASH = createHash('sha256').update(EVIDENCE).digest('hex')

export interface DataFolder {
  readonly dataDir: string
  /** Acts of one matter, in their order. */
  readonly acts: readonly string[]
  start(): Promise<EmbeddedServer>
  alter(statement: string): Promise<void>
}

/** A data folder as a stopped server leaves it: thirty sealed matters, one file of evidence, keys. */
export async function dataFolder(): Promise<DataFolder> {
  const dataDir = path.join(tempFolder(), 'data')
  const start = () => startEmbedded({ dataDir })
  const server = await start()
  await migrate(server.ownerUrl, MIGRATIONS, policies)
  const keys = loadKeys(dataDir)
  const owner = new Pool({ connectionString: server.ownerUrl, max: 1 })
  const made = Array.from({ length: 30 }, (_, i) => makeMatter(i, 3))
  await writeMatters(owner, made)
  const file = pathOf(path.join(dataDir, 'files'), EVIDENCE_HASH)
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, EVIDENCE)
  await owner.query(`insert into file (hash, media_type, size) values ($1, 'text/plain', $2)`, [EVIDENCE_HASH, EVIDENCE.length])
  const db = openDb(await appUrlOf(server.ownerUrl), { max: 1 })
  await checkpoint(db, SYSTEM, keys, () => new Date())
  await db.close()
  await owner.end()
  await server.stop()
  return {
    dataDir,
    acts: made[7]?.acts.map((a) => a.id) ?? [],
    start,
    async alter(statement) {
      const running = await start()
      const pool = new Pool({ connectionString: running.ownerUrl, max: 1 })
      await pool.query(statement)
      await pool.end()
      await running.stop()
    },
  }
}

/** What a command said. */
export function listen(): { io: Io; out: string[]; err: string[] } {
  const out: string[] = []
  const err: string[] = []
  return { io: { out: (line) => out.push(line), err: (line) => err.push(line), readFile: (file) => readFileSync(file, 'utf8') }, out, err }
}
