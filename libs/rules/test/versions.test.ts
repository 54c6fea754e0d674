import { describe, expect, test } from 'vitest'
import {
  calendarFrom,
  criteriaOn,
  CRITERIA_SETS,
  getRule,
  judgeMajorHazard,
  PENALTY_CLAUSES,
  PROCEDURE_STEPS,
  rules,
  runRule,
} from '../src/index.ts'

const ON = '2026-11-01'

const count = (id: string): number => CRITERIA_SETS.find((set) => set.id === id)?.items.length ?? -1

describe('the day decides the version', () => {
  test('hazchem criteria change on 2026-09-30', () => {
    const answers = { 'HZ121-02': 'yes' } as const
    expect(judgeMajorHazard('hazchem', answers, '2026-09-29')).toMatchObject({ verdict: 'major', set: 'HZ121' })
    expect(() => judgeMajorHazard('hazchem', answers, '2026-09-30')).toThrow(/no criterion of AQ3067/)
    expect(judgeMajorHazard('hazchem', { 'AQ3067-5_1_4': 'yes' }, '2026-09-30')).toMatchObject({ verdict: 'major', set: 'AQ3067' })
  })

  test('coal: order 4 to 2026-06-30 (items not held), order 21 from 2026-07-01', () => {
    expect(judgeMajorHazard('coal', {}, '2026-06-30')).toMatchObject({ verdict: 'cannot judge', set: 'COAL4' })
    expect(judgeMajorHazard('coal', { 'COAL21-13-1': 'yes' }, '2026-07-01')).toMatchObject({ verdict: 'major', set: 'COAL21' })
    expect(runRule('COAL21', { air_pct: 70 }, '2026-06-30')).toMatchObject({ value: null, clause: '' })
    expect(runRule('COAL21', { air_pct: 70 }, '2026-07-01').value).toMatchObject({ air_hit: true })
  })

  test('accident types: 20 on 2026-06-30, 27 on 2026-07-01', () => {
    expect(runRule('accident-type', { type: '放炮' }, '2026-06-30').value).toMatchObject({ types_count: 20, no: 13 })
    expect(runRule('accident-type', { type: '放炮' }, '2026-07-01').cannotJudge?.[0]).toContain('民用爆炸物品爆炸')
    expect(runRule('accident-type', { type: '其他' }, '2026-07-01').value).toMatchObject({ no: 27, code: 'WSA10099' })
  })

  test('standardization changes on 2025-10-31', () => {
    expect(runRule('standardization', {}, '2025-10-30').value).toMatchObject({ elements_count: 8 })
    expect(runRule('standardization', {}, '2025-10-31').value).toMatchObject({ elements_count: 10 })
  })

  test('the hazchem law of 2026 is not applied before its day', () => {
    expect(runRule('penalty-range', { value_wan: 8 }, '2026-04-30').cannotJudge?.[0]).toContain('2026-05-01')
    expect(runRule('penalty-range', { value_wan: 8 }, '2026-05-01').value).toMatchObject({ fine_wan: [30, 50] })
  })

  test('the methane table of 2016 is certain until 2026-01-31 and marked afterwards', () => {
    const inputs = { location: '采煤机', ch4_pct: 1.5 }
    expect(runRule('methane', inputs, '2026-01-31').sourceStatus).toBe('verified')
    expect(runRule('methane', inputs, '2026-02-01').sourceStatus).toBe('uncertain')
  })

  test('before the first version nothing is judged', () => {
    for (const rule of rules) {
      const result = runRule(rule.name, rule.examples[0]?.inputs, '1960-01-01')
      expect(result.value, rule.name).toBeNull()
      expect(result.cannotJudge?.[0]).toContain('1960-01-01')
    }
  })

  test('one set a sector a day', () => {
    for (const set of CRITERIA_SETS) {
      const same = CRITERIA_SETS.filter(
        (one) => one.sector === set.sector && one.effectiveFrom <= set.effectiveFrom && (one.effectiveTo ?? '9999') >= set.effectiveFrom,
      )
      expect(same, set.id).toEqual([set])
    }
    expect(criteriaOn('fireworks', '2010-01-01')).toBeUndefined()
  })
})

describe('criteria of major hidden hazards', () => {
  test('the counts of the instruments', () => {
    expect(['HZ121', 'AQ3067', 'FW121', 'GM10', 'TL88', 'JS88', 'MB234'].map(count)).toEqual([20, 53, 20, 64, 21, 51, 17])
    const aspects = new Set(CRITERIA_SETS.find((set) => set.id === 'COAL21')?.items.map((one) => one.group))
    expect(aspects.size).toBe(17)
  })

  test('ids are unique and every item has clause, text and mark', () => {
    const items = CRITERIA_SETS.flatMap((set) => set.items)
    expect(new Set(items.map((one) => one.id)).size).toBe(items.length)
    for (const one of items) expect(one.clause && one.text && one.sourceStatus, one.id).toBeTruthy()
  })

  test('open items without a hit: cannot judge, and they are named', () => {
    const found = judgeMajorHazard('fireworks', { 'FW121-01': 'no', 'FW121-02': 'unknown' }, ON)
    expect(found.verdict).toBe('cannot judge')
    expect(found.missing).toHaveLength(19)
    const all = Object.fromEntries(CRITERIA_SETS.find((set) => set.id === 'FW121')?.items.map((one) => [one.id, 'no' as const]) ?? [])
    expect(judgeMajorHazard('fireworks', all, ON).verdict).toBe('not')
    expect(judgeMajorHazard('fireworks', { ...all, 'FW121-20': 'yes' }, ON)).toMatchObject({
      verdict: 'major',
      because: [expect.stringContaining('第20条')],
    })
  })

  test('a sector whose items are not held is not judged', () => {
    expect(judgeMajorHazard('gas', {}, ON)).toMatchObject({ verdict: 'cannot judge', set: 'JC4' })
    expect(runRule('major-hazard', { sector: '燃气', answers: {} }, ON).value).toBeNull()
  })
})

