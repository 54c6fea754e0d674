import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Claims, Grants, Role } from '#kernel/access/index.ts'
import { makeCalendar } from '#kernel/calendar/index.ts'
import { uuidv7 } from '#kernel/ids.ts'
import { makePerformer, tellDeadlines, type Doer } from '#mechanisms/matters/index.ts'
import type { AlarmChange } from '#mechanisms/monitoring/index.ts'
import { openDb, type Db } from '#platform/db/index.ts'
import { testDb, type TestDb } from '#platform/testing.ts'
import { LADDER } from '../rules.ts'
import { warningKind } from '../warning-kind.ts'
import { warningsFromAlarms } from './from-alarms.ts'
import { warningHook, type HazardRequest } from './hooks.ts'

let t: TestDb
let owner: Db
const id = (): string => uuidv7(Date.now())
const [county, office, plant, other] = [id(), id(), id(), id()]
const START = Date.parse('2026-11-20T02:00:00Z')
const clock = { now: new Date(START) }
const hazards: HazardRequest[] = []
const told: string[][] = []
const DOES = Object.values(warningKind.acts).map((a) => a.permission)
const all = (scope: 'all' | 'area' | 'office'): Grants => Object.fromEntries(['warning.read', 'org.read', ...DOES].map((p) => [p, [scope]]))
const claims = (orgId: string, path: string, grants: Grants): Claims => ({
  personId: id(),
  postId: id(),
  orgId,
  role: 'r',
  path,
  sectors: null,
  grants,
})
const system = claims(id(), '', all('all'))
const as = (c: Claims, more: Partial<Doer> = {}): Doer => ({
  claims: c,
  actor: { personId: c.personId, postId: c.postId, orgId: c.orgId, role: 'r', name: '某人' },
  now: clock.now,
  ...more,
})
const duty = claims(office, '990101', all('area'))
const operator = claims(plant, '990101001', all('office'))
const foreign = claims(other, '990101002', all('office'))
const performer = makePerformer({
  kinds: new Map([['warning', warningKind]]),
  dueOf: () => (_start, rule) => new Date('at' in rule ? rule.at : NaN),
  hooks: new Map([
    [
      'warning',
      warningHook({
        openHazard: async (_tx, _by, _p, r) => void hazards.push(r),
        notify: async (_tx, n) => void told.push([...n.personIds]),
      }),
    ],
  ]),
  attach: async () => {},
})
const hook = warningsFromAlarms({
  performer: () => performer,
  system: (now) => as(system, { now, system: true }),
  ladder: () => LADDER,
  now: () => clock.now,
})

beforeAll(async () => {
  t = await testDb()
  owner = openDb(t.ownerUrl, { max: 2 })
  await t.owner.query(
    `insert into org (id, kind, name, path, office_id, parent_id, sector) values ($1, 'office', '县', '990101', null, null, null), ($2, 'office', '局', '990101', null, $1, null),
      ($3, 'enterprise', '甲厂', '990101001', $2, null, 'probe'), ($4, 'enterprise', '乙厂', '990101002', $2, null, 'probe')`,
    [county, office, plant, other],
  )
})
afterAll(async () => {
  await owner.close()
  await t.drop()
})
beforeEach(async () => {
  clock.now = new Date(START)
  hazards.length = told.length = 0
  await t.owner.query('truncate ladder_fired, warning_alarm, alarm, point, matter cascade')
})

