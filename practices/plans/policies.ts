import { rowPolicySql, setting } from '#kernel/access/index.ts'
import type { TablePolicy } from '#platform/db/index.ts'

const list = (scope: string): string => `(select nullif(current_setting('app.read_${scope}', true), ''))::text[]`

/** An adopted plan binds those below it too: a town reads the county's plan, never the other town's. */
const fromBelow = `(plan.state <> 'reviewing' and ('plan' = any(${list('area')}) or 'plan' = any(${list('all')}))
  and left(${setting('path')}, length(plan.path)) = plan.path)`

const scoped = rowPolicySql({ object: "'plan'", path: 'plan.path', orgs: ['plan.org_id'], persons: [], sector: 'null::text' })

const ofPlan = (table: string): TablePolicy => ({ table, rows: { sql: `exists (select from plan p where p.id = ${table}.plan_id)` } })
const ofIndicator = (table: string): TablePolicy => ({
  table,
  rows: { sql: `exists (select from plan_indicator i where i.id = ${table}.indicator_id)` },
})

/** Row-level security of the practice's tables: what belongs to a plan is seen by whoever sees the plan. */
export const planPolicies: readonly TablePolicy[] = [
  { table: 'plan', rows: { sql: `(${scoped}) or ${fromBelow}` } },
  ofPlan('plan_document'),
  ofPlan('plan_item'),
  ofPlan('plan_change'),
  ofPlan('plan_presence'),
  ofPlan('plan_indicator'),
  ofPlan('plan_light'),
  ofIndicator('plan_target'),
  ofIndicator('plan_value'),
  {
    table: 'plan_unit_alias',
    rows: {
      sql: `${rowPolicySql({ object: "'plan'", path: 'plan_unit_alias.path', orgs: [], persons: [], sector: 'null::text' })}
        or (('plan' = any(${list('area')})) and left(${setting('path')}, length(plan_unit_alias.path)) = plan_unit_alias.path)`,
    },
  },
]
