import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { accidentRank, alphaOf, jointColour, lecBand, levelIndex, runRule, TABLES_AS_OF } from '../src/index.ts'

const run = (name: string, inputs: Record<string, unknown>): Record<string, unknown> => {
  const result = runRule(name, inputs, TABLES_AS_OF)
  expect(result.cannotJudge).toBeUndefined()
  return result.value as Record<string, unknown>
}

const ORDER = ['特别重大事故', '重大事故', '较大事故', '一般事故']
const rankOf = (order: readonly string[], value: unknown): number => order.indexOf(String(value))
const money = fc.integer({ min: 0, max: 3_000_000 }).map((n) => n / 100)
const people = fc.integer({ min: 0, max: 200 })

/** One above, at and one below a threshold, for a figure with two decimals. */
const around = (threshold: number): readonly [number, number, number] => [threshold - 0.01, threshold, threshold + 0.01]

const lecAt = (D: number): number => lecBand(D, 1, 1)
const ls = (l: number, s: number): number => Number(run('LS', { L: l, S: s }).rank)
const mes = (m: number, e: number, s: number): number => Number(run('MES', { M: m, E: e, S: s }).rank)
const ammonia = (q: number, population: number): Record<string, unknown> =>
  run('gb18218', { items: [{ name: '氨', q_t: q }], population_500m: population })
const pond = (volume: number, height: number, raised = false): unknown =>
  run('tailings-grade', { volume_wan_m3: volume, height_m: height, important_downstream: raised }).grade
const methaneAt = (ch4_pct: number): unknown => run('methane', { location: '采煤工作面回风隅角', ch4_pct })

describe('accident grade', () => {
  test.each([
    ['deaths', 3, '一般事故', '较大事故'],
    ['deaths', 10, '较大事故', '重大事故'],
    ['deaths', 30, '重大事故', '特别重大事故'],
    ['serious', 10, '一般事故', '较大事故'],
    ['serious', 50, '较大事故', '重大事故'],
    ['serious', 100, '重大事故', '特别重大事故'],
    ['loss_wan', 1000, '一般事故', '较大事故'],
    ['loss_wan', 5000, '较大事故', '重大事故'],
    ['loss_wan', 10000, '重大事故', '特别重大事故'],
  ])('%s at %d', (field, threshold, lower, upper) => {
    const none = { deaths: 0, serious: 0, loss_wan: 0 }
    const step = field === 'loss_wan' ? 0.01 : 1
    expect(run('accident-grade', { ...none, [field]: threshold - step }).grade).toBe(lower)
    expect(run('accident-grade', { ...none, [field]: threshold }).grade).toBe(upper)
    expect(run('accident-grade', { ...none, [field]: threshold + step }).grade).toBe(upper)
  })

  test('never milder when anything grows, and never milder than one indicator alone', () => {
    fc.assert(
      fc.property(people, people, money, people, people, money, (d, s, l, d2, s2, l2) => {
        expect(accidentRank(d + d2, s + s2, l + l2)).toBeLessThanOrEqual(accidentRank(d, s, l))
        expect(accidentRank(d, s, l)).toBe(Math.min(accidentRank(d, 0, 0), accidentRank(0, s, 0), accidentRank(0, 0, l)))
        expect(rankOf(ORDER, run('accident-grade', { deaths: d, serious: s, loss_wan: l }).grade)).toBe(accidentRank(d, s, l) - 1)
      }),
    )
  })

  test('the fine grows with the accident and lies within the law range of its grade', () => {
    const law: Record<string, readonly [number, number]> = { 一般: [30, 100], 较大: [100, 200], 重大: [200, 1000], 特别重大: [1000, 2000] }
    fc.assert(
      fc.property(people, people, money, people, (d, s, l, more) => {
        const inputs = { deaths: d, serious: s, loss_wan: l, especially_serious: false }
        const fine = run('order14-fine', inputs)
        const worse = run('order14-fine', { ...inputs, deaths: d + more })
        const [low, high] = fine.fine_wan as [number, number]
        expect((worse.fine_wan as [number, number])[0]).toBeGreaterThanOrEqual(low)
        const [from, to] = law[String(fine.grade)] as [number, number]
        expect(low >= from && high <= to).toBe(true)
        expect(`${String(fine.grade)}事故`).toBe(run('accident-grade', { deaths: d, serious: s, loss_wan: l }).grade)
      }),
    )
  })
})

