import { daysBetween, type IsoDate } from '#kernel/calendar/index.ts'
import { text, type Text } from '#kernel/text.ts'
import { forecastCounts, forecastLine, noForecast, type Forecast, type Seen } from './forecast.ts'
import type { Binding } from './model-track.ts'
import type { LightColour } from './model-parts.ts'

/** Behind the path by up to this share of it: yellow; by more: red. A local rule: no public text fixes it. */
export const NEAR_SHARE = 0.1
/** A value older than this says nothing of today. A local rule. */
export const STALE_DAYS = 400

const round = (v: number): number => Math.round(v * 1e4) / 1e4
const show = (v: number): string => String(Math.round(v * 100) / 100)

type Goal = Pick<Binding, 'reach' | 'target' | 'targetYear' | 'baseValue' | 'baseYear' | 'path'>

/** Is the value as good as the bar? */
export function reaches(reach: Binding['reach'], value: number, bar: number): boolean {
  if (reach === 'at_most') return value <= bar + 1e-9
  if (reach === 'at_least') return value >= bar - 1e-9
  return Math.abs(value - bar) < 1e-9
}

/** A straight line of year ends from base to target; what the plan gives itself wins over it. */
export function linearPath({ baseValue, baseYear, target, targetYear }: Omit<Goal, 'reach' | 'path'>): { year: number; value: number }[] {
  if (target === null) return []
  if (baseValue === null || baseYear === null || baseYear >= targetYear) return [{ year: targetYear, value: target }]
  const years = targetYear - baseYear
  return Array.from({ length: years }, (_, i) => ({
    year: baseYear + i + 1,
    value: round(baseValue + ((target - baseValue) * (i + 1)) / years),
  }))
}

/** What the path asks of a day: between year ends in proportion. Null before its beginning; after its end the target. */
export function pathOn(goal: Goal, day: IsoDate): number | null {
  const steps = [
    ...(goal.baseValue !== null && goal.baseYear !== null ? [{ year: goal.baseYear, value: goal.baseValue }] : []),
    ...goal.path,
    ...(goal.target !== null ? [{ year: goal.targetYear, value: goal.target }] : []),
  ].toSorted((a, b) => a.year - b.year)
  const [year, dayOfYear] = [Number(day.slice(0, 4)), daysBetween(`${day.slice(0, 4)}-01-01`, day) + 1]
  const at = year - 1 + Math.min(1, dayOfYear / 365)
  const after = steps.find((s) => s.year >= at)
  const before = steps.findLast((s) => s.year < at)
  if (!after) return goal.target
  if (!before) return after.year - at < 1 ? after.value : null
  return round(before.value + ((after.value - before.value) * (at - before.year)) / (after.year - before.year))
}

export interface IndicatorInput extends Goal {
  /** Values by the end of their period, the oldest first. */
  readonly points: readonly Seen[]
  /** Counts of single months, the oldest first, where the indicator counts events over a year. */
  readonly months: readonly number[] | null
  /** Shares end at 100. */
  readonly max: number | null
  /** Why there is no value, where there is none. */
  readonly because: Text | null
}

export interface Judgement {
  readonly colour: LightColour
  readonly reason: Text
  readonly value: number | null
  readonly asOf: IsoDate | null
  readonly expected: number | null
  readonly forecast: Forecast
}

function judged(forecast: Forecast, reach: Binding['reach'], target: number | null): Forecast {
  const { value, low, high } = forecast
  if (value === null || low === null || high === null || target === null) return forecast
  const [best, worst] = reach === 'at_most' ? [low, high] : [high, low]
  const reached =
    reach === 'exactly'
      ? low <= target && target <= high
        ? 'unsure'
        : 'no'
      : reaches(reach, worst, target)
        ? 'yes'
        : reaches(reach, best, target)
          ? 'unsure'
          : 'no'
  return { ...forecast, reached }
}

function forecastOf(input: IndicatorInput, today: IsoDate): Forecast {
  const day = `${input.targetYear}-12-31`
  if (day <= today) return noForecast(day, input.points.length, '目标日已过，不再预测', 'The target day is past: no forecast')
  const made = input.months ? forecastCounts(input.months, day) : forecastLine(input.points, day, input.max)
  return judged(made, input.reach, input.target)
}

/**
 * How an indicator stands on a day: against its path today and, by the forecast, against its target. Grey where it cannot be
 * judged, with the reason. Green needs both: on the path, and not expected to miss the target.
 */
