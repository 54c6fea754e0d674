import { fiveYearStart } from './dates.ts'
import type { Doc } from './document.ts'
import { readChinese } from './numerals.ts'
import { rule } from './rule.ts'
import type { PlanMeta } from './types.ts'

/** The plan's own period: stated in the text, told by the title, or derived from the years it names. */

export const statedPeriod = rule(
  'stated-period',
  /(?:规划期(?:限)?|实施期(?:限)?|规划期为|计划期|期限|时间)[^。;\n]{0,12}?((?:19|20)\d{2})\s*年?[^。;\n]{0,12}?(?:-{1,2}|至|到|~)\s*((?:19|20)\d{2})\s*年/,
  ['规划期为2021年至2025年', '规划期限为2026-2030年'],
  ['到2025年'],
)
export const campaignPeriod = rule(
  'campaign-period',
  /(?:从|自)?((?:19|20)\d{2})\s*年\s*(\d{1,2})\s*月(?:份)?(?:开始|启动|起)?[^。;\n]{0,3}?(?:-{1,2}|至|到|~)\s*((?:19|20)\d{2})\s*年\s*(\d{1,2})\s*月(?:底|末)?(?:结束|为止|完成)/,
  ['从2020年5月启动至2022年12月结束'],
  ['2020年5月至6月'],
)
export const fiveYear = rule(
  'five-year',
  /[“"]?(十[一二三四五六七])五[”"]?|第(十[一二三四五六七])个五年/,
  ['“十四五”规划', '第十二个五年规划'],
  ['十五'],
)
export const titleYears = rule(
  'title-years',
  /((?:19|20)\d{2})年?\s*(?:-{1,2}|至|到|~)\s*((?:19|20)\d{2})/,
  ['(2021-2025)', '(2024—2026年)'.replace('—', '-')],
  ['2021年'],
)

const year = (from: number, to: number, basis: PlanMeta['period_basis']): Pick<PlanMeta, 'plan_period' | 'period_basis'> => ({
  plan_period: { from: `${from}-01-01`, to: `${to}-12-31` },
  period_basis: basis,
})

/** Years named in the text, most frequent window of the given length. */
function window(norm: string, length: number): number | null {
  const count = new Map<number, number>()
  for (const m of norm.slice(0, 400_000).matchAll(/(?:19|20)\d{2}(?=\s*年)/g)) count.set(Number(m[0]), (count.get(Number(m[0])) ?? 0) + 1)
  let best: number | null = null
  let most = 0
  for (const y of count.keys()) {
    let sum = 0
    for (let k = 0; k < length; k++) sum += count.get(y + k) ?? 0
    if (sum > most) {
      most = sum
      best = y
    }
  }
  return best
}

export function readPeriod(norm: string, doc: Doc): Pick<PlanMeta, 'plan_period' | 'period_basis'> {
  const none = { plan_period: null, period_basis: null }
  const titles = doc.headings
    .filter((h) => h.level <= 1)
    .map((h) => norm.slice(h.start, h.end))
    .join('\n')
  const head = `${titles}\n${doc.title ?? ''}`
  const stated = statedPeriod.pattern.exec(norm.slice(0, 200_000))
  if (stated) return year(Number(stated[1]), Number(stated[2]), 'stated')
  const inTitle = titleYears.pattern.exec(head)
  if (inTitle) return year(Number(inTitle[1]), Number(inTitle[2]), 'title')
  const five = fiveYear.pattern.exec(head.replace(/\s/g, ''))
  if (five) {
    const n = readChinese(five[1] ?? five[2] ?? '')
    if (n !== null) return year(fiveYearStart(n), fiveYearStart(n) + 4, 'title')
  }
  const campaign = campaignPeriod.pattern.exec(norm.slice(0, 400_000))
  if (campaign)
    return {
      plan_period: { from: `${campaign[1]}-${(campaign[2] ?? '1').padStart(2, '0')}-01`, to: `${campaign[3]}-12-31` },
      period_basis: 'stated',
    }
  const three = /三年(?:行动|整治|攻坚|提升)/.test(head) || /三年(?:行动|攻坚)/.test(norm.slice(0, 3000))
  if (three) {
    const y = window(norm, 3)
    return y === null ? none : year(y, y + 2, 'derived')
  }
  const body = fiveYear.pattern.exec(norm.slice(0, 3000).replace(/\s/g, ''))
  if (body) {
    const n = readChinese(body[1] ?? body[2] ?? '')
    if (n !== null) return year(fiveYearStart(n), fiveYearStart(n) + 4, 'derived')
  }
  const y = window(norm, 5)
  return y === null ? none : year(y, y + 4, 'derived')
}
