import { can } from '#kernel/access/index.ts'
import { cstDate } from '#kernel/calendar/index.ts'
import { raw, sql, type Sql } from '#platform/db/index.ts'
import { notFound, type ReadContext } from '#platform/http/index.ts'
import type { z } from 'zod'
import type { LicenceRow, OrgFile, OrgRow, PersonRow, RelationRow, SubjectRow } from '../model.ts'
import { scopedOrg } from './deps.ts'
import { ORG_COLUMNS, ORG_FROM } from './org-views.ts'

export const SUBJECT_COLUMNS =
  raw(`s.id, s.org_id as "orgId", o.name as "orgName", s.sector, s.type, s.name, s.path, s.address, s.lng, s.lat,
  s.fields, s.status, s.version`)
export const SUBJECT_FROM = raw('subject s join org o on o.id = s.org_id')

export const LICENCE_COLUMNS = raw(`l.id, l.org_id as "orgId", o.name as "orgName", l.subject_id as "subjectId", s.name as "subjectName",
  l.person_id as "personId", l.type, l.holder, l.number, l.issuer, l.issued_on as "issuedOn", l.valid_from as "validFrom", l.valid_to as "validTo",
  l.notice_days as "noticeDays", l.note, l.status, l.version`)
export const LICENCE_FROM = raw('licence l join org o on o.id = l.org_id left join subject s on s.id = l.subject_id')

export const RELATION_COLUMNS =
  raw(`r.id, r.org_id as "orgId", o.name as "orgName", r.kind, r.other_id as "otherId", r.other_name as "otherName",
  r.since, r.until, r.note, r.status, r.version`)
export const RELATION_FROM = raw('relation r left join org o on o.id = r.org_id')

/** What stands below one organisation is small; past this a list says that it was cut. */
const CUT = 500

function peopleOf(id: string): Sql {
  return sql`select p.id, p.name, p.phone, jsonb_agg(jsonb_build_object('id', t.id, 'title', t.title, 'role', t.role, 'roleText', r.text)
      order by t.created_at) as posts
    from post t join person p on p.id = t.person_id join role r on r.id = t.role
    where t.org_id = ${id}::uuid and t.active and p.active group by p.id order by p.name, p.id limit ${CUT + 1}`
}

/** The whole file of one organisation (一企一档). 404 outside the scope. */
export async function orgFile({ session, now, read }: ReadContext, id: string): Promise<OrgFile> {
  const { claims } = session
  const [org] = await read<OrgRow & { parentName: string | null }>(
    sql`select ${ORG_COLUMNS}, u.name as "parentName" from ${ORG_FROM} left join org u on u.id = o.parent_id where o.id = ${id}::uuid`,
    true,
  )
  if (!org) throw notFound()
  const row = scopedOrg(org)
  const [subjects, licences, relations, people, matters] = await Promise.all([
    can(claims, 'subject.read', row)
      ? read<SubjectRow>(
          sql`select ${SUBJECT_COLUMNS} from ${SUBJECT_FROM} where s.org_id = ${id}::uuid order by s.status, s.name, s.id limit ${CUT + 1}`,
        )
      : [],
    can(claims, 'licence.read', row)
      ? read<LicenceRow>(
          sql`select ${LICENCE_COLUMNS} from ${LICENCE_FROM} where l.org_id = ${id}::uuid order by l.status, l.valid_to, l.id limit ${CUT + 1}`,
        )
      : [],
    read<RelationRow>(
      sql`select ${RELATION_COLUMNS} from ${RELATION_FROM} where r.org_id = ${id}::uuid or r.other_id = ${id}::uuid order by r.status, r.id limit ${CUT + 1}`,
    ),
    can(claims, 'person.read', row) ? read<z.output<typeof PersonRow>>(peopleOf(id)) : null,
    read<OrgFile['matters'][number]>(
      sql`select kind, phase, count(*)::int as count from matter where org_id = ${id}::uuid group by 1, 2 order by 1, 2`,
    ),
  ])
  const edit = can(claims, 'org.edit', row)
  return {
    org,
    subjects: subjects.slice(0, CUT),
    licences: licences.slice(0, CUT),
    relations: relations.slice(0, CUT),
    people: people?.slice(0, CUT) ?? null,
    matters,
    abilities: {
      edit,
      editAll: edit && !(org.kind === 'enterprise' && claims.orgId === org.id),
      subjects: can(claims, 'subject.edit', row),
      licences: can(claims, 'licence.edit', row),
    },
    cut: [subjects, licences, relations, people ?? []].some((l) => l.length > CUT),
    today: cstDate(now),
  }
}
