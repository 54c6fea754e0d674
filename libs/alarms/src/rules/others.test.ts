import { describe, expect, it } from 'vitest'
import { run, type Row } from '../run.fixture.ts'

const every = (seconds: number, values: number[]): Row[] => values.map((v, i) => [i * seconds, v])

describe('rate of change', () => {
  const rule = { id: 'r', kind: 'rate', point: 'p', over: 60, limit: 1, direction: 'up' }
  it('is per second over about the span, and not known before half of it', () => {
    const rows = every(10, [0, 5, 10, 15, 20, 40, 70, 100])
    // At 60 s: (70 − 0)/60 = 1.17; at 50 s 40/50 = 0.8.
    expect(run([rule], rows).lines).toEqual(['60 open on since 60'])
    expect(run([rule], every(10, [0, 100])).lines).toEqual([])
  })
  it('looks only in its direction', () => {
    expect(run([rule], every(10, [0, -100, -200, -300, -400, -500])).lines).toEqual([])
    expect(run([{ ...rule, direction: 'both' }], every(10, [0, -100, -200, -300, -400, -500])).lines).toHaveLength(1)
  })
})

describe('deviation', () => {
  it('from a set-point, either way', () => {
    const rule = { id: 'r', kind: 'deviation', point: 'p', setPoint: 50, limit: 10, deadBand: 2 }
    expect(run([rule], every(10, [59, 60, 59, 58, 40])).lines).toEqual([
      '10 open on since 10',
      '30 clear on since 30',
      '40 open on since 40',
    ])
  })
  it('from another point, not known when that is too old', () => {
    const rule = { id: 'r', kind: 'deviation', point: 'p', reference: 'q', limit: 10, maxAge: 30 }
    const rows: Row[] = [
      [0, 50, 'good', 'q'],
      [10, 65, 'good', 'p'],
      [50, 65, 'good', 'p'],
    ]
    expect(run([rule], rows).lines).toEqual(['10 open on since 10', '50 dataLost on since 10'])
  })
})

describe('window', () => {
  it('sums rainfall over an hour of event time and forgets what left it', () => {
    const rule = { id: 'r', kind: 'window', point: 'p', aggregate: 'sum', over: 3600, limit: 20 }
    const rows = every(600, [5, 5, 5, 4, 1, 0, 0, 0, 0, 0])
    // 20 mm are reached at 2400 s; at 4200 s the first 5 mm are out of the hour.
    expect(run([rule], rows).lines).toEqual(['2400 open on since 2400', '4200 clear on since 4200'])
  })
  it('is not disturbed by a long gap', () => {
    const rule = { id: 'r', kind: 'window', point: 'p', aggregate: 'sum', over: 3600, limit: 20 }
    expect(
      run(
        [rule],
        [
          [0, 15],
          [1e6, 15],
        ],
      ).lines,
    ).toEqual([])
  })
  it('takes the mean once half the window is there', () => {
    const rule = { id: 'r', kind: 'window', point: 'p', aggregate: 'mean', over: 80, limit: 10 }
    expect(run([rule], every(10, [20, 20, 20, 20, 20])).lines).toEqual(['40 open on since 40'])
    expect(run([rule], every(10, [20, 20, 20, 20])).lines).toEqual([])
    expect(run([rule], every(10, [5, 14, 5, 14, 5, 14])).lines).toEqual([])
  })
  it('takes maximum and minimum', () => {
    const max = { id: 'r', kind: 'window', point: 'p', aggregate: 'max', over: 120, limit: 9 }
    expect(run([max], every(30, [1, 9, 1, 1, 1, 1, 1, 1])).lines).toEqual(['30 open on since 30', '180 clear on since 180'])
    const min = { id: 'r', kind: 'window', point: 'p', aggregate: 'min', over: 120, limit: 3, side: 'below' }
    expect(run([min], every(30, [5, 2, 5])).lines).toEqual(['30 open on since 30'])
  })
})

describe('n of m', () => {
  it('two of three readings', () => {
    const rule = { id: 'r', kind: 'nOfM', point: 'p', n: 2, m: 3, limit: 10 }
    expect(run([rule], every(600, [11, 5, 5, 11, 5, 11, 5, 5])).lines).toEqual(['3000 open on since 3000', '3600 clear on since 3600'])
  })
  it('thirty-two of thirty-two', () => {
    const rule = { id: 'r', kind: 'nOfM', point: 'p', n: 32, m: 32, limit: 10 }
    expect(
      run(
        [rule],
        every(
          60,
          Array.from({ length: 32 }, () => 11),
        ),
      ).lines,
    ).toEqual([`${31 * 60} open on since ${31 * 60}`])
  })
})

describe('stuck value', () => {
  it('rises when the value stays in its band, clears when it moves', () => {
    const rule = { id: 'r', kind: 'stuck', point: 'p', seconds: 30, band: 0.1 }
    expect(run([rule], every(10, [5, 5.05, 5, 5.1, 5.3])).lines).toEqual(['30 open on since 30', '40 clear on since 40'])
  })
})

