import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Claims } from '#kernel/access/index.ts'
import { makeCalendar } from '#kernel/calendar/index.ts'
import { uuidv7 } from '#kernel/ids.ts'
import type { MatterKind } from '#kernel/matter/index.ts'
import type { Checklist } from '#kernel/sector/index.ts'
import { text } from '#kernel/text.ts'
import { listingKind, makePerformer, type Doer } from '#mechanisms/matters/index.ts'
import { sql } from '#platform/db/index.ts'
import { testDb, type TestDb } from '#platform/testing.ts'
import { hazardKind } from '../hazard-kind.ts'
import { selfcheckKind } from '../selfcheck-kind.ts'
import { assignChecks, sweepChecks } from './assign.ts'
import { hazardHook, selfcheckHook } from './hooks.ts'
import { formalismSigns, registerOf } from './views.ts'

let t: TestDb
const id = (): string => uuidv7(Date.now())
const [office, plant, boss] = [id(), id(), id()]
const list: Checklist = {
  id: 'l1',
  text: text('每日自查', 'Daily'),
  period: 'daily',
  level: 'team',
  effectiveFrom: '2026-01-01',
  items: [{ id: 'i1', text: text('通道畅通', 'Ways are free') }],
}
const all = (kinds: readonly string[]): Claims['grants'] => Object.fromEntries(kinds.map((k) => [k, ['all' as const]]))
const grants = all(['hazard.read', 'selfcheck.read', 'selfcheck.assign', 'hazard.link', 'org.read', 'hazard.rectify', 'hazard.verify'])
const systemClaims: Claims = { personId: boss, postId: boss, orgId: boss, role: 's', path: '', sectors: null, grants }
const system = (now: Date): Doer => ({
  claims: systemClaims,
  actor: { personId: boss, postId: boss, orgId: boss, role: 's', name: '系统' },
  now,
  system: true,
})
// A worker: may do the check, may not find hazards otherwise.
const worker = (now: Date): Doer => {
  const personId = '00000000-0000-7000-8000-00000000aaaa'
  const own: Claims['grants'] = {
    'selfcheck.do': ['office'],
    'selfcheck.read': ['office'],
    'hazard.read': ['self'],
    'org.read': ['office'],
  }
  const claims: Claims = { personId, postId: personId, orgId: plant, role: 'w', path: '990101001', sectors: null, grants: own }
  return { claims, actor: { personId, postId: personId, orgId: plant, role: 'w', name: '员工' }, now }
}
const itemOf = (checklist: string, item: string) =>
  checklist === 'l1' && item === 'i1' ? { text: '通道畅通', clause: '《消防法》' } : undefined
const kinds = new Map<string, MatterKind>([hazardKind, selfcheckKind, listingKind].map((k) => [k.id, k]))
const performer = makePerformer({
  kinds,
  dueOf: () => (start, rule) => ('at' in rule ? new Date(rule.at) : new Date(start.getTime() + 86_400_000)),
  hooks: new Map([
    ['hazard', hazardHook({ system, itemOf })],
    ['selfcheck', selfcheckHook({ system, itemOf })],
  ]),
  attach: async () => {},
})
const deps = () => ({ db: t.db, performer, calendar: () => makeCalendar(), system, lists: () => [list] })
const MONDAY = new Date('2026-11-23T00:00:00Z')

beforeAll(async () => {
  t = await testDb()
  await t.owner.query(`insert into org (id, kind, name, path) values ('${office}', 'office', '某所', '990101001')`)
  await t.owner.query(
    `insert into org (id, kind, name, path, office_id, sector) values ('${plant}', 'enterprise', '某厂', '990101001', '${office}', 'fire')`,
  )
})
afterAll(() => t.drop())

const rows = <T>(text_: ReturnType<typeof sql>): Promise<T[]> => t.db.read<T>(systemClaims, text_)

test('a day’s checks are assigned once, missed ones are registered', async () => {
  expect(await assignChecks(deps(), '2026-11-23', MONDAY)).toBe(1)
  expect(await assignChecks(deps(), '2026-11-23', MONDAY)).toBe(0)
  // Sunday has none.
  expect(await assignChecks(deps(), '2026-11-22', MONDAY)).toBe(0)
  expect(await sweepChecks(deps(), new Date('2026-11-23T09:00:00Z'))).toEqual({ missed: 0, lapsed: 0 })
  expect(await sweepChecks(deps(), new Date('2026-11-23T10:00:01Z'))).toEqual({ missed: 1, lapsed: 0 })
  expect(await rows(registerOf(new Date('2026-11-01T00:00:00Z')))).toMatchObject([{ orgName: '某厂', due: 1, missed: 1, late: 0 }])
})

test('a finding of a worker’s check becomes a hazard with item and clause; closed and back within 90 days is linked', async () => {
  const first = await finding('2026-11-24')
  expect(first).toMatchObject({ state: 'rectifying', level: 'general', fields: { item: 'i1', clause: '《消防法》', source: 'selfcheck' } })
  const at = new Date('2026-11-24T08:00:00Z')
  const photo = { hash: 'c'.repeat(64), name: 'p.jpg', mediaType: 'image/jpeg', size: 1 }
  const act = (name: string, form: Record<string, unknown>, who: Doer) =>
    t.db.tx(systemClaims, (tx) => performer.act(tx, who, first.id, { id: id(), act: name, form, evidence: [photo], place: null }))
  await act('rectify', { done: '已清理' }, system(at))
  const other = { ...system(at), actor: { ...system(at).actor, personId: id(), orgId: office } }
  await act('verify', { opinion: '现场合格' }, other)
  const second = await finding('2026-11-25')
  expect(second.fields['recurrenceOf']).toBe(first.id)
  const signs = await rows<{ sign: string }>(formalismSigns(new Date('2026-11-01T00:00:00Z'), new Date('2026-12-30T00:00:00Z'), plant))
  expect(signs.map((s) => s.sign)).toContain('closed-and-back')
})

async function finding(day: string): Promise<{ id: string; state: string; level: string; fields: Record<string, unknown> }> {
  const now = new Date(`${day}T02:00:00Z`)
  await assignChecks(deps(), day, new Date(`${day}T00:00:00Z`))
  const [check] = await rows<{ id: string }>(sql`select id from matter where kind = 'selfcheck' and state = 'due'`)
  const results = [{ item: 'i1', result: 'hazard', note: '通道堆放纸箱' }]
  const by = worker(now)
  await t.db.tx(by.claims, (tx) =>
    performer.act(tx, by, check?.id ?? '', { id: id(), act: 'do', form: { results }, evidence: [], place: null }),
  )
  const [hazard] = await rows<{ id: string; state: string; level: string; fields: Record<string, unknown> }>(
    sql`select id, state, level, fields from matter where kind = 'hazard' order by opened_at desc limit 1`,
  )
  if (!hazard) throw new Error('no hazard was opened')
  return hazard
}
