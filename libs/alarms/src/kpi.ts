import { CHATTER, floodActivation, floodQuiet, newFloodTracker } from './annunciate.ts'
import { PRIORITIES, type Priority } from './types.ts'

/** One activation of one alarm, with what became of it. Times in seconds. */
export type Activation = {
  alarm: string
  sensor: string
  enterprise: string
  desk: string
  priority: Priority
  at: number
  clearedAt?: number
  acknowledgedAt?: number
  /** Calibration, maintenance, announced blasting: reported apart. */
  planned?: boolean
  /** Shelved or out of service at some time: not counted as stale, but listed. */
  putAway?: boolean
  /** The handler's verdict. */
  judgedFalse?: boolean
}

export type BadActor = { alarm: string; activations: number; share: number; reasons: BadActorReason[] }
export type BadActorReason = 'topTen' | 'chattering' | 'fleeting' | 'stale' | 'falseAlarms'
export type EemuaBand = 'robust' | 'stable' | 'reactive' | 'overloaded'

export type AlarmKpis = {
  activations: number
  planned: number
  perDay: number
  perHour: number
  per10Minutes: number
  most10Minutes: number
  shareHoursOver30: number
  share10MinutesOver10: number
  floodShare: number
  floods: [from: number, to: number][]
  topTen: { alarm: string; activations: number; share: number }[]
  topTenShare: number
  chattering: string[]
  fleeting: number
  stale: string[]
  stalePutAway: string[]
  priorities: Record<Priority, number>
  /** Seconds; NaN where nothing was acknowledged. */
  acknowledgeMedian: number
  acknowledge95: number
  acknowledged: number
  falseShare: number
  judged: number
  band: EemuaBand
  badActors: BadActor[]
}

const BIN = 600
const STALE = 86400
const FLEETING = 60

/** Nearest-rank percentile of raw values, not of bins. */
export const percentile = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN
}

const countBy = <T>(items: readonly T[], key: (item: T) => string): Map<string, number> => {
  const counts = new Map<string, number>()
  for (const item of items) counts.set(key(item), (counts.get(key(item)) ?? 0) + 1)
  return counts
}

const over = (counts: Map<string, number>, limit: number): number => [...counts.values()].filter((n) => n > limit).length

/** Spans in flood, on a sliding window; the last one is cut at `to`. */
export const floodSpans = (times: readonly number[], to: number): [number, number][] => {
  let tracker = newFloodTracker()
  const spans: [number, number][] = []
  for (const at of times) {
    const next = floodActivation(tracker, at)
    if (next.ended) spans.push(next.ended)
    tracker = next.tracker
  }
  const last = floodQuiet(tracker, to)
  if (last.ended) spans.push(last.ended)
  else if (last.tracker.since !== undefined) spans.push([last.tracker.since, to])
  return spans
}

const chatteringOf = (byAlarm: Map<string, Activation[]>): string[] =>
  [...byAlarm]
    .filter(([, list]) => list.some((one, i) => (list[i + CHATTER.activations - 1]?.at ?? Infinity) - one.at <= CHATTER.window))
    .map(([alarm]) => alarm)

/** EEMUA 191 band: the worst of mean and peak per ten minutes and share of time outside target (more than ten in ten minutes). */
const bandOf = (mean: number, peak: number, outside: number): EemuaBand => {
  if (mean > 10 || peak > 100 || outside > 0.3) return 'overloaded'
  if (mean > 5 || peak > 50 || outside > 0.1) return 'reactive'
  return mean > 1 || peak > 10 || outside > 0.01 ? 'stable' : 'robust'
}

const isStale = (one: Activation, to: number): boolean => (one.clearedAt ?? to) - one.at > STALE
const isFleeting = (one: Activation): boolean =>
  one.clearedAt !== undefined &&
  one.clearedAt - one.at < FLEETING &&
  !(one.acknowledgedAt !== undefined && one.acknowledgedAt <= one.clearedAt)

/**
 * KPIs of ISA-18.2 / IEC 62682 / EEMUA 191 over `from` ≤ t < `to`, computed as the kpis sheet §1 says: activations are counted, not
 * samples; ten-minute periods are fixed clock bins for the means and a sliding window for floods; planned activations are apart.
 */
