import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { backup, type BackupReport } from './backup.ts'
import { startEmbedded, type EmbeddedServer } from './embedded.ts'
import { restore } from './restore.ts'
import { testFolders } from './test-folders.ts'

const folders = testFolders()
let server: EmbeddedServer
let dataDir = ''
let archive = ''
let report: BackupReport
let rowsAtStart = 0
let rowsAtEnd = 0

async function connected(url: string): Promise<Client> {
  const client = new Client({ connectionString: url })
  await client.connect()
  return client
}

async function number(client: Client, sql: string): Promise<number> {
  const result = await client.query<{ n: number }>(sql)
  return result.rows[0]?.n ?? -1
}

/** Moves money between accounts and adds entries, so that a copy of one moment shows a constant sum and equal counts. */
async function writeUntil(url: string, done: () => boolean): Promise<void> {
  const client = await connected(url)
  for (let round = 0; !done(); round++) {
    await client.query('begin')
    await client.query("insert into entry (body) select repeat('水', 300) from generate_series(1, 200)")
    await client.query('update account set amount = amount - 1 where id = $1', [(round % 1000) + 1])
    await client.query('update account set amount = amount + 1 where id = $1', [((round * 7) % 1000) + 1])
    await client.query('insert into batch (rows) values (200)')
    await client.query('commit')
    if (round % 20 === 19) await client.query('delete from scrap')
    await client.query("insert into scrap select repeat('z', 500) from generate_series(1, 50)")
    if (round % 50 === 49) await client.query('truncate scrap')
  }
  await client.end()
}

beforeAll(async () => {
  dataDir = folders.make()
  server = await startEmbedded({ dataDir })
  const client = await connected(server.ownerUrl)
  await client.query(
    'create table account (id int primary key, amount int not null); insert into account select i, 1000 from generate_series(1, 1000) i',
  )
  await client.query(
    'create table entry (id bigint generated always as identity primary key, body text); create table batch (rows int); create table scrap (body text)',
  )
  mkdirSync(join(dataDir, 'evidence', 'ab'), { recursive: true })
  writeFileSync(join(dataDir, 'evidence', 'ab', '照片.jpg'), Buffer.alloc(3_000_000, 7))
  writeFileSync(join(dataDir, 'evidence', 'empty'), '')
  writeFileSync(join(dataDir, 'keys.json'), '{"k":1}')
  const place = folders.make()
  archive = join(place, 'backup.tar.gz')
  let done = false
  const writers = [writeUntil(server.ownerUrl, () => done), writeUntil(server.ownerUrl, () => done)]
  await new Promise((resolve) => setTimeout(resolve, 500))
  rowsAtStart = await number(client, 'select count(*)::int as n from entry')
  report = await backup({
    ownerUrl: server.ownerUrl,
    dataDir,
    extraFolders: [join(dataDir, 'evidence'), join(dataDir, 'keys.json')],
    out: archive,
  })
  rowsAtEnd = await number(client, 'select count(*)::int as n from entry')
  done = true
  await Promise.all(writers)
  await client.end()
}, 60_000)

afterAll(async () => {
  await server.stop()
  await folders.clear()
})

test('a backup under writing restores into another folder, complete and of one moment', async () => {
  expect(report.walFiles.length).toBeGreaterThan(0)
  expect(report).toMatchObject({ systemId: server.systemId, extras: ['evidence', 'keys.json'], skipped: [] })
  expect(report.sha256).toBe(createHash('sha256').update(readFileSync(archive)).digest('hex'))
  expect(statSync(archive).mode & 0o777).toBe(0o600)

  const target = join(folders.make(), 'restored')
  const restored = await restore({ archive, dataDir: target })
  expect(restored).toMatchObject({ systemId: server.systemId, files: report.files, extras: ['evidence', 'keys.json'] })
  expect(restored.tablesChecked).toBeGreaterThan(50)
  expect(restored.indexesChecked).toBeGreaterThan(100)
  expect(readFileSync(join(target, 'evidence', 'ab', '照片.jpg')).equals(readFileSync(join(dataDir, 'evidence', 'ab', '照片.jpg')))).toBe(
    true,
  )
  expect(statSync(join(target, 'evidence', 'empty')).size).toBe(0)

  const copy = await startEmbedded({ dataDir: target })
  const client = await connected(copy.ownerUrl)
  const rows = await number(client, 'select count(*)::int as n from entry')
  expect(rows).toBeGreaterThanOrEqual(rowsAtStart)
  expect(rows).toBeLessThanOrEqual(rowsAtEnd)
  expect(rowsAtEnd).toBeGreaterThan(rowsAtStart)
  expect(await number(client, 'select sum(rows)::int as n from batch')).toBe(rows)
  expect(await number(client, 'select sum(amount)::int as n from account')).toBe(1_000_000)
  // It is a database of its own from here on.
  await client.query("insert into entry (body) values ('after')")
  await client.end()
  await copy.stop()
}, 60_000)

