import type { Claims } from '#kernel/access/index.ts'
import { can } from '#kernel/access/index.ts'
import { text, type Text } from '#kernel/text.ts'
import { raw, sql, type Db, type Sql, type Tx } from '#platform/db/index.ts'
import type { ImportFault } from '../import-check.ts'
import { IMPORT_COLUMNS } from '../import-columns.ts'
import type { ImportView, OrgDraft, OrgRow } from '../model.ts'
import { scopedOrg, type Doer } from './deps.ts'
import { ORG_COLUMNS, ORG_FROM } from './org-views.ts'

export interface StagedRow {
  readonly row: number
  readonly cells: Readonly<Record<string, string>>
  readonly draft: Partial<OrgDraft>
  readonly knownId: string | null
  readonly faults: readonly ImportFault[]
}

export interface Batch {
  readonly id: string
  readonly personId: string
  readonly fileName: string
  readonly state: ImportView['state']
  readonly stop: boolean
  readonly stalled: boolean
  readonly rows: number
  readonly bad: number
  readonly fresh: number
  readonly known: number
  readonly written: number
  readonly fault: Text | null
}

const BATCH_COLUMNS = raw(`id, person_id as "personId", file_name as "fileName", state, stop, fault,
  state in ('reading', 'committing') and updated_at < clock_timestamp() - interval '2 minutes' as stalled,
  rows_read as rows, rows_bad as bad, rows_new as fresh, rows_known as known, rows_written as written`)

export const batchById = (id: string): Sql => sql`select ${BATCH_COLUMNS} from import_batch where id = ${id}::uuid`

/** Opens a preparation; what is read into it changes nothing of the registry. */
export async function beginBatch(tx: Tx, { claims, now }: Doer, id: string, fileName: string): Promise<void> {
  await tx.query(
    sql`insert into import_batch (id, person_id, post_id, file_name, state, created_at, updated_at)
      values (${id}::uuid, ${claims.personId}::uuid, ${claims.postId}::uuid, ${fileName}, 'reading', ${now.toISOString()}::timestamptz, clock_timestamp())`,
  )
}

/** Appends rows that were read and counts them; one transaction, so that counts and rows agree. */
export async function stageRows(db: Db, claims: Claims, id: string, rows: readonly StagedRow[]): Promise<{ stop: boolean }> {
  return db.tx(claims, async (tx) => {
    await tx.query(
      sql`insert into import_row (batch_id, row_no, cells, draft, known_id, faults)
        select ${id}::uuid, r.row, r.cells, r.draft, r."knownId", r.faults
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (row integer, cells jsonb, draft jsonb, "knownId" uuid, faults jsonb)`,
    )
    const good = rows.filter((r) => r.faults.length === 0)
    const known = good.filter((r) => r.knownId !== null).length
    const [batch] = await tx.query<{ stop: boolean }>(
      sql`update import_batch set rows_read = rows_read + ${rows.length}, rows_bad = rows_bad + ${rows.length - good.length},
          rows_new = rows_new + ${good.length - known}, rows_known = rows_known + ${known}, updated_at = clock_timestamp()
        where id = ${id}::uuid returning stop`,
    )
    return { stop: batch?.stop ?? true }
  })
}

/** Notes how far the writing is, outside its transaction so that it can be seen; answers whether to stop. */
export async function pulse(db: Db, claims: Claims, id: string, written: number): Promise<boolean> {
  const [batch] = await db.read<{ stop: boolean }>(
    claims,
    sql`update import_batch set rows_written = ${written}, updated_at = clock_timestamp() where id = ${id}::uuid returning stop`,
  )
  return batch?.stop ?? true
}

export async function endBatch(db: Db, claims: Claims, id: string, state: ImportView['state'], fault: Text | null = null): Promise<void> {
  await db.read(
    claims,
    sql`update import_batch set state = ${state}, fault = ${fault === null ? null : JSON.stringify(fault)}::jsonb, updated_at = clock_timestamp()
      where id = ${id}::uuid`,
  )
}

export interface Duplicates {
  /** The registered organisation that a row means, where the post can see it. */
  knownOf(draft: Partial<OrgDraft>): OrgRow | undefined
  /** Codes that are taken, also outside the scope. */
  readonly taken: ReadonlySet<string>
}

