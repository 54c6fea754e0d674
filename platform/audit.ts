import { sql, type Tx } from '#platform/db/index.ts'

export interface AuditEntry {
  readonly name: string
  readonly session: { readonly claims: { readonly personId: string; readonly postId: string; readonly orgId: string } }
  readonly info?: { readonly ip: string; readonly requestId: string }
  readonly object?: string
  readonly objectId?: string
  readonly detail?: Record<string, unknown>
}

const orNull = (value: string): string | null => (value === '' ? null : value)

/** The only place that writes the audit: in the transaction of the deed, so that without it nothing happened. */
export async function writeAudit(tx: Tx, entry: AuditEntry): Promise<void> {
  const { claims } = entry.session
  tx.send(
    sql`insert into audit (name, person_id, post_id, org_id, ip, request_id, object, object_id, detail)
      values (${entry.name}, ${orNull(claims.personId)}::uuid, ${orNull(claims.postId)}::uuid, ${orNull(claims.orgId)}::uuid,
        ${entry.info?.ip ?? null}, ${entry.info?.requestId ?? null}, ${entry.object ?? null}, ${entry.objectId ?? null},
        ${JSON.stringify(entry.detail ?? {})}::jsonb)`,
  )
}
