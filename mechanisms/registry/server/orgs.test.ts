import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Change, OrgFile, OrgRow } from '../model.ts'
import { makeUscc } from '../rules.ts'
import { newId, ownGrants, testPlace, type TestPlace } from './place.fixture.ts'

let p: TestPlace
let plant: OrgRow

interface Page {
  items: OrgRow[]
  next: string | null
}

beforeAll(async () => {
  p = await testPlace()
  const made = await p.send<OrgRow>('officer', 'POST', '/api/orgs', {
    name: '澄江磷化工2厂',
    uscc: makeUscc(1).toLowerCase(),
    path: '990101001',
    sector: 'alpha',
    size: 'medium',
    place: { lng: 116.3975172, lat: 39.908621, crs: 'gcj02' },
    legalPerson: '某人',
  })
  expect(made.status).toBe(200)
  plant = made.body
  p.post('manager', plant.id, '990101001', ownGrants)
})
afterAll(() => p.stop())

test('an enterprise is entered with its own office, its place in WGS-84 and a first entry in the history', async () => {
  expect(plant).toMatchObject({ uscc: makeUscc(1), officeId: p.office, officeName: '甲县主管局', divisionName: '东镇', version: 1 })
  expect(plant.lng).toBeCloseTo(116.391275, 5)
  expect(plant.lat).toBeCloseTo(39.907217, 5)
  const { body } = await p.send<{ items: Change[] }>('officer', 'GET', `/api/orgs/${plant.id}/history`)
  expect(body.items).toHaveLength(1)
  expect(body.items[0]).toMatchObject({ entity: 'org', before: null, after: { name: '澄江磷化工2厂' }, actor: { name: 'officer' } })
})

test('faults name the fields; nothing is entered', async () => {
  const bad = { name: '坏厂', uscc: '91350100M000100Y44', path: '990101009', sector: 'nothing', officeId: p.otherOffice }
  const { status, body } = await p.send<{ errors: { field: string }[] }>('officer', 'POST', '/api/orgs', bad)
  expect(status).toBe(400)
  expect(body.errors.map((e) => e.field).toSorted()).toEqual(['body.officeId', 'body.path', 'body.sector', 'body.uscc'])
  expect((await p.send<Page>('officer', 'GET', '/api/orgs?q=坏厂')).body.items).toEqual([])
})

test('a change keeps what is absent, clears what is null, raises the version and is in the history', async () => {
  const changed = await p.send<OrgRow>('officer', 'PATCH', `/api/orgs/${plant.id}`, { version: 1, phone: '0877-1', legalPerson: null })
  expect(changed.body).toMatchObject({ version: 2, phone: '0877-1', legalPerson: null, size: 'medium', name: plant.name })
  const { body } = await p.send<{ items: Change[] }>('officer', 'GET', `/api/orgs/${plant.id}/history`)
  expect(body.items[0]).toMatchObject({ before: { phone: null, legalPerson: '某人' }, after: { phone: '0877-1', legalPerson: null } })
  expect(Object.keys(body.items[0]?.after ?? {}).toSorted()).toEqual(['legalPerson', 'phone'])
})

test('a stale version is refused with the record as it is now', async () => {
  const { status, body } = await p.send<{ current: OrgRow }>('officer', 'PATCH', `/api/orgs/${plant.id}`, { version: 1, phone: '1' })
  expect(status).toBe(409)
  expect(body.current).toMatchObject({ id: plant.id, version: 2, phone: '0877-1' })
})

test('of two changes at once one is refused', async () => {
  const { body: now } = await p.send<OrgFile>('officer', 'GET', `/api/orgs/${plant.id}`)
  const both = await Promise.all(
    ['甲', '乙'].map((address) => p.send('officer', 'PATCH', `/api/orgs/${plant.id}`, { version: now.org.version, address })),
  )
  expect(both.map((r) => r.status).toSorted()).toEqual([200, 409])
})

test('outside the scope an organisation does not exist, whatever is asked', async () => {
  for (const [method, url, body] of [
    ['GET', `/api/orgs/${plant.id}`, undefined],
    ['GET', `/api/orgs/${plant.id}/history`, undefined],
    ['PATCH', `/api/orgs/${plant.id}`, { version: 2, phone: '9' }],
    ['POST', '/api/orgs', { name: '越界厂', path: '990101001', officeId: p.office }],
    ['POST', '/api/licences', { orgId: plant.id, type: 'grading' }],
    ['POST', '/api/subjects', { orgId: plant.id, sector: 'alpha', type: 'tank', name: '罐', fields: { goods: '水', volume: 1 } }],
    ['POST', '/api/relations', { orgId: plant.id, kind: 'owner', otherName: '某某' }],
  ] as const) {
    expect([url, (await p.send('neighbour', method, url, body)).status]).toEqual([url, 404])
  }
  expect((await p.send<Page>('neighbour', 'GET', '/api/orgs?kind=enterprise')).body.items).toEqual([])
})