describe('plausibility', () => {
  const limits = { id: 'h', kind: 'limits', point: 'p', H: 80 }
  it('keeps an impossible value from the other rules', () => {
    const rule = { id: 'x', kind: 'plausible', point: 'p', min: 0, max: 100 }
    expect(run([limits, rule], every(10, [50, 900, 85])).lines).toEqual([
      '10 open x on since 10',
      '20 clear x on since 20',
      '20 open h H since 20',
    ])
  })
  it('takes a jump for true when the next reading agrees', () => {
    const rule = { id: 'x', kind: 'plausible', point: 'p', jump: 20 }
    expect(run([limits, rule], every(10, [50, 90, 50, 90, 91])).lines).toEqual([
      '10 open x on since 10',
      '20 clear x on since 20',
      '30 open x on since 30',
      '40 clear x on since 40',
      '40 open h H since 40',
    ])
  })
  it('alarms on flags, after its delay', () => {
    const rule = { id: 'x', kind: 'plausible', point: 'p', flags: ['bad'], onDelay: 20 }
    expect(
      run(
        [rule],
        [
          [0, 1],
          [10, 1, 'bad'],
          [20, 1, 'bad'],
          [30, 1, 'bad'],
        ],
      ).lines,
    ).toEqual(['30 open on since 10'])
  })
})

describe('combination', () => {
  const a = { id: 'a', kind: 'limits', point: 'p', H: 10 }
  const b = { id: 'b', kind: 'limits', point: 'q', H: 10 }
  it('and is false as soon as one input is, and not known else', () => {
    const and = { id: 'c', kind: 'combine', op: 'and', inputs: ['a', 'b'] }
    const rows: Row[] = [
      [0, 11, 'good', 'p'],
      [10, 11, 'good', 'q'],
      [20, 5, 'good', 'q'],
    ]
    expect(run([a, b, and], rows).lines).toEqual([
      '0 open a H since 0',
      '10 open b H since 10',
      '10 open c on since 10',
      '20 clear b H since 20',
      '20 clear c on since 20',
    ])
  })
  it('or holds its result', () => {
    const or = { id: 'c', kind: 'combine', op: 'or', inputs: ['a', 'b'], hold: 30 }
    const rows: Row[] = [
      [0, 11, 'good', 'p'],
      [1, 0, 'good', 'q'],
      [10, 5, 'good', 'p'],
      [20, 5, 'good', 'p'],
      [40, 5, 'good', 'p'],
    ]
    expect(run([a, b, or], rows).lines.filter((x) => x.includes(' c '))).toEqual(['0 open c on since 0', '40 clear c on since 10'])
  })
  it('not of an unknown is unknown', () => {
    const not = { id: 'c', kind: 'combine', op: 'not', inputs: ['a'] }
    expect(run([a, not], [[0, 5, 'bad']]).lines).toEqual([])
    expect(run([a, not], [[0, 5]]).lines).toEqual(['0 open c on since 0'])
  })
  it('counts n of m points and chains, and reads single levels', () => {
    const hh = { id: 'a', kind: 'limits', point: 'p', H: 10, HH: 20 }
    const two = { id: 'c', kind: 'combine', op: 'atLeast', n: 2, inputs: ['a:HH', 'b'] }
    const top = { id: 'd', kind: 'combine', op: 'or', inputs: ['c'] }
    const rows: Row[] = [
      [0, 15, 'good', 'p'],
      [0, 15, 'good', 'q'],
      [10, 25, 'good', 'p'],
    ]
    expect(run([hh, b, two, top], rows).lines.filter((x) => / [cd] /.test(x))).toEqual(['10 open c on since 10', '10 open d on since 10'])
  })
})

const at = (t: number, speed: number, lon: number, lat: number): Row[] => [
  [t, speed, 'good', 'v'],
  [t, lon, 'good', 'x'],
  [t, lat, 'good', 'y'],
]
const drive = (from: number, to: number, speed: number): Row[] =>
  Array.from({ length: (to - from) / 600 }, (_, i) => [from + i * 600, speed])

describe('vehicles', () => {
  const square = {
    polygon: [
      [120, 30],
      [121, 30],
      [121, 31],
      [120, 31],
    ],
  }
  it('leaving and entering an area', () => {
    const rule = { id: 'r', kind: 'area', lon: 'x', lat: 'y', area: square, when: 'outside' }
    expect(run([rule], [...at(0, 0, 120.5, 30.5), ...at(10, 0, 122, 30.5), ...at(20, 0, 120.5, 30.5)]).lines).toEqual([
      '10 open on since 10',
      '20 clear on since 20',
    ])
  })
  it('speed inside an area only; no fix is not known', () => {
    const rule = { id: 'r', kind: 'area', lon: 'x', lat: 'y', speed: 'v', speedLimit: 40, area: square, when: 'inside' }
    expect(
      run([rule], [...at(0, 60, 122, 30.5), ...at(10, 60, 120.5, 30.5), ...at(20, 60, 0, 0), ...at(30, 30, 120.5, 30.5)]).lines,
    ).toEqual(['10 open on since 10', '20 dataLost on since 10', '30 dataBack on since 10', '30 clear on since 30'])
  })
  it('circle by great-circle metres', () => {
    const rule = { id: 'r', kind: 'area', lon: 'x', lat: 'y', area: { center: [120, 30], radius: 1000 }, when: 'inside' }
    // 0.0089° of latitude are 990 m, 0.0091° are 1012 m.
    expect(run([rule], at(0, 0, 120, 30.0089)).lines).toHaveLength(1)
    expect(run([rule], at(0, 0, 120, 30.0091)).lines).toHaveLength(0)
  })
  it('four hours at the wheel; a short stop does not count, a rest of 20 minutes does', () => {
    const rule = { id: 'r', kind: 'driving', point: 'v' }
    const rows = [...drive(0, 7200, 60), ...drive(7200, 7800, 0), ...drive(7800, 15000, 60), ...drive(15000, 17400, 0)]
    expect(run([rule], rows).lines).toEqual(['14400 open on since 14400', '16200 clear on since 16200'])
    const rested = [...drive(0, 7200, 60), ...drive(7200, 9000, 0), ...drive(9000, 21600, 60)]
    expect(run([rule], rested).lines).toEqual([])
  })
})
