import {
  compile,
  createPipeline,
  createState,
  drain,
  ingest,
  parseRules,
  RULE_STATE_OCTETS,
  step,
  type Plan,
  type PipelineOutput,
  type Sink,
} from '@anlan/alarms'
import { cpus } from 'node:os'

const PERIOD = 47
const WARM = 2
/** One excursion of ten readings in so many readings of a point. */
const QUIET = 5000
const BUSY = 50

/** LL/L/H/HH with dead-band and both delays on every point, limits differing from point to point. */
const plant = (points: number): Plan => {
  const rules = Array.from({ length: points }, (_, p) => ({
    id: `r${p}`,
    kind: 'limits',
    point: `p${p}`,
    LL: 10 + (p % 5),
    L: 20 + (p % 5),
    H: 80 + (p % 5),
    HH: 90 + (p % 5),
    deadBand: 2,
    onDelay: { LL: 0, L: 60, H: 60, HH: 0 },
    offDelay: 60,
  }))
  const parsed = parseRules({ version: 1, points: rules.map((r) => ({ id: r.point, period: PERIOD })), rules })
  if (!parsed.ok) throw new Error(parsed.errors[0]?.en)
  return compile(parsed.file)
}

/** Readings of one round, values made before the clock runs: ten of every `cycle` readings of a point are an excursion through H and HH. */
const rounds = (points: number, count: number, cycle: number): Float64Array[] =>
  Array.from({ length: count }, (_, round) =>
    Float64Array.from({ length: points }, (_, p) => {
      const noise = ((p * 7919 + round * 104729) % 1000) / 100
      const phase = (p * 31 + round) % cycle
      return 45 + noise + (phase < 10 ? 45 * Math.sin((Math.PI * (phase + 1)) / 10) : 0)
    }),
  )

type Timing = { nanoseconds: number; events: number; readings: number }

/** Nanoseconds of processor time since `begin`: other processes on the machine do not count. */
const spent = (begin: NodeJS.CpuUsage): number => {
  const used = process.cpuUsage(begin)
  return (used.user + used.system) * 1000
}

/** Best of `tries` runs over a fresh state: the least disturbed by other processes. */
const evaluate = (plan: Plan, values: Float64Array[], count: number, order: Int32Array | undefined, tries: number): Timing => {
  const points = plan.points.length
  let best: Timing = { nanoseconds: Infinity, events: 0, readings: 0 }
  for (let attempt = 0; attempt < tries; attempt++) {
    const state = createState(plan)
    const sink: Sink = { events: [], late: false }
    let begin = process.cpuUsage()
    for (let round = 0; round < count + WARM; round++) {
      // The first rounds touch fresh memory and make every state known: once in a process's life, not per reading.
      if (round === WARM) begin = process.cpuUsage()
      const row = values[round % values.length] ?? new Float64Array(0)
      const t = 1_700_000_000 + round * PERIOD
      if (order === undefined) for (let p = 0; p < points; p++) step(plan, state, p, t, row[p] ?? 0, 0, sink)
      else
        for (let i = 0; i < points; i++) {
          const p = order[i] ?? 0
          step(plan, state, p, t, row[p] ?? 0, 0, sink)
        }
    }
    const nanoseconds = spent(begin) / (count * points)
    if (nanoseconds < best.nanoseconds) best = { nanoseconds, events: sink.events.length, readings: count * points }
  }
  return best
}

const shuffled = (n: number): Int32Array => {
  const order = Int32Array.from({ length: n }, (_, i) => i)
  let seed = 12345
  for (let i = n - 1; i > 0; i--) {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0
    const j = seed % (i + 1)
    const held = order[i] ?? 0
    order[i] = order[j] ?? 0
    order[j] = held
  }
  return order
}

const wholePipeline = (plan: Plan, values: Float64Array[]): Timing => {
  const pipe = createPipeline(plan)
  const out: PipelineOutput = { events: [], clockSteps: [] }
  const begin = process.cpuUsage()
  values.forEach((row, round) =>
    row.forEach((value, point) => ingest(pipe, { point, time: 1_700_000_000 + round * PERIOD, value, quality: 0 }, out)),
  )
  drain(pipe, out)
  const readings = values.length * plan.points.length
  return { nanoseconds: spent(begin) / readings, events: out.events.length, readings }
}

const met = (ok: boolean): string => (ok ? 'met' : 'NOT met')
const line = (name: string, x: Timing): void =>
  console.log(
    `| ${name} | ${x.readings.toLocaleString('en')} | ${x.nanoseconds.toFixed(1)} ns | ${(1000 / x.nanoseconds).toFixed(2)} M/s | ${x.events.toLocaleString('en')} |`,
  )

const POINTS = 86_400
const TEN = POINTS * 10
const count = (n: number): string => `${n.toLocaleString('en')} points`
console.log(
  `${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.version}, one core; LL/L/H/HH, dead-band, on- and off-delays on every point`,
)
console.log('| case | readings | per reading | rate | events |')
console.log('|---|---|---|---|---|')
const small = plant(POINTS)
const large = plant(TEN)
/** Few and many points by turns, so that a busy minute of the machine falls on both; the best of each. */
const byTurns = (cycle: number, few: number, many: number): [Timing, Timing] => {
  const fewRows = rounds(POINTS, 12, cycle)
  const manyRows = rounds(TEN, 12, cycle)
  const best: [Timing, Timing] = [evaluate(small, fewRows, few, undefined, 1), evaluate(large, manyRows, many, undefined, 1)]
  for (let turn = 0; turn < 4; turn++) {
    const next = [evaluate(small, fewRows, few, undefined, 2), evaluate(large, manyRows, many, undefined, 1)] as const
    if (next[0].nanoseconds < best[0].nanoseconds) best[0] = next[0]
    if (next[1].nanoseconds < best[1].nanoseconds) best[1] = next[1]
  }
  return best
}

const [quiet, quietTen] = byTurns(QUIET, 48, 24)
line(count(POINTS), quiet)
line(count(TEN), quietTen)
line(`${count(POINTS)}, shuffled`, evaluate(small, rounds(POINTS, 12, QUIET), 24, shuffled(POINTS), 3))
line(`${count(TEN)}, shuffled`, evaluate(large, rounds(TEN, 12, QUIET), 12, shuffled(TEN), 2))
const [busy, busyTen] = byTurns(BUSY, 24, 12)
line(`${count(POINTS)}, a fifth of the readings on excursions`, busy)
line(`${count(TEN)}, a fifth of the readings on excursions`, busyTen)
line(`${count(POINTS)}, with the order stage`, wholePipeline(small, rounds(POINTS, 12, QUIET)))
const growth = (many: Timing, few: Timing): string => {
  const by = many.nanoseconds / few.nanoseconds - 1
  return `${(by * 100).toFixed(0)} % ${met(by <= 0.2)}`
}
console.log(
  `target 10,000,000 readings a second and core: quiet ${(1000 / quiet.nanoseconds).toFixed(1)} M/s ${met(quiet.nanoseconds <= 100)}, busy ${(1000 / busy.nanoseconds).toFixed(1)} M/s ${met(busy.nanoseconds <= 100)}`,
)
console.log(`target ten times the points at most a fifth dearer: quiet ${growth(quietTen, quiet)}, busy ${growth(busyTen, busy)}`)
console.log(`target 256 octets a rule state: ${RULE_STATE_OCTETS} ${met(RULE_STATE_OCTETS <= 256)}`)
