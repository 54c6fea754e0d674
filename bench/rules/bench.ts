/**
 * Speed of the rules' inner functions on one core: `npx tsx bench/rules/bench.ts`. Exit code 1 when a target is missed.
 * Inputs are drawn once from a fixed seed; a checksum of the results is printed so that nothing can be optimised away unseen.
 */
import {
  accidentRank,
  alphaOf,
  findSubstance,
  isMajor,
  lecBand,
  levelIndex,
  NAMED_SUBSTANCES,
  ratioSum,
  runRule,
  weightedSum,
} from '@anlan/rules'

const SECONDS = 1.5
const N = 4096

/** Mulberry32: a small generator with a fixed seed, so that runs can be compared. */
function generator(seed: number): () => number {
  let a = seed
  return () => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

const random = generator(18218)
const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T

let failed = 0

/** Runs `batch` (which does `size` operations and gives a checksum) for a fixed time and prints operations a second. */
function measure(name: string, size: number, target: number | undefined, batch: () => number): void {
  for (let i = 0; i < 20; i++) batch()
  let operations = 0
  let sum = 0
  const start = performance.now()
  let spent = 0
  while (spent < SECONDS * 1000) {
    sum += batch()
    operations += size
    spent = performance.now() - start
  }
  const rate = operations / (spent / 1000)
  const verdict =
    target === undefined
      ? ''
      : rate >= target
        ? `target ${target.toLocaleString('en')}: met`
        : `target ${target.toLocaleString('en')}: MISSED`
  if (target !== undefined && rate < target) failed++
  console.log(`${name.padEnd(52)} ${Math.round(rate).toLocaleString('en').padStart(14)} /s  ${verdict}  (checksum ${sum % 1_000_003})`)
}

const L = Float64Array.from({ length: N }, () => pick([10, 6, 3, 1, 0.5, 0.2, 0.1]))
const E = Float64Array.from({ length: N }, () => pick([10, 6, 3, 2, 1, 0.5]))
const C = Float64Array.from({ length: N }, () => pick([100, 40, 15, 7, 3, 1]))
measure('LEC gradings', N, 1_000_000, () => {
  let sum = 0
  for (let i = 0; i < N; i++) sum += lecBand(L[i] as number, E[i] as number, C[i] as number)
  return sum
})

const deaths = Int32Array.from({ length: N }, () => Math.floor(random() ** 3 * 40))
const serious = Int32Array.from({ length: N }, () => Math.floor(random() ** 3 * 120))
const loss = Float64Array.from({ length: N }, () => random() ** 3 * 12000)
measure('accident gradings', N, 1_000_000, () => {
  let sum = 0
  for (let i = 0; i < N; i++) sum += accidentRank(deaths[i] as number, serious[i] as number, loss[i] as number)
  return sum
})

const SUBSTANCES = 20
interface Installation {
  readonly names: readonly string[]
  readonly q: Float64Array
  readonly beta: Float64Array
  readonly population: number
}
const named = NAMED_SUBSTANCES.filter((one) => findSubstance(one.name).length === 1)
const installations: readonly Installation[] = Array.from({ length: 1000 }, () => {
  const rows = Array.from({ length: SUBSTANCES }, () => pick(named))
  return {
    names: rows.map((row) => row.name),
    q: Float64Array.from(rows, (row) => row.thresholdT * random() * 0.3),
    beta: Float64Array.from(rows, (row) => row.beta ?? 1),
    population: Math.floor(random() * 150),
  }
})
const Q = new Float64Array(SUBSTANCES)
measure('GB 18218 installations of 20 substances (by name)', installations.length, 50_000, () => {
  let sum = 0
  for (const one of installations) {
    for (let i = 0; i < SUBSTANCES; i++) Q[i] = (findSubstance(one.names[i] as string)[0] as { thresholdT: number }).thresholdT
    const S = ratioSum(SUBSTANCES, one.q, Q)
    if (isMajor(S)) sum += 1 + levelIndex(alphaOf(one.population) * weightedSum(SUBSTANCES, one.q, Q, one.beta))
  }
  return sum
})

// The explaining rules (checks, steps, clause) have no target; their speed tells what a page or a report costs.
measure('LEC explained', 1, undefined, () => (runRule('LEC', { L: 3, E: 6, C: 15 }, '2026-11-01').value ? 1 : 0))
measure('GB 18218 explained, 20 substances', 1, undefined, () => {
  const one = installations[0] as Installation
  const items = one.names.map((name, i) => ({ name, q_t: one.q[i] as number, beta_class: 'J2' }))
  return runRule('gb18218', { items, population_500m: one.population }, '2026-11-01').value ? 1 : 0
})

process.exitCode = failed > 0 ? 1 : 0
