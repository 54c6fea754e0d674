import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { can, claimsOf, type Claims, type ScopedRow } from '#kernel/access/index.ts'
import { APP_TEST_PASSWORD, testDb, type TestDb } from '#platform/testing.ts'
import { ensureSample } from '../sample/index.ts'
import { SAMPLE_PASSWORD } from '../sample/password.ts'
import type { SampleCounty } from '../sample/county.ts'
import { createAnlan, type Anlan } from './app.ts'
import { readConfig } from './config.ts'

/**
 * Route × role × own or foreign record, generated from the route table and the sample's posts: a foreign record never
 * answers (no leak), and a list walked to its end holds every record that the policy allows (no blind spot).
 */
let t: TestDb
let anlan: Anlan
let folder: string
let county: SampleCounty
const cookies = new Map<string, string>()
const WHO = ['fuxian', 'yingji', 'zhiban', 'yuanqu', 'xiangzhen', 'fuzeren', 'anquan', 'yuangong', 'guanli']

interface Matter extends ScopedRow {
  id: string
  kind: string
}
let matters: Matter[]
let orgs: (ScopedRow & { id: string; kind: string })[]

beforeAll(async () => {
  t = await testDb()
  folder = await mkdtemp(path.join(tmpdir(), 'anlan-matrix-'))
  const config = readConfig(
    { ANLAN_DATA: folder, ANLAN_APP_PASSWORD: APP_TEST_PASSWORD, ANLAN_LOG: 'silent', ANLAN_PER_MINUTE: '1000000' },
    [],
  )
  anlan = await createAnlan({ config, ownerUrl: t.ownerUrl, demoPosts: async () => [] })
  const made = await ensureSample({
    db: anlan.db,
    appUrl: anlan.appUrl,
    ownerUrl: t.ownerUrl,
    dataDir: folder,
    ...anlan.world,
    roles: anlan.roles(),
    calendar: anlan.calendar,
    signIn: anlan.signIn,
    size: 120,
    days: 12,
    now: new Date(),
    seal: async () => {},
    progress: () => {},
  })
  if (!made) throw new Error('no sample')
  county = made
  for (const who of WHO) {
    const answer = await anlan.http.inject({
      method: 'POST',
      url: '/api/auth/sign-in/username',
      payload: { username: who, password: SAMPLE_PASSWORD },
    })
    expect(answer.statusCode).toBe(200)
    cookies.set(who, answer.cookies.map((c) => `${c.name}=${c.value}`).join('; '))
  }
  const m = await t.owner.query(
    `select id, kind, path, sector, array[org_id, office_id] as "orgIds", array[opened_by, assignee_id] as "personIds" from matter`,
  )
  matters = m.rows.map((r) => ({ ...r, orgIds: pgArray(r.orgIds), personIds: pgArray(r.personIds) }))
  const o = await t.owner.query(`select id, kind, path, sector, array[id, office_id] as "orgIds" from org`)
  orgs = o.rows.map((r) => ({ ...r, orgIds: pgArray(r.orgIds), personIds: [] }))
}, 240_000)
afterAll(async () => {
  await anlan.stop()
  await t.drop()
  await rm(folder, { recursive: true, force: true })
})

/** uuid[] comes as text where the driver knows no parser for it. */
function pgArray(value: unknown): (string | null)[] {
  if (Array.isArray(value)) return value as (string | null)[]
  return String(value)
    .replace(/[{}]/g, '')
    .split(',')
    .map((v) => (v === 'NULL' || v === '' ? null : v))
}

const claims = (who: string): Claims => {
  const post = county.demo.find((d) => d.username === who)?.post
  if (!post) throw new Error(`no post ${who}`)
  return claimsOf(post, anlan.roles())
}

async function get(who: string, url: string): Promise<{ status: number; body: { items?: { id: string }[]; next?: string | null } }> {
  const answer = await anlan.http.inject({ method: 'GET', url, headers: { cookie: cookies.get(who) ?? '' } })
  const text = answer.body.startsWith('{') ? (JSON.parse(answer.body) as object) : {}
  return { status: answer.statusCode, body: text }
}

async function walk(who: string, url: string): Promise<string[]> {
  const ids: string[] = []
  let after: string | null = ''
  while (after !== null) {
    const { status, body } = await get(who, `${url}&limit=100${after ? `&after=${encodeURIComponent(after)}` : ''}`)
    expect(status).toBe(200)
    ids.push(...(body.items ?? []).map((i) => i.id))
    after = body.next ?? null
  }
  return ids
}

