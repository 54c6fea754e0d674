import { cstDate } from '#kernel/calendar/index.ts'
import { text, type Lang, type Text } from '#kernel/text.ts'
import { docx, type DocxBlock, type DocxText } from '#mechanisms/documents/index.ts'
import { sql, type Sql } from '#platform/db/index.ts'
import { FALSE_TEXT, LEVEL_TEXT, LEVELS, type IndexRow, type LevelKey, type StatsQuery, type StatsRow } from '../model.ts'
import { INDEX_PARTS, INDEX_VERSION, RECURRENCE_DAYS } from '../rules.ts'
import { indexRows, reasonsOf, statisticsOf, within } from './statistics.ts'
import type { z } from 'zod'

type Query = z.output<typeof StatsQuery>

/** First and last day of a month `YYYY-MM`, some months on. */
function monthOf(month: string, on = 0): Query {
  const [y = 0, m = 1] = month.split('-').map(Number)
  const day = (at: number): string => new Date(at).toISOString().slice(0, 10)
  return { from: day(Date.UTC(y, m - 1 + on, 1)), to: day(Date.UTC(y, m + on, 0)), by: 'level' }
}

interface OpenRow {
  no: string
  title: string
  level: LevelKey
  orgName: string | null
  openedAt: string
  late: boolean
}

export interface Monthly {
  readonly month: string
  readonly levels: readonly StatsRow[]
  readonly before: readonly StatsRow[]
  readonly orgs: readonly StatsRow[]
  readonly reasons: readonly { why: string; n: number }[]
  readonly index: readonly IndexRow[]
  /** Warnings of the month of a place that was closed within the days of recurrence. */
  readonly recurring: readonly { title: string; orgName: string | null; n: number }[]
  readonly open: readonly OpenRow[]
}

const recurringOf = (query: Query): Sql => sql`select m.title, o.name as "orgName", count(*)::int as n
  from matter m left join org o on o.id = m.org_id where ${within(query)} and m.fields->>'recurrenceOf' is not null
  group by m.title, o.name order by n desc, m.title limit 10`

const stillOpen = (query: Query, now: Date): Sql => sql`select m.no, m.title, m.level, o.name as "orgName", m.opened_at as "openedAt",
    coalesce(m.due_at < ${now.toISOString()}::timestamptz, false) as late
  from matter m left join org o on o.id = m.org_id where ${within(query)} and m.phase in ('open', 'waiting')
  order by array_position(array['red', 'orange', 'yellow', 'blue'], m.level), m.opened_at limit 50`

/** What the report of a month says, as the reader may see it. */
export async function monthly(read: <T>(statement: Sql) => Promise<T[]>, month: string, now: Date): Promise<Monthly> {
  const query = monthOf(month)
  const [levels, before, orgs, reasons, index, recurring, open] = await Promise.all([
    read<StatsRow>(statisticsOf(query, now)),
    read<StatsRow>(statisticsOf(monthOf(month, -1), now)),
    read<StatsRow>(statisticsOf({ ...query, by: 'org' }, now)),
    read<{ why: string; n: number }>(reasonsOf(query)),
    indexRows(read, query, now),
    read<Monthly['recurring'][number]>(recurringOf(query)),
    read<OpenRow>(stillOpen(query, now)),
  ])
  return { month, levels, before, orgs, reasons, index, recurring, open }
}

const sum = (rows: readonly StatsRow[], key: 'opened' | 'closed' | 'active' | 'overdue' | 'falses'): number =>
  rows.reduce((n, r) => n + r[key], 0)
const share = (part: number, whole: number): string => (whole === 0 ? '—' : `${((part * 100) / whole).toFixed(1)}%`)
const minutes = (m: number | null): string => (m === null ? '—' : String(Math.round(m)))

/** Why an index stands where it stands: the parts that take off, worst first. */
function reasonOf(row: IndexRow, lang: Lang): string {
  const parts = row.parts.filter((p) => p.off > 0).toSorted((a, b) => b.off - a.off)
  if (parts.length === 0) return lang === 'zh' ? '无扣分' : 'nothing taken off'
  return parts
    .map((p) => `${INDEX_PARTS[p.id]?.text[lang] ?? p.id} ${p.counted}${lang === 'zh' ? `，扣 ${p.off}` : `, −${p.off}`}`)
    .join(lang === 'zh' ? '；' : '; ')
}

