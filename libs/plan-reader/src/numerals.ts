import { rule } from './rule.ts'

/** Numerals: Arabic with thousands marks and decimals, Chinese up to 亿, and mixed (65.6万). */

const DIGIT: Record<string, number> = { 零: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9, 壹: 1, 贰: 2, 叁: 3 }
const UNIT: Record<string, number> = { 十: 10, 百: 100, 千: 1000 }

export const CHINESE = '[零一二三四五六七八九十百千两]{1,9}'
export const ARABIC = '\\d{1,3}(?:,\\d{3}(?!\\d))+(?:\\.\\d{1,6})?|\\d{1,12}(?:\\.\\d{1,6})?'

rule('chinese-number', new RegExp(`^${CHINESE}$`), ['十二', '二十一', '一百零五', '两'], ['一边', '第', ''])
rule('arabic-number', new RegExp(`^(?:${ARABIC})$`), ['12', '1,500', '65.625', '12000'], ['1,5', 'a', '.5'])

/** 二十一 → 21, 二零二五 → 2025; null when it is no numeral. */
export function readChinese(s: string): number | null {
  if (s.length === 0) return null
  if (s.length > 1 && [...s].every((c) => c in DIGIT)) {
    return Number([...s].map((c) => DIGIT[c]).join(''))
  }
  let total = 0
  let digit = 0
  let seen = false
  for (const c of s) {
    const d = DIGIT[c]
    const u = UNIT[c]
    if (d !== undefined) digit = d
    else if (u !== undefined) {
      total += (digit === 0 ? 1 : digit) * u
      digit = 0
    } else return null
    seen = true
  }
  return seen ? total + digit : null
}

/** "1,500", "65.625", "二十" → number; `scale` 万, 亿 or 千 multiplies, as far as a double carries it. */
export function readNumber(s: string, scale = ''): number | null {
  const raw = /^[\d]/.test(s) ? Number(s.replace(/,/g, '')) : readChinese(s)
  if (raw === null || !Number.isFinite(raw)) return null
  const factor = scale === '万' ? 1e4 : scale === '亿' ? 1e8 : scale === '万亿' ? 1e12 : 1
  // 65.625 × 10000 must be 656250 and not 656250.0000000001
  return Number((raw * factor).toPrecision(12))
}
