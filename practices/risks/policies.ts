import { rowPolicySql, type RowColumns } from '#kernel/access/index.ts'
import type { TablePolicy } from '#platform/db/index.ts'

const columns: RowColumns = {
  object: "'risk'",
  path: 'risk_point.path',
  orgs: ['risk_point.org_id', 'risk_point.office_id'],
  persons: [],
  sector: 'risk_point.sector',
}

const ofOrg = (table: string): string =>
  `exists (select from org o where o.id = ${table}.org_id and (${rowPolicySql({
    object: "'risk'",
    path: 'o.path',
    orgs: ['o.id', 'o.office_id'],
    persons: [],
    sector: 'o.sector',
  })}))`

const ofPoint = (table: string): string => `exists (select from risk_point p where p.id = ${table}.point_id)`

/** Row-level security of the tables of risks: a point by its own columns, all else through its point or enterprise. */
export const riskPolicies: readonly TablePolicy[] = [
  { table: 'risk_point', rows: columns },
  { table: 'risk_grade', rows: { sql: ofPoint('risk_grade') } },
  { table: 'risk_control', rows: { sql: ofPoint('risk_control') } },
  { table: 'risk_card', rows: { sql: ofOrg('risk_card') } },
  { table: 'risk_plan', rows: { sql: ofOrg('risk_plan') } },
  // weather is no secret of anybody: whoever reads risks somewhere reads it
  { table: 'weather_warning', rows: { sql: 'true' } },
]
