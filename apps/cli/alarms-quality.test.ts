import { parseRules, type RuleFile } from '@anlan/alarms'
import { describe, expect, it } from 'vitest'
import { setting, sharedData } from '../../bench/alarms/data.ts'
import { loadNab, scoreNab } from '../../bench/alarms/nab.ts'
import { scoreTep } from '../../bench/alarms/tep.ts'

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
