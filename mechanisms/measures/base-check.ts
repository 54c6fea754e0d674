import { isIsoDate } from '#kernel/calendar/index.ts'
import type { SeriesDef } from '#kernel/measure/index.ts'
import { fill, text, type Text } from '#kernel/text.ts'

/** Columns of the table of base statistics, in the order of the template. */
export const BASE_COLUMNS = [
  { key: 'path', text: text('地区', 'Place'), note: text('名称或区划代码', 'Name or division code'), width: 22 },
  { key: 'year', text: text('年份', 'Year'), note: text('四位数', 'Four digits'), width: 10 },
  { key: 'series', text: text('指标', 'Series'), note: text('按“选项”表选', 'As on the sheet of choices'), width: 24 },
  { key: 'value', text: text('数值', 'Value'), note: text('单位见“选项”表', 'In the unit of the sheet of choices'), width: 16 },
  { key: 'source', text: text('来源', 'Source'), note: text('例如《统计公报》', 'For example the statistical bulletin'), width: 30 },
  { key: 'asOf', text: text('发布日期', 'Published on'), note: text('年-月-日', 'YYYY-MM-DD'), width: 14 },
] as const

export type BaseKey = (typeof BASE_COLUMNS)[number]['key']

export interface BaseFault {
  readonly row: number
  readonly column: BaseKey
  readonly message: Text
  readonly remedy: Text
}

export interface BaseDraft {
  readonly path: string
  readonly year: number
  readonly series: string
  readonly value: number
  readonly source: string
  readonly asOf: string
}

export interface BaseLookups {
  readonly series: readonly SeriesDef[]
  readonly places: readonly { readonly path: string; readonly code: string; readonly name: string }[]
  /** Path of the post: what lies outside is refused. */
  readonly within: string
  readonly today: string
}

const same = (a: string, b: string): boolean => a.replace(/[\s（(].*$/u, '') === b.replace(/[\s（(].*$/u, '')

/** `2025年`, `2025.0` → 2025; null where it is no year. */
const yearOf = (cell: string): number | null => {
  const found = /^(\d{4})(?:\.0+)?\s*年?$/.exec(cell.trim())
  return found ? Number(found[1]) : null
}

/** `1,234.5`, `1 234` and full-width digits → a number; null where it is none. */
export function numberOf(cell: string): number | null {
  const plain = cell.normalize('NFKC').replace(/[,\s]/g, '')
  return /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(plain) ? Number(plain) : null
}

const dateOf = (cell: string): string | null => {
  const found = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(cell.normalize('NFKC').trim())
  if (!found) return null
  const day = `${found[1]}-${String(found[2]).padStart(2, '0')}-${String(found[3]).padStart(2, '0')}`
  return isIsoDate(day) ? day : null
}

/** One row of the file: the figure it makes, or what is wrong with it, by column and with the remedy. */
export function checkBaseRow(
  row: number,
  cells: Readonly<Partial<Record<BaseKey, string>>>,
  look: BaseLookups,
): { draft: BaseDraft | null; faults: BaseFault[] } {
  const faults: BaseFault[] = []
  const at = (column: BaseKey, message: Text, remedy: Text): null => {
    faults.push({ row, column, message, remedy })
    return null
  }
  for (const { key, text: name } of BASE_COLUMNS) {
    if (!cells[key]) at(key, fill(text('“{n}”没有填', '"{n}" is empty'), { n: name.zh }), text('请补填', 'Fill it in'))
  }
  const place = cells.path ? look.places.filter((p) => p.name === cells.path || p.code === cells.path || p.path === cells.path) : []
  if (cells.path && place.length === 0)
    at(
      'path',
      text('本辖区没有这个地区', 'There is no such place in the jurisdiction'),
      text('用“选项”表里的名称或代码', 'Use a name or code of the sheet of choices'),
    )
  if (place.length > 1) at('path', text('有重名的地区', 'Several places bear this name'), text('请填区划代码', 'Give the division code'))
  if (place[0] && !place[0].path.startsWith(look.within))
    at('path', text('不在您的辖区内', 'Outside your jurisdiction'), text('只填辖区内的地区', 'Only places of the jurisdiction'))
  const series = cells.series
    ? look.series.find((s) => s.id === cells.series || same(s.text.zh, cells.series ?? '') || same(s.text.en, cells.series ?? ''))
    : undefined
  if (cells.series && !series)
    at('series', text('没有这项指标', 'There is no such series'), text('用“选项”表里的名称', 'Use a name of the sheet of choices'))
  const year = cells.year ? yearOf(cells.year) : null
  const thisYear = Number(look.today.slice(0, 4))
  if (cells.year && (year === null || year < 1949 || year > thisYear))
    at(
      'year',
      text('年份不对', 'Not a year that has begun'),
      fill(text('填 1949 至 {y} 的四位数', 'Four digits, 1949 to {y}'), { y: thisYear }),
    )
  const value = cells.value ? numberOf(cells.value) : null
  if (cells.value && (value === null || value < 0))
    at('value', text('不是非负数', 'Not a number from 0 up'), text('只填数字，不带单位', 'Digits only, without the unit'))
  else if (value !== null && series?.whole && !Number.isInteger(value))
    at(
      'value',
      text('须为整数', 'Must be a whole number'),
      fill(text('单位是“{u}”，请核对', 'The unit is "{u}"; please check'), { u: series.unit.zh }),
    )
  const asOf = cells.asOf ? dateOf(cells.asOf) : null
  if (cells.asOf && (asOf === null || asOf > look.today))
    at('asOf', text('发布日期不对', 'Not a day up to today'), text('写成 2026-03-20 这样', 'Write it like 2026-03-20'))
  if (cells.source && cells.source.length > 200)
    at('source', text('来源太长', 'The source is too long'), text('不超过 200 字', 'At most 200 characters'))
  const path = place[0]?.path
  if (faults.length > 0 || !path || !series || year === null || value === null || asOf === null || !cells.source)
    return { draft: null, faults }
  return { draft: { path, year, series: series.id, value, source: cells.source, asOf }, faults }
}

/** Which columns of the file are which, by their headings; null where one is missing. */
export function baseColumnsOf(cells: readonly string[]): Map<number, BaseKey> | null {
  const found = new Map<number, BaseKey>()
  cells.forEach((cell, i) => {
    const head = cell.replace(/[\s*＊]/g, '')
    const column = BASE_COLUMNS.find((c) => same(c.text.zh, head) || same(c.text.en.replace(/\s/g, ''), head))
    if (column) found.set(i, column.key)
  })
  return BASE_COLUMNS.every((c) => [...found.values()].includes(c.key)) ? found : null
}
