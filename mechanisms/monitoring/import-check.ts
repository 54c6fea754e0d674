import type { PointType, Sector } from '#kernel/sector/index.ts'
import { text, type Text } from '#kernel/text.ts'
import { ruleFaults, suggestedRules, type PointRule } from './rules.ts'

export type PointKey =
  | 'org'
  | 'code'
  | 'name'
  | 'type'
  | 'source'
  | 'subject'
  | 'unit'
  | 'low'
  | 'high'
  | 'periodS'
  | 'LL'
  | 'L'
  | 'H'
  | 'HH'
  | 'deadBand'
  | 'note'

interface PointColumn {
  readonly key: PointKey
  readonly text: Text
  readonly note: Text
  readonly required?: boolean
  readonly also?: readonly string[]
}

const column = (
  key: PointKey,
  zh: string,
  en: string,
  noteZh: string,
  noteEn: string,
  more: { required?: boolean; also?: readonly string[] } = {},
): PointColumn => ({
  key,
  text: text(zh, en),
  note: text(noteZh, noteEn),
  ...more,
})

/** The columns of the workbook in which points are entered. */
export const POINT_COLUMNS: readonly PointColumn[] = [
  column('org', '企业', 'Enterprise', '名称或统一社会信用代码', 'Name or unified social credit code', {
    required: true,
    also: ['企业名称', '单位', '单位名称'],
  }),
  column('code', '点位编码', 'Code', '数据里用的名字，企业内不重复，例如 LT-101', 'The name used in the data, unique in the enterprise', {
    required: true,
    also: ['编码', '位号'],
  }),
  column('name', '点位名称', 'Name', '人看的名字，例如 1号罐液位', 'What people call it', { required: true, also: ['名称'] }),
  column('type', '类型', 'Type', '从“类型”表中选择', 'One of the sheet of types', { required: true, also: ['点位类型'] }),
  column('source', '网关', 'Gateway', '同一网关的点位填同一个名字', 'The same name for all points of one gateway'),
  column('subject', '监管对象', 'Subject', '企业登记的罐、库、车间等的名称', 'Name of the tank, pond or workshop as registered'),
  column('unit', '计量单位', 'Unit', '空着就按类型', 'Empty means that of the type'),
  column('low', '量程下限', 'Range from', '空着就按类型', 'Empty means that of the type'),
  column('high', '量程上限', 'Range to', '空着就按类型', 'Empty means that of the type'),
  column('periodS', '上传周期（秒）', 'Period, s', '空着就按类型', 'Empty means that of the type', { also: ['周期', '上传周期'] }),
  column('LL', '低低报', 'Low-low', '空着就按类型的建议值', 'Empty means what the type suggests'),
  column('L', '低报', 'Low', '', ''),
  column('H', '高报', 'High', '', ''),
  column('HH', '高高报', 'High-high', '四个限值填了任何一个，就只用所填的', 'If any of the four is filled in, only those are used'),
  column('deadBand', '回差', 'Dead-band', '空着就按类型', 'Empty means that of the type'),
  column('note', '备注', 'Note', '', ''),
]