describe('LEC, LS, MES', () => {
  const L = fc.constantFrom(10, 6, 3, 1, 0.5, 0.2, 0.1)
  const E = fc.constantFrom(10, 6, 3, 2, 1, 0.5)
  const C = fc.constantFrom(100, 40, 15, 7, 3, 1)

  test('bands at 20, 70, 160, 320', () => {
    expect([20, 70, 160, 320].flatMap((t) => around(t).map(lecAt))).toEqual([4, 3, 3, 3, 2, 2, 2, 1, 1, 1, 0, 0])
  })

  test('a greater factor never lowers the band', () => {
    fc.assert(
      fc.property(L, E, C, L, E, C, (l, e, c, l2, e2, c2) => {
        expect(lecBand(Math.max(l, l2), Math.max(e, e2), Math.max(c, c2))).toBeLessThanOrEqual(lecBand(l, e, c))
      }),
    )
  })

  test('every cell of the matrix and of MES is monotone', () => {
    for (let l = 1; l < 5; l++) for (let s = 1; s <= 5; s++) expect(ls(l + 1, s)).toBeLessThanOrEqual(ls(l, s))
    for (const e of [10, 6, 3, 2, 1, 0.5])
      for (const s of [10, 8, 4, 2, 1]) expect(mes(5, e, s) <= mes(3, e, s) && mes(3, e, s) <= mes(1, e, s)).toBe(true)
    expect([mes(3, 6, 10), mes(5, 6, 4), mes(5, 10, 1), mes(1, 10, 2), mes(1, 10, 1)]).toEqual([1, 2, 3, 4, 5])
  })
})

describe('GB 18218', () => {
  test('S at 1', () => {
    expect([9.99, 10, 10.01].map((q) => ammonia(q, 0).is_major)).toEqual([false, true, true])
  })

  test('sums of decimal fractions do not fall on the wrong side', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 97 }), { minLength: 1, maxLength: 20 }), (parts) => {
        const total = parts.reduce((a, b) => a + b, 0)
        // The parts, scaled to make exactly one threshold of chlorine (5 t), and a last one that is short by a thousandth of it.
        const exact = parts.map((part) => ({ name: '氯', q_t: (5 * part) / total }))
        expect(run('gb18218', { items: exact, population_500m: 0 })).toMatchObject({ S: 1, is_major: true, level: '四级' })
        const short = exact.map((one, i) => (i === 0 ? { ...one, q_t: one.q_t * 0.999 } : one))
        expect(run('gb18218', { items: short, population_500m: 0 }).is_major).toBe(false)
      }),
    )
    expect(
      run('gb18218', {
        items: [
          { name: '氟', q_t: 0.1, beta_class: 'J1' },
          { name: '氟', q_t: 0.2, beta_class: 'J1' },
          { name: '氢', q_t: 3.5, beta_class: 'W2' },
        ],
        population_500m: 0,
      }).S,
    ).toBe(1)
  })

  test('α and levels at their edges', () => {
    expect([0, 1, 29, 30, 49, 50, 99, 100, 101].map((n) => alphaOf(n))).toEqual([0.5, 1, 1, 1.2, 1.2, 1.5, 1.5, 2, 2])
    expect([9.99, 10, 10.01, 49.99, 50, 50.01, 99.99, 100, 100.01].map((R) => levelIndex(R))).toEqual([3, 2, 2, 2, 1, 1, 1, 0, 0])
  })

  test('more substance or more people never lower R', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10000 }), fc.integer({ min: 0, max: 10000 }), fc.nat(300), fc.nat(300), (q, dq, n, dn) => {
        expect(Number(ammonia((q + dq) / 10, n + dn).R)).toBeGreaterThanOrEqual(Number(ammonia(q / 10, n).R) - 1e-9)
      }),
    )
  })
})

