import { RuleConfig, type AlarmEvent, type Level, type Priority, type RuleConfig as Rule } from '@anlan/alarms'
import type { PointType } from '#kernel/sector/index.ts'
import { text, type Text } from '#kernel/text.ts'

/** A rule of one point as it is kept: without id and point, under a key of its own. */
export type PointRule = Readonly<Record<string, unknown>> & { readonly kind: Rule['kind']; readonly key: string }

export type Colour = 'red' | 'orange' | 'gold' | 'blue'
const COLOURS: readonly Colour[] = ['blue', 'gold', 'orange', 'red']
const PRIORITY_RANK: Readonly<Record<Priority, number>> = { low: 0, medium: 1, high: 2, highest: 3 }

/** The colour of an alarm: its rule's priority, one step higher at the outer limits. */
export function colourOf(priority: Priority, level: Level): Colour {
  const rank = PRIORITY_RANK[priority] + (level === 'HH' || level === 'LL' ? 1 : 0)
  return COLOURS[Math.min(rank, 3)] ?? 'red'
}

export const LEVEL_TEXT: Readonly<Record<string, Text>> = {
  LL: text('低低报', 'Low-low'),
  L: text('低报', 'Low'),
  H: text('高报', 'High'),
  HH: text('高高报', 'High-high'),
}

export const RULE_TEXT: Readonly<Record<string, Text>> = {
  limits: text('超限', 'Limit'),
  rate: text('变化过快', 'Rate of change'),
  deviation: text('偏差过大', 'Deviation'),
  window: text('累计超限', 'Sum over a window'),
  nOfM: text('多次超限', 'n of m'),
  stuck: text('数值不变', 'Stuck value'),
  plausible: text('数值不可信', 'Not plausible'),
  missing: text('数据中断', 'Data missing'),
  source: text('网关中断', 'Gateway down'),
  combine: text('组合报警', 'Combination'),
  state: text('动作', 'Triggered'),
}

/** Rule ids in the evaluator: number of the point and key of the rule. */
export const ruleId = (no: number, key: string): string => `${no}.${key}`
export const sourceRule = (source: string): string => `source.${source}`

/** What an event is called in one line of Chinese, for lists and notices. */
export function alarmTitle(point: string, kind: string, level: string): string {
  const word = LEVEL_TEXT[level]?.zh ?? RULE_TEXT[kind]?.zh ?? kind
  return `${point}${word}`
}

/** Rules that a type of point suggests; what a sector leaves open is left out, not guessed. */
export function suggestedRules(type: PointType): PointRule[] {
  const rules: PointRule[] = []
  if (!type.binary)
    rules.push({ key: 'plausible', kind: 'plausible', priority: 'low', min: type.low, max: type.high, offDelay: type.periodS })
  rules.push({ key: 'missing', kind: 'missing', priority: 'low', periods: 3, atLeast: 60 })
  if (type.binary) rules.push({ key: 'limits', kind: 'limits', priority: type.limits?.priority ?? 'high', H: 0.5, deadBand: 0 })
  else if (type.limits) {
    const { clause: _clause, ...limits } = type.limits
    rules.push({ key: 'limits', kind: 'limits', ...limits })
  }
  if (type.rate) rules.push({ key: 'rate', kind: 'rate', priority: 'medium', over: type.rate.overS, limit: type.rate.limit })
  if (type.stuckS) rules.push({ key: 'stuck', kind: 'stuck', priority: 'low', seconds: type.stuckS })
  return rules
}

/** Faults of a set of rules in words; empty = sound. Limits must keep LL < L < H < HH with room for the dead-band. */
export function ruleFaults(rules: readonly PointRule[]): Text[] {
  const faults: Text[] = []
  const keys = new Set<string>()
  for (const { key, ...rest } of rules) {
    if (keys.has(key)) faults.push(text(`规则“${key}”重复`, `The rule ${key} stands twice`))
    keys.add(key)
    const parsed = RuleConfig.safeParse({ ...rest, id: key, ...(rest.kind === 'combine' || rest.kind === 'pca' ? {} : { point: 'p' }) })
    if (!parsed.success) {
      const field = parsed.error.issues[0]?.path.join('.') ?? ''
      faults.push(text(`规则“${key}”的 ${field} 不对`, `Rule ${key}: ${field} is wrong`))
    } else if (parsed.data.kind === 'limits') faults.push(...limitFaults(parsed.data))
  }
  return faults
}

function limitFaults(rule: Extract<Rule, { kind: 'limits' }>): Text[] {
  const order = [
    ['LL', rule.LL],
    ['L', rule.L],
    ['H', rule.H],
    ['HH', rule.HH],
  ].filter((x): x is [string, number] => x[1] !== undefined)
  if (order.length === 0) return [text('至少填一个限值', 'At least one limit is needed')]
  for (const [i, [name, value]] of order.entries()) {
    const next = order[i + 1]
    if (next && !(value < next[1])) return [text(`${name} 须小于 ${next[0]}`, `${name} must be less than ${next[0]}`)]
  }
  const low = rule.L ?? rule.LL
  const high = rule.H ?? rule.HH
  if (low !== undefined && high !== undefined && high - rule.deadBand <= low + rule.deadBand) {
    return [text('回差太大，高低限之间没有正常区间', 'The dead-band leaves no normal range between the limits')]
  }
  return []
}

/** The limit that an alarm of a limits rule crossed. */
export function limitOf(rule: Rule | undefined, level: Level): number | null {
  if (!rule) return null
  if (rule.kind === 'limits') return level === 'on' ? null : (rule[level] ?? null)
  return 'limit' in rule && typeof rule.limit === 'number' ? rule.limit : null
}

/** A silence of a point that lies in the time in which nothing was taken in says nothing of the point. */
export function withoutOurSilence(
  events: readonly AlarmEvent[],
  isMissing: (rule: string) => boolean,
  from: number,
  to: number,
): AlarmEvent[] {
  const dropped = new Set<AlarmEvent>()
  for (const [i, event] of events.entries()) {
    if (event.kind !== 'open' || !isMissing(event.rule) || event.since > to || event.at < from) continue
    const end = events.slice(i + 1).find((e) => e.rule === event.rule && e.kind === 'clear')
    if (!end || event.at > to) continue
    dropped.add(event)
    dropped.add(end)
  }
  return dropped.size ? events.filter((e) => !dropped.has(e)) : [...events]
}

const DAY = 86_400
const CST = 28_800

/** Number of the day in Beijing that an instant (seconds) lies in. */
export const dayOf = (t: number): number => Math.floor((t + CST) / DAY)
/** First second of a day by its number. */
export const dayStart = (day: number): number => day * DAY - CST

export type Resolution = 'raw' | 'minute' | 'hour' | 'day'
const STEP: Readonly<Record<Resolution, number>> = { raw: 0, minute: 60, hour: 3600, day: DAY }

/** The coarsest roll-up that still gives a point for every two pixels; the finest when none does. */
export function resolutionFor(spanS: number, width: number, periodS: number): Resolution {
  const wanted = (spanS / Math.max(50, width)) * 2
  if (spanS / periodS <= width * 2) return 'raw'
  if (wanted >= STEP.day * 0.9) return 'day'
  if (wanted >= STEP.hour * 0.9) return spanS > 200 * DAY ? 'day' : 'hour'
  if (spanS > 200 * DAY) return 'day'
  if (spanS > 5 * DAY) return 'hour'
  return spanS > 7200 ? 'minute' : 'raw'
}
