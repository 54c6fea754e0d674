import { sql, type Sql } from '#platform/db/index.ts'

/**
 * Alarms that were present at an instant, counted by organisation and priority: columns org_id, priority, n. Those found
 * late and those put away are not counted.
 */
export function alarmsAt(path: string, at: Date): Sql {
  const t = sql`${at.toISOString()}::timestamptz`
  return sql`select a.org_id, a.priority, count(*)::int as n from alarm a
    where a.path >= ${path} and a.path < ${`${path}~`} and not a.late and not a.put_away and a.opened_at <= ${t}
      and (a.closed_at is null or a.closed_at > ${t}) and (a.cleared_at is null or a.cleared_at > ${t})
    group by a.org_id, a.priority`
}
