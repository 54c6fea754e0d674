import { can } from '#kernel/access/index.ts'
import { text } from '#kernel/text.ts'
import type { Sql, Tx } from '#platform/db/index.ts'
import { conflict, notFound } from '#platform/http/index.ts'
import type { Change, OrgRow } from '../model.ts'
import { difference, recordChanges } from './changes.ts'
import { scopedOrg, type Doer } from './deps.ts'
import { findOrg } from './org-commands.ts'

/** The organisation under which something is to be written. 404 where the post may not do so there. */
export async function orgToWrite(tx: Tx, doer: Doer, orgId: string, permission: string): Promise<OrgRow> {
  const org = await findOrg(tx, orgId)
  if (!can(doer.claims, permission, scopedOrg(org))) throw notFound()
  return org
}

interface Row {
  readonly id: string
  readonly orgId: string
  readonly version: number
}

/**
 * What every change below an organisation does: find and lock, permission by the organisation, version, difference, history.
 * @param next the row as it is to be, from the row as it is; throws what is wrong
 * @param write the statement that stores it, with the version raised
 */
export async function changeBelow<R extends Row>(
  tx: Tx,
  doer: Doer,
  how: {
    entity: Change['entity']
    permission: string
    find: Sql
    version: number
    next: (row: R, org: OrgRow) => R | Promise<R>
    write: (row: R) => Sql
  },
): Promise<R> {
  const [row] = await tx.query<R>(how.find)
  if (!row) throw notFound()
  const org = await orgToWrite(tx, doer, row.orgId, how.permission)
  if (row.version !== how.version) {
    throw conflict(text('他人刚改过这条记录，请核对后再保存', 'Somebody else has just changed this record; compare and save again'), {
      current: row,
    })
  }
  const next = await how.next(row, org)
  const parts = difference(Object.fromEntries(Object.entries(row)), Object.fromEntries(Object.entries(next)))
  if (!parts) return row
  await tx.query(how.write(next))
  await recordChanges(tx, doer, [{ entity: how.entity, entityId: row.id, orgId: row.orgId, ...parts }])
  return { ...next, version: row.version + 1 }
}

/** The values of a patch that were given. */
export function given<P extends object>(patch: P): { [K in keyof P]?: Exclude<P[K], undefined> } {
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)) as {
    [K in keyof P]?: Exclude<P[K], undefined>
  }
}
