import { text, type Text } from '#kernel/text.ts'

/** What programs mostly need, by object; `object.*` is all that the post may do with it. */
export const TOKEN_SCOPES: readonly { readonly value: string; readonly text: Text }[] = [
  { value: 'matter.*', text: text('事项：查看和办理', 'Matters: read and act') },
  { value: 'matter.list', text: text('事项：只看列表', 'Matters: lists only') },
  { value: 'matter.open', text: text('事项：上报', 'Matters: open') },
  { value: 'hazard.*', text: text('隐患台账与自查', 'Hazards and self-checks') },
  { value: 'org.*', text: text('单位底册', 'Registry') },
  { value: 'org.list', text: text('单位底册：只看列表', 'Registry: lists only') },
  { value: 'subject.*', text: text('监管对象', 'Subjects') },
  { value: 'licence.*', text: text('证照', 'Licences') },
  { value: 'file.*', text: text('照片与附件', 'Files') },
  { value: 'map.*', text: text('一张图', 'Map') },
  { value: 'readings.write', text: text('上传监测读数', 'Send readings') },
  { value: 'point.*', text: text('监测点位', 'Monitoring points') },
  { value: 'alarm.*', text: text('报警', 'Alarms') },
  { value: 'notice.*', text: text('我的消息', 'My notices') },
]

/** The server's rule: an audit name, or all of an object. */
export const isTokenScope = (scope: string): boolean => /^[a-zA-Z][\w-]*\.(\*|[\w.-]+)$/.test(scope) && scope.length <= 100

/** A scope in words; one that is not in the list stands as it is. */
export const scopeWords = (scope: string): Text => TOKEN_SCOPES.find((s) => s.value === scope)?.text ?? text(scope, scope)
