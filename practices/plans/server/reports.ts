import type { z } from 'zod'
import type { Claims } from '#kernel/access/index.ts'
import { cstDate, daysBetween } from '#kernel/calendar/index.ts'
import { text } from '#kernel/text.ts'
import { empty, sql } from '#platform/db/index.ts'
import { notFound } from '#platform/http/index.ts'
import type { Register, ReportDraft, ReportPage, ReportQuery, ReportRow } from '../model.ts'
import { planReportKind } from '../report-kind.ts'
import type { PlanDeps, Read } from './deps.ts'
import { indicatorsOf } from './indicators.ts'
import { getPlan, type Plan } from './store.ts'

type Row = z.output<typeof ReportRow>

const COLUMNS = sql`m.id as "matterId", m.org_id as "orgId", coalesce(o.name, '') as "orgName", m.fields->>'period' as period, m.state,
  to_char(m.due_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as due,
  (select max(a.at) from act a where a.matter_id = m.id and a.act = 'submit') as "sentAt"`

function shown(row: Omit<Row, 'stateText' | 'late'>, today: string): Row {
  const sentDay = row.sentAt === null ? null : cstDate(new Date(row.sentAt))
  const late = row.due !== null && (sentDay === null || row.state === 'asked' ? today > row.due : sentDay > row.due)
  return { ...row, stateText: planReportKind.states[row.state]?.text ?? text(row.state, row.state), late }
}

async function rowsOf(read: Read, planId: string, today: string, period?: string): Promise<Row[]> {
  const rows = await read<Omit<Row, 'stateText' | 'late'>>(
    sql`select ${COLUMNS} from matter m left join org o on o.id = m.org_id
      where m.kind = 'planReport' and m.fields->>'planId' = ${planId} and m.phase <> 'void'
        ${period ? sql`and m.fields->>'period' = ${period}` : empty}
      order by m.due_at desc nulls last, o.name, m.id limit 5000`,
  )
  return rows.map((r) => shown(r, today))
}

export async function reportPage(
  read: Read,
  planId: string,
  query: z.output<typeof ReportQuery>,
  now: Date,
): Promise<z.output<typeof ReportPage>> {
  const all = await rowsOf(read, planId, cstDate(now), query.period)
  const start = query.after ? all.findIndex((r) => r.matterId === query.after) + 1 : 0
  const items = all.slice(start, start + query.limit)
  return { items, next: start + items.length < all.length ? (items.at(-1)?.matterId ?? null) : null }
}

/** Who should have reported by today and did not, or did after the day. */
export async function registerOf(read: Read, planId: string, period: string | undefined, now: Date): Promise<z.output<typeof Register>> {
  const today = cstDate(now)
  const all = await rowsOf(read, planId, today)
  const wanted = all.filter((r) => (!period || r.period === period) && (r.due === null || r.due <= today || r.state !== 'asked'))
  const led = await read<{ orgId: string; n: number }>(
    sql`select org_id as "orgId", count(*)::int as n from matter where fields->>'planId' = ${planId} and kind in ('planTask', 'planProject')
      and parent_id is null and phase in ('open', 'waiting') group by org_id`,
  )
  const items = new Map(led.map((l) => [l.orgId, l.n]))
  const missing = wanted.filter((r) => r.state === 'asked' && r.due !== null && r.due < today)
  return {
    periods: [...new Set(all.map((r) => r.period))].toSorted().toReversed(),
    due: wanted.length,
    sent: wanted.filter((r) => r.state !== 'asked').length,
    items: missing.map((r) => ({ ...r, daysLate: daysBetween(r.due ?? today, today), items: items.get(r.orgId ?? '') ?? 0 })),
  }
}

interface Told {
  readonly id: string
  readonly itemId: string
  readonly no: string
  readonly title: string
  readonly state: string
  readonly acts: readonly { act: string; day: string; note: string | null; files: number }[]
}

const ACT_WORDS: Readonly<Record<string, string>> = {
  progress: '进展',
  submit: '报完成',
  accept: '审核通过',
  return: '被退回',
  extend: '延期',
  milestone: '完成里程碑',
}

