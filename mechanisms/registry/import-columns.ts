import { text, type Text } from '#kernel/text.ts'
import { CRS_TEXT, ORG_KINDS, ORG_SIZES, ORG_STATUS } from './model.ts'

export type ImportKey =
  | 'name'
  | 'uscc'
  | 'path'
  | 'officeId'
  | 'sector'
  | 'size'
  | 'status'
  | 'kind'
  | 'address'
  | 'lng'
  | 'lat'
  | 'crs'
  | 'legalPerson'
  | 'phone'
  | 'aliases'

export interface ImportColumn {
  readonly key: ImportKey
  readonly text: Text
  readonly required?: boolean
  readonly note: Text
  /** Other headings under which people keep it. */
  readonly also?: readonly string[]
  readonly choices?: Readonly<Record<string, Text>>
  readonly width: number
}

const { office: _office, ...kinds } = ORG_KINDS

/** The columns of the workbook in which organisations are entered, in their order. */
export const IMPORT_COLUMNS: readonly ImportColumn[] = [
  {
    key: 'name',
    text: text('名称', 'Name'),
    required: true,
    also: ['企业名称', '单位名称'],
    width: 32,
    note: text('营业执照上的全称', 'The full name on the business licence'),
  },
  {
    key: 'uscc',
    text: text('统一社会信用代码', 'Unified social credit code'),
    also: ['信用代码', '社会信用代码'],
    width: 24,
    note: text('18 位，请把单元格设为文本', '18 characters; set the cells to text'),
  },
  {
    key: 'path',
    text: text('所在地区', 'Division'),
    required: true,
    also: ['所在乡镇', '乡镇街道', '所属区域'],
    width: 20,
    note: text('乡镇、街道、园区的名称或区划代码', 'Name or code of the town, street or park'),
  },
  {
    key: 'officeId',
    text: text('监管部门', 'Supervising office'),
    also: ['监管单位', '主管部门'],
    width: 24,
    note: text('名称；空着就是您所在的部门', 'Its name; empty means your own office'),
  },
  {
    key: 'sector',
    text: text('行业', 'Sector'),
    also: ['行业领域', '所属行业'],
    width: 16,
    note: text('从列表中选择', 'Choose from the list'),
  },
  {
    key: 'size',
    text: text('规模', 'Size'),
    also: ['企业规模'],
    choices: ORG_SIZES,
    width: 10,
    note: text('大型、中型、小型、微型', 'Large, medium, small, micro'),
  },
  {
    key: 'status',
    text: text('状态', 'Status'),
    also: ['生产状态', '经营状态'],
    choices: ORG_STATUS,
    width: 14,
    note: text('空着就是“正常”', 'Empty means active'),
  },
  { key: 'kind', text: text('类别', 'Kind'), choices: kinds, width: 12, note: text('空着就是“企业”', 'Empty means enterprise') },
  {
    key: 'address',
    text: text('地址', 'Address'),
    also: ['生产经营地址', '注册地址'],
    width: 36,
    note: text('门牌地址', 'Street address'),
  },
  {
    key: 'lng',
    text: text('经度', 'Longitude'),
    width: 14,
    note: text('十进制度数，例如 102.9087', 'Decimal degrees, for example 102.9087'),
  },
  { key: 'lat', text: text('纬度', 'Latitude'), width: 14, note: text('十进制度数，例如 24.6738', 'Decimal degrees, for example 24.6738') },
  {
    key: 'crs',
    text: text('坐标系', 'Coordinate system'),
    choices: CRS_TEXT,
    width: 20,
    note: text('空着就是 WGS-84；从高德、腾讯、百度地图抄来的请注明', 'Empty means WGS-84; say so if taken from Amap, Tencent or Baidu'),
  },
  { key: 'legalPerson', text: text('主要负责人', 'Principal'), also: ['负责人', '法定代表人'], width: 14, note: text('姓名', 'Name') },
  {
    key: 'phone',
    text: text('电话', 'Telephone'),
    also: ['联系电话', '手机'],
    width: 16,
    note: text('请把单元格设为文本', 'Set the cells to text'),
  },
  { key: 'aliases', text: text('别名', 'Other names'), width: 20, note: text('几个之间用顿号', 'Separated by semicolons') },
]

const plain = (heading: string): string =>
  heading
    .replace(/[\s*＊]/g, '')
    .replace(/[（(].*$/, '')
    .toLowerCase()

/** Which column stands at which position, by the headings; null when this is no heading row. */
export function columnsOf(headings: readonly string[]): Map<number, ImportColumn> | null {
  const found = new Map<number, ImportColumn>()
  for (const [i, heading] of headings.entries()) {
    const wanted = plain(heading)
    if (wanted === '') continue
    const names = (c: ImportColumn): string[] => [c.text.zh, c.text.en, ...(c.also ?? [])].map(plain)
    const column = IMPORT_COLUMNS.find((c) => names(c).includes(wanted))
    if (column && ![...found.values()].includes(column)) found.set(i, column)
  }
  return [...found.values()].some((c) => c.key === 'name') ? found : null
}
