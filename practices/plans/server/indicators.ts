import type { z } from 'zod'
import type { Claims } from '#kernel/access/index.ts'
import { addDays, addMonths, cstDate } from '#kernel/calendar/index.ts'
import { text, type Text } from '#kernel/text.ts'
import { sql } from '#platform/db/index.ts'
import { judgeIndicator, type Judgement } from '../indicator-rules.ts'
import type { Binding, IndicatorList, IndicatorRow } from '../model.ts'
import type { MeasureAbout, PlanDeps, Read } from './deps.ts'
import type { Plan } from './store.ts'

export interface Followed {
  readonly id: string
  readonly itemId: string
  readonly name: string
  readonly unit: string | null
  readonly quote: string
  readonly lead: string[]
  readonly leadOrg: string | null
  readonly binding: Binding
  readonly version: number
  readonly targets: IndicatorRow['targets']
}

type Point = IndicatorRow['points'][number]

interface Series {
  readonly points: readonly Point[]
  readonly months: readonly number[] | null
  readonly because: Text | null
}

/** The indicators that a plan follows, with every target they ever had. */
export function followedOf(read: Read, planId: string): Promise<Followed[]> {
  return read<Followed>(
    sql`select x.id, x.item_id as "itemId", x.name, x.unit, i.quote, to_json(x.lead) as lead, x.lead_org as "leadOrg", x.binding, x.version,
        (select coalesce(jsonb_agg(jsonb_build_object('at', t.at, 'by', t.person, 'why', t.why, 'documentNo', t.document_no,
            'target', t.binding->'target', 'targetYear', t.binding->'targetYear') order by t.id), '[]')
          from plan_target t where t.indicator_id = x.id) as targets
      from plan_indicator x join plan_item i on i.id = x.item_id
      where x.plan_id = ${planId}::uuid and x.state = 'tracked' order by i.start_at, x.id`,
  )
}

/** Events that are counted over a year: their forecast is that of counts. */
export const isCount = ({ digits, unit }: MeasureAbout): boolean => digits === 0 && /^(?:起|人|人次|例|次)$/.test(unit.zh)

const MONTHS = 24

/** Whole years from the base to the last one, and the last twelve months: years that can be compared. */
function yearsTo(today: string, first: number): { from: string; to: string }[] {
  const last = Number(today.slice(0, 4)) - 1
  const years = Array.from({ length: Math.max(0, Math.min(10, last - first + 1)) }, (_, i) => last - i).toReversed()
  return years.map((y) => ({ from: `${y}-01-01`, to: `${y}-12-31` }))
}

function monthsTo(today: string): { from: string; to: string }[] {
  const first = `${today.slice(0, 7)}-01`
  return Array.from({ length: MONTHS }, (_, i) => {
    const from = addMonths(first, i - MONTHS)
    return { from, to: addDays(addMonths(from, 1), -1) }
  })
}

export async function measured(
  deps: Pick<PlanDeps, 'measures'>,
  read: Read,
  claims: Claims,
  plan: Pick<Plan, 'path' | 'from'>,
  measure: MeasureAbout,
  one: Pick<Followed, 'binding'>,
  today: string,
): Promise<Series> {
  const ask = { measure: measure.id, path: plan.path }
  const first = one.binding.baseYear ?? Number((plan.from ?? today).slice(0, 4)) - 1
  const rolling = { from: addDays(addMonths(today, -12), 1), to: today }
  const short = measure.period !== 'year'
  const counts = isCount(measure)
  const yearly = counts || !short
  const periods = yearly ? [...yearsTo(today, first), ...(counts ? [rolling] : [])] : monthsTo(today)
  const values = await deps.measures.read(read, claims, { ...ask, periods })
  const link = (from: string, to: string): string => `/measures/${encodeURIComponent(measure.id)}?path=${plan.path}&from=${from}&to=${to}`
  const points = values.flatMap((v) =>
    v.value === null ? [] : [{ from: v.from, to: v.to, value: v.value, source: measure.text, href: link(v.from, v.to) }],
  )
  const months = counts
    ? (await deps.measures.read(read, claims, { ...ask, periods: monthsTo(today) })).flatMap((v) => (v.value === null ? [] : [v.value]))
    : null
  return { points, months, because: values.findLast((v) => v.because !== null)?.because ?? null }
}