/** A change as monitoring gives it, with its row. */
async function alarm(more: Partial<AlarmChange> = {}): Promise<AlarmChange> {
  const change: AlarmChange = {
    alarmId: id(),
    orgId: plant,
    officeId: office,
    path: '990101001',
    sector: 'probe',
    pointId: null,
    subjectId: null,
    rule: '1.limits',
    kind: 'limits',
    level: 'H',
    priority: 'medium',
    colour: 'gold',
    title: '1 号罐液位高报',
    change: 'opened',
    state: 'unacknowledged',
    activated: true,
    quiet: false,
    late: false,
    planned: false,
    value: 12.5,
    limit: 12,
    unit: 'm',
    at: clock.now,
    ...more,
  }
  await t.owner.query(`update alarm set closed_at = now() where rule = $1 and level = $2 and closed_at is null and id <> $3`, [
    change.rule,
    change.level,
    change.alarmId,
  ])
  await t.owner.query(
    `insert into alarm (id, org_id, path, rule, kind, level, priority, colour, title, state, present, opened_at, since, first_at, updated_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12, $12, $12) on conflict (id) do update set present = excluded.present`,
    [
      change.alarmId,
      change.orgId,
      change.path,
      change.rule,
      change.kind,
      change.level,
      change.priority,
      change.colour,
      change.title,
      change.state,
      change.change === 'opened',
      change.at.toISOString(),
    ],
  )
  return change
}
const feed = (...changes: AlarmChange[]): Promise<void> => owner.tx(system, (tx) => hook(tx, changes))
interface Row {
  id: string
  state: string
  level: string
  due: string
  fields: Record<string, unknown>
}
const rows = async (): Promise<Row[]> =>
  (
    await t.owner.query<Row>(
      `select id, state, level, to_char(due_at at time zone 'UTC', 'HH24:MI') as due, fields from matter order by opened_at, id`,
    )
  ).rows
const one = async (): Promise<Row> => {
  const [row] = await rows()
  if (!row) throw new Error('no warning')
  return row
}
const PHOTO = { hash: 'a'.repeat(64), name: 'a.jpg', mediaType: 'image/jpeg', size: 1 }
const act = async (c: Claims, matterId: string, name: string, form: Record<string, unknown> = {}, evidence = [PHOTO]) =>
  t.db.tx(c, (tx) => performer.act(tx, as(c), matterId, { id: id(), act: name, form, evidence, place: null }))
const finish = async (matterId: string): Promise<void> => {
  await act(duty, matterId, 'receive')
  await act(duty, matterId, 'verify', { how: 'phone', finding: '属实' })
  await act(duty, matterId, 'push', { to: ['enterprise'], demand: '查明原因' })
  await act(operator, matterId, 'feedback', { cause: '阀门', done: '已关' })
  await act(duty, matterId, 'close', { conclusion: '已处置' })
}

test('an alarm gives one warning, once: the same activation again and other processes change nothing', async () => {
  const change = await alarm()
  await feed(change)
  await feed(change)
  const [row, ...more] = await rows()
  expect(more).toEqual([])
  expect(row).toMatchObject({ state: 'new', level: 'yellow', due: '02:30', fields: { source: 'alarm', key: `rule/${plant}/1.limits` } })
  await feed(await alarm({ quiet: true }), await alarm({ rule: '2.missing', kind: 'missing', colour: 'blue' }))
  expect(await rows()).toHaveLength(1)
})

test('a transaction that fails leaves neither alarm nor warning', async () => {
  const change = await alarm()
  const failing = owner.tx(system, async (tx) => {
    await hook(tx, [change])
    throw new Error('cut off')
  })
  await expect(failing).rejects.toThrow('cut off')
  expect(await rows()).toEqual([])
  await feed(change)
  expect(await rows()).toHaveLength(1)
})

test('a repeat joins the open warning and raises it where it is worse; clearing shows, and does not close', async () => {
  await feed(await alarm())
  clock.now = new Date(START + 60_000)
  const second = await alarm({ level: 'HH', colour: 'red', alarmId: id() })
  await feed(second)
  expect(await one()).toMatchObject({ level: 'red', due: '02:06', fields: { repeats: 1 } })
  await t.owner.query('update alarm set present = false')
  await feed({ ...second, change: 'cleared' })
  expect((await rows()).map((r) => [r.state, typeof r.fields['alarmOver']])).toEqual([['new', 'string']])
})

test('closed and back within 30 days is linked, later it is not', async () => {
  await feed(await alarm())
  const first = await one()
  await finish(first.id)
  clock.now = new Date(START + 29 * 86_400_000)
  await feed(await alarm())
  expect((await rows())[1]?.fields['recurrenceOf']).toBe(first.id)
  await finish((await rows())[1]?.id ?? '')
  clock.now = new Date(START + 60 * 86_400_000)
  await feed(await alarm())
  expect((await rows())[2]?.fields['recurrenceOf']).toBeUndefined()
})