export function judgeIndicator(input: IndicatorInput, today: IsoDate): Judgement {
  const forecast = forecastOf(input, today)
  const last = input.points.findLast((p) => p.to <= today)
  const value = last?.value ?? null
  const asOf = last?.to ?? null
  const grey = (zh: string, en: string): Judgement => ({
    colour: 'grey',
    reason: text(`不能判定，因为${zh}`, `Cannot be judged, because ${en}`),
    value,
    asOf,
    expected: null,
    forecast,
  })
  if (input.target === null) return grey('没有写明目标值', 'no target value is written')
  if (!last || value === null) {
    return input.because
      ? { ...grey('', ''), reason: text(`不能判定，因为：${input.because.zh}`, `Cannot be judged, because: ${input.because.en}`) }
      : grey('还没有数据', 'there is no value yet')
  }
  const age = daysBetween(last.to, today)
  if (age > STALE_DAYS) return grey(`最近的数据是 ${last.to}，已过 ${age} 天`, `the newest value is of ${last.to}, ${age} days old`)
  const expected = today > `${input.targetYear}-12-31` ? input.target : pathOn(input, last.to)
  if (expected === null) {
    if (input.baseValue !== null) return grey('规划期还没有开始', 'the plan has not begun')
    // Without a base there is no path to be on, but what is reached is reached.
    if (!reaches(input.reach, value, input.target))
      return grey('没有基期数，画不出年度路径', 'there is no base value and so no yearly path')
  }
  const words =
    expected === null
      ? text(
          `${last.to} 为 ${show(value)}，已达到目标 ${show(input.target)}`,
          `${show(value)} on ${last.to}; the target ${show(input.target)} is reached`,
        )
      : text(
          `${last.to} 为 ${show(value)}，进度要求${bar(input.reach).zh} ${show(expected)}`,
          `${show(value)} on ${last.to}; the path asks for ${bar(input.reach).en} ${show(expected)}`,
        )
  const colour = standing(input.reach, value, expected ?? input.target)
  if (colour === 'green' && forecast.reached === 'no' && forecast.value !== null) {
    const more = text(
      `${words.zh}；但按目前走势 ${input.targetYear} 年预计 ${show(forecast.value)}，达不到 ${show(input.target)}`,
      `${words.en}; but ${show(forecast.value)} is expected in ${input.targetYear}: the target ${show(input.target)} would be missed`,
    )
    return { colour: 'yellow', reason: more, value, asOf, expected, forecast }
  }
  return { colour, reason: words, value, asOf, expected, forecast }
}

const bar = (reach: Binding['reach']): Text =>
  reach === 'at_most' ? text('不高于', 'at most') : reach === 'at_least' ? text('不低于', 'at least') : text('等于', 'exactly')

function standing(reach: Binding['reach'], value: number, expected: number): LightColour {
  if (reaches(reach, value, expected)) return 'green'
  if (reach === 'exactly') return Math.abs(value - expected) <= Math.abs(expected) * NEAR_SHARE ? 'yellow' : 'red'
  const allowed = Math.abs(expected) * NEAR_SHARE
  return reaches(reach, reach === 'at_most' ? value - allowed : value + allowed, expected) ? 'yellow' : 'red'
}

/** What the target is in the indicator's own unit, and how that was found; null where the base is missing. */
export function absoluteTarget(
  fields: {
    readonly direction?: string | undefined
    readonly value?: number | null | undefined
    readonly unit?: string | null | undefined
  },
  base: number | null,
  own: boolean,
): { target: number | null; why: Text } {
  const { direction, value, unit } = fields
  if (direction === 'zero') return { target: 0, why: text('写明为零', 'Zero, as written') }
  if (value === null || value === undefined) return { target: null, why: text('没有写明数值', 'No figure is written') }
  const relative = direction === 'decrease' || direction === 'increase'
  if (!relative || own)
    return { target: value, why: text(`写明为 ${show(value)}${unit ?? ''}`, `${show(value)} ${unit ?? ''}, as written`) }
  if (base === null)
    return { target: null, why: text('写的是升降幅度，缺少基期数，不能换算', 'A change is written, and the base value is missing') }
  const sign = direction === 'decrease' ? -1 : 1
  const percent = unit === '%' || unit === '％'
  const target = round(percent ? base * (1 + (sign * value) / 100) : base + sign * value)
  const how = percent
    ? `${show(base)} × (1 ${sign < 0 ? '−' : '+'} ${show(value)}%)`
    : `${show(base)} ${sign < 0 ? '−' : '+'} ${show(value)}`
  return { target, why: text(`由基期换算：${how} = ${show(target)}`, `From the base: ${how} = ${show(target)}`) }
}
