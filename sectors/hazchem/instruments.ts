/** The two documents that judge major hidden hazards in this sector, and the day on which one follows the other. */
import type { Instrument } from '../define.ts'

/** First day of AQ 3067-2026, which takes the place of the twenty items in practice. */
export const AQ3067_FROM = '2026-09-30'

export const twentyItems: Instrument = {
  name: [
    '安监总管三〔2017〕121号《化工和危险化学品生产经营单位重大生产安全事故隐患判定标准》',
    'Criteria of 2017 for chemical enterprises (No. 121)',
  ],
  status: 'secondary',
  from: '2017-11-13',
  to: AQ3067_FROM,
}

export const aq3067: Instrument = {
  name: ['AQ 3067-2026 ', 'AQ 3067-2026'],
  status: 'uncertain',
  from: AQ3067_FROM,
}

/** Suffix of the list id, validity and the criterion that holds in the era. */
export interface Version {
  readonly suffix: string
  readonly from: string
  readonly to?: string
  readonly major: (old: string, now: string) => string
}