test('a flood of an enterprise is one warning', async () => {
  const many = await Promise.all(Array.from({ length: 500 }, (_, n) => alarm({ rule: `${n}.limits` })))
  await feed(...many)
  expect(await rows()).toHaveLength(1)
  expect((await one()).fields['source']).toBe('flood')
  expect((await t.owner.query('select 1 from warning_alarm')).rowCount).toBe(500)
})

test('judged false with its reason; who feeds back does not close; a foreign enterprise finds nothing', async () => {
  await feed(await alarm())
  const { id: matterId } = await one()
  await expect(act(foreign, matterId, 'receive')).rejects.toMatchObject({ status: 404 })
  await act(duty, matterId, 'receive')
  await expect(act(duty, matterId, 'push', { to: ['enterprise'], demand: '查明' })).rejects.toMatchObject({ status: 409 })
  await act(duty, matterId, 'judgeFalse', { why: 'sensor', reason: '探头进水' })
  expect(await one()).toMatchObject({ state: 'false', fields: { falseReason: 'sensor' }, due: null })
})

test('red needs a check on the spot; rectifying makes a hazard through the port', async () => {
  await feed(await alarm({ colour: 'red' }))
  const { id: matterId } = await one()
  await act(duty, matterId, 'receive')
  await act(duty, matterId, 'verify', { how: 'video', finding: '属实' })
  await act(duty, matterId, 'push', { to: ['enterprise', 'town'], demand: '停用' })
  await act(operator, matterId, 'feedback', { cause: '泄漏', done: '已停' })
  await expect(act(operator, matterId, 'close', { conclusion: '好了' })).rejects.toMatchObject({ status: 409 })
  await expect(act(duty, matterId, 'close', { conclusion: '好了' })).rejects.toMatchObject({ status: 409 })
  await act(duty, matterId, 'goSite')
  await act(duty, matterId, 'siteCheck', { finding: '已无泄漏' })
  await act(duty, matterId, 'rectify', { what: '更换阀门', deadline: '2026-12-01' })
  expect(hazards).toMatchObject([{ warningId: matterId, orgId: plant, what: '更换阀门', level: 'general' }])
  await act(duty, matterId, 'close', { conclusion: '已处置' })
  expect((await one()).state).toBe('closed')
})

test('late goes up step by step, each once', async () => {
  await t.owner.query(
    `insert into role (id, text, home, grants) values ('w', '{"zh":"值班","en":"Duty"}', 'bureau', '{"warning.read":["area"],"warning.receive":["area"]}')`,
  )
  for (const org of [office, county]) {
    const person = id()
    await t.owner.query(`insert into person (id, name) values ($1, 'x')`, [person])
    await t.owner.query(`insert into post (id, person_id, org_id, role, path) values ($1, $2, $3, 'w', '990101')`, [id(), person, org])
  }
  await feed(await alarm({ colour: 'red' }))
  expect(told.map((w) => w.length)).toEqual([2])
  const reader: Claims = { ...system, grants: { ...system.grants, 'person.read': ['all'] } }
  const role: Role = {
    id: 'w',
    text: { zh: '值班', en: 'Duty' },
    home: 'bureau',
    grants: { 'warning.read': ['area'], 'warning.receive': ['area'] },
  }
  const tell = (minutes: number): Promise<number> =>
    tellDeadlines(
      {
        db: t.db,
        system: reader,
        kinds: new Map([['warning', warningKind]]),
        roles: () => new Map([['w', role]]),
        calendar: () => makeCalendar(),
        notify: async () => {},
        ladderOf: (kind) => kind.ladder,
      },
      new Date(START + minutes * 60_000),
    )
  expect([await tell(5), await tell(6), await tell(6), await tell(16), await tell(40)]).toEqual([0, 1, 0, 1, 1])
})
