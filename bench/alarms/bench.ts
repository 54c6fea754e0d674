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
const rounds = (points: number, count: number, cycle = 5000): Float64Array[] =>
  Array.from({ length: count }, (_, round) =>
    Float64Array.from({ length: points }, (_, p) => {
      const noise = ((p * 7919 + round * 104729) % 1000) / 100
      const phase = (p * 31 + round) % cycle
      return 45 + noise + (phase < 10 ? 45 * Math.sin((Math.PI * (phase + 1)) / 10) : 0)
    }),
  )

type Timing = { nanoseconds: number; events: number; readings: number }

/** Best of `tries` runs over a fresh state: the least disturbed by other processes. */
const evaluate = (plan: Plan, values: Float64Array[], count: number, order: Int32Array | undefined, tries: number): Timing => {
  const points = plan.points.length
  let best: Timing = { nanoseconds: Infinity, events: 0, readings: 0 }
  for (let attempt = 0; attempt < tries; attempt++) {
    const state = createState(plan)
    const sink: Sink = { events: [], late: false }
    let begin = process.hrtime.bigint()
    for (let round = 0; round < count + WARM; round++) {
      // The first rounds touch fresh memory and make every state known: once in a process's life, not per reading.
      if (round === WARM) begin = process.hrtime.bigint()
      const row = values[round % values.length] ?? new Float64Array(0)
      const t = 1_700_000_000 + round * PERIOD
      if (order === undefined) for (let p = 0; p < points; p++) step(plan, state, p, t, row[p] ?? 0, 0, sink)
      else
        for (let i = 0; i < points; i++) {
          const p = order[i] ?? 0
          step(plan, state, p, t, row[p] ?? 0, 0, sink)
        }
    }
    const nanoseconds = Number(process.hrtime.bigint() - begin) / (count * points)
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
  const begin = process.hrtime.bigint()
  values.forEach((row, round) =>
    row.forEach((value, point) => ingest(pipe, { point, time: 1_700_000_000 + round * PERIOD, value, quality: 0 }, out)),
  )
  drain(pipe, out)
  const readings = values.length * plan.points.length
  return { nanoseconds: Number(process.hrtime.bigint() - begin) / readings, events: out.events.length, readings }
}

const met = (ok: boolean): string => (ok ? 'met' : 'NOT met')
const line = (name: string, x: Timing): void =>
  console.log(
    `| ${name} | ${x.readings.toLocaleString('en')} | ${x.nanoseconds.toFixed(1)} ns | ${(1000 / x.nanoseconds).toFixed(2)} M/s | ${x.events.toLocaleString('en')} |`,
  )

const POINTS = 86_400
const small = plant(POINTS)
const smallRounds = rounds(POINTS, 12)
const large = plant(POINTS * 10)
const largeRounds = rounds(POINTS * 10, 12)
console.log(
  `${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.version}, one core; LL/L/H/HH, dead-band, on- and off-delays on every point`,
)
console.log('| case | readings | per reading | rate | events |')
console.log('|---|---|---|---|---|')
evaluate(small, smallRounds, 24, undefined, 2)
const base = evaluate(small, smallRounds, 48, undefined, 5)
line(`${POINTS.toLocaleString('en')} points`, base)
const ten = evaluate(large, largeRounds, 48, undefined, 3)
line(`${(POINTS * 10).toLocaleString('en')} points`, ten)
line(`${POINTS.toLocaleString('en')} points, shuffled`, evaluate(small, smallRounds, 24, shuffled(POINTS), 3))
line(`${(POINTS * 10).toLocaleString('en')} points, shuffled`, evaluate(large, largeRounds, 12, shuffled(POINTS * 10), 2))
line(`${POINTS.toLocaleString('en')} points, a fifth of them on excursions`, evaluate(small, rounds(POINTS, 48, 50), 46, undefined, 3))
line(`${POINTS.toLocaleString('en')} points, with the order stage`, wholePipeline(small, smallRounds))
const growth = ten.nanoseconds / base.nanoseconds - 1
console.log(`target 10,000,000 readings a second and core: ${met(base.nanoseconds <= 100)} (${(1000 / base.nanoseconds).toFixed(1)} M/s)`)
console.log(`target ten times the points at most a fifth dearer: ${met(growth <= 0.2)} (${(growth * 100).toFixed(0)} %)`)
console.log(
  `target 256 octets a rule state: ${met(RULE_STATE_OCTETS <= 256)} (${RULE_STATE_OCTETS}; a limits rule ${RULE_STATE_OCTETS - 152})`,
)
