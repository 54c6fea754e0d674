import { percentOf, type MeasureDef } from '#kernel/measure/index.ts'
import { text, type Text } from '#kernel/text.ts'
import type { Counter } from '#mechanisms/measures/index.ts'
import { raw, sql, type Sql } from '#platform/db/index.ts'

const units = text('个', 'installations')
const source = text('重大危险源台账与监测读数', 'Records of major hazard installations and readings')
/** Silent for longer than this, an installation counts as cut off: a day of grace for a gateway that is mended. */
const SILENT_DAYS = 2

/** Installations of the four levels; one that cannot be judged or is none does not count. */
const installed = (since: Sql, until: Sql, join: Sql = sql``): Sql => sql`select o.path, ${since} as since, ${until} as until, o.sector,
    o.office_id as office, i.rank::text as rank, 1 as n
  from installation i join org o on o.id = i.org_id ${join} where i.status = 'active' and i.rank <= 4`

const created = raw(`(i.created_at at time zone 'Asia/Shanghai')::date`)
const never = raw('null::date')

/** From the first day with readings of its points to two days after the newest; points of the whole enterprise where it names no subject. */
const heard = sql`join lateral (
    select min(coalesce(d.day, (l.received_at at time zone 'Asia/Shanghai')::date)) as since,
      max((l.received_at at time zone 'Asia/Shanghai')::date) + ${raw(String(SILENT_DAYS))} as until
    from point p join reading_latest l on l.point = p.no
      left join lateral (select (r.t at time zone 'Asia/Shanghai')::date as day from reading_day r where r.point = p.no order by r.t limit 1) d on true
    where p.org_id = i.org_id and p.status = 'active' and (i.subject_id is null or p.subject_id is null or p.subject_id = i.subject_id)
  ) h on h.since is not null`

const shared = { kind: 'stock', object: 'installation', unit: units, source, filters: ['rank'] } as const

/** What measures may count of major hazard installations. */
export const installationCounters: readonly Counter[] = [
  {
    ...shared,
    id: 'installation.count',
    text: text('在册重大危险源', 'Registered installations'),
    rows: installed(created, never),
    href: () => '/installations',
  },
  {
    ...shared,
    id: 'installation.heard',
    // The rows of points decide: who may not see them gets no figure.
    object: 'point',
    text: text('监测数据接入且在线', 'With readings that arrive'),
    rows: installed(raw('h.since'), raw('h.until'), heard),
    href: () => '/monitoring',
  },
  {
    ...shared,
    id: 'installation.filed',
    text: text('已备案', 'Filed'),
    rows: sql`${installed(raw('i.filed_on'), never)} and i.filed_on is not null`,
    href: () => '/installations',
  },
]

const input = (id: string, words: Text, counter: string) => ({ id, text: words, unit: units, from: { counter } })
const all = input('all', text('在册重大危险源', 'Registered installations'), 'installation.count')
const common = {
  unit: text('%', '%'),
  digits: 1,
  better: 'more',
  breakdowns: ['town', 'office'],
  period: 'day',
  clause: { text: text('《危险化学品安全法》第十三条', 'Hazardous Chemicals Safety Law, Art. 13'), status: 'verified' },
} as const

export const installationMeasures: readonly MeasureDef[] = [
  {
    ...common,
    id: 'installations-connected',
    text: text('重大危险源监测联网率', 'Share of major hazard installations with connected monitoring'),
    formula: text(
      `期末有监测读数传入的重大危险源 ÷ 在册重大危险源；停传 ${SILENT_DAYS} 天即不算联网（本地约定）`,
      `Installations whose readings arrive at the end of the period ÷ registered; silent for ${SILENT_DAYS} days = not connected (local practice)`,
    ),
    inputs: [input('heard', text('监测数据接入且在线', 'With readings that arrive'), 'installation.heard'), all],
    compute: percentOf('heard', 'all'),
  },
  {
    ...common,
    id: 'installations-filed',
    text: text('重大危险源备案率', 'Share of major hazard installations that are filed'),
    formula: text('已备案的重大危险源 ÷ 在册重大危险源', 'Filed ÷ registered'),
    inputs: [input('filed', text('已备案', 'Filed'), 'installation.filed'), all],
    compute: percentOf('filed', 'all'),
  },
]
