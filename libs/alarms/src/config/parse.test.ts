import { describe, expect, it } from 'vitest'
import { parseRules } from './parse.ts'

const fieldsOf = (...rules: object[]): string[] => {
  const parsed = parseRules({ version: 1, rules })
  return parsed.ok ? [] : parsed.errors.map((e) => e.field)
}

describe('rule files', () => {
  it('fills what was left out', () => {
    const parsed = parseRules({ version: 1, rules: [{ id: 'r', kind: 'limits', point: 'p', H: 80 }] })
    expect(parsed).toMatchObject({
      ok: true,
      file: { order: { window: 0, stepPeriods: 10 }, rules: [{ deadBand: 0, onDelay: 0, priority: 'low', latch: false }] },
    })
  })

  it.each<[string, object, string]>([
    ['an unknown field', { id: 'r', kind: 'limits', point: 'p', H: 80, deadband: 2 }, 'rules[0].deadband'],
    ['a wrong type', { id: 'r', kind: 'limits', point: 'p', H: '80' }, 'rules[0].H'],
    ['a negative dead-band', { id: 'r', kind: 'limits', point: 'p', H: 80, deadBand: -1 }, 'rules[0].deadBand'],
    ['a missing point', { id: 'r', kind: 'limits', H: 80 }, 'rules[0].point'],
    ['no limit at all', { id: 'r', kind: 'limits', point: 'p' }, 'rules[0]'],
    ['limits out of order', { id: 'r', kind: 'limits', point: 'p', H: 80, HH: 80 }, 'rules[0].HH'],
    ['no room for the dead-bands', { id: 'r', kind: 'limits', point: 'p', L: 10, H: 20, deadBand: 5 }, 'rules[0].H'],
    ['an unknown kind', { id: 'r', kind: 'limit', point: 'p', H: 80 }, 'rules[0].kind'],
    ['a bad clock', { id: 'r', kind: 'limits', point: 'p', H: 80, schedule: { from: '25:00' } }, 'rules[0].schedule.from'],
    ['n above m', { id: 'r', kind: 'nOfM', point: 'p', limit: 1, n: 3, m: 2 }, 'rules[0].n'],
    ['deviation from nothing', { id: 'r', kind: 'deviation', point: 'p', limit: 1 }, 'rules[0].setPoint'],
    ['deviation from two things', { id: 'r', kind: 'deviation', point: 'p', limit: 1, setPoint: 1, reference: 'q' }, 'rules[0].setPoint'],
    ['an empty range', { id: 'r', kind: 'plausible', point: 'p', min: 5, max: 5 }, 'rules[0].max'],
    ['an input that does not stand before', { id: 'r', kind: 'combine', op: 'or', inputs: ['r'] }, 'rules[0].inputs[0]'],
    [
      'a speed limit without a speed',
      { id: 'r', kind: 'area', lon: 'x', lat: 'y', area: { center: [120, 30], radius: 5 }, when: 'inside', speedLimit: 40 },
      'rules[0].speedLimit',
    ],
  ])('names the field of %s', (_, rule, field) => {
    expect(fieldsOf(rule)).toContain(field)
  })

  it('names a repeated id, and says every fault in both languages', () => {
    const rule = { id: 'r', kind: 'limits', point: 'p', H: 80 }
    expect(fieldsOf(rule, rule)).toEqual(['rules[1].id'])
    const parsed = parseRules({ version: 2, rules: [] })
    if (parsed.ok) throw new Error('a faulty file was taken')
    expect(parsed.errors.map((e) => e.field)).toEqual(['version', 'rules'])
    for (const error of parsed.errors) expect(error.zh && error.en).toBeTruthy()
  })

  it.each([null, 5, 'x', [], {}])('refuses %j without throwing', (json) => {
    expect(parseRules(json).ok).toBe(false)
  })
})
