import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createPipeline, drain, ingest, sortEvents, tick, type PipelineOutput } from './pipeline.ts'
import { planOf } from './run.fixture.ts'
import { restore, snapshot } from './snapshot.ts'
import { QUALITY, type AlarmEvent, type Reading } from './types.ts'

const PERIOD = 10
const START = 1_700_000_000
const ROWS = 240
const POINTS = ['a', 'b', 'c']

const RULES = [
  { id: 'limits', kind: 'limits', point: '*', LL: 5, L: 15, H: 85, HH: 95, deadBand: 4, onDelay: { L: 20, H: 20 }, offDelay: 30 },
  { id: 'rate', kind: 'rate', point: 'a', over: 60, limit: 0.8, deadBand: 0.2 },
  { id: 'sum', kind: 'window', point: 'b', aggregate: 'sum', over: 300, limit: 1900 },
  { id: 'mean', kind: 'window', point: 'c', aggregate: 'mean', over: 200, limit: 60, deadBand: 3 },
  { id: 'two', kind: 'nOfM', point: 'c', n: 2, m: 3, limit: 80 },
  { id: 'stuck', kind: 'stuck', point: 'b', seconds: 40, band: 0.5 },
  { id: 'odd', kind: 'plausible', point: 'a', min: 0, max: 100, jump: 60 },
  { id: 'gone', kind: 'missing', point: '*', atLeast: 40 },
  { id: 'dev', kind: 'deviation', point: 'a', reference: 'b', limit: 40, maxAge: 20 },
  { id: 'ewma', kind: 'ewma', point: 'b', train: 40 },
  { id: 'cusum', kind: 'cusum', point: 'c', train: 40 },
  { id: 'novel', kind: 'novelty', point: 'c', train: 50, season: 600, seasonSlots: 60, offDelay: 60 },
  { id: 'pca', kind: 'pca', points: ['a', 'b', 'c'], train: 60, components: 1, onDelay: 10 },
  { id: 'blind', kind: 'combine', op: 'atLeast', n: 2, inputs: ['gone@a', 'limits@b:L', 'limits@c:H'] },
  { id: 'any', kind: 'combine', op: 'atLeast', n: 2, inputs: ['limits:H', 'two', 'dev'], hold: 20 },
]
const points = POINTS.map((id) => ({ id, period: PERIOD }))
// The window is as long as the longest disturbance below: the outage of 30 minutes.
const plan = planOf(RULES, points, { window: 1800, stepPeriods: 200 })

/** A wandering process of three points with excursions; a few readings bad, a few missing for good. */
const stream = fc
  .record({
    seed: fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 24, maxLength: 24 }),
    lost: fc.array(fc.nat(ROWS * 3 - 1), { maxLength: 4 }),
    bad: fc.array(fc.nat(ROWS * 3 - 1), { maxLength: 8 }),
  })
  .map(({ seed, lost, bad }): Reading[] => {
    const out: Reading[] = []
    for (let row = 0; row < ROWS; row++)
      for (let p = 0; p < 3; p++) {
        const n = row * 3 + p
        // Each loss takes six rows of a point, long enough for a missing-data alarm.
        if (lost.some((x) => x % 3 === p && row >= Math.floor(x / 3) && row < Math.floor(x / 3) + 6)) continue
        const slow = Math.sin(row / 17 + (seed[p] ?? 0) * 3) * 30 + (seed[3 + Math.floor(row / 30)] ?? 0) * 35
        const value = Math.round((50 + slow + ((n * 7919) % 97) / 20) * 10) / 10
        out.push({ point: p, time: START + row * PERIOD, value, quality: bad.includes(n) ? QUALITY.bad : QUALITY.good })
      }
    return out
  })

const play = (
  readings: readonly Reading[],
  ticks = false,
): { events: AlarmEvent[]; counts: ReturnType<typeof createPipeline>['order']['counts'] } => {
  const pipe = createPipeline(plan)
  const out: PipelineOutput = { events: [], clockSteps: [] }
  for (const reading of readings) {
    ingest(pipe, reading, out)
    if (ticks) tick(pipe, (pipe.order.groupFront[0] ?? 0) - 1800, out)
  }
  drain(pipe, out)
  return { events: sortEvents(out.events), counts: pipe.order.counts }
}

/** Moves chosen readings later in arrival by up to `by` places, repeats others, and holds one point back for half an hour. */
const disturb = (
  readings: readonly Reading[],
  moves: readonly [number, number][],
  repeats: readonly number[],
  outage: { point: number; from: number } | undefined,
): Reading[] => {
  const arrival = readings.map((reading, i) => ({ reading, at: i + 0.5 }))
  for (const [i, by] of moves) {
    const one = arrival[i % arrival.length]
    if (one) one.at += by
  }
  for (const i of repeats) {
    const one = arrival[i % arrival.length]
    if (one) arrival.push({ reading: one.reading, at: one.at + 40 })
  }
  for (const one of arrival) {
    const row = (one.reading.time - START) / PERIOD
    if (outage && one.reading.point === outage.point && row >= outage.from && row < outage.from + 170) {
      one.at = Math.max(one.at, (outage.from + 170) * 3 + one.at / 1e4)
      one.reading = { ...one.reading, backfill: true }
    }
  }
  return arrival.toSorted((a, b) => a.at - b.at).map((one) => one.reading)
}

describe('disturbed streams', () => {
  it('late, repeated, with an outage and back-fill: the alarm history is that of the ordered stream', () => {
    fc.assert(
      fc.property(
        stream,
        fc.array(fc.tuple(fc.nat(ROWS * 3 - 1), fc.integer({ min: 1, max: 90 })), { maxLength: 40 }),
        fc.array(fc.nat(ROWS * 3 - 1), { maxLength: 10 }),
        fc.option(fc.record({ point: fc.nat(2), from: fc.integer({ min: 5, max: 60 }) }), { nil: undefined }),
        (readings, moves, repeats, outage) => {
          const ordered = play(readings)
          const disturbed = play(disturb(readings, moves, repeats, outage))
          expect(disturbed.events).toEqual(ordered.events)
          expect(disturbed.counts.late).toBe(0)
          expect(disturbed.counts.conflicts).toBe(0)
        },
      ),
      { numRuns: 60 },
    )
  })

  it('gives the same events whether time ticks on between readings or not', () => {
    fc.assert(
      fc.property(stream, (readings) => {
        expect(play(readings, true).events).toEqual(play(readings).events)
      }),
      { numRuns: 30 },
    )
  })

  it('the streams of these tests do raise alarms of every rule', () => {
    const seen = new Set<string>()
    for (const readings of fc.sample(stream, { numRuns: 60, seed: 7 }))
      for (const event of play(readings).events) seen.add(event.rule.split('@')[0] ?? '')
    const expected = RULES.map((rule) => rule.id)
    expect([...seen]).toEqual(expect.arrayContaining(expected))
  })

  it('stopping, storing and restoring at any reading changes nothing', () => {
    fc.assert(
      fc.property(stream, fc.array(fc.nat(ROWS * 3 - 1), { minLength: 1, maxLength: 4 }), (readings, stops) => {
        let pipe = createPipeline(plan)
        const out: PipelineOutput = { events: [], clockSteps: [] }
        readings.forEach((reading, i) => {
          if (stops.includes(i)) {
            const back = restore(plan, snapshot(pipe))
            if (!back.ok) throw new Error(back.fault.en)
            pipe = back.pipeline
          }
          ingest(pipe, reading, out)
        })
        drain(pipe, out)
        expect(sortEvents(out.events)).toEqual(play(readings).events)
      }),
      { numRuns: 40 },
    )
  })
})
