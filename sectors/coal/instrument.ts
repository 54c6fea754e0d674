import { type Instrument, plainCriterion } from '../define.ts'
import { articleNumber } from '../laws.ts'

/** Order 21, in force since 2026-07-01: 17 aspects, articles 4–20, read in full; the cases are condensed. */
const order21: Instrument = {
  name: ['《煤矿重大事故隐患判定标准》(应急管理部令第21号)', 'Major hazard criteria for coal mines (Order 21)'],
  status: 'verified',
  from: '2026-07-01',
}

/** Cases of one aspect; aspect n is article n + 3. */
export const aspect = (n: number, cases: readonly (readonly [zh: string, en: string])[]) =>
  cases.map((what, i) =>
    plainCriterion(
      order21,
      `COAL21-${n}.${i + 1}`,
      [`第${articleNumber(n + 3)}条(第${i + 1}种情形，序号为本平台编)`, `Art. ${n + 3} (case ${i + 1}, our numbering)`],
      what,
    ),
  )
