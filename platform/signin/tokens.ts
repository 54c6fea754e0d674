import { createHash, randomBytes } from 'node:crypto'
import type { Claims } from '#kernel/access/index.ts'
import { sql, type Db } from '#platform/db/index.ts'

export const TOKEN_PREFIX = 'anl_'

/** A new API token: 256 random bits, so that a plain hash is enough to keep it by. */
export function newToken(): { token: string; hash: string } {
  const token = TOKEN_PREFIX + randomBytes(32).toString('base64url')
  return { token, hash: tokenHash(token) }
}

export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/** A scope is an audit name (`matter.act`) or all of an object (`matter.*`). */
export const TOKEN_SCOPE = /^[a-zA-Z][\w-]*\.(\*|[\w.-]+)$/

export interface TokenRow {
  readonly id: string
  readonly personId: string
  readonly postId: string
  readonly scopes: string[]
}

/** A token that is neither revoked nor expired. Notes the use, at most every ten minutes. */
export async function findToken(db: Db, system: Claims, hash: string, now: Date): Promise<TokenRow | null> {
  const [row] = await db.read<TokenRow & { lastUsedAt: string | null }>(
    system,
    sql`select id, person_id as "personId", post_id as "postId", scopes, last_used_at as "lastUsedAt" from signin.api_token
      where hash = ${hash} and revoked_at is null and expires_at > ${now}`,
  )
  if (!row) return null
  if (row.lastUsedAt === null || now.getTime() - Date.parse(row.lastUsedAt) > 600_000) {
    await db.read(system, sql`update signin.api_token set last_used_at = ${now} where id = ${row.id}::uuid`)
  }
  return row
}
