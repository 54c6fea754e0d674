import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { FastifyInstance } from 'fastify'
import sharp, { type Sharp } from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { uuidv7 } from '#kernel/ids.ts'
import { Problem, type Session } from '#platform/http/index.ts'
import { silentLog } from '#platform/observe/log.ts'
import { addMatter, addPerson, applyPolicies, httpFor, system } from '#platform/outbox/testing.ts'
import { testDb, type TestDb } from '#platform/testing.ts'
import { createFiles, filePolicies, type FileInfo, type Files } from './index.ts'

let t: TestDb
let folder: string
let files: Files
let app: FastifyInstance
let base: string
let uploader: Session
let colleague: Session
let stranger: Session
let matterId: string
const infected = 'EICAR-LIKE'

/** A picture with edges in known places; the seed moves them. */
function photo(seed: number, width = 1600, height = 1200): Sharp {
  const bars = Array.from({ length: 14 }, (_, i) => {
    const at = (((i + 1) * 7919 * seed) % 97) / 97
    return `<rect x="${at * width}" y="${(i / 14) * height}" width="${width * 0.35}" height="${height / 9}" fill="hsl(${(i * 67 * seed) % 360},70%,${20 + i * 5}%)"/>`
  })
  return sharp(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="#889"/>${bars.join('')}</svg>`,
    ),
  )
}

beforeAll(async () => {
  t = await testDb()
  await applyPolicies(t, filePolicies)
  folder = await mkdtemp(path.join(tmpdir(), 'anlan-files-'))
  uploader = await addPerson(t, {})
  colleague = await addPerson(t, { 'listing.read': ['area'] })
  stranger = await addPerson(t, { 'listing.read': ['area'] }, undefined, '990102')
  matterId = await addMatter(t, '990101001', uploader.claims.personId)
  files = createFiles({
    db: t.db,
    systemClaims: system,
    folder,
    limits: { bytes: 2 * 1024 * 1024, perDay: 40 },
    scan: async (file) => {
      const bytes = await readFile(file)
      if (bytes.includes('NO-VERDICT')) throw new Error('the scanner is away')
      return { clean: !bytes.includes(infected), word: 'test signature' }
    },
    log: silentLog,
  })
  app = await httpFor(t, files.routes, [uploader, colleague, stranger])
  base = await app.listen({ port: 0, host: '127.0.0.1' })
})
afterAll(async () => {
  await app.close()
  await t.drop()
  await rm(folder, { recursive: true, force: true })
})

const as = (who: Session): { 'x-person': string } => ({ 'x-person': who.claims.personId })

async function send(bytes: Uint8Array, name: string, who = uploader): Promise<Response> {
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(bytes)]), name)
  return fetch(`${base}/api/files`, { method: 'POST', body: form, headers: as(who) })
}

async function stored(bytes: Uint8Array, name: string, who = uploader): Promise<FileInfo> {
  const answer = await send(bytes, name, who)
  expect(answer.status, await answer.clone().text()).toBe(200)
  return (await answer.json()) as FileInfo
}

const get = (url: string, who: Session, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${base}${url}`, { headers: { ...as(who), ...headers } })

async function left(): Promise<string[]> {
  return readdir(path.join(folder, 'incoming')).catch(() => [])
}

test('a photograph is kept by its hash, with its time, its likeness and a preview without metadata', async () => {
  const bytes = await photo(3)
    .withExif({ IFD0: { Make: 'Phone' }, IFD2: { DateTimeOriginal: '2026:03:05 14:30:00' } })
    .jpeg()
    .toBuffer()
  const info = await stored(bytes, '罐区 东侧.jpg')
  expect(info).toEqual({
    hash: createHash('sha256').update(bytes).digest('hex'),
    name: '罐区 东侧.jpg',
    mediaType: 'image/jpeg',
    size: bytes.length,
    takenAt: '2026-03-05T06:30:00.000Z',
    preview: true,
  })
  const whole = await get(`/api/files/${info.hash}`, uploader)
  expect(Buffer.from(await whole.arrayBuffer()).equals(bytes)).toBe(true)
  expect(whole.headers.get('content-disposition')).toBe(
    `inline; filename="file.jpg"; filename*=UTF-8''${encodeURIComponent('罐区 东侧.jpg')}`,
  )
  expect(whole.headers.get('x-content-type-options')).toBe('nosniff')
  expect(whole.headers.get('cache-control')).toContain('immutable')
  const preview = await get(`/api/files/${info.hash}/preview`, uploader)
  const shown = await sharp(Buffer.from(await preview.arrayBuffer())).metadata()
  expect([shown.width, shown.height, shown.format, shown.exif]).toEqual([1280, 960, 'webp', undefined])
  const again = await get(`/api/files/${info.hash}`, uploader, { 'if-none-match': whole.headers.get('etag') ?? '' })
  expect(again.status).toBe(304)
  const { rows } = await t.owner.query<{ n: number }>(
    `select count(*)::int as n from audit where name = 'file.upload' and object_id = $1`,
    [info.hash],
  )
  expect(rows[0]?.n).toBe(1)
  expect(await left()).toEqual([])
})

test('only who uploaded it or may read a matter that uses it gets the file', async () => {
  const info = await stored(await photo(5).png().toBuffer(), '图.png')
  const statuses = async (): Promise<number[]> => {
    const answers = await Promise.all([uploader, colleague, stranger].map((who) => get(`/api/files/${info.hash}`, who)))
    return answers.map((a) => a.status)
  }
  expect(await statuses()).toEqual([200, 404, 404])
  const use = { hashes: [info.hash], names: ['图.png'], matterId, actId: uuidv7(Date.now()), by: uploader.actor }
  const foreign = t.db.tx(colleague.claims, (tx) => files.attach(tx, { ...use, by: colleague.actor }))
  const why = await foreign.catch((e: unknown) => e)
  expect(why).toBeInstanceOf(Problem)
  expect((why as Problem).errors[0]?.field).toBe('body.evidence.0')
  await t.db.tx(uploader.claims, (tx) => files.attach(tx, use))
  expect(await statuses()).toEqual([200, 200, 404])
  expect((await get(`/api/files/${info.hash}/preview`, stranger)).status).toBe(404)
  const mine = (await (await get(`/api/files/${info.hash}/exists`, uploader)).json()) as { file: FileInfo | null }
  expect(mine.file).toEqual(info)
  expect(await (await get(`/api/files/${info.hash}/exists`, colleague)).json()).toEqual({ file: null })
})

test('the same photograph recompressed and scaled is found again, another one is not', async () => {
  const first = await stored(await photo(7).jpeg({ quality: 95 }).toBuffer(), 'a.jpg')
  const repeat = await stored(await photo(7).resize(800, 600).jpeg({ quality: 55 }).toBuffer(), 'b.jpg')
  const other = await stored(await photo(11).jpeg().toBuffer(), 'c.jpg')
  const found = await t.db.tx(uploader.claims, async (tx) => {
    const known = await files.fileInfo(tx, first.hash)
    return files.findSimilar(tx, known?.phash ?? '', 6)
  })
  expect(found.map((f) => f.hash)).toEqual([first.hash, repeat.hash])
  expect(found[0]?.distance).toBe(0)
  expect(found.map((f) => f.hash)).not.toContain(other.hash)
  const seenByStranger = await t.db.tx(stranger.claims, (tx) => files.fileInfo(tx, first.hash))
  expect(seenByStranger).toBeNull()
})

test('a blank picture is like nothing', async () => {
  const blank = await stored(
    await sharp({ create: { width: 300, height: 200, channels: 3, background: '#ccc' } })
      .jpeg()
      .toBuffer(),
    'blank.jpg',
  )
  const found = await t.db.tx(uploader.claims, async (tx) => files.findSimilar(tx, (await files.fileInfo(tx, blank.hash))?.phash ?? '', 7))
  expect(found).toEqual([])
})

const refused: readonly [string, () => Uint8Array | Promise<Uint8Array>, string, number, string][] = [
  ['empty', () => new Uint8Array(0), 'a.jpg', 400, 'bad-input'],
  ['too large', () => new Uint8Array(2 * 1024 * 1024 + 1).fill(65), 'a.txt', 413, 'too-large'],
  ['a program under a picture name', () => Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)]), 'a.jpg', 415, 'media-type'],
  ['a web page', () => Buffer.from('<html><script>1</script></html>'), 'a.html', 415, 'media-type'],
  ['bytes that call themselves text', () => Buffer.from([1, 2, 3, 0, 255]), 'a.txt', 415, 'media-type'],
  ['a picture cut short', async () => (await photo(2).jpeg().toBuffer()).subarray(0, 9000), 'a.jpg', 400, 'bad-input'],
  ['infected', () => Buffer.from(`x,y\n${infected}`), 'a.csv', 422, 'infected'],
  ['not judged by the scanner', () => Buffer.from('NO-VERDICT'), 'a.txt', 503, 'scan-failed'],
]

