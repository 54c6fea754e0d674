import { parseRules, replay, sortEvents, type RuleFile } from '@anlan/alarms'
import { describe, expect, it } from 'vitest'
import { setting, sharedData } from '../../bench/alarms/data.ts'
import { loadNab, scoreNab } from '../../bench/alarms/nab.ts'
import { disturb } from '../../bench/alarms/disturbance.ts'
import { readRun, scoreTep } from '../../bench/alarms/tep.ts'

const rules = (name: string): RuleFile => {
  const parsed = parseRules(setting(name))
  if (!parsed.ok) throw new Error(parsed.errors.map((e) => `${e.field}: ${e.en}`).join('; '))
  return parsed.file
}

/** The settings that are shipped, on the real series, against the figures of the kpis sheet. */
describe('alarm quality on labelled data', () => {
  const data = sharedData()

  it('NAB: at most 0.10 false activations a series-day, at least 60 of 116 windows, silence without anomalies', (ctx) => {
    if (data === undefined) return ctx.skip('shared/data is not beside the repository')
    const nab = scoreNab(rules('nab.json'), loadNab(data))
    expect(nab.windows).toBe(116)
    expect(nab.falseActivations / nab.seriesDays).toBeLessThanOrEqual(0.1)
    expect(nab.found).toBeGreaterThanOrEqual(60)
    expect(nab.noAnomaly).toBe(0)
  })

  it('Tennessee-Eastman: at most 0.4 % false, 21 of 21 found, median delay under 60 min', (ctx) => {
    if (data === undefined) return ctx.skip('shared/data is not beside the repository')
    const tep = scoreTep(rules('tep.json'), data)
    expect(tep.falseRate).toBeLessThanOrEqual(0.004)
    expect(tep.found).toBe(21)
    expect(tep.medianDelayMinutes).toBeLessThan(60)
    expect(tep.openedIn10Minutes).toBeLessThanOrEqual(10)
  })
})

/** 4σ limits from the normal run, with dead-band and delays, on all 52 points, and the group rule beside them. */
const plantRules = (data: string): unknown => {
  const rows = readRun(data, 'd00.dat', true)
  const rules = Array.from({ length: 52 }, (_, i) => {
    const values = rows.map((row) => row[i] ?? 0)
    const mean = values.reduce((a, b) => a + b, 0) / values.length
    const sigma = Math.sqrt(values.reduce((a, b) => a + (b - mean) ** 2, 0) / (values.length - 1)) || 1
    return {
      id: `x${i + 1}`,
      kind: 'limits',
      point: String(i + 1),
      L: mean - 4 * sigma,
      H: mean + 4 * sigma,
      deadBand: sigma,
      onDelay: 180,
      offDelay: 360,
    }
  })
  return { version: 1, order: { window: 2400, stepPeriods: 10 }, rules }
}

describe('a disturbed Tennessee-Eastman run', () => {
  const data = sharedData()
  it('late, repeated, an outage with back-fill and a clock 55 minutes off leave the alarm history as it was', (ctx) => {
    if (data === undefined) return ctx.skip('shared/data is not beside the repository')
    const parsed = parseRules(plantRules(data))
    if (!parsed.ok) throw new Error(parsed.errors[0]?.en)
    const points = Array.from({ length: 52 }, (_, i) => ({ id: String(i + 1), period: 180 }))
    let events = 0
    for (const fault of ['01', '06', '13']) {
      const ordered = readRun(data, `d${fault}_te.dat`, false).flatMap((row, n) =>
        row.map((value, point) => ({ point, time: n * 180, value, quality: 0 })),
      )
      const oracle = replay(parsed.file, points, ordered)
      const disturbed = replay(
        parsed.file,
        points,
        disturb(ordered, {
          seed: Number(fault),
          lateShare: 0.05,
          lateBy: 300,
          repeatedShare: 0.01,
          outage: { points: [0, 1, 2, 3, 4, 5, 6, 7], at: 200 * 180, seconds: 1800 },
          clock: { points: [20, 21, 22, 23], from: 400 * 180, to: 600 * 180, by: -3300, calm: 1800 },
        }),
      )
      expect(sortEvents(disturbed.events)).toEqual(sortEvents(oracle.events))
      expect(disturbed.counts.duplicates).toBeGreaterThan(300)
      expect(disturbed.counts).toMatchObject({ late: 0, conflicts: 0, clockSteps: 8 })
      events += oracle.events.length
    }
    expect(events).toBeGreaterThan(100)
  })
})
