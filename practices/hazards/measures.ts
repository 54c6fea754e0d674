import { percentOf, type MeasureDef, type MeasureInput } from '#kernel/measure/index.ts'
import { text, type Text } from '#kernel/text.ts'
import type { Counter, CounterAsk } from '#mechanisms/measures/index.ts'
import { raw, sql, type Sql } from '#platform/db/index.ts'

const dayOf = (column: string): string => `(${column} at time zone 'Asia/Shanghai')::date`
const items = text('项', 'items')
const per = text('%', '%')

/** Hazards that are none (dismissed) never count. */
const found = (n: string): Sql => sql`select m.path, ${raw(dayOf('m.opened_at'))} as day, m.sector, m.office_id as office, m.level,
    ${raw(n)} as n from matter m where m.kind = 'hazard' and m.phase <> 'void'`

const checks = (n: string): Sql => sql`select m.path, ${raw(dayOf('m.opened_at'))} as day, m.sector, m.office_id as office,
    m.fields->>'checkLevel' as level, ${raw(n)} as n from matter m where m.kind = 'selfcheck' and m.state in ('done', 'late', 'missed', 'lapsed')`

/** Each report of rectification against the deadline that stood before it. */
const rectified = (
  n: string,
): Sql => sql`select m.path, ${raw(dayOf('a.at'))} as day, m.sector, m.office_id as office, m.level, ${raw(n)} as n
    from act a join matter m on m.id = a.matter_id
    left join lateral (select (b.effect->>'dueAt')::timestamptz as due from act b
      where b.matter_id = a.matter_id and b.seq < a.seq and b.effect ? 'dueAt' order by b.seq desc limit 1) d on true
    where a.kind = 'hazard' and a.act = 'rectify' and m.phase <> 'void'`

/** How long a self-check vouches for an enterprise: a quarter. */
const CHECK_DAYS = 92

/** Spans in which an enterprise had checked itself within a quarter; they never overlap, so that it counts once. */
const checking = sql`select path, since, least(since + ${raw(String(CHECK_DAYS))}, coalesce(next, since + ${raw(String(CHECK_DAYS))})) as until, sector, office, 1 as n
    from (select c.*, lead(c.since) over (partition by c.org order by c.since) as next
      from (select distinct m.org_id as org, m.path, ${raw(dayOf('m.closed_at'))} as since, m.sector, m.office_id as office from matter m
        where m.kind = 'selfcheck' and m.state in ('done', 'late') and m.org_id is not null) c) s`

function href(kind: string, more: Readonly<Record<string, string>>) {
  return ({ path, period, where }: CounterAsk): string => {
    const { office, ...rest } = where
    const lists = Object.fromEntries(Object.entries(rest).map(([name, values]) => [name, values.join(',')]))
    const query = {
      kind,
      path,
      openedFrom: period.from,
      openedTo: period.to,
      ...lists,
      ...(office?.[0] ? { officeId: office[0] } : {}),
      ...more,
    }
    return `/matters?${new URLSearchParams(query).toString()}`
  }
}

const noList = (): null => null
const hazards = { kind: 'flow', object: 'hazard', filters: ['level'], unit: items, source: text('隐患记录', 'Records of hazards') } as const
const selfchecks = {
  kind: 'flow',
  object: 'selfcheck',
  filters: ['level'],
  unit: items,
  source: text('自查记录', 'Records of self-checks'),
} as const
const NOT_VOID = 'open,waiting,closed'

/** What measures may count of hazards and self-checks. */
export const hazardCounters: readonly Counter[] = [
  { ...hazards, id: 'hazard.found', text: text('发现隐患', 'Hazards found'), rows: found('1'), href: href('hazard', { phase: NOT_VOID }) },
  {
    ...hazards,
    id: 'hazard.found-closed',
    text: text('其中已销号', 'Of these closed'),
    rows: found(`(m.phase = 'closed')::int`),
    href: href('hazard', { phase: 'closed' }),
  },
  {
    ...hazards,
    id: 'hazard.found-listed',
    text: text('其中已挂牌督办', 'Of these under supervised listing'),
    rows: found(`(exists (select from matter l where l.parent_id = m.id and l.kind = 'listing'))::int`),
    href: noList,
  },
  { ...hazards, id: 'hazard.rectified', text: text('报整改完成', 'Reports of rectification'), rows: rectified('1'), href: noList },
  {
    ...hazards,
    id: 'hazard.rectified-in-time',
    text: text('其中在期限内', 'Of these in time'),
    rows: rectified('(d.due is null or a.at <= d.due)::int'),
    href: noList,
  },
  {
    ...selfchecks,
    id: 'selfcheck.due',
    text: text('应做自查', 'Self-checks due'),
    rows: checks('1'),
    href: href('selfcheck', { state: 'done,late,missed,lapsed' }),
  },
  {
    ...selfchecks,
    id: 'selfcheck.done',
    text: text('其中按时完成', 'Of these done in time'),
    rows: checks(`(m.state = 'done')::int`),
    href: href('selfcheck', { state: 'done' }),
  },
  {
    ...selfchecks,
    kind: 'stock',
    filters: [],
    id: 'org.checking',
    text: text('一季度内做过自查的企业', 'Enterprises that checked themselves within a quarter'),
    unit: text('家', 'enterprises'),
    rows: checking,
    href: noList,
  },
]

