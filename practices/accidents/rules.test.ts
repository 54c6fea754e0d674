import { expect, test } from 'vitest'
import { checkKind, type ActContext, type MatterView } from '#kernel/matter/index.ts'
import { accidentKind } from './accident-kind.ts'
import type { Category } from './model.ts'
import { corrected, countedDeaths, entered, followed, gradeOf, typeInForce, typesOn, windowOf, type Figures } from './rules.ts'

const at = new Date('2026-11-24T02:00:00Z')
const actor = { personId: 'p', postId: 'q', orgId: 'o', role: 'r', name: 'n' }
const form = {
  occurredAt: '2026-08-01T08:00:00+08:00',
  category: 'industry',
  type: '机械致害',
  deaths: 2,
  serious: 1,
  poisoning: 0,
  minor: 0,
  lossWan: 100,
  what: '经过',
}
const context = (f: Record<string, unknown>, view: MatterView | null = null): ActContext => ({
  view,
  form: f,
  actor,
  at,
  evidence: [],
  children: [],
})

/** A view with the fields that an act set. */
function viewOf(set: ReturnType<typeof entered>, sector: string | null = null): MatterView {
  const fields = Object.fromEntries(Object.entries(set.fields ?? {}).filter(([, v]) => v !== null))
  return { fields, sector, level: set.level ?? null } as unknown as MatterView
}
const figures = (more: Partial<Figures>): Figures => ({
  occurredAt: form.occurredAt,
  category: 'industry',
  sector: null,
  type: '机械致害',
  deathsFirst: 0,
  laterDeaths: [],
  serious: 0,
  poisoning: 0,
  minor: 0,
  lossWan: 0,
  ...more,
})

test('the transition table is sound', () => {
  expect(checkKind(accidentKind)).toEqual([])
})

test.each([
  [{ deathsFirst: 2, serious: 9, lossWan: 999.99 }, 'ordinary'],
  [{ deathsFirst: 3 }, 'large'],
  [{ serious: 6, poisoning: 4 }, 'large'],
  [{ deathsFirst: 9 }, 'large'],
  [{ deathsFirst: 10 }, 'serious'],
  [{ lossWan: 5000 }, 'serious'],
  [{ deathsFirst: 30 }, 'special'],
  [{ lossWan: 10000 }, 'special'],
])('%o is graded %s', (given, grade) => {
  expect(gradeOf(figures(given)).grade).toBe(grade)
})

test('without the loss the grade cannot be judged and says what is missing', () => {
  const { grade, because } = gradeOf(figures({ deathsFirst: 3, lossWan: null }))
  expect(grade).toBeNull()
  expect(because).toContain('直接经济损失')
})

test.each([
  ['industry', '2026-08-31', true],
  ['industry', '2026-09-01', false],
  ['road', '2026-08-08', true],
  ['road', '2026-08-09', false],
  ['fire', '2026-08-08', true],
  ['fire', '2026-08-09', false],
] as [Category, string, boolean][])('%s: a death on %s counts: %s', (category, on, counts) => {
  expect(windowOf(form.occurredAt, category, on).counts).toBe(counts)
})

test('a later death within the window raises the grade, one outside is kept and not counted', () => {
  const first = viewOf(entered(context(form)))
  expect(first.level).toBe('ordinary')
  const within = followed(context({ diedOn: '2026-08-31', newDeaths: 1, note: '医院死亡' }, first))
  expect([within.level, within.fields?.['deaths']]).toEqual(['large', 3])
  const outside = followed(context({ diedOn: '2026-09-01', newDeaths: 1, note: '医院死亡' }, first))
  expect([outside.level, outside.fields?.['deaths']]).toEqual(['ordinary', 2])
  expect(outside.fields?.['laterDeaths']).toEqual([{ on: '2026-09-01', n: 1, counts: false }])
})

test('a correction of the category judges the later deaths again', () => {
  const first = viewOf(entered(context(form)))
  const within = viewOf(followed(context({ diedOn: '2026-08-20', newDeaths: 1, note: '医院死亡' }, first)))
  const road = corrected(context({ ...form, category: 'road', type: '道路(轨道)车辆致害', reason: '属道路交通' }, within))
  expect(road.fields?.['deaths']).toBe(2)
  expect(countedDeaths({ deathsFirst: 2, laterDeaths: road.fields?.['laterDeaths'] as never })).toBe(2)
})

test('the types are those in force on the day of the accident', () => {
  expect(typesOn('2026-06-30')).toHaveLength(20)
  expect(typesOn('2026-07-01')).toHaveLength(27)
  const says = (occurredAt: string, type: string): boolean => typeInForce.holds(context({ ...form, occurredAt, type }))
  expect(says('2026-06-30T23:59:00+08:00', '机械伤害')).toBe(true)
  expect(says('2026-07-01T00:00:00+08:00', '机械伤害')).toBe(false)
  expect(says('2026-07-01T00:00:00+08:00', '机械致害')).toBe(true)
})
