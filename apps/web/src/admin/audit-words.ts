import { text, type Text } from '#kernel/text.ts'
import { PERMISSION_WORDS } from './permission-words.ts'

/** What deeds are done to, where it is no object of a permission. */
const OBJECTS: Readonly<Record<string, Text>> = {
  matter: text('事项', 'Matter'),
  person: text('人员', 'Person'),
  post: text('岗位', 'Post'),
  role: text('角色', 'Role'),
  setting: text('设置', 'Setting'),
  session: text('登录会话', 'Session'),
  token: text('接口令牌', 'API token'),
  org: text('单位', 'Organisation'),
  subject: text('监管对象', 'Subject'),
  licence: text('证照', 'Licence'),
  relation: text('单位关系', 'Relation'),
  import: text('批量导入', 'Import'),
  base: text('基础数据', 'Base statistics'),
  division: text('区划', 'Division'),
  file: text('文件', 'File'),
  job: text('后台任务', 'Job'),
  outbox: text('待发消息', 'Message'),
}

/** What is noted of a deed. */
const DETAILS: Readonly<Record<string, Text>> = {
  act: text('行为', 'Act'),
  no: text('编号', 'Number'),
  state: text('状态', 'State'),
  done: text('办成', 'Done'),
  refused: text('被拒', 'Refused'),
  changed: text('改了哪些', 'Changed'),
  role: text('角色', 'Role'),
  path: text('辖区', 'Jurisdiction'),
  orgId: text('单位', 'Organisation'),
  personId: text('人员', 'Person'),
  postId: text('岗位', 'Post'),
  account: text('有账号', 'With an account'),
  accountMade: text('新开账号', 'Account opened'),
  secondFactorRemoved: text('关闭第二步验证', 'Second factor removed'),
  before: text('改前', 'Before'),
  after: text('改后', 'After'),
  value: text('改成', 'New value'),
  version: text('版本', 'Version'),
  scopes: text('范围', 'Scopes'),
  days: text('天数', 'Days'),
  stored: text('已存', 'Stored'),
  unknown: text('没有对上', 'Unmatched'),
  note: text('说明', 'Note'),
  query: text('条件', 'Filters'),
  written: text('写入', 'Written'),
  duplicates: text('重复', 'Duplicates'),
  name: text('名称', 'Name'),
  topic: text('主题', 'Topic'),
}

const of = (words: Readonly<Record<string, Text>>, key: string): Text | undefined => (Object.hasOwn(words, key) ? words[key] : undefined)

/** What a deed was done to, in words; a kind of matter goes by its name. */
export const objectWords = (object: string): Text =>
  of(OBJECTS, object) ?? (Object.hasOwn(PERMISSION_WORDS, object) ? PERMISSION_WORDS[object]?.text : undefined) ?? text(object, object)

/** The name of one thing that was noted. */
export const detailWords = (key: string): Text => of(DETAILS, key) ?? text(key, key)
