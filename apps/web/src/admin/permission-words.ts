import type { Scope } from '#kernel/access/index.ts'
import { text, type Text } from '#kernel/text.ts'

export const SCOPE_WORDS: Readonly<Record<Scope, Text>> = {
  self: text('本人', 'Own'),
  office: text('本单位', 'Own organisation'),
  area: text('辖区', 'Area'),
  all: text('全部', 'All'),
}

interface ObjectWords {
  readonly text: Text
  readonly actions: Readonly<Record<string, Text>>
}

const read = text('查看', 'Read')
const edit = text('修改', 'Edit')
const planActions = {
  do: text('办理', 'Do'),
  assign: text('交办', 'Assign'),
  accept: text('审核与延期', 'Accept and extend'),
}

/** Words of every permission, by its object and its action. The order is that of the matrix. */
export const PERMISSION_WORDS: Readonly<Record<string, ObjectWords>> = {
  board: {
    text: text('首页', 'Home page'),
    actions: {
      leader: text('领导首页', 'Leader'),
      office: text('部门首页', 'Department'),
      plant: text('企业首页', 'Enterprise'),
    },
  },
  map: { text: text('一张图', 'Map'), actions: { read } },
  warning: {
    text: text('预警', 'Warnings'),
    actions: {
      read,
      issue: text('人工发出', 'Raise'),
      receive: text('接收', 'Receive'),
      verify: text('核实', 'Verify'),
      push: text('推送', 'Push'),
      feedback: text('反馈', 'Feed back'),
      site: text('现场核查', 'Site check'),
      rectify: text('转隐患', 'Make a hazard'),
      level: text('升降级', 'Change level'),
      judge: text('判误报', 'Judge false'),
      cancel: text('取消', 'Cancel'),
      close: text('办结', 'Close'),
      comment: text('留言', 'Comment'),
    },
  },
  'shift-handover': { text: text('交接班', 'Hand-over of a shift'), actions: { read, sign: text('签字', 'Sign') } },
  installation: { text: text('重大危险源', 'Installations'), actions: { read, edit } },
  'installation-filing': {
    text: text('重大危险源备案', 'Filings'),
    actions: { read, apply: text('办理', 'Apply'), review: text('审查', 'Review'), require: text('要求备案', 'Require') },
  },
  'installation-notice': {
    text: text('联锁摘除与检维修', 'Bypass and overhaul'),
    actions: { read, apply: text('报告', 'Report'), approve: text('审批', 'Approve'), order: text('责令恢复', 'Order') },
  },
  'guarantee-duty': {
    text: text('包保履职', 'Guarantee duties'),
    actions: { read, assign: text('布置', 'Assign'), do: text('打卡', 'Check in'), excuse: text('免履职', 'Excuse') },
  },
  assessment: {
    text: text('评分', 'Assessments'),
    actions: { read, score: text('自评', 'Score'), review: text('复核和公布', 'Review and publish') },
  },
  'safety-pledge': {
    text: text('安全承诺公告', 'Safety pledges'),
    actions: { read, assign: text('布置', 'Assign'), sign: text('签发', 'Sign'), excuse: text('免公告', 'Excuse') },
  },
  org: {
    text: text('单位底册', 'Registry'),
    actions: { read, edit, import: text('批量导入', 'Import'), export: text('导出', 'Export') },
  },
  subject: { text: text('监管对象', 'Subjects'), actions: { read, edit } },
  licence: { text: text('证照', 'Licences'), actions: { read, edit } },
  hazard: {
    text: text('隐患', 'Hidden hazards'),
    actions: {
      read,
      report: text('上报', 'Report'),
      find: text('检查发现', 'Find on inspection'),
      confirm: text('确认', 'Confirm'),
      grade: text('定级', 'Grade'),
      rectify: text('整改', 'Rectify'),
      extend: text('申请与批准延期', 'Extend'),
      verify: text('复查销号', 'Verify and close'),
      link: text('关联督办', 'Link to a listing'),
      comment: text('留言', 'Comment'),
    },
  },
  listing: {
    text: text('挂牌督办', 'Supervised listing'),
    actions: { read, list: text('挂牌与摘牌', 'List and remove'), apply: text('申请摘牌', 'Apply for removal') },
  },
  selfcheck: {
    text: text('企业自查', 'Self-checks'),
    actions: { read, assign: text('布置', 'Assign'), do: text('开展自查', 'Do'), excuse: text('免查', 'Excuse') },
  },
  accident: {
    text: text('事故台账', 'Accident ledger'),
    actions: { read, record: text('登记、续报与结案', 'Enter, follow up, conclude'), correct: text('更正与核销', 'Correct and remove') },
  },
  plan: {
    text: text('规划', 'Plans'),
    actions: { read, review: text('上传与校对', 'Upload and review'), adopt: text('采用与调整', 'Adopt and change') },
  },
  planTask: { text: text('规划任务', 'Plan tasks'), actions: { read, ...planActions } },
  planProject: { text: text('规划项目', 'Plan projects'), actions: { read, ...planActions } },
  planReport: {
    text: text('规划进展报告', 'Plan progress reports'),
    actions: { read, ask: text('要求报送', 'Ask'), do: text('报送', 'Send'), accept: text('采用与退回', 'Accept and return') },
  },
  measure: { text: text('指标', 'Measures'), actions: { read } },
  statistics: { text: text('基础数据', 'Base statistics'), actions: { 'base.edit': text('录入与导入', 'Enter and import') } },
  point: { text: text('监测点位', 'Monitoring points'), actions: { read, edit, import: text('批量导入', 'Import') } },
  alarm: {
    text: text('报警', 'Alarms'),
    actions: { read, acknowledge: text('确认', 'Acknowledge'), shelve: text('搁置与停用', 'Shelve and take out of service') },
  },
  'threshold-change': {
    text: text('报警值变更', 'Changes of limits'),
    actions: { read, propose: text('申请', 'Propose'), approve: text('批准', 'Approve') },
  },
  readings: { text: text('监测读数', 'Readings'), actions: { write: text('上传', 'Send') } },
  risk: {
    text: text('风险', 'Risks'),
    actions: {
      read,
      edit: text('登记与修改', 'Enter and change'),
      grade: text('定级与年报', 'Grade, yearly report'),
      review: text('发起复评', 'Order a re-assessment'),
      export: text('导出', 'Export'),
      weather: text('登记气象预警', 'Record weather warnings'),
    },
  },
  'risk-review': { text: text('风险复评', 'Risk re-assessments'), actions: { read } },
  'risk-report': { text: text('风险年报', 'Yearly risk reports'), actions: { read, assign: text('布置与免报', 'Assign and excuse') } },
  stats: { text: text('统计', 'Statistics'), actions: { read } },
  report: { text: text('报告', 'Reports'), actions: { read } },
  person: { text: text('人员名录', 'People'), actions: { read } },
  admin: {
    text: text('系统管理', 'Administration'),
    actions: {
      read: text('查看系统管理', 'Read'),
      people: text('管理人员与岗位', 'People and posts'),
      roles: text('管理角色', 'Roles'),
      settings: text('修改设置', 'Settings'),
      org: text('导入边界', 'Boundaries'),
      all: text('授予自己没有的权限', 'Give what one does not hold'),
    },
  },
}

