import { findSubstance } from '@anlan/rules'
import { text } from '#kernel/text.ts'

/** How sure the list is; shown wherever it decided something. */
export const SUPERVISED_SOURCE = text('重点监管危险化学品名录，待核原文', 'list of specially supervised chemicals, to be checked')

/**
 * Names of the specially supervised chemicals (重点监管的危险化学品名录, 2011 and 2013) as practitioners know them. The text was
 * not at hand: the list only suggests, and the enterprise's own answer goes before it.
 */
const NAMES = [
  '氯',
  '氨',
  '液化石油气',
  '硫化氢',
  '甲烷',
  '天然气',
  '原油',
  '汽油',
  '石脑油',
  '氢',
  '苯',
  '碳酰氯',
  '二氧化硫',
  '一氧化碳',
  '甲醇',
  '2-丙烯腈',
  '环氧乙烷',
  '乙炔',
  '氟化氢',
  '氢氟酸',
  '氯乙烯',
  '甲苯',
  '氰化氢',
  '乙烯',
  '三氯化磷',
  '硝基苯',
  '苯乙烯',
  '1,2-环氧丙烷',
  '一氯甲烷',
  '1,3-丁二烯',
  '硫酸二甲酯',
  '氰化钠',
  '丙烯',
  '苯胺',
  '二甲醚',
  '丙烯醛',
  '氯苯',
  '乙酸乙烯酯',
  '二甲胺',
  '苯酚',
  '四氯化钛',
  '甲苯二异氰酸酯',
  '过乙酸',
  '二硫化碳',
  '1-氯-2,3-环氧丙烷',
  '丙酮氰醇',
  '磷化氢',
  '三氟化硼',
  '异氰酸甲酯',
  '甲基叔丁基醚',
  '乙酸乙酯',
  '丙烯酸',
  '硝酸铵',
  '三氧化硫',
  '三氯甲烷',
  '一甲胺',
  '乙醛',
]

const rowsOf = (name: string): readonly number[] => findSubstance(name).map((row) => row.no)

const LISTED = new Set(NAMES)
const LISTED_ROWS = new Set(NAMES.flatMap(rowsOf))

/** Whether the delivered list has the substance, by name or by the row of table 1 that the name means. */
export function isSupervised(name: string): boolean {
  return LISTED.has(name.trim()) || rowsOf(name).some((no) => LISTED_ROWS.has(no))
}
