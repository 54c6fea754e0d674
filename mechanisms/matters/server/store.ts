import type { ActRecord, ChildMatter, MatterView } from '#kernel/matter/index.ts'
import { raw, sql, type Sql, type Tx } from '#platform/db/index.ts'

export const VIEW_COLUMNS: Sql = raw(`m.id, m.kind, m.no, m.title, m.state, m.phase, m.level, m.path, m.org_id as "orgId",
  m.office_id as "officeId", m.sector, m.subject_id as "subjectId", m.parent_id as "parentId", m.opened_by as "openedBy",
  m.opened_at as "openedAt", m.assignee_id as "assigneeId", m.state_since as "stateSince", m.closed_at as "closedAt",
  m.due_at as "dueAt", m.due_clause as "dueClause", m.place, m.fields, m.done_by as "doneBy", m.seq, m.head_hash as "headHash"`)

/** Locks and loads a matter; undefined when it does not exist for the claims of the transaction. */
export async function lockMatter(tx: Tx, id: string): Promise<MatterView | undefined> {
  const rows = await tx.query<MatterView>(sql`select ${VIEW_COLUMNS} from matter m where m.id = ${id}::uuid for update`, true)
  return rows[0]
}

/** A matter, locked, with its children. Both are asked in one round trip; the children are read when the lock is held. */
export async function lockWithChildren(tx: Tx, id: string): Promise<{ view: MatterView | undefined; children: ChildMatter[] }> {
  const [view, children] = await Promise.all([
    lockMatter(tx, id),
    tx.query<ChildMatter>(sql`select id, kind, state, phase from matter where parent_id = ${id}::uuid`, true),
  ])
  return { view, children }
}

const ACT_COLUMNS = raw(`id, matter_id as "matterId", kind, seq, act, kind_version as "kindVersion", at, recorded_at as "recordedAt",
  actor, place, form, evidence, effect, prev_hash as "prevHash", hash`)

export async function findAct(tx: Tx, id: string): Promise<ActRecord | undefined> {
  return (await tx.query<ActRecord>(sql`select ${ACT_COLUMNS} from act where id = ${id}::uuid`, true))[0]
}

export function actsOf(matterId: string): Sql {
  return sql`select ${ACT_COLUMNS} from act where matter_id = ${matterId}::uuid order by seq`
}

/** The acts of a matter `m` as one column, in their order: a page of one matter is then one statement. */
export const ACTS_COLUMN = raw(`(select coalesce(jsonb_agg(to_jsonb(a) order by a.seq), '[]') from (select id, seq, act, at,
  recorded_at as "recordedAt", actor, place, form, evidence, effect, hash from act where matter_id = m.id) a) as acts`)

export async function nextNumber(tx: Tx, prefix: string, at: Date): Promise<string> {
  const [row] = await tx.query<{ n: number }>(sql`select nextval('matter_no') as n`, true)
  return `${prefix}-${at.getUTCFullYear()}-${String(row?.n ?? 0).padStart(6, '0')}`
}

export interface Written {
  readonly act: ActRecord
  readonly view: MatterView
}

const json = (value: unknown): string => JSON.stringify(value)

/**
 * Writes an act, the matter it leads to and what others must be told, in one statement that is sent and not waited for. The
 * statement's text never changes, so that its plan stays on the connection.
 */
export function writeAct(tx: Tx, { act, view }: Written): void {
  const event = json({ matterId: view.id, kind: view.kind, actId: act.id, act: act.act, state: view.state, phase: view.phase })
  const insertAct = sql`insert into act (id, matter_id, kind, seq, act, kind_version, at, recorded_at, actor, place, form, evidence, effect, prev_hash, hash)
    values (${act.id}::uuid, ${act.matterId}::uuid, ${act.kind}, ${act.seq}, ${act.act}, ${act.kindVersion}, ${act.at}::timestamptz,
      ${act.recordedAt}::timestamptz, ${json(act.actor)}::jsonb, ${act.place ? json(act.place) : null}::jsonb, ${json(act.form)}::jsonb,
      ${json(act.evidence)}::jsonb, ${json(act.effect)}::jsonb, ${act.prevHash}, ${act.hash})`
  const insertEvent = sql`insert into outbox (topic, payload, at, next_at) values ('matter.act', ${event}::jsonb, ${act.recordedAt}::timestamptz, ${act.recordedAt}::timestamptz)`
  if (act.seq === 1) {
    // The matter first: the act's policy looks for a matter that is visible.
    tx.send(
      sql`with told as (${insertEvent})
      insert into matter (id, kind, no, title, state, phase, level, path, org_id, office_id, sector, subject_id, parent_id, opened_by,
        opened_at, assignee_id, state_since, closed_at, due_at, due_clause, place, fields, done_by, seq, head_hash, updated_at)
      values (${view.id}::uuid, ${view.kind}, ${view.no}, ${view.title}, ${view.state}, ${view.phase}, ${view.level}, ${view.path},
        ${view.orgId}::uuid, ${view.officeId}::uuid, ${view.sector}, ${view.subjectId}::uuid, ${view.parentId}::uuid, ${view.openedBy}::uuid,
        ${view.openedAt}::timestamptz, ${view.assigneeId}::uuid, ${view.stateSince}::timestamptz, ${view.closedAt}::timestamptz,
        ${view.dueAt}::timestamptz, ${view.dueClause ? json(view.dueClause) : null}::jsonb, ${view.place ? json(view.place) : null}::jsonb,
        ${json(view.fields)}::jsonb, ${json(view.doneBy)}::jsonb, ${view.seq}, ${view.headHash}, ${act.recordedAt}::timestamptz)`,
    )
    tx.send(insertAct)
    return
  }
  tx.send(
    sql`with told as (${insertEvent}), moved as (
      update matter set title = ${view.title}, state = ${view.state}, phase = ${view.phase}, level = ${view.level}, path = ${view.path},
        org_id = ${view.orgId}::uuid, office_id = ${view.officeId}::uuid, sector = ${view.sector}, subject_id = ${view.subjectId}::uuid,
        assignee_id = ${view.assigneeId}::uuid, state_since = ${view.stateSince}::timestamptz, closed_at = ${view.closedAt}::timestamptz,
        due_at = ${view.dueAt}::timestamptz, due_clause = ${view.dueClause ? json(view.dueClause) : null}::jsonb,
        place = ${view.place ? json(view.place) : null}::jsonb, fields = ${json(view.fields)}::jsonb, done_by = ${json(view.doneBy)}::jsonb,
        seq = ${view.seq}, head_hash = ${view.headHash}, updated_at = ${act.recordedAt}::timestamptz
      where id = ${view.id}::uuid and seq = ${view.seq - 1})
    ${insertAct}`,
  )
}