test('with nothing written meanwhile every table has equal row counts', async () => {
  const out = join(folders.make(), 'quiet.tar.gz')
  const client = await connected(server.ownerUrl)
  const counts = `select (select count(*)::int from entry) as entry, (select count(*)::int from batch) as batch, (select count(*)::int from scrap) as scrap,
                         (select md5(string_agg(amount::text, ',' order by id)) from account) as accounts`
  const before = (await client.query(counts)).rows
  await backup({ ownerUrl: server.ownerUrl, dataDir, extraFolders: [], out })
  expect(await number(client, 'select count(*)::int as n from pg_replication_slots')).toBe(0)
  await client.end()
  const target = folders.make()
  await restore({ archive: out, dataDir: target, deepCheck: false })
  const copy = await startEmbedded({ dataDir: target })
  const other = await connected(copy.ownerUrl)
  expect((await other.query(counts)).rows).toEqual(before)
  await other.end()
  await copy.stop()
}, 60_000)

test('a damaged archive is refused and nothing of it is left', async () => {
  const place = folders.make()
  const good = readFileSync(archive)
  const tar = gunzipSync(good)
  const flipped = Buffer.from(good)
  flipped.writeUInt8(flipped.readUInt8(good.length >> 1) ^ 0x10, good.length >> 1)
  // One byte of content changed and packed again: gzip is content, only the manifest can tell.
  const inside = Buffer.from(tar)
  const at = inside.indexOf(Buffer.alloc(1000, 7)) + 500
  inside.writeUInt8(8, at)
  const cases: [string, Buffer][] = [
    ['flipped', flipped],
    ['cut', good.subarray(0, good.length - 5000)],
    ['cut-tar', gzipSync(tar.subarray(0, tar.length >> 1), { level: 1 })],
    ['content', gzipSync(inside, { level: 1 })],
    ['other', Buffer.from('not an archive')],
  ]
  for (const [name, bytes] of cases) {
    const file = join(place, `${name}.tar.gz`)
    writeFileSync(file, bytes)
    const target = join(place, `target-${name}`)
    await expect(restore({ archive: file, dataDir: target }), name).rejects.toMatchObject({ code: 'archive-damaged' })
    expect(existsSync(target)).toBe(false)
  }
}, 60_000)

test('a folder in use, an existing archive, a foreign database and a missing extra folder are refused', async () => {
  await expect(restore({ archive, dataDir })).rejects.toMatchObject({ code: 'restore-refused' })
  const common = { ownerUrl: server.ownerUrl, dataDir, extraFolders: [] }
  await expect(backup({ ...common, out: archive })).rejects.toMatchObject({ code: 'backup-refused' })
  const place = folders.make()
  const out = join(place, 'never.tar.gz')
  await expect(backup({ ...common, extraFolders: [join(dataDir, 'nowhere')], out })).rejects.toMatchObject({ code: 'backup-refused' })
  await expect(backup({ ...common, extraFolders: [join(dataDir, 'pg')], out })).rejects.toMatchObject({ code: 'backup-refused' })
  // For this data folder the server counts as an external one.
  await expect(backup({ ...common, dataDir: place, out })).rejects.toThrow(/pg_basebackup/)
  await expect(backup({ ...common, out, signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'backup-failed' })
  const stopping = new AbortController()
  const cancelled = backup({ ...common, out, signal: stopping.signal, onProgress: ({ files }) => files > 100 && stopping.abort() })
  await expect(cancelled).rejects.toMatchObject({ code: 'backup-failed' })
  expect(readdirSync(place)).toEqual([])
})