interface Reported {
  readonly indicatorId: string
  readonly from: string
  readonly to: string
  readonly value: number
  readonly matterId: string
  readonly orgName: string | null
}

/** What units reported: of each period the newest value. */
async function reportedOf(read: Read, ids: readonly string[]): Promise<Map<string, Point[]>> {
  const rows =
    ids.length === 0
      ? []
      : await read<Reported>(
          sql`select distinct on (v.indicator_id, v.period_to) v.indicator_id as "indicatorId", v.period_from as "from", least(v.period_to, (v.at at time zone 'Asia/Shanghai')::date) as "to", v.value,
        v.matter_id as "matterId", o.name as "orgName"
      from plan_value v left join org o on o.id = v.org_id where v.indicator_id = any(${[...ids]}::uuid[])
      order by v.indicator_id, v.period_to, v.at desc`,
        )
  const found = new Map<string, Point[]>()
  for (const r of rows) {
    const source = text(`${r.orgName ?? ''}填报`, `Reported by ${r.orgName ?? ''}`)
    const point = { from: r.from, to: r.to, value: r.value, source, href: `/matters/${r.matterId}` }
    found.set(r.indicatorId, [...(found.get(r.indicatorId) ?? []), point])
  }
  return found
}

/** A target of the plan may read "down by 20 %"; what is measured, and the target made from it, has the measure's own unit. */
function asRow(one: Followed, measure: MeasureAbout | undefined, series: Series, judged: Judgement): IndicatorRow {
  const { leadOrg: _, ...rest } = one
  const { colour, reason, ...more } = judged
  const records = series.points
    .slice(-3)
    .flatMap((p) => (p.href ? [{ text: text(`${p.from} 至 ${p.to}`, `${p.from} to ${p.to}`), href: p.href }] : []))
  return { ...rest, unit: measure?.unit.zh ?? rest.unit, points: [...series.points], ...more, light: { colour, reason, records } }
}

/** Every indicator of a plan with its values, light and forecast, as the reader may see its measures. */
export async function indicatorsOf(
  deps: Pick<PlanDeps, 'measures'>,
  read: Read,
  claims: Claims,
  plan: Plan,
  now: Date,
): Promise<IndicatorRow[]> {
  const today = cstDate(now)
  const followed = await followedOf(read, plan.id)
  const about = new Map(deps.measures.list().map((m) => [m.id, m]))
  const reported = await reportedOf(
    read,
    followed.filter((f) => f.binding.measure === null).map((f) => f.id),
  )
  const rows: IndicatorRow[] = []
  for (const one of followed) {
    const measure = one.binding.measure === null ? undefined : about.get(one.binding.measure)
    const gone = text('所用的指标已停用', 'The measure it was bound to is no more')
    const byUnit: Series = {
      points: reported.get(one.id) ?? [],
      months: null,
      because: one.binding.measure === null ? text('责任单位还没有填报', 'The unit has not reported yet') : gone,
    }
    const series = measure ? await measured(deps, read, claims, plan, measure, one, today) : byUnit
    const percent = /[%％]/.test(measure?.unit.zh ?? one.unit ?? '') && one.binding.reach !== 'at_most'
    const input = { ...one.binding, points: series.points, months: series.months, max: percent ? 100 : null, because: series.because }
    rows.push(asRow(one, measure, series, judgeIndicator(input, today)))
  }
  return rows
}

export async function indicatorList(
  deps: Pick<PlanDeps, 'measures'>,
  read: Read,
  claims: Claims,
  plan: Plan,
  now: Date,
): Promise<z.output<typeof IndicatorList>> {
  const measures = deps.measures.list().map(({ id, text: words, unit }) => ({ id, text: words, unit }))
  return { today: cstDate(now), items: await indicatorsOf(deps, read, claims, plan, now), measures }
}
