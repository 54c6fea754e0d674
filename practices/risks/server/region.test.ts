import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Claims, Grants } from '#kernel/access/index.ts'
import { uuidv7 } from '#kernel/ids.ts'
import type { Sql } from '#platform/db/index.ts'
import { testDb, type TestDb } from '#platform/testing.ts'
import { FORMULA, type Formula } from '../region.ts'
import mammoth from 'mammoth'
import { computeOrgs, computeRegion, type RegionDeps } from './region.ts'
import { whitePaper } from './white-paper.ts'

/** One plant whose year is written by hand, so that the colour of every past minute is known. */
let t: TestDb
const id = (): string => uuidv7(Date.now())
const [office, plant, shop, point, hazard] = [id(), id(), id(), id(), id()]
const actor = JSON.stringify({ personId: id(), postId: id(), orgId: office, role: 'officer', name: '陈一' })
const NOW = new Date('2026-06-01T00:00:00Z')
const later: Formula = { ...FORMULA, version: '2026-2', from: '2026-05-01T00:00:00.000Z', worst: { ...FORMULA.worst, pointLarger: 30 } }
const deps: RegionDeps = { formulas: () => [later], sources: [] }

const scope = (kind: 'area' | 'office'): Grants => Object.fromEntries(['org.read', 'risk.read', 'hazard.read'].map((p) => [p, [kind]]))
const claims = (path: string, kind: 'area' | 'office' = 'area', orgId = office): Claims => ({
  personId: id(),
  postId: id(),
  orgId,
  role: 'r',
  path,
  sectors: null,
  grants: scope(kind),
})
const readAs =
  (c: Claims) =>
  <T>(statement: Sql): Promise<T[]> =>
    t.db.read<T>(c, statement)
const at = (day: string): Date => new Date(`2026-${day}T00:00:00Z`)
const orgOn = async (day: string) => (await computeOrgs(readAs(claims('99')), deps, '99', at(day), NOW)).orgs.find((o) => o.id === plant)

async function grade(level: string, from: string, to: string | null): Promise<void> {
  await t.owner.query(
    `insert into risk_grade (id, point_id, method, inputs, level, steps, clause, source_status, tables, reason, actor, valid_from, valid_to)
     values ($1, $2, 'LEC', '{}', $3, '{}', 'x', 'certain', '{}', 'first', $4, $5, $6)`,
    [id(), point, level, actor, from, to],
  )
}

async function act(seq: number, name: string, when: string, effect: object): Promise<void> {
  await t.owner.query(
    `insert into act (id, matter_id, kind, seq, act, kind_version, at, recorded_at, actor, form, evidence, effect, prev_hash, hash)
     values ($1, $2, 'hazard', $3, $4, 1, $5, $5, $6, '{}', '[]', $7, 'p', 'h')`,
    [id(), hazard, seq, name, when, actor, JSON.stringify(effect)],
  )
}

beforeAll(async () => {
  t = await testDb()
  const owner = t.owner
  await owner.query(`insert into division (path, code, name, level, parent, source) values ('99', '99', '甲县', 'county', null, 'test'),
    ('990101', '990101', '乙镇', 'town', '99', 'test'), ('990102', '990102', '丙镇', 'town', '99', 'test')`)
  await owner.query(
    `insert into org (id, kind, name, path, office_id, created_at) values ('${office}', 'office', '应急局', '99', null, '2025-01-01'),
      ('${plant}', 'enterprise', '丁化工', '990101', '${office}', '2026-01-01'), ('${shop}', 'enterprise', '戊商店', '990102', '${office}', '2026-01-01')`,
  )
  await owner.query(
    `insert into risk_point (id, org_id, kind, name, workshop, post, path, level, graded_at, created_at, updated_at)
     values ('${point}', '${plant}', 'equipment', '罐区', '一车间', '操作工', '990101', 'larger', '2026-03-01', '2026-01-10', '2026-03-01')`,
  )
  await grade('general', '2026-01-10', '2026-03-01')
  await grade('larger', '2026-03-01', null)
  await owner.query('begin')
  await owner.query(
    `insert into matter (id, kind, no, title, state, phase, level, path, org_id, office_id, opened_by, opened_at, state_since, closed_at, seq, head_hash, updated_at)
     values ('${hazard}', 'hazard', 'YH-1', '法兰渗漏', 'closed', 'closed', 'major', '990101', '${plant}', '${office}', '${id()}', '2026-04-01', '2026-05-20', '2026-05-20', 4, 'h', '2026-05-20')`,
  )
  await act(1, 'report', '2026-04-01T00:00:00Z', {
    state: 'rectifying',
    phase: 'open',
    set: { level: 'general' },
    dueAt: '2026-04-15T00:00:00Z',
  })
  await act(2, 'upgrade', '2026-04-10T00:00:00Z', { state: 'rectifying', phase: 'open', set: { level: 'major' } })
  await act(3, 'extend', '2026-04-20T00:00:00Z', { state: 'rectifying', phase: 'open', set: {}, dueAt: '2026-05-10T00:00:00Z' })
  await act(4, 'close', '2026-05-20T00:00:00Z', { state: 'closed', phase: 'closed', set: {} })
  await owner.query('commit')
  await owner.query(
    `insert into weather_warning (id, path, level, what, source, from_at, to_at, actor, created_at)
     values ('${id()}', '9901', 'red', '暴雨', '气象台', '2026-02-01', '2026-02-03', '${actor}', '2026-02-01')`,
  )
})
afterAll(() => t.drop())

