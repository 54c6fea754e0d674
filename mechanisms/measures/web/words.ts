import { text, type Text } from '#kernel/text.ts'

/** A figure with the digits of its measure, and thousands apart. */
export const shown = (value: number, digits: number): string =>
  value.toLocaleString('zh-CN', { minimumFractionDigits: digits, maximumFractionDigits: digits })

/** An address of ours as the router takes it. */
export function doorOf(href: string): { to: string; search: Record<string, string> } {
  const [to = '/', query = ''] = href.split('?')
  return { to, search: Object.fromEntries(new URLSearchParams(query)) }
}

export const STATUS: Readonly<Record<string, Text>> = {
  verified: text('已核原文', 'verified'),
  secondary: text('据转载', 'secondary'),
  'from-knowledge': text('待核原文', 'from knowledge'),
  uncertain: text('存疑', 'uncertain'),
}

export const BY: Readonly<Record<string, Text>> = {
  town: text('按乡镇街道', 'By town'),
  sector: text('按行业', 'By sector'),
  office: text('按监管部门', 'By office'),
}

/** `2026-01-01 … 2026-03-31` in words. */
export function spanText({ from, to }: { from: string; to: string }): Text {
  const [year, month] = [from.slice(0, 4), Number(from.slice(5, 7))]
  if (from.endsWith('-01-01') && to === `${year}-12-31`) return text(`${year} 年`, year)
  if (from.endsWith('-01') && from.slice(0, 7) === to.slice(0, 7) && Number(to.slice(8)) >= 28)
    return text(`${year} 年 ${month} 月`, from.slice(0, 7))
  return text(`${from} 至 ${to}`, `${from} – ${to}`)
}