export const alarmKpis = (all: readonly Activation[], from: number, to: number): AlarmKpis => {
  const inside = all.filter((one) => one.at >= from && one.at < to).toSorted((a, b) => a.at - b.at)
  const list = inside.filter((one) => !one.planned)
  const byAlarm = new Map<string, Activation[]>()
  for (const one of list) {
    const same = byAlarm.get(one.alarm)
    if (same) same.push(one)
    else byAlarm.set(one.alarm, [one])
  }
  const span = to - from
  const bins = countBy(list, (one) => String(Math.floor(one.at / BIN)))
  const hours = countBy(list, (one) => String(Math.floor(one.at / 3600)))
  const per10Minutes = list.length / (span / BIN)
  const most10Minutes = Math.max(0, ...bins.values())
  const share10MinutesOver10 = over(bins, 10) / (span / BIN)
  const floods = floodSpans(
    list.map((one) => one.at),
    to,
  )
  const ranked = [...byAlarm]
    .map(([alarm, of]) => ({ alarm, activations: of.length, share: of.length / list.length }))
    .toSorted((a, b) => b.activations - a.activations || (a.alarm < b.alarm ? -1 : 1))
  const topTen = ranked.slice(0, 10)
  const chattering = chatteringOf(byAlarm)
  const stale = list.filter((one) => isStale(one, to))
  const waits = list.flatMap((one) => (one.acknowledgedAt === undefined ? [] : [one.acknowledgedAt - one.at]))
  const judged = list.filter((one) => one.judgedFalse !== undefined)
  const staleAlarms = [...new Set(stale.filter((one) => !one.putAway).map((one) => one.alarm))]
  return {
    activations: list.length,
    planned: inside.length - list.length,
    perDay: list.length / (span / 86400),
    perHour: list.length / (span / 3600),
    per10Minutes,
    most10Minutes,
    shareHoursOver30: over(hours, 30) / (span / 3600),
    share10MinutesOver10,
    floodShare: floods.reduce((sum, [a, b]) => sum + b - a, 0) / span,
    floods,
    topTen,
    topTenShare: topTen.reduce((sum, one) => sum + one.share, 0),
    chattering,
    fleeting: list.filter(isFleeting).length,
    stale: staleAlarms,
    stalePutAway: [...new Set(stale.filter((one) => one.putAway).map((one) => one.alarm))],
    priorities: Object.fromEntries(
      PRIORITIES.map((p) => [p, list.filter((one) => one.priority === p).length / Math.max(1, list.length)]),
    ) as Record<Priority, number>,
    acknowledgeMedian: percentile(waits, 0.5),
    acknowledge95: percentile(waits, 0.95),
    acknowledged: waits.length,
    falseShare: judged.length ? judged.filter((one) => one.judgedFalse).length / judged.length : NaN,
    judged: judged.length,
    band: bandOf(per10Minutes, most10Minutes, share10MinutesOver10),
    badActors: badActors(ranked, byAlarm, chattering, staleAlarms),
  }
}

/** Alarms to go back to the enterprise: a top ten that alone carries over 5 % with ten or more activations, chattering, mostly fleeting, stale, or half judged false. */
const badActors = (
  ranked: { alarm: string; activations: number; share: number }[],
  byAlarm: Map<string, Activation[]>,
  chattering: readonly string[],
  stale: readonly string[],
): BadActor[] =>
  ranked.flatMap((one, rank) => {
    const list = byAlarm.get(one.alarm) ?? []
    const judged = list.filter((x) => x.judgedFalse !== undefined)
    const reasons: BadActorReason[] = []
    if (rank < 10 && one.activations >= 10 && one.share > 0.05) reasons.push('topTen')
    if (chattering.includes(one.alarm)) reasons.push('chattering')
    if (list.length >= 3 && list.filter(isFleeting).length * 2 > list.length) reasons.push('fleeting')
    if (stale.includes(one.alarm)) reasons.push('stale')
    if (judged.length >= 3 && judged.filter((x) => x.judgedFalse).length * 2 >= judged.length) reasons.push('falseAlarms')
    return reasons.length ? [{ ...one, reasons }] : []
  })

/** The same figures for each desk, enterprise or sensor. */
export const kpisBy = (
  all: readonly Activation[],
  key: 'desk' | 'enterprise' | 'sensor',
  from: number,
  to: number,
): Map<string, AlarmKpis> =>
  new Map(
    [...new Set(all.map((one) => one[key]))].toSorted().map((name) => [
      name,
      alarmKpis(
        all.filter((one) => one[key] === name),
        from,
        to,
      ),
    ]),
  )
