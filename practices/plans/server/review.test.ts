import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PlanItem } from '../model.ts'
import { keeper, newId, planPlace, PLAN_TEXT, unitGrants, type PlanPlace } from './place.fixture.ts'

let p: PlanPlace
let planId = ''
interface Body {
  id: string
  items: PlanItem[]
  current: PlanItem[]
  change: { id: string }
  title: string
  detail: string
}

beforeAll(async () => {
  p = await planPlace()
  p.post('zhang', p.orgs.office, '990101', keeper)
  p.post('li', p.orgs.office, '990101', keeper)
  p.post('town', p.orgs.east, '990101001', unitGrants)
  p.post('foreign', p.orgs.foreign, '990102', keeper)
  const made = await p.upload<Body>('zhang', '/api/plans/upload', '规划.md', Buffer.from(PLAN_TEXT))
  expect(made.status).toBe(200)
  planId = made.body.id
})
afterAll(() => p.stop())

const items = async (query = ''): Promise<PlanItem[]> =>
  (await p.send<Body>('zhang', 'GET', `/api/plans/${planId}/items${query}`)).body.items
const change = (as: string, body: Record<string, unknown>) =>
  p.send<Body>(as, 'POST', `/api/plans/${planId}/changes`, { id: newId(), ...body })
const at = (...list: PlanItem[]) => list.map(({ id, version }) => ({ id, version }))

test('a document is read with exact places, its period and kind, and pages by key', async () => {
  const view = await p.send<Record<string, unknown>>('zhang', 'GET', `/api/plans/${planId}`)
  expect(view.body).toMatchObject({ kind: 'five-year', state: 'reviewing', from: '2026-01-01', to: '2030-12-31', place: '甲县' })
  const { body } = await p.send<{ text: string }>('zhang', 'GET', `/api/plans/${planId}/text`)
  const points = [...body.text]
  const all = await items()
  expect(all.length).toBeGreaterThan(6)
  for (const item of all) expect(points.slice(item.start, item.end).join('')).toBe(item.quote)
  const first = await p.send<Body & { next: string }>('zhang', 'GET', `/api/plans/${planId}/items?limit=3`)
  const rest = await items(`?after=${encodeURIComponent(first.body.next)}`)
  expect([...first.body.items, ...rest].map((i) => i.id)).toEqual(all.map((i) => i.id))
})

test('what is no plan is refused with a clear word', async () => {
  const none = await p.upload<Body>('zhang', '/api/plans/upload', 'a.txt', Buffer.from('今天天气很好，我们去散步。'))
  expect(none.status).toBe(422)
  expect(none.body.detail).toContain('没有找到规划')
})

test('of two reviewers who change one item one wins, the other sees what it is now; a repeat writes nothing', async () => {
  const [item] = await items('?kind=commitment')
  if (!item) throw new Error('no item')
  const id = newId()
  const first = { act: 'accept', id, items: at(item) }
  expect((await change('zhang', first)).status).toBe(200)
  const lost = await change('li', { act: 'reject', items: at(item) })
  expect(lost.status).toBe(409)
  expect(lost.body.current[0]).toMatchObject({ id: item.id, state: 'accepted', version: item.version + 1 })
  const again = await change('zhang', first)
  expect(again.body.items[0]?.version).toBe(item.version + 1)
  const both = await Promise.all(
    ['zhang', 'li'].map((who) =>
      change(who, { act: 'edit', items: at(...again.body.items), fields: { ...item.fields, name: `${who} 改` } }),
    ),
  )
  expect(both.map((b) => b.status).toSorted()).toEqual([200, 409])
})

test('split, merge and undo keep every state; what was changed since cannot be taken back', async () => {
  const [item] = (await items('?kind=commitment&state=open')).toReversed()
  if (!item) throw new Error('no item')
  const cut = await change('zhang', { act: 'split', items: at(item), at: [item.start + 5] })
  const parts = cut.body.items.filter((i) => i.state === 'open')
  expect(parts.map((i) => i.quote).join('')).toBe(item.quote)
  expect((await items(`?ids=${item.id}`))[0]?.state).toBe('replaced')
  const merged = await change('li', { act: 'merge', items: at(...parts) })
  const whole = merged.body.items.find((i) => i.state === 'open')
  expect(whole?.quote).toBe(item.quote)
  expect((await change('zhang', { act: 'undo', change: cut.body.change.id })).status).toBe(409)
  expect((await change('li', { act: 'undo', change: merged.body.change.id })).status).toBe(200)
  expect((await change('li', { act: 'undo', change: merged.body.change.id })).status).toBe(409)
  const { rows } = await p.t.owner.query(
    `select count(*)::int as n from outbox where topic = 'record.change' and payload->>'object' = 'plan'`,
  )
  expect(rows[0].n).toBeGreaterThan(4)
})

test('an item is added by its place in the text; a place outside is refused', async () => {
  const added = await change('zhang', { act: 'add', kind: 'commitment', place: { start: 40, end: 60 }, fields: { name: '补充任务' } })
  expect(added.body.items[0]).toMatchObject({ kind: 'commitment', start: 40, confidence: 1 })
  expect((await change('zhang', { act: 'add', kind: 'system', place: { start: 10, end: 99999 }, fields: { name: '无' } })).status).toBe(400)
})

test('two reviewers see each other; who left is gone', async () => {
  const say = (who: string, body: unknown) => p.send<{ others: { name: string }[] }>(who, 'POST', `/api/plans/${planId}/presence`, body)
  await say('zhang', { itemId: null })
  expect((await say('li', { itemId: null })).body.others.map((o) => o.name)).toEqual(['zhang'])
  await say('zhang', { itemId: null, gone: true })
  expect((await say('li', { itemId: null })).body.others).toEqual([])
  expect(p.told.length).toBeGreaterThan(2)
})

test('units are resolved by name, by binding and as all towns; the rest is listed', async () => {
  interface Units {
    items: { unit: string; how: string; orgs: { id: string }[] }[]
  }
  const { body } = await p.send<Units>('zhang', 'GET', `/api/plans/${planId}/units`)
  const how = Object.fromEntries(body.items.map((u) => [u.unit, [u.how, u.orgs.length]]))
  expect(how).toMatchObject({ 县应急局: ['name', 1], 县市场监管局: ['name', 1], 各镇: ['name', 2], 县文旅局: ['none', 0] })
  const bound = await p.send<Units>('zhang', 'POST', `/api/plans/${planId}/units`, { unit: '县文旅局', orgIds: [p.orgs.market] })
  expect(bound.body.items.find((u) => u.unit === '县文旅局')).toMatchObject({ how: 'alias', orgs: [{ id: p.orgs.market }] })
})

test('a plan of another county does not exist; a town sees it only once adopted; without the permission nothing moves', async () => {
  for (const url of [
    '',
    '/items',
    '/text',
    '/changes',
    '/adoption',
    '/tasks',
    '/board',
    '/indicators',
    '/register',
    '/reports',
    '/amendments',
    '/lists/problems',
  ]) {
    expect([url, (await p.send('foreign', 'GET', `/api/plans/${planId}${url}`)).status]).toEqual([url, 404])
    expect([url, (await p.send('town', 'GET', `/api/plans/${planId}${url}`)).status]).toEqual([url, 404])
  }
  expect((await change('foreign', { act: 'accept', items: [{ id: newId(), version: 1 }] })).status).toBe(404)
  expect((await change('town', { act: 'accept', items: [{ id: newId(), version: 1 }] })).status).toBe(403)
  const list = await p.send<{ items: unknown[] }>('foreign', 'GET', '/api/plans')
  expect(list.body.items).toEqual([])
})