const counted = (o: Awaited<ReturnType<typeof orgOn>>) => Object.fromEntries((o?.terms ?? []).map((x) => [x.factor, x.count]))

describe('the colour of past minutes', () => {
  test('the grade that was in force, not the one of today', async () => {
    expect(counted(await orgOn('01-05'))).toEqual({})
    expect(counted(await orgOn('02-20'))).toEqual({ pointGeneral: 1 })
    expect(counted(await orgOn('03-20'))).toEqual({ pointLarger: 1 })
  })

  test('the hazard as it stood: general, overdue never because it was extended, major, closed', async () => {
    expect(counted(await orgOn('04-05'))).toMatchObject({ hazardGeneral: 1 })
    expect(counted(await orgOn('04-12'))).toMatchObject({ hazardMajor: 1 })
    expect(counted(await orgOn('04-18'))).toMatchObject({ hazardMajorLate: 1 })
    expect(counted(await orgOn('04-25'))).toMatchObject({ hazardMajor: 1 })
    expect(counted(await orgOn('05-15'))).toMatchObject({ hazardMajorLate: 1 })
    expect(counted(await orgOn('05-25'))).toEqual({ pointLarger: 1 })
  })

  test('weather and the version of the formula of that day', async () => {
    expect((await orgOn('02-02'))?.score).toBe(15.6)
    expect((await orgOn('03-20'))?.score).toBe(22)
    expect((await orgOn('05-25'))?.score).toBe(30)
  })

  test('now and a minute ago agree where nothing happened', async () => {
    const now = await computeOrgs(readAs(claims('99')), deps, '99', NOW, NOW)
    const before = await computeOrgs(readAs(claims('99')), deps, '99', new Date(NOW.getTime() - 120_000), NOW)
    expect(now.orgs).toEqual(before.orgs)
  })
})

describe('the roll-up', () => {
  test('parts, totals and enterprises add up', async () => {
    const c = claims('99')
    const r = await computeRegion(readAs(c), deps, c, '99', at('04-18'), NOW)
    expect(r).toMatchObject({ name: '甲县', replayed: true, area: { colour: 'orange', enterprises: 2, judged: 1 } })
    expect(r.parts.map((p) => [p.name, p.colour])).toEqual([
      ['乙镇', 'orange'],
      ['丙镇', 'grey'],
    ])
    expect(r.totals).toEqual([
      { factor: 'pointLarger', count: 1 },
      { factor: 'hazardMajorLate', count: 1 },
    ])
    expect(r.orgs[0]).toMatchObject({ name: '丁化工', colour: 'red' })
  })

  test('who sees a part gets grey for the rest, and an unknown area does not exist', async () => {
    const own = claims('990101')
    const r = await computeRegion(readAs(own), deps, own, '99', NOW, NOW)
    expect(r.area.colour).toBe('grey')
    expect(r.limited).not.toBeNull()
    expect(r.parts.find((p) => p.path === '990101')?.colour).toBe('gold')
    await expect(computeRegion(readAs(own), deps, own, '98', NOW, NOW)).rejects.toMatchObject({ status: 404 })
    const enterprise = claims('990101', 'office', plant)
    expect((await computeRegion(readAs(enterprise), deps, enterprise, '990101', NOW, NOW)).orgs.map((o) => o.id)).toEqual([plant])
  })
})

test('the white paper opens as a Word file: its figures are those of the roll-up, each with its source', async () => {
  const c = claims('99')
  const r = await computeRegion(readAs(c), deps, c, '99', at('04-18'), NOW)
  for (const lang of ['zh', 'en'] as const) {
    const bytes = await whitePaper(r, { office: '甲县应急管理局', lang })
    const { value } = await mammoth.convertToHtml({ buffer: bytes })
    expect(value).toMatch(lang === 'zh' ? /<h1>.{0,40}一、总体判断<\/h1>/ : /<h1>.{0,40}1\. Overall judgement<\/h1>/)
    expect(value).toContain('丁化工')
    expect(value).toContain(lang === 'zh' ? '公式 2026-1' : 'formula 2026-1')
    expect(value.match(/id="footnote-\d+"/g)?.length).toBeGreaterThanOrEqual(3)
    expect(value).not.toContain('undefined')
  }
})
