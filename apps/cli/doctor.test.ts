import { chmodSync, existsSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import path from 'node:path'
import { Pool } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeCalendar } from '#kernel/calendar/index.ts'
import { dataFolder, listen, removeFolders, tempFolder, type DataFolder } from './data-folder.fixture.ts'
import { checkMemory, checkNode } from './doctor-machine.ts'
import { checkHolidays, checkWeb, doctorCommand } from './doctor.ts'
import { backupCommand } from './keep.ts'

let d: DataFolder
beforeAll(async () => {
  d = await dataFolder()
})
afterAll(removeFolders)

async function doctor(args: string[], now?: Date) {
  const said = listen()
  const code = await doctorCommand(args, said.io, now)
  return { code, text: said.out.join('\n'), line: (about: RegExp) => said.out.find((l) => about.test(l)) ?? '' }
}

async function freePort(): Promise<{ port: number; close: () => Promise<void> }> {
  const server = createServer((socket) => socket.destroy())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { port, close: () => new Promise((resolve) => server.close(() => resolve())) }
}

test('a folder in order: the database is started for the while and everything is looked at', async () => {
  const { text, line } = await doctor(['--data', d.dataDir, '--port', '0'])
  expect(line(/PostgreSQL 1[5-9]|PostgreSQL [2-9]/)).toMatch(/^好 .*UTF8/)
  expect(line(/migrations/)).toMatch(/^好 /)
  expect(line(/clock/)).toMatch(/^好 /)
  expect(line(/messages waiting/)).toMatch(/^好 .*0 given up/)
  expect(line(/job is stuck/)).toMatch(/^好 /)
  expect(line(/everything is sealed/)).toMatch(/^好 .*0 minutes ago/)
  expect(line(/no backup yet/)).toMatch(/^注意 /)
  expect(text).toMatch(/run npx anlan backup OUT/)
  expect(line(/can be read and written/)).toMatch(/^好 /)
  expect(existsSync(path.join(d.dataDir, 'pg', 'postmaster.pid'))).toBe(false)
})

test('while the database runs: what is wrong is named with what to do', async () => {
  const server = await d.start()
  const archive = path.join(tempFolder(), 'b.tar.gz')
  expect(await backupCommand([archive, '--data', d.dataDir], listen().io)).toBe(0)
  const pool = new Pool({ connectionString: server.ownerUrl, max: 1 })
  await pool.query(`insert into outbox (topic, payload, tries) values ('notice.sms', '{}', 12)`)
  await pool.query(`insert into job_run (id, name, text, state, queued_at, beat_at, worker)
    values (gen_random_uuid(), 'export', '{}', 'running', now(), now() - interval '1 hour', 'w')`)
  await pool.query(`update matter set seq = seq + 1 where no = 'YH-2026-0000003'`)
  await pool.query(`update checkpoint set at = now() - interval '3 days'`)
  await pool.query(`insert into setting (name, value) values ('calendar', $1)`, [
    JSON.stringify({ edits: [], yearsConfirmed: [new Date().getFullYear(), new Date().getFullYear() + 1] }),
  ])
  await pool.query(`update migration set hash = 'x' where name = '0001_core.sql'`)
  const held = await freePort()
  const { code, text, line } = await doctor(['--data', d.dataDir, '--port', String(held.port)])
  await held.close()
  await pool.end()
  await server.stop()
  expect(code).toBe(1)
  expect(line(/messages waiting/)).toMatch(/^注意 .*1 given up/)
  expect(line(/no sign of life/)).toMatch(/^注意 .*1 jobs/)
  expect(line(/not sealed/)).toMatch(/^注意 .*1 matters/)
  expect(line(/applied migrations were changed: 0001_core.sql/)).toMatch(/^坏 /)
  expect(line(/last backup/)).toMatch(/^好 .*0 minutes ago/)
  expect(line(/no Anlan process uses it/)).toMatch(/^注意 /)
  expect(line(/is held by process/)).toMatch(process.platform === 'linux' ? new RegExp(`^坏 .*${held.port}.*${process.pid}`) : /^坏 /)
  expect(line(/holidays are known/)).toMatch(/^好 /)
  expect(text).toMatch(/→ 请恢复原文件/)
})

test('a clock that is behind the newest record is bad', async () => {
  const { code, line } = await doctor(['--data', d.dataDir, '--port', '0'], new Date('2026-02-01T00:00:00Z'))
  expect(code).toBe(1)
  expect(line(/clock is behind/)).toMatch(/^坏 /)
})

test('keys that others may read are bad', async () => {
  const key = path.join(d.dataDir, 'keys', 'signing.pem')
  chmodSync(key, 0o644)
  const { code, line } = await doctor(['--data', d.dataDir, '--port', '0'])
  chmodSync(key, 0o600)
  expect(code).toBe(1)
  expect(line(/others may read the key/)).toContain(key)
})

test('without a data folder nothing is made', async () => {
  const dataDir = path.join(tempFolder(), 'none')
  const { line } = await doctor(['--data', dataDir, '--port', '0'])
  expect(line(/there is no database yet/)).toMatch(/^注意 /)
  expect(line(/there is no data folder/)).toMatch(/^注意 /)
  expect(existsSync(dataDir)).toBe(false)
})

test('node, memory, holidays and web page are judged by their limits', () => {
  expect([checkNode('20.18.1'), checkNode('20.19.0'), checkNode('24.1.0'), checkNode('18.20.0')].map((f) => f.level)).toEqual([
    'bad',
    'good',
    'good',
    'bad',
  ])
  expect([checkMemory(2e8, 8e9), checkMemory(6e8, 8e9), checkMemory(3e9, 8e9)].map((f) => f.level)).toEqual(['bad', 'notice', 'good'])
  expect(checkHolidays(new Date('2025-06-01T00:00:00Z'), makeCalendar()).level).toBe('good')
  expect(checkHolidays(new Date('2090-06-01T00:00:00Z'), makeCalendar()).level).toBe('bad')
  const entered = makeCalendar({ edits: [], yearsConfirmed: [2090] })
  expect(checkHolidays(new Date('2090-11-30T00:00:00Z'), entered).level).toBe('notice')
  expect(checkWeb(tempFolder()).level).toBe('bad')
})
