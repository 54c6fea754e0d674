import type { z } from 'zod'
import type { Claims } from '#kernel/access/index.ts'
import { cstDate } from '#kernel/calendar/index.ts'
import { text } from '#kernel/text.ts'
import { notFound } from '#platform/http/index.ts'
import { judgeIndicator, linearPath, reaches } from '../indicator-rules.ts'
import type { Binding, SplitList } from '../model-track.ts'
import type { MeasureAbout, PlanDeps, Read } from './deps.ts'
import { followedOf, isCount, measured } from './indicators.ts'
import type { Plan } from './store.ts'

type Part = z.output<typeof SplitList>['items'][number]

const grey = (share: Binding['split'][number], because: Part['light']['reason']): Part => ({
  ...share,
  value: null,
  expected: null,
  light: { colour: 'grey', reason: because, records: [] },
})

/** A part is judged as the whole is: by its own measured values, on a straight line from its own base to its own target. */
async function judged(
  deps: Pick<PlanDeps, 'measures'>,
  read: Read,
  claims: Claims,
  plan: Plan,
  measure: MeasureAbout,
  binding: Binding,
  share: Binding['split'][number],
  today: string,
): Promise<Part> {
  if (share.path === null)
    return grey(share, text('该单位没有自己的区域，统计口径不能单独计算', 'The unit has no area of its own to measure'))
  const { baseYear } = binding
  const own = { ...binding, baseValue: null, target: share.target, path: [] }
  const series = await measured(deps, read, claims, { path: share.path, from: plan.from }, measure, { binding }, today)
  const base = baseYear === null ? undefined : series.points.find((p) => p.from === `${baseYear}-01-01` && p.to === `${baseYear}-12-31`)
  // Who stands better than the target already may keep to it: a line from a better base would ask for more than the target.
  const from = base && reaches(binding.reach, base.value, share.target) ? share.target : (base?.value ?? null)
  const goal = { ...own, baseValue: from }
  const found = judgeIndicator(
    { ...goal, path: linearPath(goal), points: series.points, months: series.months, max: null, because: series.because },
    today,
  )
  const records = series.points
    .slice(-1)
    .flatMap((p) => (p.href ? [{ text: text(`${p.from} 至 ${p.to}`, `${p.from} to ${p.to}`), href: p.href }] : []))
  return { ...share, value: found.value, expected: found.expected, light: { colour: found.colour, reason: found.reason, records } }
}

/** The parts of an indicator with their lights. @throws Problem 404 where the plan follows no such indicator */
export async function splitOf(
  deps: Pick<PlanDeps, 'measures'>,
  read: Read,
  claims: Claims,
  plan: Plan,
  indicatorId: string,
  now: Date,
): Promise<z.output<typeof SplitList>> {
  const one = (await followedOf(read, plan.id)).find((f) => f.id === indicatorId)
  if (!one) throw notFound()
  const { binding } = one
  const measure = deps.measures.list().find((m) => m.id === binding.measure)
  const items: Part[] = []
  for (const share of binding.split)
    items.push(
      measure
        ? await judged(deps, read, claims, plan, measure, binding, share, cstDate(now))
        : grey(share, text('由单位报送的指标没有分单位的数值', 'What units report has no values by part')),
    )
  const adds = measure !== undefined && isCount(measure)
  return { items, sum: adds ? binding.split.reduce((n, s) => n + s.target, 0) : null }
}
