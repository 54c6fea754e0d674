import { measurePolicies } from '#mechanisms/measures/index.ts'
import { monitoringPolicies } from '#mechanisms/monitoring/index.ts'
import { registryPolicies } from '#mechanisms/registry/index.ts'
import type { TablePolicy } from '#platform/db/index.ts'
import { filePolicies } from '#platform/files/index.ts'
import { jobPolicies } from '#platform/jobs/index.ts'
import { noticePolicies } from '#platform/notices/index.ts'
import { riskPolicies } from '#practices/risks/index.ts'
import { signInPolicies } from '#platform/signin/index.ts'
import { installationPolicies } from '#practices/installations/index.ts'
import { warningPolicies } from '#practices/warnings/index.ts'
import { planPolicies } from '#practices/plans/index.ts'

/** Row-level security of every table that holds what not everybody may see. */
export const policies: readonly TablePolicy[] = [
  {
    table: 'matter',
    rows: {
      object: 'matter.kind',
      path: 'matter.path',
      orgs: ['matter.org_id', 'matter.office_id'],
      persons: ['matter.opened_by', 'matter.assignee_id'],
      sector: 'matter.sector',
    },
  },
  { table: 'act', rows: { sql: 'exists (select from matter m where m.id = act.matter_id)' } },
  ...planPolicies,
  ...registryPolicies,
  ...measurePolicies,
  ...monitoringPolicies,
  ...riskPolicies,
  ...signInPolicies,
  ...filePolicies,
  ...noticePolicies,
  ...jobPolicies,
  ...installationPolicies,
  ...warningPolicies,
]
