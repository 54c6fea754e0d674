import { addDays } from '#kernel/calendar/index.ts'
import { text, type Text } from '#kernel/text.ts'
import type { TellDeps } from '#mechanisms/matters/index.ts'
import { licencesEnding, noteTold } from '#mechanisms/registry/index.ts'
import { sql } from '#platform/db/index.ts'

function titleOf(daysLeft: number): Text {
  if (daysLeft < 0) return text('证照已过期', 'A licence has expired')
  return daysLeft === 0
    ? text('证照今天到期', 'A licence ends today')
    : text(`证照还有 ${daysLeft} 天到期`, `A licence ends in ${daysLeft} days`)
}

/** Days that a notice may come late: so long the job may stand still, or a licence be entered late, and its people still learn of it. */
const MOST_LATE = 31

/**
 * Tells the holders' people of licences whose notice day has come. What was told is on record, so that it may run any number
 * of times a day and after days on which it did not run. Returns how many notices went out.
 */
export async function tellLicences(deps: Pick<TellDeps, 'db' | 'system' | 'notify' | 'roles'>, day: string): Promise<number> {
  return deps.db.tx(deps.system, async (tx) => {
    const roles = [...deps.roles().values()].filter((r) => (r.grants['licence.edit'] ?? []).includes('office')).map((r) => r.id)
    let sent = 0
    for (const licence of await licencesEnding(tx, day, addDays(day, -MOST_LATE))) {
      const people = await tx.query<{ id: string }>(
        sql`select distinct person_id as id from post where org_id = ${licence.orgId}::uuid and active and role = any(${roles}) limit 20`,
      )
      // Nobody there to be told: whoever comes within the days is.
      if (people.length === 0 || !(await noteTold(tx, licence))) continue
      const left = licence.daysLeft
      await deps.notify(tx, {
        personIds: people.map((p) => p.id),
        title: titleOf(left),
        body: text(`编号 ${licence.number}，有效期至 ${licence.validTo}`, `Number ${licence.number}, valid to ${licence.validTo}`),
        link: `/registry/${licence.orgId}`,
        level: left < 0 ? 'urgent' : 'warn',
        kind: 'licence',
      })
      sent++
    }
    return sent
  })
}