/** Looks up which of the rows are registered: by code, or by name and place where one of both has no code. */
export async function findDuplicates(
  query: <T>(statement: Sql) => Promise<T[]>,
  drafts: readonly Partial<OrgDraft>[],
): Promise<Duplicates> {
  const codes = drafts.flatMap((d) => (d.uscc ? [d.uscc] : []))
  const named = drafts.filter((d) => d.name && d.path)
  const found = await query<OrgRow>(
    sql`select ${ORG_COLUMNS} from ${ORG_FROM} where o.uscc = any(${codes}::text[])
      union select ${ORG_COLUMNS} from ${ORG_FROM} join unnest(${named.map((d) => d.path)}::text[], ${named.map((d) => d.name)}::text[]) as n (path, name)
        on o.path = n.path and o.name = n.name`,
  )
  const taken = await query<{ code: string }>(sql`select org_uscc_taken(${codes}::text[]) as code`)
  const byCode = new Map(found.flatMap((o) => (o.uscc === null ? [] : [[o.uscc, o] as const])))
  const byName = new Map(found.map((o) => [`${o.path}|${o.name}`, o]))
  return {
    knownOf(draft) {
      const coded = draft.uscc ? byCode.get(draft.uscc) : undefined
      if (coded) return coded
      const same = byName.get(`${draft.path}|${draft.name}`)
      return same && (!draft.uscc || same.uscc === null) ? same : undefined
    },
    taken: new Set(taken.map((t) => t.code)),
  }
}

/** What a match with the registry makes wrong about a row. */
export function matchFaults(
  draft: Partial<OrgDraft>,
  known: OrgRow | undefined,
  taken: ReadonlySet<string>,
  claims: Claims,
): ImportFault[] {
  if (!known) {
    if (!draft.uscc || !taken.has(draft.uscc)) return []
    const message = text('该代码已在您的辖区以外登记', 'This code is registered outside your jurisdiction')
    return [
      { column: 'uscc', message, remedy: text('核对代码；无误的请联系上级管理员', 'Check the code; if it is right, ask the level above') },
    ]
  }
  if (known.kind !== 'office' && can(claims, 'org.import', scopedOrg(known))) return []
  const message = text(`“${known.name}”已登记，您不能通过导入修改`, `"${known.name}" is registered and may not be changed by your import`)
  return [{ column: 'name', message, remedy: text('从表中删去这一行', 'Remove this row') }]
}

/** A page of what is wrong, by row. */
export async function errorsOf(
  read: <T>(statement: Sql) => Promise<T[]>,
  id: string,
  after: number,
  limit: number,
): Promise<{ errors: ImportView['errors']; next: number | null }> {
  const rows = await read<StagedRow>(
    sql`select row_no as row, cells, faults from import_row where batch_id = ${id}::uuid and row_no > ${after} and faults <> '[]'
      order by row_no limit ${limit + 1}`,
  )
  const errors = rows.slice(0, limit).flatMap((row) =>
    row.faults.map((f) => ({
      row: row.row,
      column: f.column,
      columnText: IMPORT_COLUMNS.find((c) => c.key === f.column)?.text ?? text(f.column, f.column),
      value: row.cells[f.column] ?? '',
      message: f.message,
      remedy: f.remedy,
    })),
  )
  return { errors, next: rows.length > limit ? (rows[limit - 1]?.row ?? null) : null }
}

/** Staged rows in their order, after a row number. */
export function stagedAfter(id: string, after: number, limit: number): Sql {
  return sql`select row_no as row, cells, draft, known_id as "knownId", faults from import_row
    where batch_id = ${id}::uuid and row_no > ${after} order by row_no limit ${limit}`
}

/** Old preparations of the person go when a new one begins. */
export async function dropOld(tx: Tx, personId: string, now: Date): Promise<void> {
  const before = new Date(now.getTime() - 7 * 86_400_000).toISOString()
  await tx.query(sql`delete from import_batch where person_id = ${personId}::uuid and created_at < ${before}::timestamptz`)
}