test.each(refused)('refused with plain words and nothing kept: %s', async (_name, make, name, status, type) => {
  const bytes = await make()
  const answer = await send(bytes, name)
  const body = (await answer.json()) as { type: string; title: string }
  expect([answer.status, body.type]).toEqual([status, type])
  expect(body.title).toMatch(/[\u4e00-\u9fff]/)
  const { rows } = await t.owner.query('select 1 from file where hash = $1', [createHash('sha256').update(bytes).digest('hex')])
  expect(rows).toEqual([])
  expect(await left()).toEqual([])
})

test('requests that are no proper upload are refused, not failed', async () => {
  const none = await fetch(`${base}/api/files`, {
    method: 'POST',
    body: '{}',
    headers: { ...as(uploader), 'content-type': 'application/json' },
  })
  expect(none.status).toBe(415)
  const boundary = { ...as(uploader), 'content-type': 'multipart/form-data; boundary=b' }
  const cut = await fetch(`${base}/api/files`, {
    method: 'POST',
    headers: boundary,
    body: '--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nabc',
  })
  expect(cut.status).toBe(400)
  const form = new FormData()
  form.append('note', 'no file')
  const noFile = await fetch(`${base}/api/files`, { method: 'POST', body: form, headers: as(uploader) })
  expect(noFile.status).toBe(400)
  form.append('file', new Blob(['a']), '1.txt')
  form.append('file', new Blob(['b']), '2.txt')
  const two = await fetch(`${base}/api/files`, { method: 'POST', body: form, headers: as(uploader) })
  expect(two.status).toBe(400)
  expect((await fetch(`${base}/api/files/${'a'.repeat(64)}`)).status).toBe(401)
  expect((await get(`/api/files/${'A'.repeat(64)}`, uploader)).status).toBe(400)
  expect(await left()).toEqual([])
})

