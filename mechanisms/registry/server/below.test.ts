import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Change, LicenceRow, OrgFile, OrgRow, RelationRow, SubjectRow } from '../model.ts'
import { licencesEnding } from './licences-ending.ts'
import { newId, ownGrants, testPlace, type TestPlace } from './place.fixture.ts'

let p: TestPlace
let plant: OrgRow
let yard: OrgRow

beforeAll(async () => {
  p = await testPlace()
  plant = (await p.send<OrgRow>('officer', 'POST', '/api/orgs', { name: '化工厂', path: '990101001', sector: 'alpha' })).body
  yard = (await p.send<OrgRow>('officer', 'POST', '/api/orgs', { name: '检修队', path: '990101002' })).body
  p.post('manager', plant.id, '990101001', ownGrants)
  p.post('visitor', newId(), '990101', { 'org.read': ['office'], 'subject.read': ['office'], 'licence.read': ['office'] })
})
afterAll(() => p.stop())

const file = async (as = 'officer', id = plant.id): Promise<OrgFile> => (await p.send<OrgFile>(as, 'GET', `/api/orgs/${id}`)).body

const tank = (name: string, more: Record<string, unknown> = {}) => ({
  orgId: plant.id,
  sector: 'alpha',
  type: 'tank',
  name,
  fields: { goods: '甲醇', volume: 500 },
  ...more,
})

test('a subject is typed by its sector, stands where its organisation stands, and is ended, not deleted', async () => {
  const made = await p.send<SubjectRow>('manager', 'POST', '/api/subjects', tank('1 号罐'))
  expect(made.body).toMatchObject({ name: '1 号罐', path: '990101001', status: 'active', version: 1 })
  const ended = await p.send<SubjectRow>('manager', 'PATCH', `/api/subjects/${made.body.id}`, { version: 1, status: 'ended' })
  expect(ended.body).toMatchObject({ status: 'ended', version: 2 })
  expect((await p.send('manager', 'PATCH', `/api/subjects/${made.body.id}`, { version: 1, name: '改名' })).status).toBe(409)
  expect((await p.send<{ items: SubjectRow[] }>('officer', 'GET', '/api/subjects?type=tank')).body.items).toEqual([])
  const { body } = await p.send<{ items: Change[] }>('officer', 'GET', `/api/orgs/${plant.id}/history`)
  expect(body.items[0]).toMatchObject({ entity: 'subject', before: { status: 'active' }, after: { status: 'ended' } })
})

test('fields that the type does not know or that are missing are refused by name', async () => {
  const { status, body } = await p.send<{ errors: { field: string }[] }>(
    'officer',
    'POST',
    '/api/subjects',
    tank('坏罐', { fields: { volume: -1, taste: 'x' } }),
  )
  expect(status).toBe(400)
  expect(body.errors.map((e) => e.field).toSorted()).toEqual(['body.fields.goods', 'body.fields.taste', 'body.fields.volume'])
})

test('subjects move with their organisation', async () => {
  const made = await p.send<SubjectRow>('officer', 'POST', '/api/subjects', tank('随迁罐'))
  const { org } = await file()
  await p.send('officer', 'PATCH', `/api/orgs/${plant.id}`, { version: org.version, path: '990101002' })
  const moved = (await file()).subjects.find((s) => s.id === made.body.id)
  expect(moved).toMatchObject({ path: '990101002', version: 2 })
  await p.send('officer', 'PATCH', `/api/orgs/${plant.id}`, { version: org.version + 1, path: '990101001' })
})

test('a licence takes notice days from its type; the list shows what ends, the job what falls due', async () => {
  const made = await p.send<LicenceRow>('manager', 'POST', '/api/licences', {
    orgId: plant.id,
    type: 'grading',
    number: 'AQB-1',
    validTo: '2026-12-20',
  })
  expect(made.body).toMatchObject({ holder: '化工厂', noticeDays: [180, 90, 30], status: 'active' })
  await p.send('officer', 'POST', '/api/licences', { orgId: yard.id, type: 'insurance', validTo: '2026-11-10' })
  await p.send('officer', 'POST', '/api/licences', { orgId: yard.id, type: 'filing', validTo: '2028-01-01' })
  interface Ending {
    items: LicenceRow[]
    today: string
  }
  const list = async (query: string, as = 'officer'): Promise<string[]> =>
    (await p.send<Ending>(as, 'GET', `/api/licences?${query}`)).body.items.map((l) => l.type)
  expect(await list('days=90')).toEqual(['insurance', 'grading'])
  expect(await list('days=10')).toEqual(['insurance'])
  expect(await list('state=ending')).toEqual(['grading'])
  expect(await list('days=90', 'manager')).toEqual(['grading'])
  expect(await list('days=90', 'neighbour')).toEqual([])
  const claims = p.post('job', p.office, '9', { 'org.read': ['all'] })
  const due = (day: string, since?: string): Promise<[string, number][]> =>
    p.t.db.tx(claims, async (tx) => (await licencesEnding(tx, day, since)).map((l): [string, number] => [l.type, l.daysLeft]))
  expect(await due('2026-11-20')).toEqual([['grading', 30]])
  expect(await due('2026-11-21')).toEqual([])
  // The job did not run for two days: nothing is lost.
  expect(await due('2026-11-22', '2026-11-19')).toEqual([['grading', 28]])
  expect(await due('2026-12-20')).toEqual([['grading', 0]])
  expect(await due('2026-12-21')).toEqual([['grading', -1]])
  expect(await due('2026-12-22')).toEqual([])
})

