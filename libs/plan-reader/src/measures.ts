import type { Block, ClauseFacts, SentenceFacts } from './blocks.ts'
import type { FoundQuantity } from './quantities.ts'
import { holds, rule } from './rule.ts'
import type { Direction } from './types.ts'

/** What goals and achievements have in common: named measures, their direction and their number. */

export const measureNoun = rule(
  'measure-noun',
  /(?:起数|人数|次数|户数|件数|总数|总量|数量|死亡率|发生率|率|比例|比重|占比|覆盖面|指数|产能|产量|规模|密度|面积|里程|损失|事故|伤亡|火灾|数)(?:\([^)]{1,12}\))?$/,
  ['生产安全事故起数', '道路交通万车死亡率', '事故总量'],
  ['化工企业主要负责人', '关闭退出'],
)
export const downOnly = rule(
  'down-only',
  /(?:逐年|年年|全面|明显|大幅|大幅度|持续|稳步|显著|总体|实现|双|呈|保持|均|稳中有|进一步|稳定)+(?:下降|降低|减少)(?:趋势|态势)?|(?:下降|降低|减少)(?:趋势|态势)|稳中有降|双下降/,
  ['死亡人数逐年下降', '呈下降趋势', '全面降低'],
  ['下降30%'],
)
export const zeroWord = rule(
  'zero',
  /零(?:发生|死亡|事故|伤亡|增长)|(?:未|没有|不|不再)发生|杜绝|“零|为零(?!售)/,
  ['全年未发生重大事故', '杜绝重特大事故', '重特大事故零发生'],
  ['遏制重特大事故'],
)
export const accidentNoun = rule('accident', /事故|死亡|伤亡|火灾|中毒|爆炸|涉险|事件/, ['重特大事故'], ['三违现象'])
export const baseYear = rule(
  'base-year',
  /(?:较|比|与|同|以|在|相比)(?:于)?((?:19|20)\d{2})年(?:度|末|底)?|(?:较|比|与)“?(十[一二三四五六])五”?(末|期间|时期)?/,
  ['较2020年下降', '在2019年基础上', '比“十一五”末'],
  ['到2025年'],
)

/** What stands before a number whose measure was named in the clause before: 年均, 较“十二五”末. */
export const elliptic = rule(
  'elliptic-name',
  /^(?:年均|平均|累计|其中|每年|分别)?$|^(?:年均|累计)?(?:较(?!大)|比|与|同)[^,]{2,12}(?:末|期间|时期|年|相比|年度)(?:分别|均)?$/,
  ['年均', '较“十二五”末', '与“十三五”相比分别'],
  ['死亡人数', '较大及以上事故'],
)

/** The direction a quantity gives to its measure. */
export function directionOf(q: FoundQuantity, text: string): Direction {
  if (typeof q.value === 'number' && q.value === 0) return 'zero'
  if (q.op === 'dec' || q.op === 'dec_ge') return 'decrease'
  if (q.op === 'inc' || q.op === 'inc_ge') return 'increase'
  if (q.op === 'le' || q.op === 'lt') return 'at_most'
  if (q.op === 'gt' || q.op === 'ge') return q.value === 100 && q.unit === '%' && !/以上|不低于/.test(text) ? 'exactly' : 'at_least'
  return 'exactly'
}

export interface Piece {
  start: number
  end: number
  text: string
  quantities: FoundQuantity[]
}

/** Cuts a clause after each number that is followed by 、 or 和: “…率达100%、…率达95%”. 分别-clauses stay whole. */
export function pieces(c: ClauseFacts, block: Block): Piece[] {
  const text = block.dense.text
  if (/分别/.test(c.text)) return [{ start: c.start, end: c.end, text: c.text, quantities: c.quantities }]
  const out: Piece[] = []
  let start = c.start
  let held: FoundQuantity[] = []
  for (const q of c.quantities) {
    held.push(q)
    let end = q.end
    const next = /^(?:以上|以下|以内|左右|之内)?([、和及])/.exec(text.slice(end, Math.min(c.end, end + 5)))
    if (next === null || text.slice(end, c.end).length < 5) continue
    end += next[0].length - 1
    out.push({ start, end, text: text.slice(start, end), quantities: held })
    start = end + 1
    held = []
  }
  if (held.length > 0 || out.length === 0) out.push({ start, end: c.end, text: text.slice(start, c.end), quantities: held })
  return out
}

const LEAD =
  /^(?:(?:确保|力争|争取|使|实现|做到|其中|保持|以及|全部|努力)|(?:截至|截止|到|至|在)?(?:(?:19|20)\d{2}年?[-~至、]?)+(?:底|末|年底|年末)?前?)[,:]?/
const TAIL =
  /(?:(?:较|比|与|同)(?:“?十[一二三四五六]五”?(?:末|期间|时期)?|(?:19|20)\d{2}年(?:度|末|底)?|上年|去年)(?:相比)?|在(?:19|20)\d{2}年(?:的)?基础上|年均|累计|总体|合计|平均|分别|总数|不得|均|要|应|严格|为|达到|达|至少|控制在|控制|在|保持|实现|不低于|不少于|不超过|下降了?|减少了?|降低了?|提高到?|增加到?|增长|完成|力争|呈|由|共|有)+$/

/** Names of the measures a number speaks of; “事故起数、死亡人数” are two, “主要负责人和管理人员考核率” is one. */
export function namesOf(before: string, after: string): string[] {
  let name = before
  for (let k = 0; k < 3; k++) name = name.replace(LEAD, '')
  name = name.replace(TAIL, '').replace(/等(?:相对|主要)?指标$/, '')
  name = name.replace(/(?:由|从)(?:(?:19|20)\d{2}年(?:底|末)?的?)?[\d.]+.{0,6}$/, '')
  name = name.replace(
    /(?:由|从)(?:(?:19|20)\d{2}年(?:底|末)?的?)?[\d.]+[^,]{0,6}(?:下降|减少|降低|提高|增加|上升|降|增|升)[到至为](?:(?:19|20)\d{2}年(?:底|末)?的?)?$/,
    '',
  )
  if (name.length < 2) name = `${name}${after.replace(/^(?:以上|以内|左右|的|以下)+/, '')}`
  if (!/[\u4e00-\u9fa5]{2}/.test(name)) name = before
  const parts = name.split(/[、和与及]/).filter((p) => p !== '')
  if (parts.length > 1 && parts.every((p) => holds(measureNoun, p))) {
    // 安全生产事故起数、死亡人数: the later names keep what they say
    return parts
  }
  return [name]
}

/** Year of the base a sentence compares with. */
export function baseOf(text: string): string | null {
  const m = baseYear.pattern.exec(text)
  if (m === null) return null
  return m[1] ?? `${m[2]}五${m[3] ?? ''}`
}

export const isHard = (q: FoundQuantity): boolean => !q.weak

/** Does another part of the sentence give a number for the measure, or go on about it with one? */
export function numberFor(s: SentenceFacts, name: string, own: Piece): boolean {
  return s.parts.some(
    (p) =>
      p.start !== own.start &&
      p.quantities.some((q) => isHard(q) && q.role !== 'scope') &&
      p.text.includes(name.replace(/^全[市县区省国]/, '')),
  )
}
