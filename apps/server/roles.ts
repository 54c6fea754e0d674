import type { Grants, Role, Scope } from '#kernel/access/index.ts'
import { text } from '#kernel/text.ts'

/** The same scope for several permissions. */
function at(scope: Scope, permissions: readonly string[]): Grants {
  return Object.fromEntries(permissions.map((p) => [p, [scope]]))
}

/** What is seen of major hazard installations and what hangs on them. */
const INSTALLATION_READS = [
  'installation.read',
  'installation-filing.read',
  'installation-notice.read',
  'guarantee-duty.read',
  'safety-pledge.read',
]

const PLAN_READS = ['plan.read', 'planTask.read', 'planProject.read', 'planReport.read']
const PLAN_KEEPS = [
  ...PLAN_READS,
  'plan.review',
  'plan.adopt',
  'planTask.assign',
  'planTask.accept',
  'planProject.assign',
  'planProject.accept',
  'planReport.accept',
]

/** What a unit does with its own tasks of a plan. */
const PLAN_DOES = at('office', ['planTask.do', 'planProject.do', 'planReport.do'])

const READ_ALL = [
  'accident.read',
  'measure.read',
  'org.read',
  'subject.read',
  'licence.read',
  'hazard.read',
  'listing.read',
  'selfcheck.read',
  'risk.read',
  'risk-review.read',
  'risk-report.read',
  'person.read',
  'stats.read',
  'point.read',
  'alarm.read',
  'threshold-change.read',
  ...INSTALLATION_READS,
]

const enterpriseReads = at('office', [
  'org.read',
  'subject.read',
  'licence.read',
  'hazard.read',
  'listing.read',
  'selfcheck.read',
  'risk.read',
  'risk-review.read',
  'risk-report.read',
  'risk.export',
  'stats.read',
  'accident.read',
  'point.read',
  'alarm.read',
  'threshold-change.read',
  ...INSTALLATION_READS,
])

/**
 * What each post may do in a county as it is delivered. Data, loaded into the database at first start and edited there by
 * the administrator; the program knows permissions and never roles.
 */
export const defaultRoles: readonly Role[] = [
  {
    id: 'admin',
    text: text('系统管理员', 'Administrator'),
    home: 'admin',
    grants: {
      ...at('area', [...READ_ALL, ...PLAN_READS, 'admin.people', 'admin.read', 'org.edit', 'org.import', 'org.export', 'admin.org']),
      ...at('all', ['admin.all', 'admin.roles', 'admin.settings']),
    },
  },
  {
    id: 'leader',
    text: text('分管领导', 'Leader in charge'),
    home: 'leader',
    grants: at('area', [
      ...READ_ALL,
      ...PLAN_READS,
      'hazard.comment',
      'board.leader',
      'map.read',
      'report.read',
      'org.export',
      'risk.export',
    ]),
  },
  {
    id: 'duty',
    text: text('值班员', 'Duty officer'),
    home: 'bureau',
    grants: at('area', [
      ...READ_ALL,
      'hazard.comment',
      'accident.record',
      'map.read',
      'board.office',
      'alarm.acknowledge',
      'alarm.shelve',
      'risk.export',
      'risk.weather',
    ]),
  },
  {
    id: 'officer',
    text: text('科室干部', 'Officer of a department'),
    home: 'bureau',
    grants: {
      ...PLAN_DOES,
      ...at('area', [
        ...READ_ALL,
        ...PLAN_KEEPS,
        'hazard.find',
        'hazard.grade',
        'hazard.verify',
        'hazard.extend',
        'hazard.comment',
        'accident.record',
        'accident.correct',
        'statistics.base.edit',
        'listing.list',
        'selfcheck.excuse',
        'installation-filing.review',
        'installation-notice.order',
        'guarantee-duty.excuse',
        'safety-pledge.excuse',
        'risk.review',
        'risk.export',
        'risk.weather',
        'risk-report.assign',
        'org.edit',
        'org.import',
        'org.export',
        'subject.edit',
        'licence.edit',
        'map.read',
        'board.office',
        'report.read',
        'point.edit',
        'point.import',
        'alarm.acknowledge',
        'threshold-change.approve',
      ]),
    },
  },
  {
    id: 'clerk',
    text: text('乡镇街道干部', 'Town clerk'),
    home: 'town',
    grants: {
      ...PLAN_DOES,
      ...at('area', [
        ...READ_ALL,
        ...PLAN_READS,
        'hazard.find',
        'hazard.verify',
        'hazard.extend',
        'hazard.comment',
        'risk.review',
        'risk.export',
        'org.edit',
        'org.export',
        'map.read',
        'board.office',
      ]),
    },
  },
  {
    id: 'principal',
    text: text('企业主要负责人', 'Principal of an enterprise'),
    home: 'plant',
    grants: {
      ...enterpriseReads,
      ...at('office', [
        'hazard.report',
        'hazard.confirm',
        'hazard.rectify',
        'hazard.extend',
        'hazard.comment',
        'listing.apply',
        'risk.edit',
        'risk.grade',
        'risk.review',
        'board.plant',
        'person.read',
        'alarm.acknowledge',
        'threshold-change.propose',
        'installation.edit',
        'installation-filing.apply',
        'installation-notice.apply',
        'installation-notice.approve',
        'safety-pledge.sign',
      ]),
      ...at('self', ['guarantee-duty.do']),
    },
  },
  {
    id: 'safety',
    text: text('企业安全员', 'Safety manager of an enterprise'),
    home: 'plant',
    grants: {
      ...enterpriseReads,
      ...at('office', [
        'hazard.report',
        'hazard.find',
        'hazard.confirm',
        'hazard.rectify',
        'hazard.extend',
        'hazard.verify',
        'hazard.comment',
        'listing.apply',
        'selfcheck.do',
        'risk.edit',
        'risk.grade',
        'risk.review',
        'board.plant',
        'subject.edit',
        'licence.edit',
        'org.edit',
        'person.read',
        'alarm.acknowledge',
        'alarm.shelve',
        'point.edit',
        'readings.write',
        'threshold-change.propose',
        'installation.edit',
        'installation-filing.apply',
        'installation-notice.apply',
      ]),
      ...at('self', ['guarantee-duty.do']),
    },
  },
  {
    id: 'worker',
    text: text('员工', 'Worker'),
    home: 'worker',
    grants: {
      ...at('self', ['hazard.read', 'hazard.report', 'hazard.comment', 'guarantee-duty.read', 'guarantee-duty.do', 'risk-review.read']),
      ...at('office', ['org.read', 'subject.read', 'selfcheck.read', 'selfcheck.do', 'risk.read']),
    },
  },
]
