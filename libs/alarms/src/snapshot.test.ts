import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createPipeline, ingest } from './pipeline.ts'
import { planOf } from './run.fixture.ts'
import { restore, snapshot } from './snapshot.ts'
import { RULE_STATE_OCTETS } from './state.ts'

const RULE = { id: 'r', kind: 'limits', point: 'p', H: 80, onDelay: 20 }
const plan = planOf([RULE])
const out = { events: [], clockSteps: [] }
const pipe = createPipeline(plan)
for (const [time, value] of [
  [1000, 50],
  [1060, 85],
  [900, 85],
] as const)
  ingest(pipe, { point: 0, time, value, quality: 0 }, out)

const faultOf = (bytes: Uint8Array, of = plan): string => {
  const back = restore(of, bytes)
  return back.ok ? 'ok' : back.fault.en
}

describe('snapshot', () => {
  it('carries states, late lane and order stage', () => {
    const back = restore(plan, snapshot(pipe))
    expect(pipe.late).toBeDefined()
    expect(back).toEqual({ ok: true, pipeline: pipe })
  })

  it('refuses what is not its own, or damaged, or cut', () => {
    const bytes = snapshot(pipe)
    expect(faultOf(bytes.subarray(0, 10))).toBe('snapshot too short')
    expect(faultOf(new Uint8Array(100))).toBe('not an alarm snapshot')
    expect(faultOf(bytes, planOf([{ ...RULE, H: 81 }]))).toBe('snapshot belongs to other rules')
    expect(faultOf(bytes.subarray(0, bytes.length - 8))).toBe('snapshot checksum differs: damaged')
    const version = bytes.slice()
    version[4] = 9
    expect(faultOf(version)).toBe('unknown snapshot version 9')
    for (let i = 24; i < bytes.length; i += 7) {
      const damaged = bytes.slice()
      damaged[i] = (damaged[i] ?? 0) ^ 1
      expect(faultOf(damaged)).toBe('snapshot checksum differs: damaged')
    }
  })

  it('refuses any other octets without throwing', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        expect(restore(plan, bytes).ok).toBe(false)
      }),
    )
  })

  it('keeps a rule state within 256 octets', () => {
    expect(RULE_STATE_OCTETS).toBeLessThanOrEqual(256)
  })
})