const input = (id: string, words: Text, counter: string, where?: Readonly<Record<string, readonly string[]>>): MeasureInput => ({
  id,
  text: words,
  unit: items,
  from: { counter, ...(where ? { where } : {}) },
})

const law = (article: string, en: string) =>
  ({ text: text(`《安全生产法》${article}`, `Work Safety Law, ${en}`), status: 'verified' }) as const
const local = { text: text('安全生产考核指标（本地约定）', 'Assessment indicators (local practice)'), status: 'from-knowledge' } as const
const common = { unit: per, digits: 1, better: 'more', breakdowns: ['town', 'sector', 'office'], period: 'day' } as const

/** Figures on hazards and self-checks. */
export const hazardMeasures: readonly MeasureDef[] = [
  {
    ...common,
    id: 'hazard-closed',
    text: text('隐患销号率', 'Share of hazards closed'),
    clause: law('第四十一条', 'Art. 41'),
    formula: text(
      '这段时间发现、现已销号的隐患 ÷ 这段时间发现的隐患',
      'Hazards found in the period and closed by now ÷ found in the period',
    ),
    inputs: [input('closed', text('已销号', 'Closed'), 'hazard.found-closed'), input('found', text('发现隐患', 'Found'), 'hazard.found')],
    compute: percentOf('closed', 'found'),
  },
  {
    ...common,
    id: 'hazard-in-time',
    text: text('隐患按期整改率', 'Share of rectifications in time'),
    clause: local,
    formula: text(
      '在期限内报整改完成 ÷ 全部报整改完成（退回重改的每次都算）',
      'Reported in time ÷ all reports of rectification (returned ones each time)',
    ),
    inputs: [
      input('inTime', text('在期限内', 'In time'), 'hazard.rectified-in-time'),
      input('all', text('报整改完成', 'Reports of rectification'), 'hazard.rectified'),
    ],
    compute: percentOf('inTime', 'all'),
  },
  {
    ...common,
    id: 'majors-listed',
    text: text('重大隐患挂牌督办率', 'Share of major hazards under supervised listing'),
    clause: law('第四十一条', 'Art. 41'),
    formula: text('已挂牌督办的重大隐患 ÷ 这段时间发现的重大隐患', 'Major hazards listed ÷ major hazards found in the period'),
    inputs: [
      input('listed', text('已挂牌督办', 'Listed'), 'hazard.found-listed', { level: ['major'] }),
      input('found', text('重大隐患', 'Major hazards'), 'hazard.found', { level: ['major'] }),
    ],
    compute: percentOf('listed', 'found'),
  },
  {
    ...common,
    id: 'majors-closed',
    text: text('重大隐患销号率', 'Share of major hazards closed'),
    clause: law('第四十一条', 'Art. 41'),
    formula: text('现已销号的重大隐患 ÷ 这段时间发现的重大隐患', 'Major hazards closed by now ÷ found in the period'),
    inputs: [
      input('closed', text('已销号', 'Closed'), 'hazard.found-closed', { level: ['major'] }),
      input('found', text('重大隐患', 'Major hazards'), 'hazard.found', { level: ['major'] }),
    ],
    compute: percentOf('closed', 'found'),
  },
  {
    ...common,
    id: 'checks-in-time',
    text: text('自查按时完成率', 'Share of self-checks done in time'),
    clause: local,
    formula: text('按时完成的自查 ÷ 应做的自查', 'Self-checks done in time ÷ due'),
    inputs: [input('done', text('按时完成', 'Done in time'), 'selfcheck.done'), input('due', text('应做自查', 'Due'), 'selfcheck.due')],
    compute: percentOf('done', 'due'),
  },
  {
    ...common,
    id: 'dual-prevention',
    text: text('双重预防机制覆盖率（按自查）', 'Coverage of dual prevention (by self-checks)'),
    clause: law('第四条', 'Art. 4'),
    formula: text(
      `期末前 ${CHECK_DAYS} 天内做过自查的企业 ÷ 在册企业；风险清单不在本口径内`,
      `Enterprises that checked themselves in the ${CHECK_DAYS} days before the end ÷ registered; lists of risks are not part of it`,
    ),
    inputs: [
      { ...input('checking', text('做过自查的企业', 'Enterprises that checked'), 'org.checking'), unit: text('家', 'enterprises') },
      { ...input('orgs', text('在册企业', 'Registered enterprises'), 'org.enterprises'), unit: text('家', 'enterprises') },
    ],
    compute: percentOf('checking', 'orgs'),
  },
]
