import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createPipeline, drain, ingest, sortEvents, type Pipeline, type PipelineOutput } from './pipeline.ts'
import { planOf } from './run.fixture.ts'
import { QUALITY, type AlarmEvent, type Reading } from './types.ts'

const START = 1_700_000_000
const RULE = { id: 'r', kind: 'limits', point: 'p', H: 80, deadBand: 5, onDelay: 20, offDelay: 20 }
const PLAN = planOf([RULE], [{ id: 'p', period: 10 }])

const at = (seconds: number, value: number, more: Partial<Reading> = {}): Reading => ({
  point: 0,
  time: START + seconds,
  value,
  quality: QUALITY.good,
  ...more,
})

const received = (t: number, v: number, shift = 0): Reading => at(t + shift, v, { receivedAt: START + t + 1 })

const play = (readings: Reading[], plan = PLAN): PipelineOutput & { pipe: Pipeline } => {
  const pipe = createPipeline(plan)
  const out: PipelineOutput = { events: [], clockSteps: [] }
  for (const reading of readings) ingest(pipe, reading, out)
  drain(pipe, out)
  return { ...out, pipe }
}
const short = (events: readonly AlarmEvent[]): string[] => events.map((e) => `${e.at - START} ${e.kind}${e.late ? ' late' : ''}`)

describe('order', () => {
  it('drops repetitions, and keeps the first of two values for one time', () => {
    const { pipe, events } = play([at(0, 50), at(0, 50), at(0, 99), at(10, 50)])
    expect(pipe.order.counts).toMatchObject({ duplicates: 1, conflicts: 1, late: 0 })
    expect(events).toEqual([])
  })

  it('puts a late reading in its place while the window is open', () => {
    const plan = planOf([RULE], [{ id: 'p', period: 10 }], { window: 60 })
    const ordered = [at(0, 50), at(10, 85), at(20, 85), at(30, 85), at(40, 50), at(50, 50), at(60, 50)]
    const mixed = [0, 3, 1, 5, 2, 4, 6].map((i) => ordered[i] ?? at(0, 0))
    expect(short(play(mixed, plan).events)).toEqual(short(play(ordered).events))
    expect(short(play(ordered).events)).toEqual(['30 open', '60 clear'])
  })

  it('judges readings beyond the window late: they open alarms marked late and clear none that is newer', () => {
    const rows = [
      ...[0, 100, 110, 120, 130].map((t) => at(t, t === 0 ? 50 : 85)),
      ...[10, 20, 30, 40, 50, 60, 70].map((t) => at(t, t < 50 ? 85 : 50, { backfill: true })),
    ]
    const { events, pipe } = play(rows)
    expect(short(events)).toEqual(['120 open', '30 open late', '70 clear late'])
    expect(pipe.order.counts.late).toBe(7)
    // The newer alarm stands.
    expect(events.filter((e) => e.kind === 'clear' && !e.late)).toEqual([])
  })

  it('does not open a late alarm for a time in which the alarm was already open', () => {
    const plan = planOf([{ ...RULE, onDelay: 0, offDelay: 0 }], [{ id: 'p', period: 10 }])
    expect(short(play([at(0, 85), at(100, 85), at(50, 90, { backfill: true })], plan).events)).toEqual(['0 open'])
    expect(short(play([at(0, 85), at(100, 50), at(50, 90, { backfill: true })], plan).events)).toEqual(['0 open', '100 clear'])
    expect(short(play([at(0, 50), at(100, 50), at(50, 90, { backfill: true })], plan).events)).toEqual(['50 open late'])
  })

  it('recognises a clock that stepped back 55 minutes, corrects it, and sees it come back', () => {
    const rows: Reading[] = []
    const truth: Reading[] = []
    for (let i = 0; i < 60; i++) {
      const value = i % 20 < 8 ? 85 : 50
      truth.push(at(i * 10, value))
      rows.push(at(i * 10 - (i >= 20 && i < 45 ? 3300 : 0), value))
    }
    const stepped = play(rows)
    expect(short(stepped.events)).toEqual(short(play(truth).events))
    expect(stepped.clockSteps.map((s) => s.by)).toEqual([-3300, 3300])
    expect(stepped.pipe.order.counts).toMatchObject({ late: 0, conflicts: 0, clockSteps: 2 })
  })

  it('takes a clock step at any place and of any size beyond its limit', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 5, max: 40 }),
        fc.integer({ min: 110, max: 90000 }),
        fc.array(fc.integer({ min: 40, max: 95 }), { minLength: 60, maxLength: 60 }),
        (from, by, values) => {
          const truth = values.map((v, i) => at(i * 10, v))
          const rows = values.map((v, i) => at(i * 10 - (i >= from ? by : 0), v))
          expect(short(sortEvents(play(rows).events))).toEqual(short(sortEvents(play(truth).events)))
        },
      ),
      { numRuns: 100 },
    )
  })

  it('does not take back-fill, or single old readings, for a clock step', () => {
    const rows = [
      at(0, 50),
      ...[5000, 5010, 5020].map((t) => at(t, 50)),
      at(4000, 50),
      at(5030, 50),
      ...[1000, 1010, 1020, 1030].map((t) => at(t, 50, { backfill: true })),
      at(5040, 50),
    ]
    const { pipe, clockSteps } = play(rows)
    expect(clockSteps).toEqual([])
    expect(pipe.order.counts.late).toBe(5)
  })

  it('holds back a clock that runs ahead of the time of receipt', () => {
    const rows = [received(0, 50), received(10, 50), ...[20, 30, 40, 50].map((t) => received(t, 85, 86400))]
    expect(short(play(rows).events)).toEqual(['40 open'])
    // Wrong from its first reading on: dated by receipt.
    expect(short(play([0, 10, 20, 30].map((t) => received(t, 85, 86400))).events)).toEqual(['21 open'])
    // One impossible stamp moves nothing.
    const one = [received(0, 50), received(10, 50, 86400 * 365), received(20, 85), received(30, 85), received(40, 85)]
    expect(short(play(one).events)[0]).toBe('40 open')
  })

  it('dates a reading without a usable stamp by its receipt, as uncertain', () => {
    const { pipe } = play([at(NaN, 50, { receivedAt: START + 5 }), at(NaN, 50)])
    expect(pipe.order.counts.misdated).toBe(2)
    expect(pipe.state.heard[0]).toBe(START + 5)
    expect(pipe.state.quality[0]).toBe(QUALITY.uncertain)
  })
})