const plain = (heading: string): string =>
  heading
    .replace(/[\s*＊]/g, '')
    .replace(/[（(].*$/, '')
    .toLowerCase()

/** Which column stands where, by the headings; null when this is no heading row. */
export function pointColumnsOf(headings: readonly string[]): Map<number, PointKey> | null {
  const found = new Map<number, PointKey>()
  for (const [i, heading] of headings.entries()) {
    const wanted = plain(heading)
    const known = POINT_COLUMNS.find((c) => [c.text.zh, c.text.en, ...(c.also ?? [])].map(plain).includes(wanted))
    if (wanted !== '' && known && ![...found.values()].includes(known.key)) found.set(i, known.key)
  }
  return [...found.values()].includes('code') && [...found.values()].includes('org') ? found : null
}

export interface PointLookups {
  readonly sectors: readonly Sector[]
  /** By name and by code: organisation, or null where the name means several. */
  readonly orgs: ReadonlyMap<string, string | null>
  /** Subjects by `org/name`. */
  readonly subjects: ReadonlyMap<string, string>
}

export interface PointDraft {
  readonly orgId: string
  readonly code: string
  readonly name: string
  readonly type: string
  readonly source: string | null
  readonly subjectId: string | null
  readonly unit?: string
  readonly low?: number
  readonly high?: number
  readonly periodS?: number
  readonly note: string | null
  readonly rules: PointRule[]
}

export interface PointFault {
  readonly column: PointKey
  readonly message: Text
}

const typeOf = (sectors: readonly Sector[], name: string): PointType | undefined =>
  sectors.flatMap((s) => s.points ?? []).find((p) => p.id === name || p.text.zh === name || p.text.en.toLowerCase() === name.toLowerCase())

/** One row by itself. */
export function checkPointRow(
  cells: Partial<Record<PointKey, string>>,
  look: PointLookups,
): { draft: PointDraft | null; faults: PointFault[] } {
  const faults: PointFault[] = []
  const fault = (key: PointKey, zh: string, en: string): void => void faults.push({ column: key, message: text(zh, en) })
  const cell = (key: PointKey): string => (cells[key] ?? '').trim()
  const number = (key: PointKey): number | undefined => {
    const value = cell(key)
    if (value === '') return undefined
    if (!Number.isFinite(Number(value))) fault(key, `“${value}”不是数`, `"${value}" is not a number`)
    return Number(value)
  }
  const orgId = look.orgs.get(cell('org'))
  if (cell('org') === '') fault('org', '没有填企业', 'The enterprise is missing')
  else if (orgId === undefined) fault('org', `没有“${cell('org')}”，或不在您的管辖范围内`, `There is no "${cell('org')}" within your scope`)
  else if (orgId === null)
    fault('org', `“${cell('org')}”不止一家，请填统一社会信用代码`, `Several are called "${cell('org')}": use the code`)
  if (!/^[\w.:\-/]{1,80}$/.test(cell('code')))
    fault('code', '编码只能用字母、数字和 - _ . : /，最长 80', 'Letters, digits and - _ . : / only, at most 80')
  if (cell('name') === '' || cell('name').length > 120) fault('name', '名称须填，最长 120 字', 'A name of at most 120 characters is needed')
  const type = typeOf(look.sectors, cell('type'))
  if (!type) fault('type', `没有“${cell('type')}”这种类型`, `There is no type "${cell('type')}"`)
  const subject = cell('subject')
  const subjectId = subject === '' || !orgId ? null : (look.subjects.get(`${orgId}/${subject}`) ?? null)
  if (subject !== '' && orgId && subjectId === null) fault('subject', `该企业没有登记“${subject}”`, `"${subject}" is not registered there`)
  const [low, high, periodS] = [number('low'), number('high'), number('periodS')]
  if (periodS !== undefined && !(periodS > 0 && periodS <= 2_678_400))
    fault('periodS', '周期须大于 0、不超过 31 天', 'The period must be above 0 and at most 31 days')
  const rules = type
    ? rulesOf(type, { LL: number('LL'), L: number('L'), H: number('H'), HH: number('HH') }, number('deadBand'), low, high)
    : []
  const [wrong] = faults.length === 0 ? ruleFaults(rules) : []
  if (wrong) faults.push({ column: 'H', message: wrong })
  if (faults.length > 0 || !type || !orgId) return { draft: null, faults }
  const draft = {
    orgId,
    code: cell('code'),
    name: cell('name'),
    type: type.id,
    source: cell('source') || null,
    subjectId,
    ...(cell('unit') ? { unit: cell('unit').slice(0, 20) } : {}),
    ...(low === undefined ? {} : { low }),
    ...(high === undefined ? {} : { high }),
    ...(periodS === undefined ? {} : { periodS }),
    note: cell('note') || null,
    rules,
  }
  return { draft, faults }
}

function rulesOf(
  type: PointType,
  given: Record<string, number | undefined>,
  deadBand: number | undefined,
  low: number | undefined,
  high: number | undefined,
): PointRule[] {
  const rules = suggestedRules({ ...type, low: low ?? type.low, high: high ?? type.high })
  const limits = Object.fromEntries(Object.entries(given).filter(([, v]) => v !== undefined))
  if (Object.keys(limits).length === 0 && deadBand === undefined) return rules
  const suggested = rules.find((r) => r.key === 'limits')
  const base = Object.keys(limits).length === 0 ? suggested : undefined
  const priority = suggested?.['priority'] ?? 'medium'
  const more = {
    deadBand: deadBand ?? suggested?.['deadBand'] ?? 0,
    onDelay: suggested?.['onDelay'] ?? 0,
    offDelay: suggested?.['offDelay'] ?? 0,
  }
  if (!base && Object.keys(limits).length === 0) return rules
  return [...rules.filter((r) => r.key !== 'limits'), { ...base, key: 'limits', kind: 'limits', priority, ...limits, ...more }]
}