/** The monthly analysis (预警月度分析报告) as an editable Word file; every figure says where it comes from. */
export function monthlyPaper(of: Monthly, head: { office: string; lang: Lang; now: Date }): Promise<Buffer> {
  const { lang, office, now } = head
  const t = (words: Text): string => words[lang]
  const source = t(
    text(`安澜预警台账，截至 ${cstDate(now)}；${of.month} 发出的预警`, `Anlan's warnings of ${of.month}, as of ${cstDate(now)}`),
  )
  // The source stands once, at the first figure; all others come from the same ledger.
  const figure = (n: number | string, from?: string): DocxText => ({ text: String(n), bold: true, ...(from ? { source: from } : {}) })
  const say = (...parts: DocxText[]): DocxBlock => ({ text: parts })
  const h1 = (words: Text): DocxBlock => ({ heading: t(words), level: 1 })
  const heads = (...words: Text[]): string[] => words.map(t)
  const [opened, closed, falses] = [sum(of.levels, 'opened'), sum(of.levels, 'closed'), sum(of.levels, 'falses')]
  const before = sum(of.before, 'opened')
  const byLevel = LEVELS.map((level) => [level, of.levels.find((r) => r.key === level)] as const)
  const none = (words: Text): DocxBlock => say(t(words))
  const list = (rows: readonly unknown[], table: DocxBlock, empty: Text): DocxBlock => (rows.length === 0 ? none(empty) : table)
  const blocks: DocxBlock[] = [
    h1(text('一、总体情况', '1. Overall')),
    say(
      t(text('本月发出预警 ', 'Warnings raised: ')),
      figure(opened, source),
      t(text(` 件，上月 ${before} 件；已办结 `, `, the month before ${before}; closed: `)),
      figure(closed),
      t(text(' 件，办结率 ', ', share ')),
      figure(share(closed, opened - falses)),
      t(text('（不含误报）；判为误报 ', ' (false ones left out); judged false: ')),
      figure(falses),
      t(text(` 件，占 ${share(falses, opened)}；仍在办 `, `, ${share(falses, opened)}; still open: `)),
      figure(sum(of.levels, 'active')),
      t(text(' 件，其中超时 ', ', of which late: ')),
      figure(sum(of.levels, 'overdue')),
      t(text(' 件。', '.')),
    ),
    h1(text('二、等级和响应时间', '2. Levels and response')),
    {
      table: {
        head: heads(
          text('等级', 'Level'),
          text('发出', 'Raised'),
          text('办结', 'Closed'),
          text('误报', 'False'),
          text('接收（分）', 'Receive, min'),
          text('核实（分）', 'Verify, min'),
          text('反馈（分）', 'Feed back, min'),
          text('办结（分）', 'Close, min'),
        ),
        rows: byLevel.map(([level, r]) => [
          t(LEVEL_TEXT[level]),
          ...[r?.opened, r?.closed, r?.falses].map((n) => String(n ?? 0)),
          ...[r?.receive, r?.verify, r?.feedback, r?.close].map((n) => minutes(n ?? null)),
        ]),
      },
    },
    say(t(text('时间为自发出起的中位数。', 'Times are medians from the raising.'))),
    h1(text('三、误报', '3. False warnings')),
    list(
      of.reasons,
      {
        table: {
          head: heads(text('原因', 'Reason'), text('件数', 'Count')),
          rows: of.reasons.map((r) => [t(FALSE_TEXT[r.why as keyof typeof FALSE_TEXT] ?? FALSE_TEXT.other), String(r.n)]),
        },
      },
      text('本月没有判为误报的预警。', 'None was judged false.'),
    ),
    h1(text('四、预警较多的企业', '4. Enterprises with most warnings')),
    list(
      of.orgs,
      {
        table: {
          head: heads(
            text('企业', 'Enterprise'),
            text('发出', 'Raised'),
            text('办结', 'Closed'),
            text('超时', 'Late'),
            text('误报', 'False'),
          ),
          rows: of.orgs
            .slice(0, 10)
            .map((r) => [r.name ?? t(text('未指明企业', 'none named')), ...[r.opened, r.closed, r.overdue, r.falses].map(String)]),
          widths: [44, 14, 14, 14, 14],
        },
      },
      text('本月没有预警。', 'No warnings.'),
    ),
    h1(text('五、反复出现的预警', '5. What came back')),
    list(
      of.recurring,
      {
        table: {
          head: heads(text('预警', 'Warning'), text('企业', 'Enterprise'), text('次数', 'Times')),
          rows: of.recurring.map((r) => [r.title, r.orgName ?? '', String(r.n)]),
        },
      },
      text(`没有办结后 ${RECURRENCE_DAYS} 天内同一处再次出现的预警。`, `None came back within ${RECURRENCE_DAYS} days of its closing.`),
    ),
    h1(text('六、企业预警指数', '6. Index of enterprises')),
    list(
      of.index,
      {
        table: {
          head: heads(text('企业', 'Enterprise'), text('指数', 'Index'), text('扣分原因', 'What takes off')),
          rows: of.index.slice(0, 20).map((r) => [r.orgName, String(r.value), reasonOf(r, lang)]),
          widths: [32, 10, 58],
        },
      },
      text('没有接入监测的企业。', 'No enterprise has points.'),
    ),
    say(
      t(text(`指数 = 100 减去各项扣分（第 ${INDEX_VERSION} 版）：`, `Index = 100 less (version ${INDEX_VERSION}): `)),
      Object.values(INDEX_PARTS)
        .map((p) => t(text(`${p.text.zh}按${p.how.zh}，最多扣 ${p.most} 分`, `${p.text.en}: ${p.how.en}, at most ${p.most}`)))
        .join(t(text('；', '; '))),
      t(text('。公开文件没有规定这个公式，是本地做法。', '. No public text gives this formula; it is local practice.')),
    ),
    h1(text('七、仍在办的预警', '7. Still open')),
    list(
      of.open,
      {
        table: {
          head: heads(
            text('编号', 'No.'),
            text('等级', 'Level'),
            text('预警', 'Warning'),
            text('企业', 'Enterprise'),
            text('发出', 'Raised'),
            text('时限', 'Limit'),
          ),
          rows: of.open.map((r) => [
            r.no,
            t(LEVEL_TEXT[r.level]),
            r.title,
            r.orgName ?? '',
            cstDate(new Date(r.openedAt)),
            r.late ? t(text('已超时', 'late')) : t(text('未超时', 'in time')),
          ]),
        },
      },
      text('本月的预警都已办结。', 'All are closed.'),
    ),
  ]
  const [y, m] = of.month.split('-').map(Number)
  return docx({
    title: t(text(`${y} 年 ${m} 月预警分析报告`, `Warnings: analysis of ${of.month}`)),
    office,
    under: `${office}　${cstDate(now)}`,
    pageOf: lang === 'zh' ? ['第 ', ' 页 共 ', ' 页'] : ['Page ', ' of ', ''],
    blocks,
  })
}
