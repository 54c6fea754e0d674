import { addDays } from '#kernel/calendar/index.ts'
import { sql, type Tx } from '#platform/db/index.ts'

export interface LicenceEnding {
  readonly id: string
  readonly orgId: string
  readonly orgName: string
  readonly officeId: string | null
  readonly path: string
  readonly sector: string | null
  readonly subjectId: string | null
  readonly personId: string | null
  readonly type: string
  readonly holder: string
  readonly number: string
  readonly validTo: string
  /** The notice day meant: the latest that fell due. */
  readonly due: string
  /** Days from `day` to the last valid day; negative = it has ended. */
  readonly daysLeft: number
}

/**
 * The licences of which notice falls due: on each of their notice days before the end, on the last valid day, and on the day
 * after it. Give `since` (the day of the run before) so that days on which the job did not run are not lost.
 * Call it with claims that may read all organisations.
 * @param day today, YYYY-MM-DD; @param since notices that fell due on it or before are left out; the day before by default
 */
export async function licencesEnding(tx: Tx, day: string, since: string = addDays(day, -1)): Promise<LicenceEnding[]> {
  return tx.query<LicenceEnding>(
    sql`select l.id, l.org_id as "orgId", o.name as "orgName", o.office_id as "officeId", o.path, o.sector, l.subject_id as "subjectId",
        l.person_id as "personId", l.type, l.holder, l.number, l.valid_to as "validTo",
        (select max(l.valid_to - n) from unnest(l.notice_days || array[0, -1]) n where l.valid_to - n <= ${day}::date) as due,
        l.valid_to - ${day}::date as "daysLeft"
      from licence l join org o on o.id = l.org_id
      where l.status = 'active' and l.valid_to is not null and o.status <> 'closed'
        and l.valid_to between ${since}::date - 1 and ${day}::date + 730
        and exists (select from unnest(l.notice_days || array[0, -1]) n where l.valid_to - n > ${since}::date and l.valid_to - n <= ${day}::date)
      order by l.valid_to, l.id`,
  )
}

/** Notes that a notice went out. False: it went out before, so it must not go again. */
export async function noteTold(tx: Tx, licence: Pick<LicenceEnding, 'id' | 'due'>): Promise<boolean> {
  const made = await tx.query(
    sql`insert into licence_told (licence_id, due) values (${licence.id}::uuid, ${licence.due}::date) on conflict do nothing returning due`,
  )
  return made.length > 0
}