test('a licence cannot end before it begins, nor belong to a foreign subject', async () => {
  const wrong = { orgId: plant.id, type: 'grading', validFrom: '2026-02-01', validTo: '2026-01-01' }
  expect((await p.send('officer', 'POST', '/api/licences', wrong)).status).toBe(400)
  const subject = (await file()).subjects[0]
  const foreign = await p.send('officer', 'POST', '/api/licences', { orgId: yard.id, type: 'inspection', subjectId: subject?.id })
  expect(foreign.status).toBe(400)
})

test('a relation is seen from both ends; a stranger sees neither it nor what hangs below', async () => {
  const made = await p.send<RelationRow>('manager', 'POST', '/api/relations', {
    orgId: plant.id,
    kind: 'contractor',
    otherName: '外地检修公司',
  })
  expect(made.status).toBe(200)
  const tied = await p.send<RelationRow>('officer', 'POST', '/api/relations', {
    orgId: plant.id,
    kind: 'contractor',
    otherId: yard.id,
    since: '2026-01-01',
  })
  expect(tied.body).toMatchObject({ otherName: '检修队' })
  p.post('contractor', yard.id, '990101002', ownGrants)
  const seen = (await file('contractor', yard.id)).relations
  expect(seen.map((r) => [r.id, r.orgName])).toEqual([[tied.body.id, null]])
  for (const url of ['/api/subjects', '/api/licences?days=3650', `/api/relations?orgId=${plant.id}`]) {
    expect((await p.send<{ items: unknown[] }>('visitor', 'GET', url)).body.items).toEqual([])
  }
})

const square = (lng: number): number[][][] => [
  [
    [lng, 24],
    [lng + 0.1, 24],
    [lng + 0.1, 24.1],
    [lng, 24.1],
    [lng, 24],
  ],
]

test('boundaries need an approval number or are declared schematic; foreign and unknown places are named, not stored', async () => {
  const feature = (properties: Record<string, unknown>, lng: number) => ({
    type: 'Feature',
    properties,
    geometry: { type: 'Polygon', coordinates: square(lng) },
  })
  const features = [
    feature({ adcode: 990101001 }, 102),
    feature({ name: '西镇' }, 103),
    feature({ name: '乙县' }, 104),
    feature({ name: '无此地' }, 105),
  ]
  const content = Buffer.from(JSON.stringify({ type: 'FeatureCollection', features }))
  expect((await p.upload('officer', '/api/divisions/shapes', 'a.json', content)).status).toBe(400)
  const stored = await p.upload('officer', `/api/divisions/shapes?approval=${encodeURIComponent('GS(2024)0650号')}`, 'a.json', content)
  expect(stored.body).toMatchObject({ stored: 2, unknown: ['乙县', '无此地'] })
  interface Shapes {
    features: { properties: { name: string; note: string }; geometry: { coordinates: number[][][] } }[]
    notes: string[]
  }
  const { body } = await p.send<Shapes>('visitor', 'GET', '/api/divisions/shapes?path=990101&level=town')
  expect(body.features.map((f) => f.properties.name)).toEqual(['东镇', '西镇'])
  expect(body.features[0]?.geometry.coordinates).toEqual(square(102))
  expect(body.notes).toEqual(['审图号：GS(2024)0650号'])
  await p.upload('officer', '/api/divisions/shapes?schematic=true&crs=gcj02', 'a.json', content)
  const again = (await p.send<Shapes>('visitor', 'GET', '/api/divisions/shapes?path=990101001')).body
  expect(again.notes[0]).toContain('示意图')
  const shifted = again.features[0]?.geometry.coordinates[0]?.[0]?.[0] ?? 0
  expect(Math.abs(shifted - 102)).toBeGreaterThan(0.0005)
  expect(Math.abs(shifted - 102)).toBeLessThan(0.01)
  expect((await p.upload('officer', '/api/divisions/shapes?schematic=true', 'a.json', Buffer.from('{"type":"Feature"}'))).status).toBe(400)
})

test('sectors and criteria are given to forms; the criteria are those of the day', async () => {
  const { body } = await p.send<{ items: { id: string; subjects: { id: string }[] }[] }>('visitor', 'GET', '/api/sectors')
  expect(body.items.find((s) => s.id === 'alpha')?.subjects.map((s) => s.id)).toContain('tank')
  const on = async (day: string): Promise<number> =>
    (await p.send<{ items: unknown[] }>('visitor', 'GET', `/api/criteria?sector=alpha&on=${day}`)).body.items.length
  expect(await on('2020-01-01')).toBeGreaterThan(0)
  expect(await on('1990-01-01')).toBe(0)
  expect((await p.send('visitor', 'GET', '/api/criteria?sector=nothing')).status).toBe(400)
})
