import type { ComponentType } from 'react'
import { text, type Text } from '#kernel/text.ts'

export interface PageDef {
  readonly path: string
  readonly text: Text
  readonly load: () => Promise<{ default: ComponentType }>
  /** Held permissions of which one opens the page; absent = every post. */
  readonly needs?: readonly string[]
  /** Everybody may read it: without sign-in and without the frame. */
  readonly open?: true
  /** Where it stands in the navigation; absent = reached from other pages. */
  readonly nav?:
    | 'home'
    | 'map'
    | 'inbox'
    | 'plans'
    | 'registry'
    | 'risks'
    | 'hazards'
    | 'checks'
    | 'report'
    | 'statistics'
    | 'measures'
    | 'admin'
    | 'monitoring'
    | 'installations'
    | 'duties'
}

/** Every page of the program. Navigation, routes and the accessibility test are made from this list. */
export const pages: readonly PageDef[] = [
  { path: '/', text: text('总览', 'Overview'), nav: 'home', load: () => import('./home/Home.tsx') },
  {
    path: '/report',
    text: text('报隐患', 'Report'),
    nav: 'report',
    needs: ['hazard.report'],
    load: () => import('#practices/hazards/web/ReportPage.tsx'),
  },
  {
    path: '/checks',
    text: text('检查', 'Checks'),
    nav: 'checks',
    needs: ['selfcheck.do'],
    load: () => import('#practices/hazards/web/ChecksPage.tsx'),
  },
  {
    path: '/checks/$id',
    text: text('自查', 'Self-check'),
    needs: ['selfcheck.do'],
    load: () => import('#practices/hazards/web/CheckPage.tsx'),
  },
  {
    path: '/inbox',
    text: text('待办', 'Inbox'),
    nav: 'inbox',
    needs: ['stats.read'],
    load: () => import('#mechanisms/matters/web/Inbox.tsx'),
  },
  {
    path: '/plans',
    text: text('规划', 'Plans'),
    nav: 'plans',
    needs: ['plan.read'],
    load: () => import('#practices/plans/web/PlansPage.tsx'),
  },
  {
    path: '/plans/units',
    text: text('单位名称对照', 'Names of units'),
    needs: ['plan.review'],
    load: () => import('#practices/plans/web/UnitsPage.tsx'),
  },
  {
    path: '/plans/report/$id',
    text: text('规划进展报送', 'Report on a plan'),
    needs: ['planReport.read'],
    load: () => import('#practices/plans/web/UnitReportPage.tsx'),
  },
  {
    path: '/plans/$id',
    text: text('规划进度', 'Progress of a plan'),
    needs: ['plan.read'],
    load: () => import('#practices/plans/web/ProgressPage.tsx'),
  },
  {
    path: '/plans/$id/review',
    text: text('审读台', 'Review desk'),
    needs: ['plan.read'],
    load: () => import('#practices/plans/web/ReviewPage.tsx'),
  },
  {
    path: '/plans/$id/adopt',
    text: text('发布执行', 'Adopt a plan'),
    needs: ['plan.adopt'],
    load: () => import('#practices/plans/web/AdoptPage.tsx'),
  },
  {
    path: '/plans/$id/wall',
    text: text('挂图作战', 'Wall chart'),
    needs: ['plan.read'],
    load: () => import('#practices/plans/web/WallPage.tsx'),
  },
  {
    path: '/plans/$id/lists',
    text: text('两个清单', 'Two lists'),
    needs: ['plan.read'],
    load: () => import('#practices/plans/web/ListsPage.tsx'),
  },
  {
    path: '/plans/$id/register',
    text: text('规划报送', 'Reports of the units'),
    needs: ['plan.read'],
    load: () => import('#practices/plans/web/RegisterPage.tsx'),
  },
  {
    path: '/plans/$id/reports',
    text: text('规划报告', 'Papers of a plan'),
    needs: ['plan.read'],
    load: () => import('#practices/plans/web/PapersPage.tsx'),
  },
  {
    path: '/plans/$id/amendments',
    text: text('修订对照', 'Amendments'),
    needs: ['plan.read'],
    load: () => import('#practices/plans/web/AmendmentsPage.tsx'),
  },
  {
    path: '/public/plans',
    text: text('规划进展公示', 'Public progress of plans'),
    open: true,
    load: () => import('#practices/plans/web/PublicPage.tsx'),
  },
  { path: '/map', text: text('一张图', 'Map'), nav: 'map', needs: ['map.read'], load: () => import('#mechanisms/map/web/MapPage.tsx') },
  {
    path: '/monitoring',
    text: text('监测', 'Monitoring'),
    nav: 'monitoring',
    needs: ['alarm.acknowledge', 'board.leader'],
    load: () => import('#mechanisms/monitoring/web/WallPage.tsx'),
  },
  {
    path: '/monitoring/alarms',
    text: text('报警', 'Alarms'),
    needs: ['alarm.read'],
    load: () => import('#mechanisms/monitoring/web/AlarmsPage.tsx'),
  },
  {
    path: '/monitoring/kpis',
    text: text('报警质量', 'Alarm quality'),
    needs: ['alarm.read'],
    load: () => import('#mechanisms/monitoring/web/KpisPage.tsx'),
  },
  {
    path: '/monitoring/import',
    text: text('导入监测点位', 'Import points'),
    needs: ['point.import'],
    load: () => import('#mechanisms/monitoring/web/ImportPage.tsx'),
  },
  {
    path: '/monitoring/enterprise/$id',
    text: text('企业监测', 'Enterprise'),
    needs: ['point.read'],
    load: () => import('#mechanisms/monitoring/web/EnterprisePage.tsx'),
  },
  {
    path: '/monitoring/points/$id',
    text: text('监测点位', 'Point'),
    needs: ['point.read'],
    load: () => import('#mechanisms/monitoring/web/PointPage.tsx'),
  },
  {
    path: '/risks',
    text: text('风险', 'Risks'),
    nav: 'risks',
    needs: ['risk.edit', 'risk.export'],
    load: () => import('#practices/risks/web/RisksPage.tsx'),
  },
  {
    path: '/risks/region',
    text: text('区域风险', 'Regional risk'),
    needs: ['risk.export'],
    load: () => import('#practices/risks/web/RegionPage.tsx'),
  },
  {
    path: '/risks/new',
    text: text('登记风险点', 'Enter a risk point'),
    needs: ['risk.edit'],
    load: () => import('#practices/risks/web/NewRiskPage.tsx'),
  },
  {
    path: '/risks/map',
    text: text('四色图', 'Four-colour plan'),
    needs: ['risk.read'],
    load: () => import('#practices/risks/web/MapPage.tsx'),
  },
  {
    path: '/risks/cards',
    text: text('告知卡', 'Risk cards'),
    needs: ['risk.read'],
    load: () => import('#practices/risks/web/CardsPage.tsx'),
  },
  {
    path: '/risks/$id',
    text: text('风险点', 'Risk point'),
    needs: ['risk.read'],
    load: () => import('#practices/risks/web/RiskPage.tsx'),
  },
  {
    path: '/hazards',
    text: text('隐患', 'Hazards'),
    nav: 'hazards',
    needs: ['stats.read'],
    load: () => import('#practices/hazards/web/HazardsPage.tsx'),
  },
  {
    path: '/hazards/register',
    text: text('应查未查', 'Missed checks'),
    needs: ['selfcheck.read'],
    load: () => import('#practices/hazards/web/RegisterPage.tsx'),
  },
  {
    path: '/hazards/signs',
    text: text('形式主义线索', 'Signs of formalism'),
    needs: ['hazard.read'],
    load: () => import('#practices/hazards/web/SignsPage.tsx'),
  },
  {
    path: '/installations',
    text: text('重大危险源', 'Installations'),
    nav: 'installations',
    needs: ['installation.read'],
    load: () => import('#practices/installations/web/InstallationsPage.tsx'),
  },
  {
    path: '/installations/$id',
    text: text('重大危险源', 'Installation'),
    needs: ['installation.read'],
    load: () => import('#practices/installations/web/InstallationPage.tsx'),
  },
  {
    path: '/pledges',
    text: text('安全承诺公告', 'Safety pledges'),
    needs: ['safety-pledge.read'],
    load: () => import('#practices/installations/web/PledgesPage.tsx'),
  },
  {
    path: '/pledges/$id',
    text: text('安全承诺公告', 'Safety pledge'),
    needs: ['safety-pledge.read'],
    load: () => import('#practices/installations/web/PledgePage.tsx'),
  },
  {
    path: '/duties',
    text: text('包保履职', 'Guarantee duties'),
    nav: 'duties',
    needs: ['guarantee-duty.do', 'guarantee-duty.read'],
    load: () => import('#practices/installations/web/DutiesPage.tsx'),
  },
  {
    path: '/public/pledges',
    text: text('安全承诺公告', 'Published pledges'),
    open: true,
    load: () => import('#practices/installations/web/PublicPledges.tsx'),
  },
  { path: '/matters', text: text('事项', 'Matters'), load: () => import('#mechanisms/matters/web/MatterList.tsx') },
  { path: '/matters/$id', text: text('事项', 'Matter'), load: () => import('./matter/Matter.tsx') },
  {
    path: '/registry',
    text: text('底册', 'Registry'),
    nav: 'registry',
    needs: ['org.edit', 'org.export'],
    load: () => import('#mechanisms/registry/web/OrgList.tsx'),
  },
  {
    path: '/registry/import',
    text: text('导入企业', 'Import'),
    needs: ['org.import'],
    load: () => import('#mechanisms/registry/web/ImportPage.tsx'),
  },
  {
    path: '/registry/licences',
    text: text('证照到期', 'Licences ending'),
    needs: ['licence.read'],
    load: () => import('#mechanisms/registry/web/LicencesPage.tsx'),
  },
  {
    path: '/registry/$id',
    text: text('一企一档', 'Enterprise file'),
    needs: ['org.read'],
    load: () => import('./registry/Org.tsx'),
  },
  {
    path: '/statistics',
    text: text('统计', 'Statistics'),
    nav: 'statistics',
    needs: ['stats.read'],
    load: () => import('#mechanisms/matters/web/Statistics.tsx'),
  },
  {
    path: '/measures',
    text: text('指标', 'Measures'),
    nav: 'measures',
    needs: ['measure.read'],
    load: () => import('#mechanisms/measures/web/MeasuresPage.tsx'),
  },
  {
    path: '/measures/base',
    text: text('基础数据', 'Base statistics'),
    needs: ['measure.read'],
    load: () => import('#mechanisms/measures/web/BasePage.tsx'),
  },
  {
    path: '/measures/monthly',
    text: text('统计月报', 'Monthly tables'),
    needs: ['accident.read'],
    load: () => import('#practices/accidents/web/MonthlyPage.tsx'),
  },
  {
    path: '/measures/$id',
    text: text('指标', 'Measure'),
    needs: ['measure.read'],
    load: () => import('#mechanisms/measures/web/MeasurePage.tsx'),
  },
  {
    path: '/accidents',
    text: text('事故', 'Accidents'),
    needs: ['accident.read'],
    load: () => import('#practices/accidents/web/AccidentsPage.tsx'),
  },
  {
    path: '/accidents/new',
    text: text('登记事故', 'Enter an accident'),
    needs: ['accident.record'],
    load: () => import('#practices/accidents/web/EnterPage.tsx'),
  },
  {
    path: '/accidents/$id',
    text: text('事故', 'Accident'),
    needs: ['accident.read'],
    load: () => import('#practices/accidents/web/AccidentPage.tsx'),
  },
  { path: '/account', text: text('账号与安全', 'Account and security'), load: () => import('./account/AccountPage.tsx') },
  { path: '/notices', text: text('通知', 'Notices'), load: () => import('./account/NoticesPage.tsx') },
  {
    path: '/admin',
    text: text('系统', 'Administration'),
    nav: 'admin',
    needs: ['admin.read'],
    load: () => import('./admin/AdminIndex.tsx'),
  },
  {
    path: '/admin/people',
    text: text('人员与岗位', 'People and posts'),
    needs: ['admin.read'],
    load: () => import('./admin/PeoplePage.tsx'),
  },
  {
    path: '/admin/roles',
    text: text('角色与权限', 'Roles and permissions'),
    needs: ['admin.read'],
    load: () => import('./admin/RolesPage.tsx'),
  },
  {
    path: '/admin/calendar',
    text: text('工作日历', 'Working calendar'),
    needs: ['admin.read'],
    load: () => import('./admin/CalendarPage.tsx'),
  },
  {
    path: '/admin/ladders',
    text: text('提醒与升级', 'Reminders and escalation'),
    needs: ['admin.read'],
    load: () => import('./admin/LaddersPage.tsx'),
  },
  {
    path: '/admin/sectors',
    text: text('启用的行业', 'Sectors in force'),
    needs: ['admin.read'],
    load: () => import('./admin/SectorsPage.tsx'),
  },
  {
    path: '/admin/sector-lists',
    text: text('自查表与判定标准', 'Checklists and criteria'),
    needs: ['admin.read'],
    load: () => import('./admin/SectorListsPage.tsx'),
  },
  {
    path: '/admin/shapes',
    text: text('地图与边界', 'Map and boundaries'),
    needs: ['admin.org', 'admin.read'],
    load: () => import('./admin/ShapesPage.tsx'),
  },
  { path: '/admin/audit', text: text('操作记录', 'Audit'), needs: ['admin.read'], load: () => import('./admin/AuditPage.tsx') },
  {
    path: '/admin/jobs',
    text: text('后台任务与投递', 'Jobs and delivery'),
    needs: ['admin.read'],
    load: () => import('./admin/JobsPage.tsx'),
  },
  { path: '/rules', text: text('法规计算', 'Rule calculators'), load: () => import('./rules/RulesPage.tsx') },
  { path: '/rules/$name', text: text('法规计算', 'Rule calculator'), load: () => import('./rules/RulePage.tsx') },
]
