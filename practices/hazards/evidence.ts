import { text } from '#kernel/text.ts'
import { ofParty, shareOf, type EvidenceDef } from '#mechanisms/scoring/index.ts'
import { sql } from '#platform/db/index.ts'

interface Ask {
  readonly orgId: string
  readonly path: string
  readonly area: boolean
  readonly from: string
  readonly to: string
}

const span = (column: 'm.opened_at' | 'a.at', { from, to }: Ask) =>
  column === 'a.at'
    ? sql`(a.at at time zone 'Asia/Shanghai')::date between ${from}::date and ${to}::date`
    : sql`(m.opened_at at time zone 'Asia/Shanghai')::date between ${from}::date and ${to}::date`

const list =
  (more: Readonly<Record<string, string>>) =>
  ({ orgId, path, area, from, to }: Ask): string =>
    `/matters?${new URLSearchParams({ ...(area ? { path } : { orgId }), openedFrom: from, openedTo: to, ...more }).toString()}`

/** What the records of hazards and self-checks say of a party in a score. */
export const hazardEvidence: readonly EvidenceDef[] = [
  shareOf(
    'hazards-on-time',
    text('报整改时在期限内', 'Reports of rectification in time'),
    (ask) => sql`select count(*)::int as whole, (count(*) filter (where d.due is null or a.at <= d.due))::int as part
      from act a join matter m on m.id = a.matter_id
      left join lateral (select (b.effect->>'dueAt')::timestamptz as due from act b
        where b.matter_id = a.matter_id and b.seq < a.seq and b.effect ? 'dueAt' order by b.seq desc limit 1) d on true
      where a.kind = 'hazard' and a.act = 'rectify' and m.phase <> 'void' and ${span('a.at', ask)} and ${ofParty('m', ask)}`,
    list({ kind: 'hazard' }),
  ),
  shareOf(
    'major-hazards-closed',
    text('重大隐患已销号', 'Major hazards closed'),
    (ask) => sql`select count(*)::int as whole, (count(*) filter (where m.phase = 'closed'))::int as part from matter m
      where m.kind = 'hazard' and m.level = 'major' and m.phase <> 'void' and ${span('m.opened_at', ask)} and ${ofParty('m', ask)}`,
    list({ kind: 'hazard', level: 'major' }),
  ),
  shareOf(
    'checks-done',
    text('自查按时完成', 'Self-checks done in time'),
    (ask) => sql`select count(*)::int as whole, (count(*) filter (where m.state = 'done'))::int as part from matter m
      where m.kind = 'selfcheck' and m.state in ('done', 'late', 'missed', 'lapsed') and ${span('m.opened_at', ask)} and ${ofParty('m', ask)}`,
    list({ kind: 'selfcheck', state: 'done,late,missed,lapsed' }),
  ),
]
