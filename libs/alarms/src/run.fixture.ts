import { compile, type Plan } from './plan.ts'
import { parseRules } from './config/parse.ts'
import { step } from './engine.ts'
import { createState, type State } from './state.ts'
import { QUALITY, type Sink } from './types.ts'

/** Compiles rules given as JSON; a fault of the test's own rules is thrown with its field. */
export const planOf = (rules: object[], points: object[] = [], order: object = {}): Plan => {
  const parsed = parseRules({ version: 1, points, order, rules })
  if (!parsed.ok) throw new Error(parsed.errors.map((e) => `${e.field}: ${e.en}`).join('; '))
  return compile(parsed.file)
}

export type Row = [time: number, value: number, quality?: keyof typeof QUALITY, point?: string]
export type Run = { plan: Plan; state: State; lines: string[] }

/** Steps rows through the evaluator; each event becomes a short line such as `60 open H since 0`. */
export const run = (rules: object[], rows: Row[], points: object[] = []): Run => {
  const plan = planOf(rules, points)
  const state = createState(plan)
  const sink: Sink = { events: [], late: false }
  for (const [t, v, q = 'good', point] of rows) {
    const p = point === undefined ? 0 : plan.pointIndex.get(point)
    if (p !== undefined) step(plan, state, p, t, v, QUALITY[q], sink)
  }
  return {
    plan,
    state,
    lines: sink.events.map((e) => `${e.at} ${e.kind} ${rules.length > 1 ? `${e.rule} ` : ''}${e.level} since ${e.since}`),
  }
}