test('tables and texts, also in the old Chinese encoding, are kept and always saved, never shown', async () => {
  const gbk = Buffer.from([0xd2, 0xfe, 0xbb, 0xbc, 0x2c, 0xd5, 0xfb, 0xb8, 0xc4, 0x0a])
  const info = await stored(gbk, '..\\..\\台账\u202e.csv')
  expect(info).toMatchObject({ name: '台账.csv', mediaType: 'text/csv', takenAt: null, preview: false })
  const answer = await get(`/api/files/${info.hash}`, uploader)
  expect(answer.headers.get('content-disposition')).toMatch(/^attachment;/)
  expect((await get(`/api/files/${info.hash}/preview`, uploader)).status).toBe(404)
})

test('the day has a limit, and old remains of broken uploads are swept', async () => {
  const busy = await addPerson(t, {})
  await t.owner.query(
    `insert into file (hash, media_type, size) select md5(i::text) || md5(i::text), 'text/plain', 1 from generate_series(1, 40) i`,
  )
  await t.owner.query(
    `insert into file_use (hash, person_id, name) select md5(i::text) || md5(i::text), $1, 'x' from generate_series(1, 40) i`,
    [busy.claims.personId],
  )
  const server = await httpFor(t, files.routes, [busy])
  const url = await server.listen({ port: 0, host: '127.0.0.1' })
  const form = new FormData()
  form.append('file', new Blob(['a']), '1.txt')
  const answer = await fetch(`${url}/api/files`, { method: 'POST', body: form, headers: as(busy) })
  await server.close()
  expect(answer.status).toBe(429)
  const old = path.join(folder, 'incoming', 'left')
  await writeFile(old, 'x')
  await utimes(old, new Date(0), new Date(0))
  expect(await files.sweep()).toBe(1)
})
