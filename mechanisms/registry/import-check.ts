import { can, type Claims } from '#kernel/access/index.ts'
import type { Sector } from '#kernel/sector/index.ts'
import { text, type Text } from '#kernel/text.ts'
import { IMPORT_COLUMNS, type ImportKey } from './import-columns.ts'
import type { OrgDraft } from './model.ts'
import { covers, normalUscc, toWgs84, usccFault, type Crs } from './rules.ts'

export interface ImportFault {
  readonly column: ImportKey
  readonly message: Text
  readonly remedy: Text
}

interface Division {
  readonly path: string
  readonly code: string
  readonly name: string
  readonly parent: string | null
}

interface Office {
  readonly id: string
  readonly name: string
  readonly path: string
}

/** What rows are checked against; read once for a file. */
export interface Lookups {
  readonly claims: Claims
  /** By code and by every way of writing the name; null = the name means several. */
  readonly divisions: ReadonlyMap<string, string | null>
  readonly offices: ReadonlyMap<string, Office | null>
  readonly own: Office | null
  readonly sectors: ReadonlyMap<string, string>
}

function put<V>(map: Map<string, V | null>, key: string, value: V, same: (a: V, b: V) => boolean): void {
  const before = map.get(key)
  map.set(key, before === undefined || (before !== null && same(before, value)) ? value : null)
}

export function makeLookups(
  claims: Claims,
  divisions: readonly Division[],
  offices: readonly Office[],
  sectors: readonly Sector[],
): Lookups {
  const byPath = new Map(divisions.map((d) => [d.path, d]))
  const places = new Map<string, string | null>()
  for (const d of divisions) {
    places.set(d.code, d.path)
    let full = ''
    for (let up: Division | undefined = d; up; up = up.parent === null ? undefined : byPath.get(up.parent)) {
      full = up.name + full
      put(places, full, d.path, (a, b) => a === b)
    }
  }
  const byName = new Map<string, Office | null>()
  for (const office of offices) put(byName, office.name, office, (a, b) => a.id === b.id)
  const named = new Map(sectors.flatMap((s) => [s.id, s.text.zh, s.text.en.toLowerCase()].map((n): [string, string] => [n, s.id])))
  return { claims, divisions: places, offices: byName, own: offices.find((o) => o.id === claims.orgId) ?? null, sectors: named }
}

export interface CheckedRow {
  /** What the row says; an empty cell says nothing. */
  readonly draft: Partial<OrgDraft>
  readonly faults: ImportFault[]
}

const LENGTHS: Partial<Record<ImportKey, number>> = { name: 200, address: 300, legalPerson: 60, phone: 40 }

function choose(key: ImportKey, value: string): string | undefined {
  const choices = IMPORT_COLUMNS.find((c) => c.key === key)?.choices ?? {}
  const wanted = value.toLowerCase()
  const [id] = Object.entries(choices).find(([id, t]) => [id, t.zh, t.en.toLowerCase(), t.zh.replace(/（.*$/, '')].includes(wanted)) ?? []
  // Crs names are written in capitals: 'WGS-84'.
  return id ?? Object.keys(choices).find((c) => c === wanted.replace(/[-\s]/g, ''))
}

/** Checks one row by itself. Duplicates are found by the caller, who sees the whole file and the registry. */
export function checkRow(cells: Partial<Record<ImportKey, string>>, look: Lookups): CheckedRow {
  const draft: Partial<OrgDraft> = {}
  const faults: ImportFault[] = []
  const fault = (column: ImportKey, message: Text, remedy: Text): void => void faults.push({ column, message, remedy })
  const cell = (key: ImportKey): string => (cells[key] ?? '').trim()

  for (const key of ['name', 'address', 'legalPerson', 'phone'] as const) {
    const value = cell(key)
    const most = LENGTHS[key] ?? 200
    if (value.length > most) fault(key, text(`超过 ${most} 字`, `Longer than ${most} characters`), text('请缩短', 'Shorten it'))
    else if (value !== '') draft[key] = value
  }
  if (cell('name') === '')
    fault('name', text('没有填名称', 'The name is missing'), text('填写营业执照上的全称', 'Enter the full name on the licence'))

  const code = normalUscc(cell('uscc'))
  const wrong = code === '' ? null : usccFault(code)
  if (wrong) fault('uscc', wrong, text('对照营业执照更正，并把单元格设为文本', 'Correct it from the licence and set the cell to text'))
  else if (code !== '') draft.uscc = code

  for (const key of ['size', 'status', 'kind'] as const) {
    const value = cell(key)
    const id = value === '' ? undefined : choose(key, value)
    if (value !== '' && id === undefined)
      fault(key, text(`“${value}”不在可选项中`, `"${value}" is not one of the choices`), text('从下拉列表中选择', 'Choose from the list'))
    else if (id !== undefined) Object.assign(draft, { [key]: id })
  }

  const sector = cell('sector')
  const sectorId = look.sectors.get(sector) ?? look.sectors.get(sector.toLowerCase())
  if (sector !== '' && !sectorId)
    fault('sector', text(`没有“${sector}”这个行业`, `There is no sector "${sector}"`), text('从下拉列表中选择', 'Choose from the list'))
  else if (sectorId) draft.sector = sectorId

  const aliases = cell('aliases')
    .split(/[、;；,，]/)
    .map((a) => a.trim())
    .filter((a) => a !== '')
  if (aliases.length > 20) fault('aliases', text('别名超过 20 个', 'More than 20 other names'), text('请删减', 'Remove some'))
  else if (aliases.length > 0) draft.aliases = aliases

  checkPlace(cell, draft, fault)
  checkArea(cell, draft, fault, look)
  return { draft, faults }
}

