/** Clauses that several sectors cite. The status says how the wording was checked (sources.md of each sector). */
import type { Clause, SourceStatus } from '#kernel/sector/index.ts'
import { text } from '#kernel/text.ts'

const DIGITS = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九']

/** An article number from 1 to 199 as laws print it: 41 → 四十一，101 → 一百零一. */
export function articleNumber(n: number): string {
  const hundred = n >= 100 ? '一百' : ''
  const rest = n % 100
  if (rest === 0) return hundred
  const tens = Math.floor(rest / 10)
  const ten = tens === 0 ? (hundred ? '零' : '') : `${tens === 1 && !hundred ? '' : DIGITS[tens]}十`
  return `${hundred}${ten}${DIGITS[rest % 10]}`
}

const law =
  (zh: string, en: string, status: SourceStatus) =>
  (article: number, part?: number): Clause => ({
    text: text(
      `《${zh}》第${articleNumber(article)}条${part ? `第${articleNumber(part)}项` : ''}`,
      `${en}, Art. ${article}${part ? `(${part})` : ''}`,
    ),
    status,
  })

/** 《安全生产法》(2021): the full text was read. */
export const workSafetyLaw = law('安全生产法', 'Work Safety Law', 'verified')

/** 《消防法》(2021): the full text was read. */
export const fireLaw = law('消防法', 'Fire Protection Law', 'verified')

/** 《危险化学品安全法》(2026-05-01): the articles on major hazard installations and on legal liability were read. */
export const hazchemLaw = law('危险化学品安全法', 'Hazardous Chemicals Safety Law', 'verified')

/** 《尾矿库安全监督管理规定》(Order 38): read. */
export const tailingsRules = law('尾矿库安全监督管理规定', 'Tailings Pond Safety Rules (Order 38)', 'verified')

/** 《生产安全事故应急预案管理办法》: read. */
export const planRules = law('生产安全事故应急预案管理办法', 'Emergency Plan Rules', 'verified')

/** GB 30871-2022, read in full; the place only where the fact sheet names it. */
export const gb30871 = (zh = '', en = zh): Clause => ({
  text: text(`GB 30871-2022《危险化学品企业特殊作业安全规范》${zh}`, `GB 30871-2022 Special work${en && `, ${en}`}`),
  status: 'verified',
})

/** A law or standard of which only the name is stated: the clause number is left to the administrator. */
export const known = (zh: string, en: string, status: SourceStatus = 'from-knowledge'): Clause => ({ text: text(zh, en), status })

export const specialEquipmentLaw = known('《特种设备安全法》', 'Special Equipment Safety Law')
export const roadTransportLaw = known('《道路交通安全法》', 'Road Traffic Safety Law')
export const confinedSpaceRules = known('《工贸企业有限空间作业安全规定》', 'Confined Space Rules for Industry and Trade')
export const dustRules = known('《工贸企业粉尘防爆安全规定》', 'Dust Explosion Rules for Industry and Trade')

/** Articles 17–20 were read as a group; which of them holds which duty is not stated. */
export const parkLaw = known('《危险化学品安全法》第十七条至第二十条', 'Hazardous Chemicals Safety Law, Arts 17–20', 'verified')
