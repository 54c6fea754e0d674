import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FALSE, TRUE, UNKNOWN, type Truth } from '../types.ts'
import { combineTruth } from './combine.ts'

const truths = fc.array(fc.constantFrom<Truth[]>(FALSE, TRUE, UNKNOWN), { minLength: 1, maxLength: 6 })

/** The definition: known exactly when every way of filling in the unknown inputs gives the same result. */
const byFilling = (inputs: readonly Truth[], judge: (filled: readonly Truth[]) => boolean): Truth => {
  const open = inputs.filter((x) => x === UNKNOWN).length
  const results = new Set<boolean>()
  for (let bits = 0; bits < 1 << open; bits++) {
    let next = 0
    results.add(judge(inputs.map((x) => (x === UNKNOWN ? ((bits >> next++) & 1 ? TRUE : FALSE) : x))))
  }
  return results.size === 2 ? UNKNOWN : results.has(true) ? TRUE : FALSE
}

const yes = (filled: readonly Truth[]): number => filled.filter((x) => x === TRUE).length

describe('three-valued combination', () => {
  it('is known as soon as the unknown inputs cannot change it', () => {
    fc.assert(
      fc.property(truths, fc.integer({ min: 1, max: 6 }), (inputs, n) => {
        expect(combineTruth('and', 1, inputs)).toBe(byFilling(inputs, (x) => yes(x) === x.length))
        expect(combineTruth('or', 1, inputs)).toBe(byFilling(inputs, (x) => yes(x) > 0))
        expect(combineTruth('atLeast', n, inputs)).toBe(byFilling(inputs, (x) => yes(x) >= n))
        expect(combineTruth('not', 1, inputs.slice(0, 1))).toBe(byFilling(inputs.slice(0, 1), (x) => yes(x) === 0))
      }),
      { numRuns: 500 },
    )
  })

  it('of nothing is not known', () => {
    for (const op of ['and', 'or', 'not', 'atLeast'] as const) expect(combineTruth(op, 1, [])).toBe(UNKNOWN)
  })
})
