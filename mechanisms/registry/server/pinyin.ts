import { pinyin } from 'pinyin-pro'

/** Initials for search and order, for example 澄江化工2厂 → cjhg2c. Other characters than Chinese, letters and digits fall away. */
export function initialsOf(name: string): string {
  return pinyin(name, { pattern: 'first', toneType: 'none', type: 'array', nonZh: 'consecutive' })
    .join('')
    .toLowerCase()
    .replace(/[^0-9a-z]/g, '')
}
