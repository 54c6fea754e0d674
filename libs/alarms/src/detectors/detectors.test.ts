import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { run, type Row } from '../run.fixture.ts'
import { symmetricEigen } from './eigen.ts'

const every = (seconds: number, values: number[]): Row[] => values.map((v, i) => [i * seconds, v])
const swing = (n: number, size = 1): number[] => Array.from({ length: n }, (_, i) => 50 + (i % 2 ? size : -size))

describe('EWMA and CUSUM', () => {
  const ewma = { id: 'r', kind: 'ewma', point: 'p', train: 20 }
  const cusum = { id: 'r', kind: 'cusum', point: 'p', train: 20 }
  it('keep silent while they learn and while nothing changes', () => {
    for (const rule of [ewma, cusum]) {
      expect(run([rule], every(60, swing(200))).lines).toEqual([])
      expect(run([rule], every(60, [...swing(10), 500, 500])).lines).toEqual([])
    }
  })
  it('find a lasting shift of one and a half deviations that no single reading shows', () => {
    const shifted = [...swing(60), ...swing(40).map((v) => v + 1.5)]
    for (const rule of [ewma, cusum]) expect(run([rule], every(60, shifted)).lines).toHaveLength(1)
    // 4 deviations are never reached: a limit there would see nothing.
    expect(Math.max(...shifted)).toBeLessThan(54)
  })
  it('CUSUM worked by hand: k = 0.5, h = 5, steps of 2.5 deviations', () => {
    // Training gives mean 50 and s = √(20/19); +2.5 s adds 2 each reading: 2, 4, 6 > 5 at the third.
    const s = Math.sqrt(20 / 19)
    expect(run([cusum], every(60, [...swing(20), ...[1, 1, 1].map(() => 50 + 2.5 * s)])).lines).toEqual(['1320 open on since 1320'])
  })
})

const wave = (n: number): number[] => Array.from({ length: n }, (_, i) => 50 + 20 * Math.sin((2 * Math.PI * i) / 24))

describe('novelty', () => {
  const rule = { id: 'r', kind: 'novelty', point: 'p', train: 100, factor: 1.1, season: 1440, seasonSlots: 24, offDelay: 600 }
  it('is silent on a perfect wave, a square wave and a flat line', () => {
    expect(run([rule], every(60, wave(600))).lines).toEqual([])
    expect(
      run(
        [rule],
        every(
          60,
          Array.from({ length: 600 }, (_, i) => (i % 24 < 12 ? 20 : 80)),
        ),
      ).lines,
    ).toEqual([])
    expect(
      run(
        [rule],
        every(
          60,
          Array.from({ length: 600 }, () => 45),
        ),
      ),
    ).toMatchObject({ lines: [] })
  })
  it('sees a peak beyond all before it, once', () => {
    const values = wave(600)
    values[400] = 120
    expect(run([rule], every(60, values)).lines[0]).toBe('24000 open on since 24000')
    expect(run([rule], every(60, values)).lines.filter((x) => x.includes('open'))).toHaveLength(1)
  })
  it('sees a missing swing that stays within the usual range', () => {
    const values = wave(600).map((v, i) => (i >= 410 && i < 425 ? 50 : v))
    expect(run([rule], every(60, values)).lines.filter((x) => x.includes('open')).length).toBeGreaterThan(0)
  })
})

describe('principal components', () => {
  it('find a broken relation although each point stays in its range', () => {
    const rule = { id: 'r', kind: 'pca', points: ['a', 'b'], train: 40, components: 1, margin: 1.2 }
    const rows: Row[] = []
    for (let i = 0; i < 60; i++) {
      const x = Math.sin((i * Math.PI) / 10) * 10
      const y = i === 55 ? -x : x + 0.1 * Math.cos((3 * i * Math.PI) / 10)
      rows.push([i * 60, x, 'good', 'a'], [i * 60, y, 'good', 'b'])
    }
    expect(run([rule], rows).lines).toEqual(['3300 open on since 3300', '3360 clear on since 3360'])
  })
  it('do not judge an incomplete row', () => {
    const rule = { id: 'r', kind: 'pca', points: ['a', 'b'], train: 20, components: 1 }
    const rows: Row[] = Array.from({ length: 20 }, (_, i): Row[] => [
      [i * 60, i % 5, 'good', 'a'],
      [i * 60, i % 5, 'good', 'b'],
    ]).flat()
    expect(run([rule], [...rows, [1200, 900, 'good', 'b']]).lines).toEqual([])
    expect(run([rule], [...rows, [1200, 900, 'good', 'a'], [1200, 0, 'good', 'b']]).lines).toHaveLength(1)
  })
  it('rest on eigenvectors that rebuild the matrix', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 7 }),
        fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 28, maxLength: 28 }),
        (n, cells) => {
          const a = new Float64Array(n * n)
          let next = 0
          for (let i = 0; i < n; i++) for (let j = i; j < n; j++) a[i * n + j] = a[j * n + i] = cells[next++] ?? 0
          const { values, vectors } = symmetricEigen(a.slice(), n)
          for (let i = 0; i < n; i++)
            for (let j = 0; j < n; j++) {
              let sum = 0
              let unit = 0
              for (let k = 0; k < n; k++) {
                sum += (vectors[i * n + k] ?? 0) * (values[k] ?? 0) * (vectors[j * n + k] ?? 0)
                unit += (vectors[i * n + k] ?? 0) * (vectors[j * n + k] ?? 0)
              }
              expect(Math.abs(sum - (a[i * n + j] ?? 0))).toBeLessThan(1e-8)
              expect(Math.abs(unit - (i === j ? 1 : 0))).toBeLessThan(1e-9)
            }
        },
      ),
      { numRuns: 100 },
    )
  })
})
