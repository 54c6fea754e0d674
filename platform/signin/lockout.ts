import { createHash } from 'node:crypto'
import { fill, text } from '#kernel/text.ts'
import { sql, type Db } from '#platform/db/index.ts'
import type { Claims } from '#kernel/access/index.ts'
import { Problem } from '#platform/http/index.ts'
import type { LockRules } from './types.ts'

export const LOCK_RULES: LockRules = { perAccount: 5, perAddress: 60, windowMinutes: 15, lockMinutes: 15 }

/** The name is hashed: people type passwords into the name field. Unknown names are counted too, so that the answer tells nothing. */
export const accountKey = (username: string): string => `account:${createHash('sha256').update(username).digest('hex')}`
export const addressKey = (ip: string): string => `address:${ip}`

export interface Lockout {
  /** Counts the attempt before it is made, so that many at once gain nothing. Throws a 429 problem that says until when. */
  begin(username: string, ip: string): Promise<void>
  /** The attempt failed. Returns how many are left before the account is locked, and until when it is locked now. */
  failed(username: string, ip: string): Promise<{ left: number; until: string | null }>
  succeeded(username: string, ip: string): Promise<void>
}

/** Beijing time, as people here read it. */
function clock(iso: string): string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' })
  return format.format(new Date(iso))
}

export function locked(until: string): Problem {
  const at = clock(until)
  return new Problem(
    429,
    'locked',
    fill(text('连续失败次数过多，已锁定至 {at}', 'Too many failures; locked until {at} (Beijing time)'), { at }),
    {
      detail: text(
        '请在该时间之后再试，或请管理员解锁、重置密码。',
        'Try again after that, or ask the administrator to unlock or to reset the password.',
      ),
      extra: { until },
    },
  )
}

export function createLockout(db: Db, claims: Claims, rules: LockRules, now: () => Date): Lockout {
  const limits = (username: string, ip: string): [string, number][] => [
    [addressKey(ip), rules.perAddress],
    [accountKey(username), rules.perAccount],
  ]

  async function count(key: string, limit: number): Promise<void> {
    const at = now()
    const since = new Date(at.getTime() - rules.windowMinutes * 60_000)
    const until = new Date(at.getTime() + rules.lockMinutes * 60_000)
    const [row] = await db.read<{ count: number; locked_until: string | null }>(
      claims,
      sql`insert into signin.failure as f (key, count, since) values (${key}, 1, ${at})
        on conflict (key) do update set
          count = case when f.locked_until > ${at} then f.count
            when f.locked_until is not null or f.since < ${since} then 1 else f.count + 1 end,
          since = case when f.locked_until > ${at} then f.since
            when f.locked_until is not null or f.since < ${since} then ${at}::timestamptz else f.since end,
          locked_until = case when f.locked_until > ${at} then f.locked_until
            when f.locked_until is null and f.since >= ${since} and f.count >= ${limit} then ${until}::timestamptz else null end
        returning count, locked_until`,
    )
    if (row?.locked_until) throw locked(row.locked_until)
  }

  return {
    async begin(username, ip) {
      for (const [key, limit] of limits(username, ip)) await count(key, limit)
    },
    async failed(username, ip) {
      const until = new Date(now().getTime() + rules.lockMinutes * 60_000)
      let answer: { left: number; until: string | null } = { left: 0, until: null }
      for (const [key, limit] of limits(username, ip)) {
        const [row] = await db.read<{ count: number; locked_until: string | null }>(
          claims,
          sql`update signin.failure set locked_until =
              case when locked_until is null and count >= ${limit} then ${until}::timestamptz else locked_until end
            where key = ${key} returning count, locked_until`,
        )
        answer = { left: Math.max(0, limit - (row?.count ?? 0)), until: row?.locked_until ?? answer.until }
      }
      return answer
    },
    async succeeded(username, ip) {
      await db.read(claims, sql`delete from signin.failure where key = ${accountKey(username)}`)
      // Taken back and not cleared: otherwise one good account would let its owner try others without end.
      await db.read(claims, sql`update signin.failure set count = greatest(count - 1, 0) where key = ${addressKey(ip)}`)
    },
  }
}
