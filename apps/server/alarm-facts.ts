import { alarmsAt } from '#mechanisms/monitoring/index.ts'
import { sql } from '#platform/db/index.ts'
import type { FactSource } from '#practices/risks/index.ts'

/** Alarms as facts of regional risk: alarmHighest … alarmLow. */
export const alarmFacts: FactSource = (path, at) =>
  sql`select a.org_id as "orgId", 'alarm' || initcap(a.priority) as factor, a.n from (${alarmsAt(path, at)}) a`
