import { text, type Text } from '#kernel/text.ts'
import { CRS_TEXT, ORG_KINDS, ORG_SIZES, ORG_STATUS, RELATION_KINDS } from '../model.ts'

/** The word for a value, or the value itself where there is none. */
export function word(words: Readonly<Record<string, Text>>, value: string | null): Text | null {
  return value === null ? null : (words[value] ?? { zh: value, en: value })
}

export { CRS_TEXT, ORG_KINDS, ORG_SIZES, ORG_STATUS, RELATION_KINDS }

/** What the fields of the history are called. */
export const FIELD_WORDS: Readonly<Record<string, Text>> = {
  kind: text('类别', 'Kind'),
  name: text('名称', 'Name'),
  aliases: text('别名', 'Other names'),
  uscc: text('统一社会信用代码', 'Credit code'),
  path: text('所在地区', 'Division'),
  officeId: text('监管部门', 'Supervising office'),
  parentId: text('上级单位', 'Parent'),
  sector: text('行业', 'Sector'),
  size: text('规模', 'Size'),
  status: text('状态', 'Status'),
  address: text('地址', 'Address'),
  lng: text('经度', 'Longitude'),
  lat: text('纬度', 'Latitude'),
  legalPerson: text('主要负责人', 'Principal'),
  phone: text('电话', 'Telephone'),
  fields: text('其他内容', 'More'),
  type: text('类型', 'Type'),
  holder: text('持证单位或人员', 'Holder'),
  number: text('编号', 'Number'),
  issuer: text('发证机关', 'Issued by'),
  issuedOn: text('发证日期', 'Issued on'),
  validFrom: text('有效期起', 'Valid from'),
  validTo: text('有效期止', 'Valid until'),
  noticeDays: text('提前提醒天数', 'Notice days'),
  note: text('备注', 'Note'),
  otherName: text('对方单位', 'Other organisation'),
  since: text('开始日期', 'Since'),
  until: text('结束日期', 'Until'),
}

export const ENTITY_WORDS: Readonly<Record<string, Text>> = {
  org: text('单位', 'Organisation'),
  subject: text('监管对象', 'Subject'),
  licence: text('证照', 'Licence'),
  relation: text('关系', 'Relation'),
}

export const MATTER_PHASES: Readonly<Record<string, Text>> = {
  draft: text('草稿', 'Draft'),
  open: text('办理中', 'Under way'),
  waiting: text('等待中', 'Waiting'),
  closed: text('已办结', 'Closed'),
  void: text('已撤销', 'Void'),
}

export const PART_STATUS: Readonly<Record<string, Text>> = {
  active: text('有效', 'In force'),
  ended: text('已停用', 'Ended'),
}