type Fault = (column: ImportKey, message: Text, remedy: Text) => void

function checkPlace(cell: (key: ImportKey) => string, draft: Partial<OrgDraft>, fault: Fault): void {
  const [lngText, latText] = [cell('lng'), cell('lat')]
  if (lngText === '' && latText === '') return
  if (lngText === '' || latText === '') {
    return fault(
      lngText === '' ? 'lng' : 'lat',
      text('经度、纬度要么都填，要么都不填', 'Give both longitude and latitude, or neither'),
      text('补上另一个', 'Add the other one'),
    )
  }
  const [lng, lat] = [Number(lngText), Number(latText)]
  const remedy = text('填十进制度数，检查经纬度是否填反', 'Use decimal degrees; check that the two are not swapped')
  if (!(lng >= 73 && lng <= 136)) return fault('lng', text('经度应在 73 至 136 之间', 'The longitude must lie between 73 and 136'), remedy)
  if (!(lat >= 3 && lat <= 54)) return fault('lat', text('纬度应在 3 至 54 之间', 'The latitude must lie between 3 and 54'), remedy)
  const crs = cell('crs') === '' ? 'wgs84' : choose('crs', cell('crs'))
  if (crs === undefined)
    return fault('crs', text('没有这个坐标系', 'There is no such coordinate system'), text('从下拉列表中选择', 'Choose from the list'))
  Object.assign(draft, toWgs84({ lng, lat }, crs as Crs))
}

function checkArea(cell: (key: ImportKey) => string, draft: Partial<OrgDraft>, fault: Fault, look: Lookups): void {
  const place = cell('path').replace(/\s/g, '')
  const path = look.divisions.get(place)
  const choose = text('填乡镇、街道、园区的名称或区划代码', 'Enter the name or code of the town, street or park')
  if (place === '') return fault('path', text('没有填所在地区', 'The division is missing'), choose)
  if (path === undefined) return fault('path', text(`没有“${place}”这个地区`, `There is no division "${place}"`), choose)
  if (path === null)
    return fault(
      'path',
      text(`“${place}”不止一个`, `There are several called "${place}"`),
      text('写出县区名，或改填区划代码', 'Add the name of the county, or use the code'),
    )
  draft.path = path

  const name = cell('officeId')
  const own = look.own && covers(look.own.path, path) ? look.own : null
  const office = name === '' ? own : look.offices.get(name)
  const remedy = text('填监管部门的全称', 'Enter the full name of the office')
  if (office === undefined) return fault('officeId', text(`没有“${name}”这个监管部门`, `There is no office "${name}"`), remedy)
  if (office === null) {
    if (name === '' && draft.kind === 'body') return
    const several = text(`“${name}”不止一个`, `There are several called "${name}"`)
    return fault('officeId', name === '' ? text('没有填监管部门', 'The supervising office is missing') : several, remedy)
  }
  if (!covers(office.path, path)) {
    return fault(
      'officeId',
      text('该部门的辖区不含企业所在地', "The office's jurisdiction does not cover the place"),
      text('改填监管部门或所在地区', 'Change the office or the division'),
    )
  }
  draft.officeId = office.id
  if (!can(look.claims, 'org.import', { path, orgIds: [office.id], personIds: [], sector: draft.sector ?? null })) {
    fault(
      'path',
      text('超出您的管辖范围', 'Outside your jurisdiction'),
      text('只导入本辖区的单位', 'Import organisations of your own jurisdiction only'),
    )
  }
}
