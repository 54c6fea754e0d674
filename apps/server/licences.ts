import { text, type Text } from '#kernel/text.ts'
import type { TellDeps } from '#mechanisms/matters/index.ts'
import { licencesEnding } from '#mechanisms/registry/index.ts'
import { sql } from '#platform/db/index.ts'

function titleOf(daysLeft: number): Text {
  if (daysLeft < 0) return text('证照已过期', 'A licence has expired')
  return daysLeft === 0
    ? text('证照今天到期', 'A licence ends today')
    : text(`证照还有 ${daysLeft} 天到期`, `A licence ends in ${daysLeft} days`)
}

/** Tells the holders' people of licences whose notice day it is. Runs once a day; returns how many notices went out. */
export async function tellLicences(deps: Pick<TellDeps, 'db' | 'system' | 'notify' | 'roles'>, day: string): Promise<number> {
  return deps.db.tx(deps.system, async (tx) => {
    const roles = [...deps.roles().values()].filter((r) => (r.grants['licence.edit'] ?? []).includes('office')).map((r) => r.id)
    let sent = 0
    for (const licence of await licencesEnding(tx, day)) {
      const people = await tx.query<{ id: string }>(
        sql`select distinct person_id as id from post where org_id = ${licence.orgId}::uuid and active and role = any(${roles}) limit 20`,
      )
      if (people.length === 0) continue
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