describe('other graded rules at their edges', () => {
  test('chemical park', () => {
    const park = (score: number): unknown => run('park', { score, veto: false }).grade
    expect([60, 70, 85].flatMap((t) => around(t).map(park)).join('')).toBe('ABBBCCCDD')
    expect(run('park', { score: 100, veto: true }).grade).toBe('A')
  })

  test('tailings: volume and height edges, and the rule of differing grades', () => {
    expect(around(1000).map((v) => pond(v, 60))).toEqual(['三等', '三等', '三等'])
    expect(around(1000).map((v) => pond(v, 59))).toEqual(['四等', '三等', '三等'])
    expect(around(30).map((h) => pond(50, h))).toEqual(['五等', '四等', '四等'])
    expect(pond(60000, 10)).toBe('二等')
    expect(pond(60000, 250, true)).toBe('一等')
    expect(pond(10000, 100, true)).toBe('一等')
    const order = ['一等', '二等', '三等', '四等', '五等']
    fc.assert(
      fc.property(fc.nat(60000), fc.nat(250), fc.boolean(), (v, h, raised) => {
        expect(rankOf(order, pond(v, h, true))).toBeLessThanOrEqual(rankOf(order, pond(v, h, raised)))
        expect(rankOf(order, pond(v, h))).toBeLessThanOrEqual(Math.max(rankOf(order, pond(v, 0)), rankOf(order, pond(0, h))))
      }),
    )
  })

  test('joint alerts only rise', () => {
    const counts = { blue: 4, yellow: 3, orange: 2 }
    const order = ['无', '蓝', '黄', '橙', '红']
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...order), { minLength: 1, maxLength: 12 }), fc.constantFrom(...order), (given, more) => {
        const joint = jointColour(given, counts)
        expect(rankOf(order, jointColour([...given, more], counts))).toBeGreaterThanOrEqual(rankOf(order, joint))
        expect(rankOf(order, joint)).toBeGreaterThanOrEqual(Math.max(...given.map((one) => order.indexOf(one))))
      }),
    )
    expect(
      [3, 4, 5].map((n) =>
        jointColour(
          Array.from({ length: n }, () => '蓝'),
          counts,
        ),
      ),
    ).toEqual(['蓝', '黄', '黄'])
    expect(
      [1, 2].map((n) =>
        jointColour(
          Array.from({ length: n }, () => '橙'),
          counts,
        ),
      ),
    ).toEqual(['橙', '红'])
  })

  test('special work', () => {
    expect(run('lifting', { t: [...around(40), ...around(100)] }).levels).toEqual(['三级', '二级', '二级', '二级', '二级', '一级'])
    expect(run('height', { h: [...around(2), ...around(5), ...around(15), ...around(30)], factor_b: false }).levels).toEqual([
      null,
      'Ⅰ',
      'Ⅰ',
      'Ⅰ',
      'Ⅰ',
      'Ⅱ',
      'Ⅱ',
      'Ⅱ',
      'Ⅲ',
      'Ⅲ',
      'Ⅲ',
      'Ⅳ',
    ])
    expect(run('confined-space', { o2: [...around(19.5), ...around(21)], rich_env: false }).pass).toEqual([
      false,
      true,
      true,
      true,
      true,
      false,
    ])
    expect(run('hot-work', { lel_pct: 3.99, gas_pct: around(0.2) }).pass).toEqual([true, true, false])
    expect(run('hot-work', { samples: ['23:40', '23:20'], start: '00:10' })).toMatchObject({ '23:40': true, '23:20': false })
    expect(around(1.2).map((depth_m) => run('excavation', { depth_m, buried_hazard: true }).confined_rules)).toEqual([false, false, true])
  })

  test('methane: at the alarm value it alarms, at the restore value it does not restore', () => {
    expect(around(1).map(methaneAt)).toMatchObject([
      { alarm: false, cutoff: false, may_restore: true },
      { alarm: true, cutoff: false, may_restore: false },
      { alarm: true, cutoff: false, may_restore: false },
    ])
    expect(around(1.5).map(methaneAt)).toMatchObject([{ cutoff: false }, { cutoff: true }, { cutoff: true }])
  })

  test('money', () => {
    expect([19999, 20000, 20001].map((fine_yuan) => run('reward', { fine_yuan }).reward_yuan)).toEqual([3000, 3000, 3000.15])
    expect([1_999_999, 2_000_000, 2_000_001].map((fine_yuan) => run('reward', { fine_yuan }).reward_yuan)).toEqual([
      299999.85, 300000, 300000,
    ])
    expect(run('insurance', { limit_wan: around(40) }).ok).toEqual([false, true, true])
    expect(run('penalty-range', { law: '安全生产法', art: '92-2', gain_wan: around(10) }).fine_wan).toEqual([
      [10, 20],
      [20, 50],
      [20.02, 50.05],
    ])
    fc.assert(
      fc.property(fc.constantFrom('危险品生产储存', '冶金', '机械制造', '烟花爆竹', '民用爆炸物品'), money, money, (sector, a, b) => {
        const due = (revenue_wan: number): number => Number(run('safety-fund', { sector, revenue_wan }).annual_wan)
        expect(due(a + b)).toBeGreaterThanOrEqual(due(a))
        // Regressive by slice: two halves never owe less than the whole.
        expect(due(a) + due(b)).toBeGreaterThanOrEqual(due(a + b) - 1e-6)
      }),
    )
  })
})
