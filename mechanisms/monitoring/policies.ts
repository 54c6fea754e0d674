import { rowPolicySql } from '#kernel/access/index.ts'
import type { TablePolicy } from '#platform/db/index.ts'

/** A point is where its organisation is; who may see points is a right of its own. */
const ofOrg = (table: string, object: string): string =>
  `exists (select from org o where o.id = ${table}.org_id and (${rowPolicySql({
    object: `'${object}'`,
    path: 'o.path',
    orgs: ['o.id', 'o.office_id'],
    persons: [],
    sector: 'o.sector',
  })}))`

const ofPoint = (table: string): string => `exists (select from point p where p.no = ${table}.point)`

/** Row-level security of monitoring. Readings are written by the owner alone; partitions are reached through their tables only. */
export const monitoringPolicies: TablePolicy[] = [
  { table: 'point', rows: { sql: ofOrg('point', 'point') } },
  { table: 'point_rules', rows: { sql: 'exists (select from point p where p.id = point_rules.point_id)' } },
  { table: 'reading', rows: { sql: ofPoint('reading') } },
  { table: 'reading_minute', rows: { sql: ofPoint('reading_minute') } },
  { table: 'reading_hour', rows: { sql: ofPoint('reading_hour') } },
  { table: 'reading_day', rows: { sql: ofPoint('reading_day') } },
  { table: 'reading_latest', rows: { sql: ofPoint('reading_latest') } },
  {
    table: 'alarm',
    rows: { object: "'alarm'", path: 'alarm.path', orgs: ['alarm.org_id', 'alarm.office_id'], persons: [], sector: 'alarm.sector' },
  },
  { table: 'alarm_event', rows: { sql: 'exists (select from alarm a where a.id = alarm_event.alarm_id)' } },
  { table: 'monitoring_window', rows: { sql: ofOrg('monitoring_window', 'point') } },
  { table: 'camera', rows: { sql: ofOrg('camera', 'point') } },
  { table: 'reading_source', rows: { sql: ofOrg('reading_source', 'point') } },
]
