import { text } from '#kernel/text.ts'
import type { Counter, CounterAsk } from '#mechanisms/measures/index.ts'
import { raw, sql, type Sql } from '#platform/db/index.ts'

const source = text('底册', 'Registry')
const shared = { kind: 'stock', object: 'org', source } as const
const since = raw(`coalesce(l.valid_from, l.issued_on, (l.created_at at time zone 'Asia/Shanghai')::date)`)

const licences = (
  until: string,
): Sql => sql`select o.path, ${since} as since, ${raw(until)} as until, o.sector, o.office_id as office, l.type, 1 as n
  from licence l join org o on o.id = l.org_id`

const orgList = ({ path, where }: CounterAsk): string => {
  const lists = Object.fromEntries(Object.entries(where).map(([name, values]) => [name, values.join(',')]))
  return `/registry?${new URLSearchParams({ kind: 'enterprise', path, ...lists }).toString()}`
}

/** What measures may count of the registry. A list of it shows today only: it is linked where the figure is of today's state. */
export const registryCounters: readonly Counter[] = [
  {
    ...shared,
    id: 'org.enterprises',
    text: text('在册企业', 'Registered enterprises'),
    unit: text('家', 'enterprises'),
    filters: [],
    rows: sql`select o.path, (o.created_at at time zone 'Asia/Shanghai')::date as since, null::date as until, o.sector, o.office_id as office, 1 as n
      from org o where o.kind = 'enterprise' and o.status = 'active'`,
    href: orgList,
  },
  {
    ...shared,
    id: 'org.licensed',
    text: text('持有效证书的企业', 'Enterprises with a valid certificate'),
    unit: text('家', 'enterprises'),
    filters: ['type'],
    // The spans of one enterprise never overlap, so that a renewed certificate counts once.
    rows: sql`select path, since, least(until, next) as until, sector, office, type, 1 as n from (
      select s.*, lead(s.since) over (partition by s.org, s.type order by s.since, s.id) as next from (
        select l.id, o.id as org, o.path, ${since} as since, l.valid_to + 1 as until, o.sector, o.office_id as office, l.type
        from licence l join org o on o.id = l.org_id and o.kind = 'enterprise' and o.status = 'active' where l.status = 'active') s) t`,
    href: () => null,
  },
  {
    ...shared,
    id: 'licence.recorded',
    text: text('登记的证书', 'Certificates on record'),
    unit: text('本', 'certificates'),
    filters: ['type'],
    rows: sql`${licences('null::date')} where l.status = 'active'`,
    href: () => null,
  },
  {
    ...shared,
    id: 'licence.valid',
    text: text('有效的证书', 'Valid certificates'),
    unit: text('本', 'certificates'),
    filters: ['type'],
    rows: sql`${licences('l.valid_to + 1')} where l.status = 'active'`,
    href: () => null,
  },
]