test('an organisation cannot be moved out of the scope', async () => {
  const { body: now } = await p.send<OrgFile>('officer', 'GET', `/api/orgs/${plant.id}`)
  const moved = await p.send('officer', 'PATCH', `/api/orgs/${plant.id}`, { version: now.org.version, path: '990102' })
  expect(moved.status).toBe(404)
})

test('a code that is taken is refused, inside the scope with the record, outside without', async () => {
  const inside = await p.send('officer', 'POST', '/api/orgs', { name: '重复厂', uscc: makeUscc(1), path: '990101001' })
  expect(inside.status).toBe(409)
  expect(inside.body).toMatchObject({ id: plant.id })
  const outside = await p.send('neighbour', 'POST', '/api/orgs', { name: '重复厂', uscc: makeUscc(1), path: '990102' })
  expect(outside.status).toBe(409)
  expect(JSON.stringify(outside.body)).not.toContain(plant.id)
})

test('an enterprise changes its telephone and not its office', async () => {
  const { body: file } = await p.send<OrgFile>('manager', 'GET', `/api/orgs/${plant.id}`)
  expect(file.abilities).toEqual({ edit: true, editAll: false, subjects: true, licences: true })
  const { version } = file.org
  const own = await p.send<OrgRow>('manager', 'PATCH', `/api/orgs/${plant.id}`, { version, phone: '0877-2', name: plant.name })
  expect(own.body).toMatchObject({ phone: '0877-2' })
  const more = await p.send<{ errors: { field: string }[] }>('manager', 'PATCH', `/api/orgs/${plant.id}`, {
    version: version + 1,
    status: 'closed',
  })
  expect(more.status).toBe(403)
  expect(more.body.errors[0]?.field).toBe('body.status')
})

test('an office that supervises enterprises cannot close or shrink', async () => {
  const { body } = await p.send<OrgFile>('officer', 'GET', `/api/orgs/${p.office}`)
  for (const change of [{ status: 'closed' }, { path: '990101002' }]) {
    expect((await p.send('officer', 'PATCH', `/api/orgs/${p.office}`, { version: body.org.version, ...change })).status).toBe(409)
  }
})

test('search finds by a piece of the name, by initials and by code; pages follow each other without gap', async () => {
  const names = ['安宁铝业', '安宁水泥', '江川磷肥', '通海五金']
  for (const [i, name] of names.entries())
    await p.send('officer', 'POST', '/api/orgs', { name, uscc: makeUscc(100 + i), path: '990101002' })
  const found = async (q: string): Promise<string[]> =>
    (await p.send<Page>('officer', 'GET', `/api/orgs?kind=enterprise&q=${encodeURIComponent(q)}`)).body.items.map((o) => o.name)
  expect(await found('cjlhg2c')).toEqual([plant.name])
  expect(await found('ANSN')).toEqual(['安宁水泥'])
  expect(await found('磷')).toEqual([plant.name, '江川磷肥'])
  expect(await found('磷 江川')).toEqual(['江川磷肥'])
  expect(await found(makeUscc(103).slice(4, 17))).toEqual(['通海五金'])
  expect(await found('%')).toEqual([])
  const seen: string[] = []
  let after = ''
  do {
    const { body } = await p.send<Page>('officer', 'GET', `/api/orgs?kind=enterprise&limit=2${after}`)
    seen.push(...body.items.map((o) => o.name))
    after = body.next ? `&after=${body.next}` : ''
  } while (after !== '')
  expect(seen).toEqual(['安宁铝业', '安宁水泥', plant.name, '江川磷肥', '通海五金'])
  expect((await p.send('officer', 'GET', '/api/orgs/count?kind=enterprise&path=990101002')).body).toEqual({ total: 4, capped: false })
})

test('the history can be neither changed nor deleted by the application', async () => {
  for (const statement of ['update registry_change set at = at', 'delete from registry_change', 'delete from org', 'delete from licence']) {
    await expect(p.t.db.pool.query(statement)).rejects.toThrow(/permission denied/)
  }
})

test('parents do not form a circle', async () => {
  const child = await p.send<OrgRow>('officer', 'POST', '/api/orgs', { name: '子公司', path: '990101001', parentId: plant.id })
  const { body } = await p.send<OrgFile>('officer', 'GET', `/api/orgs/${plant.id}`)
  const circle = await p.send('officer', 'PATCH', `/api/orgs/${plant.id}`, { version: body.org.version, parentId: child.body.id })
  expect(circle.status).toBe(400)
  expect((await p.send('officer', 'PATCH', `/api/orgs/${newId()}`, { version: 1 })).status).toBe(404)
})
