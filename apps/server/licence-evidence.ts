import { text } from '#kernel/text.ts'
import { shareOf } from '#mechanisms/scoring/index.ts'
import { sql } from '#platform/db/index.ts'

/** Licences and certificates of a party that are valid on the day of its score. */
export const licenceEvidence = shareOf(
  'licences-valid',
  text('证照有效', 'Valid licences'),
  ({
    orgId,
    path,
    area,
    to,
  }) => sql`select count(*)::int as whole, (count(*) filter (where l.valid_to is null or l.valid_to >= ${to}::date))::int as part
    from licence l join org o on o.id = l.org_id where l.status = 'active'
      and ${area ? sql`o.path >= ${path} and o.path < ${`${path}~`}` : sql`o.id = ${orgId}::uuid`}`,
  ({ orgId, area }) => (area ? null : `/registry/${orgId}`),
)
