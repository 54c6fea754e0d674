/**
 * Lights of 1,000 items over five years of records on one core: `npx tsx bench/plans/bench.ts`. Exit code 1 when it takes more than
 * 2 s. 700 tasks with stages, 300 indicators with 60 monthly values and a forecast each, from a fixed seed.
 */
import { judgeIndicator } from '../../practices/plans/indicator-rules.ts'
import { lightOf } from '../../practices/plans/rules.ts'

const LIMIT_MS = 2000
const RUNS = 5
const TODAY = '2030-06-30'

let seed = 20260101
function random(): number {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
  return seed / 4294967296
}

const STATES = ['assigned', 'doing', 'submitted', 'done'] as const
const two = (n: number): string => String(n).padStart(2, '0')

const tasks = Array.from({ length: 700 }, () => ({
  from: '2026-01-01',
  due: `${2026 + Math.floor(random() * 5)}-${two(1 + Math.floor(random() * 12))}-25`,
  state: STATES[Math.floor(random() * 4)] ?? 'doing',
  stages: Array.from({ length: 5 }, (_, year) => ({
    from: `${2026 + year}-01-01`,
    due: `${2026 + year}-12-25`,
    state: STATES[Math.floor(random() * 4)] ?? 'done',
  })),
}))
const indicators = Array.from({ length: 300 }, (_, n) => ({
  reach: n % 2 === 0 ? ('at_most' as const) : ('at_least' as const),
  target: 60 + random() * 40,
  targetYear: 2030,
  baseValue: 50 + random() * 40,
  baseYear: 2025,
  path: [],
  points: Array.from({ length: 54 }, (_x, m) => ({
    to: `${2026 + Math.floor(m / 12)}-${two(1 + (m % 12))}-28`,
    value: 50 + m / 2 + random() * 10,
  })),
  months: n % 3 === 0 ? Array.from({ length: 60 }, () => Math.floor(random() * 8)) : null,
  max: 100,
  because: null,
}))

function once(): number {
  let red = 0
  for (const task of tasks) {
    if (lightOf(task, TODAY).colour === 'red') red++
    for (const stage of task.stages) if (lightOf(stage, TODAY).colour === 'red') red++
  }
  for (const one of indicators) if (judgeIndicator(one, TODAY).colour === 'red') red++
  return red
}

once()
const times: number[] = []
let sum = 0
for (let run = 0; run < RUNS; run++) {
  const start = performance.now()
  sum += once()
  times.push(performance.now() - start)
}
const worst = Math.max(...times)
const verdict = worst <= LIMIT_MS ? 'met' : 'MISSED'
console.log(
  `lights of 1,000 items, five years   ${worst.toFixed(1)} ms (worst of ${RUNS})   ${(LIMIT_MS / worst).toFixed(0)} times below ${LIMIT_MS} ms: ${verdict}   (checksum ${sum})`,
)
process.exit(worst <= LIMIT_MS ? 0 : 1)
