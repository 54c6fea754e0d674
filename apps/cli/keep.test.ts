import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pathOf } from '#platform/files/index.ts'
import { verifyActProof, type ActProof } from '#platform/record/index.ts'
import { loadKeys } from '../server/keys.ts'
import { dataFolder, EVIDENCE, EVIDENCE_HASH, listen, removeFolders, tempFolder, type DataFolder } from './data-folder.fixture.ts'
import { backupCommand, restoreCommand } from './keep.ts'
import { verifyCommand } from './verify.ts'

let d: DataFolder
let folder = ''
const verify = async (...args: string[]) => {
  const said = listen()
  return { code: await verifyCommand(['--data', d.dataDir, ...args], said.io), text: said.out.join('\n'), err: said.err.join('\n') }
}

beforeAll(async () => {
  d = await dataFolder()
  folder = tempFolder()
})
afterAll(removeFolders)

test('verify says what is proven, with and without a running server', async () => {
  const still = await verify()
  expect(still.code).toBe(0)
  expect(still.text).toMatch(/proven/)
  expect(still.text).toMatch(/90 acts in 30 chains/)
  expect(still.text).toMatch(/1 evidence files/)
  const server = await d.start()
  const running = await verify('--no-files')
  await server.stop()
  expect(running.code).toBe(0)
  expect(running.text).toMatch(/1 checkpoints: signatures, links and heads hold/)
})

test('verify --act gives a proof that others can check', async () => {
  const { code, text } = await verify('--act', d.acts[1] ?? '')
  expect(code).toBe(0)
  const proof = JSON.parse(text) as ActProof
  expect(proof.acts.map((a) => a.id)).toEqual(d.acts.slice(1))
  expect(verifyActProof(proof, loadKeys(d.dataDir).publicPem)).toBe(true)
  expect((await verify('--act', '00000000-0000-7000-8000-000000000000')).code).toBe(1)
})

test('verify trusts the key it is given, not the one in the folder', async () => {
  const other = path.join(folder, 'other.pem')
  writeFileSync(other, loadKeys(path.join(folder, 'elsewhere-made-by-test')).publicPem)
  const { code, text } = await verify('--key', other)
  expect(code).toBe(1)
  expect(text).toMatch(/the signature is not of this key/)
})

test('a backup of the running database is restored into an empty folder and proven', async () => {
  const archive = path.join(folder, 'backup.tar.gz')
  const server = await d.start()
  const made = listen()
  expect(await backupCommand([archive, '--data', d.dataDir], made.io)).toBe(0)
  await server.stop()
  expect(made.out.join('\n')).toMatch(/SHA-256 [0-9a-f]{64}/)
  expect(statSync(archive).mode & 0o077).toBe(0)

  const dataDir = path.join(folder, 'restored')
  const said = listen()
  expect(await restoreCommand([archive, '--data', dataDir], said.io)).toBe(0)
  const text = said.out.join('\n')
  expect(text).toMatch(/90 acts in 30 chains/)
  expect(text).toMatch(/1 evidence files/)
  expect(readFileSync(pathOf(path.join(dataDir, 'files'), EVIDENCE_HASH))).toEqual(EVIDENCE)
  expect(loadKeys(dataDir)).toMatchObject({ publicPem: loadKeys(d.dataDir).publicPem, secret: loadKeys(d.dataDir).secret })

  await expect(restoreCommand([archive, '--data', dataDir], listen().io)).rejects.toThrow(/not empty/)
  await expect(backupCommand([archive, '--data', d.dataDir], listen().io)).rejects.toThrow(/exists already/)
})

test('restore tells of what was altered before the backup', async () => {
  await d.alter(`update act set form = '{"text": "没有隐患"}' where id = '${d.acts[0]}'`)
  const file = pathOf(path.join(d.dataDir, 'files'), EVIDENCE_HASH)
  writeFileSync(file, 'another photograph')
  const archive = path.join(folder, 'altered.tar.gz')
  expect(await backupCommand([archive, '--data', d.dataDir], listen().io)).toBe(0)
  const said = listen()
  expect(await restoreCommand([archive, '--data', path.join(folder, 'altered')], said.io)).toBe(1)
  const text = said.out.join('\n')
  expect(text).toMatch(/2 fault\(s\) found/)
  expect(text).toMatch(/YH-2026-0000007 · 第 1 次行为 \/ act 1: .*altered/)
  expect(text).toMatch(new RegExp(`✗ ${EVIDENCE_HASH}: .*altered or damaged`))
  rmSync(file)
  expect((await verify()).text).toMatch(/the file is not in the evidence folder/)
})

test('commands refuse what they cannot do and make nothing', async () => {
  const said = listen()
  expect(await backupCommand([], said.io)).toBe(2)
  expect(await restoreCommand(['a.tar.gz'], said.io)).toBe(2)
  expect(said.err.join('\n')).toMatch(/usage: anlan backup.*[\s\S]*usage: anlan restore/)
  const empty = path.join(folder, 'nothing-here')
  await expect(verifyCommand(['--data', empty], said.io)).rejects.toThrow(/there is no data of Anlan/)
  expect(existsSync(empty)).toBe(false)
})
