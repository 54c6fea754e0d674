import { text, type Text } from '#kernel/text.ts'

export interface AdminSection {
  readonly path: string
  readonly text: Text
  readonly about: Text
  /** Permissions of which one opens it. */
  readonly needs: readonly string[]
}

/** The pages of the administration in the order of their use. */
export const adminSections: readonly AdminSection[] = [
  {
    path: '/admin/people',
    text: text('人员与岗位', 'People and posts'),
    about: text('账号、岗位、重置密码、解锁', 'Accounts, posts, passwords, unlocking'),
    needs: ['admin.read'],
  },
  {
    path: '/admin/roles',
    text: text('角色与权限', 'Roles and permissions'),
    about: text('每种角色能办什么、范围多大', 'What each role may do and how far'),
    needs: ['admin.read'],
  },
  {
    path: '/admin/calendar',
    text: text('工作日历', 'Working calendar'),
    about: text('节假日与调休，决定期限怎么算', 'Holidays and shifted days: how deadlines count'),
    needs: ['admin.read'],
  },
  {
    path: '/admin/ladders',
    text: text('提醒与升级', 'Reminders and escalation'),
    about: text('到期前提醒谁，超期后报到哪一级', 'Who is told before and after a deadline'),
    needs: ['admin.read'],
  },
  {
    path: '/admin/sectors',
    text: text('启用的行业', 'Sectors in force'),
    about: text('哪些行业布置自查，条文来源', 'Which sectors are on, and their sources'),
    needs: ['admin.read'],
  },
  {
    path: '/admin/sector-lists',
    text: text('自查表与判定标准', 'Checklists and criteria'),
    about: text('照原文补录标准，录入本地检查表', 'Enter standards from their text, and local lists'),
    needs: ['admin.read'],
  },
  {
    path: '/admin/shapes',
    text: text('地图与边界', 'Map and boundaries'),
    about: text('导入乡镇边界，设置底图', 'Boundaries of towns, base map'),
    needs: ['admin.org', 'admin.read'],
  },
  {
    path: '/admin/audit',
    text: text('操作记录', 'Audit'),
    about: text('谁在什么时候办了什么', 'Who did what and when'),
    needs: ['admin.read'],
  },
  {
    path: '/admin/jobs',
    text: text('后台任务与投递', 'Jobs and delivery'),
    about: text('任务进度、发不出去的消息', 'Progress of jobs, messages that failed'),
    needs: ['admin.read'],
  },
]

/** The title of a section's page. */
export function sectionOf(path: string): Text {
  return adminSections.find((s) => s.path === path)?.text ?? text('系统', 'Administration')
}