describe.each(WHO.map((w) => [w]))('%s', (who) => {
  test('the list of matters, walked to its end in each order, is exactly what the policy allows', async () => {
    const c = claims(who)
    const allowed = matters
      .filter((m) => can(c, `${m.kind}.read`, m))
      .map((m) => m.id)
      .sort()
    for (const sort of ['opened', 'due', 'since']) {
      const walked = await walk(who, `/api/matters?sort=${sort}`)
      expect(new Set(walked).size).toBe(walked.length)
      expect(walked.sort()).toEqual(allowed)
    }
  })

  test('the list of enterprises is exactly what the policy allows', async () => {
    const c = claims(who)
    const allowed = orgs
      .filter((o) => o.kind === 'enterprise' && can(c, 'org.read', o))
      .map((o) => o.id)
      .sort()
    const { status } = await get(who, '/api/orgs?kind=enterprise&limit=1')
    if (status === 403) expect(allowed).toEqual([])
    else expect((await walk(who, '/api/orgs?kind=enterprise')).sort()).toEqual(allowed)
  })

  test('every reading route with an id refuses a foreign record', async () => {
    const c = claims(who)
    const foreignMatter = matters.find((m) => !can(c, `${m.kind}.read`, m))?.id
    const foreignOrg = orgs.find((o) => o.kind === 'enterprise' && !can(c, 'org.read', o))?.id
    const leaks: string[] = []
    // `exists` answers calmly that there is no such upload of one's own.
    for (const route of anlan.routes.filter(
      (r) => r.method === 'GET' && r.path.includes(':') && r.permission !== 'public' && !r.path.endsWith('/exists'),
    )) {
      const foreign = route.path.startsWith('/api/matters/') ? foreignMatter : route.path.startsWith('/api/orgs/') ? foreignOrg : undefined
      const id = foreign ?? '00000000-0000-7000-8000-00000000dead'
      const url = route.path.replace(/:hash/g, 'f'.repeat(64)).replace(/:\w+/g, id)
      const { status } = await get(who, url)
      if (status < 400 || status >= 500) leaks.push(`${status} ${url}`)
    }
    expect(leaks).toEqual([])
  })

  test('every writing route with an id refuses a foreign record and changes nothing', async () => {
    const c = claims(who)
    const foreign = matters.find((m) => !can(c, `${m.kind}.read`, m))
    const before = await t.owner.query('select (select count(*) from act) as acts, (select sum(version) from org) as orgs')
    const open: string[] = []
    for (const route of anlan.routes.filter((r) => r.write && r.path.includes(':'))) {
      const url = route.path.replace(/:hash/g, 'f'.repeat(64)).replace(/:\w+/g, foreign?.id ?? '00000000-0000-7000-8000-00000000dead')
      const payload = { id: '00000000-0000-7000-8000-00000000beef', act: 'verify', form: { opinion: '越权' }, name: 'x' }
      const answer = await anlan.http.inject({
        method: route.method as 'POST',
        url,
        payload,
        headers: { cookie: cookies.get(who) ?? '' },
      })
      // Marking an unknown notice as read changes nothing and may say so calmly.
      if (answer.statusCode < 400 || answer.statusCode >= 500) open.push(`${answer.statusCode} ${route.method} ${url}`)
    }
    expect(open.filter((o) => !o.includes('/api/notices/'))).toEqual([])
    const after = await t.owner.query('select (select count(*) from act) as acts, (select sum(version) from org) as orgs')
    expect(after.rows).toEqual(before.rows)
  })
})

test('without sign-in every route but the public ones answers 401', async () => {
  const answers: string[] = []
  for (const route of anlan.routes) {
    if (route.permission === 'public') continue
    const url = route.path.replace(/:hash/g, 'f'.repeat(64)).replace(/:\w+/g, '00000000-0000-7000-8000-00000000dead')
    const answer = await anlan.http.inject({ method: route.method as 'GET', url, ...(route.method === 'GET' ? {} : { payload: {} }) })
    if (answer.statusCode !== 401) answers.push(`${answer.statusCode} ${route.method} ${url}`)
  }
  expect(answers).toEqual([])
})