function story({ acts, state }: Told): string {
  const lines = acts.map(
    (a) =>
      `${a.day} ${ACT_WORDS[a.act] ?? a.act}${a.note ? `：${a.note.replace(/[。；.;\s]+$/, '')}` : ''}${a.files > 0 ? `（附 ${a.files} 份材料）` : ''}`,
  )
  if (lines.length > 0) return `${lines.join('；')}。`
  return state === 'done' ? '此前已办结。' : '本期没有办理记录，请补充进展和原因。'
}

/** A unit's report on its part of a plan, from the acts, evidence and values of the period. */
export async function draftOf(
  deps: Pick<PlanDeps, 'measures'>,
  read: Read,
  claims: Claims,
  matterId: string,
  now: Date,
): Promise<z.output<typeof ReportDraft>> {
  const [report] = await read<{ planId: string; orgId: string; orgName: string; period: string; from: string; to: string }>(
    sql`select m.fields->>'planId' as "planId", m.org_id as "orgId", coalesce(o.name, '') as "orgName", m.fields->>'period' as period,
        m.fields->>'from' as "from", m.fields->>'to' as "to" from matter m left join org o on o.id = m.org_id
      where m.id = ${matterId}::uuid and m.kind = 'planReport'`,
  )
  if (!report) throw notFound()
  const plan: Plan = await getPlan(read, report.planId)
  const told = await read<Told>(
    sql`select m.id, m.fields->>'itemId' as "itemId", m.no, m.title, m.state,
        coalesce((select jsonb_agg(jsonb_build_object('act', a.act, 'day', to_char(a.at at time zone 'Asia/Shanghai', 'YYYY-MM-DD'),
            'note', coalesce(a.form->>'note', a.form->>'reason', a.form->>'name'), 'files', jsonb_array_length(a.evidence)) order by a.at)
          from act a join matter c on c.id = a.matter_id where (c.id = m.id or c.parent_id = m.id)
            and a.act in ('progress', 'submit', 'accept', 'return', 'extend', 'milestone')
            and a.at >= (${report.from}::date)::timestamp at time zone 'Asia/Shanghai'
            and a.at < (${report.to}::date + 1)::timestamp at time zone 'Asia/Shanghai'), '[]') as acts
      from matter m where m.fields->>'planId' = ${report.planId} and m.kind in ('planTask', 'planProject') and m.parent_id is null
        and m.phase <> 'void' and m.org_id = ${report.orgId}::uuid order by m.due_at, m.id`,
  )
  const leads = await read<{ id: string }>(
    sql`select id from plan_indicator where plan_id = ${report.planId}::uuid and state = 'tracked' and lead_org = ${report.orgId}::uuid`,
  )
  const own = new Set(leads.map((l) => l.id))
  const indicators = (await indicatorsOf(deps, read, claims, plan, now)).filter((i) => own.has(i.id))
  const lines = [
    ...indicators.map((i) => ({
      itemId: i.itemId,
      indicatorId: i.id,
      unit: i.unit,
      hasValue: i.binding.measure === null,
      name: i.name,
      value: i.binding.measure === null ? i.value : null,
      note: i.binding.measure === null ? '' : `由系统按记录计算：${i.light.reason.zh}。`,
      records: i.light.records,
    })),
    ...told.map((t) => ({
      itemId: t.itemId,
      indicatorId: null,
      unit: null,
      hasValue: false,
      name: t.title,
      value: null,
      note: story(t),
      records: [{ text: text(t.no, t.no), href: `/matters/${t.id}` }],
    })),
  ]
  const moved = told.filter((t) => t.acts.length > 0).length
  const done = told.filter((t) => t.state === 'done').length
  const summary = `${report.period} 报告期，${report.orgName}牵头任务 ${told.length} 项，已办结 ${done} 项，本期有进展 ${moved} 项，没有办理记录 ${told.length - moved} 项；牵头指标 ${indicators.length} 项。`
  const { planId, period, from, to } = report
  return { matterId, planId, planTitle: plan.title, period, from, to, lines, summary }
}
