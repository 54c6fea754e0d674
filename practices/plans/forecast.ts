import { daysBetween, type IsoDate } from '#kernel/calendar/index.ts'
import { text } from '#kernel/text.ts'
import type { z } from 'zod'
import type { Forecast as ForecastShape } from './model-track.ts'

export type Forecast = z.output<typeof ForecastShape>

/** A value that holds for the period ending on `to`. */
export interface Seen {
  readonly to: IsoDate
  readonly value: number
}

/** Two-sided 90 % quantiles of Student's t for 1 to 30 degrees of freedom; beyond, the normal's 1.645 is within 4 %. Any statistics table. */
const T90 = [
  6.314, 2.92, 2.353, 2.132, 2.015, 1.943, 1.895, 1.86, 1.833, 1.812, 1.796, 1.782, 1.771, 1.761, 1.753, 1.746, 1.74, 1.734, 1.729, 1.725,
  1.721, 1.717, 1.714, 1.711, 1.708, 1.706, 1.703, 1.701, 1.699, 1.697,
]
const t90 = (freedom: number): number => T90[freedom - 1] ?? 1.697

const METHOD_LINE = text('最小二乘直线外推，90% 预测区间（t 分布）', 'Least-squares line, 90% prediction interval (Student t)')
const METHOD_COUNT = text(
  '泊松计数：按近期月均发生率外推一年，90% 预测区间（负二项）',
  'Poisson counts: the recent monthly rate over a year, 90% prediction interval (negative binomial)',
)

export function noForecast(day: IsoDate, points: number, zh: string, en: string): Forecast {
  return { value: null, low: null, high: null, day, method: text('无', 'None'), note: text(zh, en), points, reached: 'unknown' }
}

/**
 * A straight line by least squares through the values, carried to `day`, with the 90 % prediction interval of one new value.
 * Fewer than three points have no interval: no forecast. `max`: values cannot lie above it (100 for shares); never below 0.
 */
export function forecastLine(points: readonly Seen[], day: IsoDate, max: number | null = null): Forecast {
  const n = points.length
  const origin = points[0]?.to ?? day
  if (n < 3) return noForecast(day, n, `只有 ${n} 个数据点，少于 3 个，不能预测`, `Only ${n} values, fewer than 3: cannot be forecast`)
  const x = points.map((p) => daysBetween(origin, p.to) / 365.25)
  const y = points.map((p) => p.value)
  const mean = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0) / n
  const [mx, my] = [mean(x), mean(y)]
  let [sxx, sxy] = [0, 0]
  for (let i = 0; i < n; i++) {
    sxx += ((x[i] ?? 0) - mx) ** 2
    sxy += ((x[i] ?? 0) - mx) * ((y[i] ?? 0) - my)
  }
  if (sxx === 0) return noForecast(day, n, '数据都在同一天，不能预测', 'All values are of one day: cannot be forecast')
  const slope = sxy / sxx
  let rest = 0
  for (let i = 0; i < n; i++) rest += ((y[i] ?? 0) - my - slope * ((x[i] ?? 0) - mx)) ** 2
  const at = daysBetween(origin, day) / 365.25
  const value = my + slope * (at - mx)
  const half = t90(n - 2) * Math.sqrt((rest / (n - 2)) * (1 + 1 / n + (at - mx) ** 2 / sxx))
  const clip = (v: number): number => Math.min(max ?? Infinity, Math.max(0, v))
  const note = text(
    `依据 ${n} 个数据点；假定走势不变、各点误差相互独立，政策和口径变化不在其中`,
    `From ${n} values; assumes that the trend goes on and errors are independent; changes of policy or definition are not in it`,
  )
  return {
    value: clip(value),
    low: clip(value - half),
    high: clip(value + half),
    day,
    method: METHOD_LINE,
    note,
    points: n,
    reached: 'unknown',
  }
}

/** The smallest k whose cumulated probability of a negative binomial (shape r, chance p of a stop) is at least q. */
function negativeBinomialQuantile(q: number, r: number, p: number): number {
  let mass = p ** r
  // A rate so high that the mass at 0 underflows: the normal approximation is then good to a unit.
  if (mass === 0) {
    const mean = (r * (1 - p)) / p
    return Math.max(0, Math.round(mean + (q < 0.5 ? -1.645 : 1.645) * Math.sqrt(mean / p)))
  }
  let sum = mass
  let k = 0
  while (sum < q && k < 1_000_000) {
    mass *= ((r + k) / (k + 1)) * (1 - p)
    sum += mass
    k++
  }
  return k
}

/**
 * Counts of a year from those of single months: the rate is taken as constant over the months given, with Jeffreys' prior for
 * its uncertainty, so that the count of twelve months is negative binomial. No trend is assumed: the months should be recent.
 */
export function forecastCounts(months: readonly number[], day: IsoDate): Forecast {
  const n = months.length
  if (n < 3) return noForecast(day, n, `只有 ${n} 个月的数据，少于 3 个，不能预测`, `Only ${n} months, fewer than 3: cannot be forecast`)
  const total = months.reduce((a, b) => a + b, 0)
  const years = n / 12
  const shape = total + 0.5
  const stop = years / (years + 1)
  const note = text(
    `依据最近 ${n} 个月共 ${total} 起；假定发生率不变、彼此独立，一次多起的群发不在其中`,
    `From ${total} in the last ${n} months; assumes a constant rate and independence; clusters are not in it`,
  )
  return {
    value: Math.round((total / years) * 10) / 10,
    low: negativeBinomialQuantile(0.05, shape, stop),
    high: negativeBinomialQuantile(0.95, shape, stop),
    day,
    method: METHOD_COUNT,
    note,
    points: n,
    reached: 'unknown',
  }
}
