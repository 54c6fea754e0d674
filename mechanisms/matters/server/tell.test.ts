import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Claims, Role } from '#kernel/access/index.ts'
import { makeCalendar } from '#kernel/calendar/index.ts'
import { uuidv7 } from '#kernel/ids.ts'
import type { Ladder } from '#kernel/matter/index.ts'
import type { NewNotice } from '#platform/notices/index.ts'
import { testDb, type TestDb } from '#platform/testing.ts'
import { listingKind } from '../listing.ts'
import { tellDeadlines, type TellDeps } from './tell.ts'

let t: TestDb
const id = (): string => uuidv7(Date.now())
const [city, county, town, plant] = [id(), id(), id(), id()]
const people: Record<string, string> = {}
/** Thursday 17:00 in China; Friday the 27th and Monday the 30th are working days. */
const DUE = '2026-11-26T09:00:00.000Z'
const ladder: Ladder = {
  before: [
    { amount: 2, unit: 'day' },
    { amount: 3, unit: 'hour' },
  ],
  after: [
    { amount: 1, unit: 'hour', up: 0 },
    { amount: 1, unit: 'workday', up: 1 },
    { amount: 2, unit: 'workday', up: 2 },
    { amount: 4, unit: 'day', up: 3 },
  ],
}
const role = (name: string, grants: Role['grants']): Role => ({ id: name, text: { zh: name, en: name }, grants }) as Role
const roles = new Map<string, Role>([
  ['plant', role('plant', { 'listing.apply': ['office'], 'listing.read': ['office'] })],
  ['officer', role('officer', { 'listing.read': ['area'], 'listing.list': ['area'] })],
  ['visitor', role('visitor', { 'org.read': ['area'] })],
])
const system: Claims = {
  personId: id(),
  postId: id(),
  orgId: id(),
  role: 's',
  path: '',
  sectors: null,
  grants: { 'listing.read': ['all'], 'org.read': ['all'], 'person.read': ['all'] },
}
let sent: { to: string[]; title: string; level: string }[] = []
const deps = (of: Ladder | undefined = ladder): TellDeps => ({
  db: t.db,
  system,
  kinds: new Map([['listing', listingKind]]),
  roles: () => roles,
  calendar: () => makeCalendar(),
  ladderOf: () => of,
  notify: async (_tx, notice: NewNotice) => {
    const names = notice.personIds.map((p) => Object.keys(people).find((n) => people[n] === p) ?? '?')
    sent.push({ to: names.toSorted(), title: notice.title.zh, level: notice.level })
  },
})

beforeAll(async () => {
  t = await testDb()
  await t.owner.query(
    `insert into org (id, kind, name, path, parent_id) values ($1, 'office', '市局', '9901', null), ($2, 'office', '县局', '990101', $1), ($3, 'office', '镇所', '990101001', $2)`,
    [city, county, town],
  )
  await t.owner.query(`insert into org (id, kind, name, path, office_id) values ($1, 'enterprise', '甲厂', '990101001', $2)`, [plant, town])
  const post = async (name: string, org: string, as: string, path: string, active = true): Promise<void> => {
    people[name] = id()
    await t.owner.query(`insert into person (id, name) values ($1, $2)`, [people[name], name])
    await t.owner.query(`insert into post (id, person_id, org_id, role, path, active) values ($1, $2, $3, $4, $5, $6)`, [
      id(),
      people[name],
      org,
      as,
      path,
      active,
    ])
  }
  await t.owner.query(
    `insert into role (id, text, home, grants) values ('plant', '{}', '', '{}'), ('officer', '{}', '', '{}'), ('visitor', '{}', '', '{}') on conflict do nothing`,
  )
  await post('厂安全员', plant, 'plant', '990101001')
  await post('厂离职者', plant, 'plant', '990101001', false)
  await post('厂访客', plant, 'visitor', '990101001')
  await post('镇干部', town, 'officer', '990101001')
  await post('县干部', county, 'officer', '990101')
  await post('县访客', county, 'visitor', '990101')
  await post('市干部', city, 'officer', '9901')
})
beforeEach(async () => {
  sent = []
  await t.owner.query('truncate ladder_fired, matter cascade')
})
afterAll(() => t.drop())

async function listed(state = 'listed', phase = 'open', due = DUE): Promise<string> {
  const matter = id()
  await t.owner.query(
    `insert into matter (id, kind, no, title, state, phase, level, path, org_id, office_id, opened_by, opened_at, state_since, due_at, seq, head_hash)
     values ($1, 'listing', $2, '某挂牌', $3, $4, 'county', '990101001', $5, $6, $6, '2026-11-01T00:00:00Z', '2026-11-01T00:00:00Z', $7, 1, '')`,
    [matter, matter, state, phase, plant, town, due],
  )
  return matter
}