/** `hazard.verify` → its object and its action in words; a permission without words stands as it is. */
export function permissionWords(permission: string): { readonly object: Text; readonly action: Text; readonly known: boolean } {
  const [object = '', ...rest] = permission.split('.')
  const found = PERMISSION_WORDS[object]
  const action = found?.actions[rest.join('.')]
  return {
    object: found?.text ?? text(object, object),
    action: action ?? text(rest.join('.'), rest.join('.')),
    known: action !== undefined,
  }
}

export interface PermissionGroup {
  readonly object: string
  readonly text: Text
  readonly permissions: readonly string[]
}

/** All permissions with words and those that are granted besides, grouped by object in the order of the table. */
export function permissionGroups(granted: Iterable<string>): PermissionGroup[] {
  const groups = new Map<string, string[]>()
  for (const [object, words] of Object.entries(PERMISSION_WORDS)) {
    groups.set(
      object,
      Object.keys(words.actions).map((action) => `${object}.${action}`),
    )
  }
  for (const permission of granted) {
    const object = permission.split('.')[0] ?? ''
    const list = groups.get(object) ?? []
    if (!list.includes(permission)) groups.set(object, [...list, permission])
  }
  return [...groups].map(([object, permissions]) => ({ object, text: PERMISSION_WORDS[object]?.text ?? text(object, object), permissions }))
}
