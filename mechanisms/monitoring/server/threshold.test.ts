import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Claims } from '#kernel/access/index.ts'
import { addDeadline, makeCalendar } from '#kernel/calendar/index.ts'
import type { DueOf } from '#kernel/matter/index.ts'
import { makePerformer, type Doer } from '#mechanisms/matters/index.ts'
import { thresholdKind } from '../threshold-kind.ts'
import { areaGrants, columns, LIMITS, monitoringPlace, newId, ownGrants, type MonitoringPlace } from './place.fixture.ts'
import { thresholdHook } from './threshold-hook.ts'

let place: MonitoringPlace
let pointId: string
let proposer: Doer
let approver: Doer
const NO_EVIDENCE = { evidence: [], place: null }

const doer = (claims: Claims, name: string): Doer => ({
  claims,
  actor: { personId: claims.personId, postId: claims.postId, orgId: claims.orgId, role: 'r', name },
  now: place.clock.now,
})

beforeAll(async () => {
  place = await monitoringPlace()
  pointId = await place.addPoint(place.plant, 'LT-1', [LIMITS])
  await place.monitoring.idle()
  proposer = doer(place.post('p', place.plant, '990101001', { ...ownGrants, 'threshold-change.approve': ['office'] }), '甲')
  approver = doer(place.post('a', place.office, '990101', areaGrants), '乙')
})
afterAll(() => place.stop())

test('other limits are in force when another person has approved, and every version is kept', async () => {
  const calendar = makeCalendar({ edits: [], yearsConfirmed: [] })
  const performer = makePerformer({
    kinds: new Map([['threshold-change', thresholdKind]]),
    dueOf: (): DueOf => (start, rule) => ('at' in rule ? new Date(rule.at) : addDeadline(start, rule.term, calendar).dueAt),
    hooks: new Map([['threshold-change', thresholdHook((orgs) => place.monitoring.pointsChanged(orgs))]]),
    attach: async () => {},
    fileInfo: async () => [],
  } as unknown as Parameters<typeof makePerformer>[0])
  const matterId = newId()
  const form = { pointId, pointName: 'LT-1', H: 8, deadBand: 0.1, onDelay: 0, offDelay: 0, priority: 'high', reason: '储罐降级使用' }
  const opening = {
    id: newId(),
    matterId,
    kind: 'threshold-change',
    act: 'propose',
    orgId: place.plant,
    subjectId: null,
    parentId: null,
    form,
    ...NO_EVIDENCE,
  }
  await place.t.db.tx(proposer.claims, (tx) => performer.open(tx, proposer, opening))
  await place.monitoring.ingest(columns(place, [['LT-1', 1, 9]]))
  expect((await place.t.owner.query('select 1 from alarm')).rowCount).toBe(0)

  const approve = { id: newId(), act: 'approve', form: { opinion: '同意' }, ...NO_EVIDENCE }
  await expect(place.t.db.tx(proposer.claims, (tx) => performer.act(tx, proposer, matterId, approve))).rejects.toMatchObject({
    status: 409,
  })
  await place.t.db.tx(approver.claims, (tx) => performer.act(tx, approver, matterId, { ...approve, id: newId() }))
  await place.monitoring.idle()
  await place.monitoring.ingest(columns(place, [['LT-1', 2, 9]]))
  const { rows } = await place.t.owner.query('select level, limit_value from alarm')
  expect(rows).toEqual([{ level: 'H', limit_value: 8 }])
  const versions = await place.t.owner.query('select version, matter_id, by->>$1 as by from point_rules where point_id = $2', [
    'name',
    pointId,
  ])
  expect(versions.rows).toEqual([{ version: 2, matter_id: matterId, by: '乙' }])
})

test('people acknowledge and shelve; a foreign enterprise finds no alarm', async () => {
  const list = await place.send<{ items: { id: string; acts: string[] }[] }>('safety', 'GET', '/api/alarms')
  const id = list.body.items[0]?.id ?? ''
  expect(list.body.items[0]?.acts).toContain('acknowledge')
  expect((await place.send('foreign', 'GET', `/api/alarms/${id}`)).status).toBe(404)
  expect((await place.send('foreign', 'POST', `/api/alarms/${id}/act`, { act: 'acknowledge' })).status).toBe(404)
  expect((await place.send('safety', 'POST', `/api/alarms/${id}/act`, { act: 'acknowledge' })).body).toEqual({ state: 'acknowledged' })
  expect((await place.send('safety', 'POST', `/api/alarms/${id}/act`, { act: 'shelve', reason: '仪表待修', hours: 25 })).status).toBe(400)
  expect((await place.send('safety', 'POST', `/api/alarms/${id}/act`, { act: 'shelve', reason: '仪表待修', hours: 1 })).body).toEqual({
    state: 'shelved',
  })
  expect((await place.send<{ items: unknown[] }>('safety', 'GET', '/api/alarms')).body.items).toEqual([])
  place.clock.now = new Date(place.clock.now.getTime() + 3_700_000)
  expect(await place.monitoring.expire()).toBe(1)
  const back = await place.send<{ state: string; events: { act: string }[] }>('officer', 'GET', `/api/alarms/${id}`)
  expect(back.body.state).toBe('unacknowledged')
  expect(back.body.events.map((e) => e.act)).toEqual(['occur', 'acknowledge', 'shelve', 'restore'])
})
