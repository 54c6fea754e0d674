import { describe, expect, it } from 'vitest'
import { run, type Row } from '../run.fixture.ts'

const every = (seconds: number, values: number[]): Row[] => values.map((v, i) => [i * seconds + 1000, v])
const H = { id: 'r', kind: 'limits', point: 'p', H: 80, deadBand: 5 }

describe('limits', () => {
  it('raises at the limit itself and clears only beyond the dead-band', () => {
    expect(run([H], every(10, [79.9, 80, 76, 75.1, 75, 70])).lines).toEqual(['1010 open H since 1010', '1040 clear H since 1040'])
  })

  it('without a dead-band clears below the limit', () => {
    expect(run([{ ...H, deadBand: 0 }], every(10, [80, 79.99])).lines).toEqual(['1000 open H since 1000', '1010 clear H since 1010'])
  })

  it('gives each level its own alarm, the milder first', () => {
    const rule = { id: 'r', kind: 'limits', point: 'p', LL: 10, L: 20, H: 80, HH: 90, deadBand: 1 }
    expect(run([rule], every(10, [50, 95, 85, 50, 5])).lines).toEqual([
      '1010 open H since 1010',
      '1010 open HH since 1010',
      '1020 clear HH since 1020',
      '1030 clear H since 1030',
      '1040 open L since 1040',
      '1040 open LL since 1040',
    ])
  })

  it('holds the on-delay on event time and starts it anew when the condition breaks', () => {
    const rule = { ...H, onDelay: 30 }
    expect(run([rule], every(10, [81, 82, 83, 84])).lines).toEqual(['1030 open H since 1000'])
    expect(run([rule], every(10, [81, 82, 70, 81, 82, 83, 84])).lines).toEqual(['1060 open H since 1030'])
    // Inside the dead-band the condition does not hold.
    expect(run([rule], every(10, [81, 82, 77, 81, 82, 83])).lines).toEqual([])
  })

  it('holds the off-delay; a return into the dead-band starts it anew', () => {
    const rule = { ...H, offDelay: 20 }
    expect(run([rule], every(10, [81, 70, 70, 70])).lines).toEqual(['1000 open H since 1000', '1030 clear H since 1010'])
    expect(run([rule], every(10, [81, 70, 77, 70, 70, 70])).lines).toEqual(['1000 open H since 1000', '1050 clear H since 1030'])
  })

  it('keeps HH undelayed while H is delayed', () => {
    const rule = { id: 'r', kind: 'limits', point: 'p', H: 80, HH: 90, onDelay: { H: 60 } }
    expect(run([rule], every(10, [95])).lines).toEqual(['1000 open HH since 1000'])
  })

  it('lets a bad reading neither satisfy nor reset a delay, and does not count a gap', () => {
    const rule = { ...H, onDelay: 30 }
    const bad: Row[] = [
      [1000, 81],
      [1010, 0, 'bad'],
      [1020, 82],
      [1030, NaN],
      [1040, 83],
    ]
    expect(run([rule], bad, [{ id: 'p', period: 10 }]).lines).toEqual(['1040 open H since 1000'])
    // 100 s without data count as one period of 10 s: the delay is not over at 1100, but 20 s later.
    const gap: Row[] = [
      [1000, 81],
      [1100, 81],
      [1110, 81],
      [1120, 81],
    ]
    expect(run([rule], gap, [{ id: 'p', period: 10 }]).lines).toEqual(['1120 open H since 1090'])
  })

  it('keeps an open alarm when its data are lost and says so once', () => {
    const rows: Row[] = [
      [1000, 85],
      [1010, 0, 'offline'],
      [1020, 0, 'offline'],
      [1030, 85],
      [1040, 50],
    ]
    expect(run([H], rows).lines).toEqual([
      '1000 open H since 1000',
      '1010 dataLost H since 1000',
      '1030 dataBack H since 1000',
      '1040 clear H since 1040',
    ])
  })

  it('judges uncertain readings only where the rule says so, calibration never', () => {
    expect(
      run(
        [H],
        [
          [1000, 85, 'uncertain'],
          [1010, 85, 'calibration'],
        ],
      ).lines,
    ).toEqual([])
    expect(run([{ ...H, useUncertain: true }], [[1000, 85, 'uncertain']]).lines).toEqual(['1000 open H since 1000'])
  })

  it('refuses a reading that is not newer than the last', () => {
    expect(
      run(
        [H],
        [
          [1000, 50],
          [1000, 85],
          [990, 85],
        ],
      ).lines,
    ).toEqual([])
  })
})

// 1 January 2024 was a Monday; 08:00 in China is 00:00 UTC.
const monday8 = Date.UTC(2024, 0, 1) / 1000
const at = (hour: number): number => monday8 + (hour - 8) * 3600

describe('schedule', () => {
  const night = { ...H, schedule: { from: '22:00', to: '05:00' } }

  it('applies over midnight in the zone of the rule and clears on leaving', () => {
    const rows: Row[] = [
      [at(21), 85],
      [at(22), 85],
      [at(28), 85],
      [at(29), 85],
      [at(45), 85],
    ]
    const { lines } = run([night], rows)
    expect(lines).toEqual([`${at(22)} open H since ${at(22)}`, `${at(29)} clear H since ${at(29)}`])
  })

  it('counts the hours after midnight to the day on which the span began', () => {
    const friday = { ...H, schedule: { from: '22:00', to: '05:00', weekdays: [5] } }
    const saturday3 = monday8 + 5 * 86400 - 5 * 3600
    expect(run([friday], [[saturday3, 85]]).lines).toHaveLength(1)
    expect(run([friday], [[saturday3 - 86400, 85]]).lines).toHaveLength(0)
  })
})
