import { allowedActs, type LifeState } from '@anlan/alarms'
import { can, type Claims } from '#kernel/access/index.ts'
import { join, sql, type Sql } from '#platform/db/index.ts'
import type { AlarmQuery, AlarmRow } from '../model.ts'
import { scoped } from './deps.ts'

export const ALARM_FROM = sql`from alarm a join org o on o.id = a.org_id left join point p on p.id = a.point_id`

export const ALARM_COLUMNS = sql`a.id, a.no, a.org_id as "orgId", o.name as "orgName", a.office_id as "officeId", a.path, a.sector, a.point_id as "pointId",
  p.name as "pointName", a.source, a.kind, a.level, a.priority, a.colour, a.title, a.state, a.present, a.opened_at as "openedAt", a.cleared_at as "clearedAt",
  a.closed_at as "closedAt", a.acknowledged_at as "acknowledgedAt", a.value, a.peak, a.limit_value as "limit", a.unit, a.members, a.activations, a.late,
  a.data_lost as "dataLost", a.planned, a.chattering, a.until, a.reason, a.put_by as "putBy", a.verdict, a.hazard_id as "hazardId", a.latch`

export interface StoredAlarm extends Omit<AlarmRow, 'acts'> {
  readonly officeId: string | null
  readonly path: string
  readonly sector: string | null
  readonly latch: boolean
}

const AWAY = ['shelved', 'suppressed', 'outOfService']
/** Acts of people, by the permission they need. */
const ACTS: Readonly<Record<string, string>> = {
  acknowledge: 'alarm.acknowledge',
  unacknowledge: 'alarm.acknowledge',
  reset: 'alarm.acknowledge',
  shelve: 'alarm.shelve',
  takeOut: 'alarm.shelve',
  restore: 'alarm.shelve',
}

/** What the post may do with the alarm now. */
export function actsFor(claims: Claims, row: StoredAlarm): string[] {
  const place = scoped(row)
  const may = (permission: string): boolean => can(claims, permission, place)
  const acts: string[] =
    row.closedAt === null ? allowedActs(row.state as LifeState).filter((a) => ACTS[a] !== undefined && may(ACTS[a])) : []
  if (may('alarm.acknowledge')) acts.push('comment', 'judge')
  return acts
}

export const withActs = (claims: Claims, row: StoredAlarm): AlarmRow => ({ ...row, acts: actsFor(claims, row) })

/** Conditions of a list; row-level security says the rest. */
export function alarmConditions(query: AlarmQuery): Sql {
  const all: Sql[] = [sql`true`]
  if (query.show === 'active') all.push(sql`a.closed_at is null and a.state <> all(${AWAY}::text[])`)
  if (query.show === 'unacknowledged')
    all.push(sql`a.closed_at is null and a.state in ('unacknowledged', 'returned', 'latchedUnacknowledged')`)
  if (query.show === 'away') all.push(sql`a.closed_at is null and a.state = any(${AWAY}::text[])`)
  if (query.show === 'over') all.push(sql`a.closed_at is not null`)
  if (query.orgId) all.push(sql`a.org_id = ${query.orgId}::uuid`)
  if (query.pointId) all.push(sql`a.point_id = ${query.pointId}::uuid`)
  if (query.colour) all.push(sql`a.colour = ${query.colour}`)
  if (query.kind) all.push(sql`a.kind = ${query.kind}`)
  if (query.path) all.push(sql`a.path >= ${query.path} and a.path < ${`${query.path}~`}`)
  if (query.sector) all.push(sql`a.sector = ${query.sector}`)
  if (query.from) all.push(sql`a.opened_at >= ${query.from}::timestamptz`)
  if (query.to) all.push(sql`a.opened_at < ${query.to}::timestamptz`)
  if (query.q) all.push(sql`(a.title ilike ${`%${query.q}%`} or o.name ilike ${`%${query.q}%`})`)
  return join(all, ' and ')
}

/** Newest first; a page begins behind `after` (instant and number). */
export function alarmList(query: AlarmQuery): Sql {
  const [at, no] = (query.after ?? '').split('~')
  const behind =
    at && no && /^\d+$/.test(no) && !Number.isNaN(Date.parse(at))
      ? sql`and (a.opened_at, a.no) < (${at}::timestamptz, ${Number(no)})`
      : sql``
  return sql`select ${ALARM_COLUMNS} ${ALARM_FROM} where ${alarmConditions(query)} ${behind} order by a.opened_at desc, a.no desc limit ${query.limit + 1}`
}

export const nextOf = (row: { openedAt: string; no: number } | undefined): string | null => (row ? `${row.openedAt}~${row.no}` : null)
