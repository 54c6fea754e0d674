import type { z } from 'zod'
import type { Claims } from '#kernel/access/index.ts'
import { cstDate } from '#kernel/calendar/index.ts'
import { text, type Text } from '#kernel/text.ts'
import { baseYearOf, joinWhy, suggestBinding, suggestMeasures } from '../bind.ts'
import type { Adoption, Binding, PlanItem } from '../model.ts'
import { stageYears } from '../rules.ts'
import type { MeasureAbout, PlanDeps, Read } from './deps.ts'
import { itemsOf, type Document, type Plan } from './store.ts'
import { directoryOf, resolveIn } from './units.ts'

/** A task or project that adoption would open. */
export interface Duty {
  readonly item: PlanItem
  readonly deadline: string
  readonly dated: boolean
  readonly from: string | null
  readonly every: string | null
  readonly by: string | null
  readonly lead: readonly string[]
  readonly responsible: readonly string[]
  /** Who leads; null = no lead unit is named, or none was found: the plan's own office. */
  readonly orgId: string | null
  /** The lead unit that led to no organisation. */
  readonly unresolved: string | null
  /** A lead that stands for several units (各镇): each gets its part. */
  readonly parts: readonly string[]
}

export interface Target {
  readonly item: PlanItem
  readonly binding: Binding
  readonly why: Text
  readonly suggestions: readonly MeasureAbout[]
  readonly leadOrg: string | null
}

export interface Prepared {
  readonly tasks: readonly Duty[]
  readonly projects: readonly Duty[]
  readonly targets: readonly Target[]
  readonly unresolved: readonly string[]
  readonly open: number
}

const EVERY = /^P\d+[YMWD]$/

async function targetOf(
  deps: Pick<PlanDeps, 'measures'>,
  read: Read,
  claims: Claims,
  plan: Plan,
  item: PlanItem,
  today: string,
): Promise<Omit<Target, 'leadOrg'>> {
  const near = suggestMeasures(item.fields.name, deps.measures.list())
  const best = near[0]?.measure ?? null
  const baseYear = baseYearOf(item.fields.base, plan.from)
  let baseValue: number | null = null
  // A year that has not ended yet has no base value.
  if (best && baseYear !== null && `${baseYear}-12-31` < today) {
    const period = { from: `${baseYear}-01-01`, to: `${baseYear}-12-31` }
    const [value] = await deps.measures.read(read, claims, { measure: best.id, path: plan.path, periods: [period] })
    baseValue = value?.value ?? null
  }
  const { binding, why } = suggestBinding({
    fields: item.fields,
    planFrom: plan.from,
    planTo: plan.to,
    measure: best?.id ?? null,
    baseYear,
    baseValue,
  })
  const measured = best
    ? text(`名称与指标“${best.text.zh}”相近`, `The name is near to the measure "${best.text.en}"`)
    : text('没有对应的指标，由责任单位填报', 'No measure fits; the unit in charge reports it')
  return { item, binding, why: joinWhy(measured, why), suggestions: near.map((n) => n.measure) }
}

/** What adopting the accepted items of a document would do; reads only. */
export async function prepare(
  deps: Pick<PlanDeps, 'measures'>,
  read: Read,
  claims: Claims,
  plan: Plan,
  document: Pick<Document, 'id'>,
  now: Date,
): Promise<Prepared> {
  const all = await itemsOf(read, document.id)
  const items = all.filter((i) => i.state === 'accepted')
  const directory = await directoryOf(read, plan)
  const found = resolveIn(directory, new Set(items.flatMap((i) => [...(i.fields.lead ?? []), ...(i.fields.responsible ?? [])])))
  const today = cstDate(now)
  const unresolved = new Set<string>()

  const duty = (item: PlanItem): Duty => {
    const { fields } = item
    const lead = fields.lead ?? []
    const responsible = fields.responsible ?? []
    // Where no unit leads, the first responsible one does.
    const first = lead[0] ?? responsible[0]
    const one = first === undefined ? undefined : found.get(first)
    const missing = first !== undefined && (one === undefined || one.orgIds.length === 0)
    if (missing) unresolved.add(first)
    const recurs = fields.recurrence?.find((r) => EVERY.test(r.every))
    const date = fields.deadline?.date ?? null
    return {
      item,
      deadline: date ?? plan.to ?? today,
      dated: date !== null,
      from: fields.deadline?.start ?? plan.from,
      every: recurs?.every ?? null,
      by: recurs?.by ?? null,
      lead,
      responsible,
      orgId: one?.orgIds.length === 1 ? (one.orgIds[0] ?? null) : null,
      unresolved: missing ? first : null,
      parts: one && one.orgIds.length > 1 ? one.orgIds : [],
    }
  }

  const targets: Target[] = []
  for (const item of items.filter((i) => i.kind === 'indicator')) {
    const first = item.fields.lead?.[0] ?? item.fields.responsible?.[0]
    const leadOrg = first === undefined ? null : (found.get(first)?.orgIds[0] ?? null)
    targets.push({ ...(await targetOf(deps, read, claims, plan, item, today)), leadOrg })
  }
  return {
    tasks: items.filter((i) => i.kind === 'commitment').map(duty),
    projects: items.filter((i) => i.kind === 'system').map(duty),
    targets,
    unresolved: [...unresolved].toSorted(),
    open: all.filter((i) => i.state === 'open').length,
  }
}

const choice = ({ id, text: words, unit }: MeasureAbout) => ({ id, text: words, unit })

export function adoptionView(
  deps: Pick<PlanDeps, 'measures'>,
  plan: Plan,
  document: Pick<Document, 'id' | 'version' | 'adoptedAt'>,
  made: Prepared,
): z.output<typeof Adoption> {
  const obstacles: Text[] = []
  if (document.adoptedAt !== null) obstacles.push(text('这一版已经采用', 'This version is adopted'))
  if (!plan.from || !plan.to) obstacles.push(text('请先填写规划期的起止日期', 'Enter the first and last day of the plan first'))
  if (made.tasks.length + made.projects.length + made.targets.length === 0) {
    obstacles.push(text('还没有采纳任何任务、系统或指标', 'No task, system or indicator is accepted yet'))
  }
  const brief = (d: Duty) => ({ itemId: d.item.id, name: d.item.fields.name, lead: [...d.lead], deadline: d.dated ? d.deadline : null })
  return {
    documentId: document.id,
    version: document.version,
    open: made.open,
    tasks: made.tasks.map((d) => ({ ...brief(d), stages: stageYears(d.every, d.from, d.deadline).map(String) })),
    projects: made.projects.map(brief),
    indicators: made.targets.map((t) => ({
      itemId: t.item.id,
      name: t.item.fields.name,
      unit: t.item.fields.unit ?? null,
      quote: t.item.quote,
      binding: t.binding,
      why: t.why,
      suggestions: t.suggestions.map(choice),
    })),
    unresolved: [...made.unresolved],
    undated: [...made.tasks, ...made.projects].filter((d) => !d.dated).length,
    measures: deps.measures.list().map(choice),
    obstacles,
  }
}