describe('working days', () => {
  const golden = calendarFrom(
    JSON.stringify({ holidays: ['2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06', '2026-10-07'], workdays: ['2026-10-10'] }),
  )

  test('by weekdays, and by a calendar', () => {
    const inputs = { published: '2026-09-28' }
    const plain = runRule('plan-filing', inputs, ON)
    expect(plain.value).toMatchObject({ file_by: '2026-10-26' })
    expect(plain.steps.join()).toContain('未给日历')
    const exact = runRule('plan-filing', inputs, ON, { isWorkday: golden })
    expect(exact.value).toMatchObject({ file_by: '2026-10-30' })
    expect(exact.steps.join()).toContain('按给定日历')
  })

  test('a calendar without working days is refused, not waited for', () => {
    expect(() => runRule('plan-filing', { published: '2026-09-28' }, ON, { isWorkday: () => false })).toThrow(/no working day/)
  })

  test('every procedural step gives a day', () => {
    for (const step of PROCEDURE_STEPS) {
      const from = step.unit === 'hour' ? '2026-03-02T08:00' : '2026-03-02'
      const result = runRule('procedure-deadline', { step: step.id, from }, ON)
      expect(result.value, step.id).toMatchObject({ by: expect.stringMatching(/^2026-0/) as string })
    }
    expect(runRule('procedure-deadline', { step: '先行登记保存→处理决定', from: '2026-03-02' }, ON).value).toMatchObject({
      by: '2026-03-11',
    })
    expect(runRule('procedure-deadline', { step: 'seizure', from: '2026-03-02', extension_days: 31 }, ON).cannotJudge).toBeDefined()
  })
})

describe('fines by article', () => {
  test('every clause can be asked for and cites itself', () => {
    const more = { stage: 'first', grade: '较大', value_wan: 5, gain_wan: 5, income_wan: 10 }
    for (const one of PENALTY_CLAUSES) {
      const result = runRule('penalty-range', { law: one.law, art: one.art, ...more }, ON)
      expect(result.value, `${one.law} ${one.art}`).not.toBeNull()
      expect(result.clause).toContain(one.law)
    }
  })

  test('an article with several paragraphs asks which', () => {
    expect(runRule('penalty-range', { law: '安全生产法', art: '103' }, ON).cannotJudge?.[0]).toContain('103-1、103-2、103-3')
    expect(runRule('penalty-range', { law: '安全生产法', art: '1' }, ON).cannotJudge?.[0]).toContain('没有收录')
  })

  test('the stage is not guessed', () => {
    const result = runRule('penalty-range', { law: '安全生产法', art: '101' }, ON)
    expect(result).toMatchObject({
      value: null,
      partial: { first: { fine_wan: [null, 10] }, overdue: { fine_wan: [10, 20], person_fine_wan: [2, 5] } },
    })
  })

  test('103 of the hazchem law, overdue', () => {
    expect(runRule('penalty-range', { law: '危险化学品安全法', art: '第103条', overdue: true }, ON).value).toMatchObject({
      fine_wan: [10, 20],
      person_fine_wan: [2, 5],
    })
  })
})

test('substances without a class are identified but not graded', () => {
  const inputs = { items: [{ name: '甲醇', q_t: 600 }], population_500m: 0 }
  const result = runRule('gb18218', inputs, ON)
  expect(result.value).toBeNull()
  expect(result.partial).toMatchObject({ S: 1.2, is_major: true, R: null, level: null })
  expect(result.cannotJudge?.[0]).toContain('items.0.beta_class')
})

test('all 85 substances are found by name, alias and CAS number', () => {
  const rule = getRule('gb18218')
  const rows = rule.versions[0]?.reference?.substances as {
    no: number
    name: string
    cas: string[]
    aliases: string[]
    thresholdT: number
  }[]
  expect(rows).toHaveLength(85)
  const shared = new Set(['9004-70-0', '6484-52-2', '硝化棉'])
  for (const row of rows) {
    for (const name of [row.name, ...row.cas, ...row.aliases]) {
      const result = runRule('gb18218', { items: [{ name, q_t: row.thresholdT, beta_class: 'J2' }], population_500m: 0 }, ON)
      if (shared.has(name)) expect(result.cannotJudge?.[0], name).toContain('items.0.no')
      else expect(result.value, name).toMatchObject({ S: 1, is_major: true })
    }
    const byNo = runRule('gb18218', { items: [{ no: row.no, q_t: row.thresholdT, beta_class: 'J2' }], population_500m: 0 }, ON)
    expect(byNo.value).toMatchObject({ S: 1 })
  }
})

test('a mine is judged by the criteria of its kind, and open ones say what to bring', () => {
  const found = judgeMajorHazard('noncoal-mine', { 'JS88-O-02': 'no' }, ON, ['露天'])
  expect(found.verdict).toBe('cannot judge')
  expect(found.missing.every((one) => one.group === '露天')).toBe(true)
  expect(found.because[0]).toContain('需要:现场检查记录和照片')
  expect(() => judgeMajorHazard('noncoal-mine', {}, ON, ['水下'])).toThrow(/^scope/)
})
