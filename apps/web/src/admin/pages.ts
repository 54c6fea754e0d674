import { text } from '#kernel/text.ts'
import type { PageDef } from '../page-def.ts'

/** The administrator's pages. */
export const adminPages: readonly PageDef[] = [
  {
    path: '/admin',
    text: text('系统', 'Administration'),
    nav: 'admin',
    needs: ['admin.read'],
    load: () => import('./AdminIndex.tsx'),
  },
  {
    path: '/admin/people',
    text: text('人员与岗位', 'People and posts'),
    needs: ['admin.read'],
    load: () => import('./PeoplePage.tsx'),
  },
  {
    path: '/admin/roles',
    text: text('角色与权限', 'Roles and permissions'),
    needs: ['admin.read'],
    load: () => import('./RolesPage.tsx'),
  },
  {
    path: '/admin/calendar',
    text: text('工作日历', 'Working calendar'),
    needs: ['admin.read'],
    load: () => import('./CalendarPage.tsx'),
  },
  {
    path: '/admin/ladders',
    text: text('提醒与升级', 'Reminders and escalation'),
    needs: ['admin.read'],
    load: () => import('./LaddersPage.tsx'),
  },
  {
    path: '/admin/sectors',
    text: text('启用的行业', 'Sectors in force'),
    needs: ['admin.read'],
    load: () => import('./SectorsPage.tsx'),
  },
  {
    path: '/admin/sector-lists',
    text: text('自查表与判定标准', 'Checklists and criteria'),
    needs: ['admin.read'],
    load: () => import('./SectorListsPage.tsx'),
  },
  {
    path: '/admin/shapes',
    text: text('地图与边界', 'Map and boundaries'),
    needs: ['admin.org', 'admin.read'],
    load: () => import('./ShapesPage.tsx'),
  },
  { path: '/admin/audit', text: text('操作记录', 'Audit'), needs: ['admin.read'], load: () => import('./AuditPage.tsx') },
  {
    path: '/admin/jobs',
    text: text('后台任务与投递', 'Jobs and delivery'),
    needs: ['admin.read'],
    load: () => import('./JobsPage.tsx'),
  },
]
