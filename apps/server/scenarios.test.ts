import { describe, expect, test } from 'vitest'
import { claimsOf, type Role as RoleDef } from '#kernel/access/index.ts'
import { makeCalendar } from '#kernel/calendar/index.ts'
import { findBreak, fold, hashAct } from '#kernel/matter/index.ts'
import { scenario, type Role } from '#kernel/scenario/index.ts'
import { hazardKind } from '#practices/hazards/index.ts'
import { checklistsFor, sectors } from '#sectors/index.ts'
import { defaultRoles } from './roles.ts'

const calendar = makeCalendar()
const roles = new Map<string, RoleDef>(defaultRoles.map((r) => [r.id, r]))
const PLANT = '00000000-0000-7000-8000-0000000000a1'
const OFFICE = '00000000-0000-7000-8000-0000000000b1'

let serial = 0
function person(role: string, orgId: string, path: string, limited: string[] | null = null): Role {
  const n = String(++serial).padStart(12, '0')
  const personId = `00000000-0000-7000-8000-${n}`
  const post = { id: personId, personId, orgId, role, path, sectors: limited }
  return { claims: claimsOf(post, roles), actor: { personId, postId: post.id, orgId, role, name: role } }
}

const safety = person('safety', PLANT, '990101001')
const clerk = person('clerk', '00000000-0000-7000-8000-0000000000c1', '990101001')
const foreignClerk = person('clerk', '00000000-0000-7000-8000-0000000000c2', '990101002')
const photo = { hash: 'b'.repeat(64), name: 'p.jpg', mediaType: 'image/jpeg', size: 1 }

/** A finding of the sector's own first checklist that is in force, on a simulated clock: 2026-09-14 is a Monday. */
function begin(sector: string) {
  const list = checklistsFor(sector, 'medium', '2026-09-14').at(-1)
  const item = list?.items[0]
  if (!list || !item) throw new Error(`sector ${sector} has no checklist in force`)
  const play = scenario(hazardKind, calendar, '2026-09-14T02:00:00Z', {
    orgId: PLANT,
    officeId: OFFICE,
    path: '990101001',
    sector,
    subjectId: null,
    place: null,
  })
  const found = play.do(safety, 'find', {
    what: item.text.zh.slice(0, 60),
    checklist: list.id,
    item: item.id,
    level: 'general',
    deadline: '2026-09-18',
  })
  expect(found.ok).toBe(true)
  return play
}

describe.each(sectors.map((s) => [s.id]))('sector %s: a hazard from its own checklist', (sector) => {
  test('on time: rectified before the limit, verified by another, closed', () => {
    const play = begin(sector)
    expect(play.view().dueAt).toBe('2026-09-18T09:00:00.000Z')
    play.goTo('2026-09-17T03:00:00Z')
    expect(play.do(safety, 'rectify', { done: '已整改' }, [photo]).ok).toBe(true)
    // Five working days after Thursday the 17th; Sunday the 20th is a shifted working day before the National Day.
    expect(play.view().dueAt).toBe('2026-09-23T16:00:00.000Z')
    expect(play.do(safety, 'verify', { opinion: '自己复查' })).toMatchObject({ ok: false, why: 'obstacle' })
    expect(play.do(clerk, 'verify', { opinion: '现场复查合格' }).ok).toBe(true)
    expect(play.view()).toMatchObject({ state: 'closed', phase: 'closed', dueAt: null })
    expect(findBreak(play.acts())).toBeNull()
    expect(fold(play.acts())).toEqual(play.view())
  })

  test('overdue: the limit passes, the matter stays open and can still be put right', () => {
    const play = begin(sector)
    play.goTo('2026-09-18T09:00:01Z')
    expect(play.overdue()).toBe(true)
    expect(play.do(safety, 'extend', { reason: '配件未到', deadline: '2026-09-17' })).toMatchObject({ ok: false, why: 'obstacle' })
    expect(play.do(safety, 'rectify', { done: '已整改' }, [photo]).ok).toBe(true)
    expect(play.overdue()).toBe(false)
  })

  test('returned: not done well, it goes back with a new limit and is counted', () => {
    const play = begin(sector)
    play.goTo('2026-09-16T03:00:00Z')
    expect(play.do(safety, 'rectify', { done: '已整改' })).toMatchObject({ ok: false, why: 'obstacle' })
    play.do(safety, 'rectify', { done: '已整改' }, [photo])
    expect(play.do(clerk, 'return', { reason: '照片不清', deadline: '2026-09-22' }).ok).toBe(true)
    expect(play.view()).toMatchObject({ state: 'rectifying', dueAt: '2026-09-22T09:00:00.000Z', fields: { returned: 1 } })
  })

  test('wrong jurisdiction: for the clerk of another town the matter does not exist', () => {
    const play = begin(sector)
    play.do(safety, 'rectify', { done: '已整改' }, [photo])
    expect(play.do(foreignClerk, 'verify', { opinion: '越权' })).toEqual({ ok: false, why: 'foreign' })
    expect(play.view().state).toBe('verifying')
  })
})

test('a changed word in a recorded act breaks its hash', () => {
  const play = begin('hazchem')
  const [act] = play.acts()
  if (!act) throw new Error('no act')
  const changed = { ...act, form: { ...act.form, what: '改写' } }
  expect(hashAct(changed)).not.toBe(act.hash)
  expect(findBreak([changed])).toEqual({ seq: 1, why: 'content' })
})