/** Lets the job run every so many minutes from one instant to another, and says what went out when. */
async function live(from: string, to: string, with_ = deps(), minutes = 10): Promise<string[]> {
  const lines: string[] = []
  for (let at = Date.parse(from); at <= Date.parse(to); at += minutes * 60_000) {
    sent = []
    await tellDeadlines(with_, new Date(at))
    for (const s of sent) lines.push(`${new Date(at).toISOString().slice(5, 16)} ${s.level} ${s.title.split('：')[0]} → ${s.to.join('、')}`)
  }
  return lines
}

test(
  'before the deadline, after it, and up the ladder: each step once, to those whose turn it is and then to those above',
  { timeout: 120_000 },
  async () => {
    await listed()
    expect(await live('2026-11-24T08:30:00Z', '2026-12-01T09:30:00Z', deps(), 30)).toEqual([
      '11-24T09:00 info 即将到期 → 厂安全员',
      '11-26T06:00 info 即将到期 → 厂安全员',
      '11-26T10:00 warn 已超期 → 厂安全员',
      '11-27T09:00 urgent 下级超期未办 → 镇干部',
      '11-30T09:00 urgent 下级超期未办 → 县干部',
      '11-30T09:00 urgent 下级超期未办 → 市干部',
    ])
  },
)

test('the office is told while it is the office’s turn', async () => {
  await listed('applied', 'waiting')
  expect(await live('2026-11-26T05:50:00Z', '2026-11-26T06:10:00Z')).toEqual([
    '11-26T05:50 info 即将到期 → 镇干部',
    '11-26T06:00 info 即将到期 → 镇干部',
  ])
})

test('nothing after closing, and nothing where the kind has no ladder', async () => {
  const matter = await listed()
  expect(await live('2026-11-26T09:50:00Z', '2026-11-26T10:10:00Z')).toEqual(['11-26T10:00 warn 已超期 → 厂安全员'])
  await t.owner.query(`update matter set state = 'removed', phase = 'closed', closed_at = now() where id = $1`, [matter])
  expect(await live('2026-11-27T08:50:00Z', '2026-11-27T09:10:00Z')).toEqual([])
  await listed()
  expect(await live('2026-11-27T08:50:00Z', '2026-11-27T09:10:00Z', { ...deps(), ladderOf: () => undefined })).toEqual([])
})

test('a deadline that was moved has its steps anew; two runs at once tell once', async () => {
  const matter = await listed()
  const now = new Date('2026-11-26T10:00:00Z')
  await Promise.all([tellDeadlines(deps(), now), tellDeadlines(deps(), now)])
  expect(sent.filter((s) => s.title.startsWith('已超期'))).toHaveLength(1)
  await t.owner.query(`update matter set due_at = '2026-12-03T09:00:00Z' where id = $1`, [matter])
  expect(await live('2026-12-03T09:50:00Z', '2026-12-03T10:10:00Z')).toEqual(['12-03T10:00 warn 已超期 → 厂安全员'])
})

test('a step of which nobody could be told waits until somebody is there', async () => {
  await listed()
  await t.owner.query(`update post set active = false where person_id = $1`, [people['厂安全员']])
  expect(await live('2026-11-26T10:00:00Z', '2026-11-26T10:10:00Z')).toEqual([])
  await t.owner.query(`update post set active = true where person_id = $1`, [people['厂安全员']])
  expect(await live('2026-11-26T10:20:00Z', '2026-11-26T10:40:00Z')).toEqual(['11-26T10:20 warn 已超期 → 厂安全员'])
})

test('none is left out where many fall due, even at the same instant', async () => {
  await t.owner.query(
    `insert into matter (id, kind, no, title, state, phase, level, path, org_id, office_id, opened_by, opened_at, state_since, due_at, seq, head_hash)
     select gen_random_uuid(), 'listing', 'G-' || n, '某挂牌', 'listed', 'open', 'county', '990101001', $1, $2, $2, '2026-11-01T00:00:00Z', '2026-11-01T00:00:00Z', $3, 1, ''
     from generate_series(1, 2100) n`,
    [plant, town, DUE],
  )
  expect(await tellDeadlines(deps(), new Date('2026-11-26T10:00:00Z'))).toBe(2100)
  expect(await tellDeadlines(deps(), new Date('2026-11-26T10:01:00Z'))).toBe(0)
})
