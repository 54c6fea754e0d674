import { describe, expect, it } from 'vitest'
import { alarmKpis, floodSpans, kpisBy, percentile, type Activation } from './kpi.ts'

// A day that begins on a whole hour.
const FROM = 1_700_006_400
const DAY = 86400
const one = (alarm: string, at: number, more: Partial<Activation> = {}): Activation => ({
  alarm,
  sensor: alarm,
  enterprise: 'plant',
  desk: 'county',
  priority: 'low',
  at: FROM + at,
  ...more,
})

/*
 * Worked by hand. One desk, one day:
 *  A chatters: 0, 20, 40 s (three in 60 s), each cleared after 10 s, none acknowledged: three fleeting.
 *  B floods at 3600: twelve activations, one each 30 s (3600 … 3930), cleared after 120 s.
 *  C opens at 7200 and never clears: active 79,200 s at the end of the day, not stale; acknowledged after 300 s.
 *  D opened at 7260, acknowledged after 60 s, cleared after 30 s: an operator's act came after, so it is fleeting too.
 *  P planned at 9000.
 */
const day: Activation[] = [
  ...[0, 20, 40].map((t) => one('A', t, { clearedAt: FROM + t + 10, judgedFalse: true })),
  ...Array.from({ length: 12 }, (_, i) => one('B', 3600 + i * 30, { clearedAt: FROM + 3720 + i * 30, priority: 'medium' })),
  one('C', 7200, { acknowledgedAt: FROM + 7500, priority: 'high', judgedFalse: false }),
  one('D', 7260, { acknowledgedAt: FROM + 7320, clearedAt: FROM + 7290 }),
  one('P', 9000, { planned: true }),
]

describe('KPIs of a day worked by hand', () => {
  const k = alarmKpis(day, FROM, FROM + DAY)

  it('counts activations and the periods they fall in', () => {
    // 3 + 12 + 2 = 17 in 144 ten-minute periods; the fullest is 3600–4200 s with 12.
    expect(k).toMatchObject({ activations: 17, planned: 1, perDay: 17, most10Minutes: 12 })
    expect(k.per10Minutes).toBeCloseTo(17 / 144, 12)
    expect(k.perHour).toBeCloseTo(17 / 24, 12)
    expect(k.share10MinutesOver10).toBeCloseTo(1 / 144, 12)
    expect(k.shareHoursOver30).toBe(0)
  })

  it('finds the flood on a sliding window', () => {
    // The eleventh of B (3900 s) makes more than ten; fewer than five remain when the fifth last (3810 s) is ten minutes old.
    expect(k.floods).toEqual([[FROM + 3900, FROM + 4410]])
    expect(k.floodShare).toBeCloseTo(510 / DAY, 12)
  })

  it('names the top ten, chattering, fleeting and stale', () => {
    expect(k.topTen.map((x) => [x.alarm, x.activations])).toEqual([
      ['B', 12],
      ['A', 3],
      ['C', 1],
      ['D', 1],
    ])
    expect(k.topTenShare).toBeCloseTo(1, 12)
    expect(k.chattering).toEqual(['A', 'B'])
    expect(k.fleeting).toBe(4)
    expect(k.stale).toEqual([])
    // A day later C has stood for more than 24 h.
    expect(alarmKpis(day, FROM, FROM + 2 * DAY).stale).toEqual(['C'])
    expect(alarmKpis([one('E', 0, { putAway: true })], FROM, FROM + 2 * DAY)).toMatchObject({ stale: [], stalePutAway: ['E'] })
  })

  it('shares by priority, time to acknowledge, false alarms', () => {
    expect(k.priorities).toEqual({ low: 4 / 17, medium: 12 / 17, high: 1 / 17, highest: 0 })
    expect(k).toMatchObject({ acknowledged: 2, acknowledgeMedian: 60, acknowledge95: 300, judged: 4, falseShare: 0.75 })
  })

  it('lists bad actors with their reasons', () => {
    expect(k.badActors.map((x) => [x.alarm, x.reasons])).toEqual([
      ['B', ['topTen', 'chattering']],
      ['A', ['chattering', 'fleeting', 'falseAlarms']],
    ])
  })

  it('puts the desk into its EEMUA band', () => {
    expect(k.band).toBe('stable')
    expect(alarmKpis([one('A', 0)], FROM, FROM + DAY).band).toBe('robust')
    expect(
      alarmKpis(
        Array.from({ length: 101 }, (_, i) => one('A', i)),
        FROM,
        FROM + DAY,
      ).band,
    ).toBe('overloaded')
  })

  it('gives no figure where nothing was judged or acknowledged', () => {
    const empty = alarmKpis([], FROM, FROM + DAY)
    expect(empty.falseShare).toBeNaN()
    expect(empty.acknowledgeMedian).toBeNaN()
    expect(empty).toMatchObject({ activations: 0, per10Minutes: 0, most10Minutes: 0, floods: [], badActors: [] })
  })

  it('splits by desk, enterprise and sensor', () => {
    const two = [...day, one('X', 100, { desk: 'park', enterprise: 'other' })]
    expect([...kpisBy(two, 'desk', FROM, FROM + DAY)].map(([desk, x]) => [desk, x.activations])).toEqual([
      ['county', 17],
      ['park', 1],
    ])
    expect(kpisBy(two, 'sensor', FROM, FROM + DAY).get('B')?.activations).toBe(12)
    expect(kpisBy(two, 'enterprise', FROM, FROM + DAY).get('other')?.activations).toBe(1)
  })
})

const burst = (from: number): number[] => Array.from({ length: 11 }, (_, i) => from + i)

describe('floods', () => {
  it('do not begin at ten, and are cut at the end of the period', () => {
    const times = Array.from({ length: 10 }, (_, i) => i * 10)
    expect(floodSpans(times, 1e5)).toEqual([])
    expect(floodSpans([...times, 100], 300)).toEqual([[100, 300]])
  })
  it('end and begin again', () => {
    expect(floodSpans([...burst(0), ...burst(5000)], 1e5)).toEqual([
      [10, 606],
      [5010, 5606],
    ])
  })
})

describe('percentile', () => {
  it('is the nearest rank of the raw values', () => {
    expect([0.5, 0.95, 1].map((s) => percentile([5, 1, 3, 2, 4], s))).toEqual([3, 5, 5])
    expect(percentile([7], 0.5)).toBe(7)
  })
})
