import type { PointConfig, RuleConfig, RuleFile, RuleKind, Schedule } from './config/schema.ts'
import { modelSize } from './detectors/size.ts'
import type { Level } from './types.ts'

/** Kind codes; the order is part of the snapshot's fingerprint only, not of its layout. */
export const KINDS: readonly RuleKind[] = [
  'limits',
  'rate',
  'deviation',
  'window',
  'nOfM',
  'stuck',
  'plausible',
  'missing',
  'combine',
  'area',
  'driving',
  'ewma',
  'cusum',
  'novelty',
  'pca',
]
export const KIND = Object.fromEntries(KINDS.map((kind, i) => [kind, i])) as Record<RuleKind, number>

/** Doubles of parameters per rule: 0–3 limits, 4–7 clear values (or a rule's own numbers), 8–11 on-delays, 12–15 off-delays. */
export const PARAMS = 16
/** Doubles of extra state for rules that need more than timers. */
export const EXTRA = 19

export const SLOT_LEVELS = ['LL', 'L', 'H', 'HH'] as const satisfies readonly Level[]

/** What does not change while readings flow: the compiled rules. */
export type Plan = {
  points: PointConfig[]
  pointIndex: ReadonlyMap<string, number>
  rules: RuleConfig[]
  ruleIndex: ReadonlyMap<string, number>
  /** Rules of point p are start[p] .. start[p+1]-1; combinations come after all of them. */
  start: Int32Array
  kind: Uint8Array
  home: Int32Array
  params: Float64Array
  /** Two a rule: between them no limit is reached, rounded inwards to single precision (half the memory traffic of the fast path). */
  quiet: Float32Array
  period: Float64Array
  extraAt: Int32Array
  extraCount: number
  modelAt: Int32Array
  modelLength: number
  /** Other points a rule reads: reference, lon, speed, members of a group. */
  others: Int32Array[]
  schedules: (Schedule | undefined)[]
  /** Combinations to judge after a reading of point p, inputs before users; undefined if none. */
  combos: (Int32Array | undefined)[]
  combining: boolean
  inputs: { rule: number; slots: number }[][]
  /** Points whose order among each other matters share a group: readings of a group are released in one order. */
  orderGroup: Int32Array
  order: RuleFile['order']
  fingerprint: number
}

/** FNV-1a, 32 bit: tells snapshots of different rule files apart. */
export const fnv1a = (bytes: Iterable<number>): number => {
  let hash = 0x811c9dc5
  for (const byte of bytes) hash = Math.imul(hash ^ (byte & 255), 0x01000193) >>> 0
  return hash
}
const hashText = (text: string): number => {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0
  return hash
}

/** Rules of `point: "*"` become one rule per point, so that one setting serves a whole set. */
const expand = (rules: RuleConfig[], points: PointConfig[]): RuleConfig[] =>
  rules.flatMap((rule): RuleConfig[] => {
    if (rule.kind === 'pca') return [rule.points === '*' ? { ...rule, points: points.map((p) => p.id) } : rule]
    if (!('point' in rule) || rule.point !== '*') return [rule]
    return points.map((p) => ({ ...rule, id: `${rule.id}@${p.id}`, point: p.id }))
  })

const pointsOf = (rule: RuleConfig): string[] => {
  switch (rule.kind) {
    case 'combine':
      return []
    case 'area':
      return rule.speed === undefined ? [rule.lon, rule.lat] : [rule.speed, rule.lon, rule.lat]
    case 'pca':
      return rule.points === '*' ? [] : rule.points
    case 'deviation':
      return rule.reference === undefined ? [rule.point] : [rule.reference, rule.point]
    default:
      return [rule.point]
  }
}

const delays = (delay: RuleConfig['onDelay'], into: Float64Array, at: number): void => {
  SLOT_LEVELS.forEach((level, slot) => {
    into[at + slot] = typeof delay === 'number' ? delay : ((delay as Partial<Record<Level, number>>)[level] ?? 0)
  })
}

/** The least single-precision number that is not below x. */
const singleAbove = (x: number): number => {
  const single = Math.fround(x)
  if (single >= x || !Number.isFinite(x)) return single
  const bits = new Int32Array(Float32Array.of(single).buffer)
  bits[0] = (bits[0] ?? 0) + (single < 0 ? -1 : 1)
  return new Float32Array(bits.buffer)[0] ?? x
}

const fillLimits = (rule: Extract<RuleConfig, { kind: 'limits' }>, plan: Plan, r: number): void => {
  const at = r * PARAMS
  SLOT_LEVELS.forEach((level, slot) => {
    const limit = rule[level]
    const low = slot < 2
    plan.params[at + slot] = limit ?? (low ? -Infinity : Infinity)
    plan.params[at + 4 + slot] = limit === undefined ? (low ? -Infinity : Infinity) : low ? limit + rule.deadBand : limit - rule.deadBand
  })
  const low = Math.max(rule.LL ?? -Infinity, rule.L ?? -Infinity)
  const high = Math.min(rule.H ?? Infinity, rule.HH ?? Infinity)
  plan.quiet[2 * r] = singleAbove(low)
  plan.quiet[2 * r + 1] = -singleAbove(-high)
}

const needsExtra = (kind: RuleKind): boolean => ['rate', 'window', 'nOfM', 'stuck', 'plausible', 'driving', 'ewma', 'cusum'].includes(kind)

/** Union–find over points that one rule, or one combination, reads together. */
const groupPoints = (plan: Plan): void => {
  const parent = plan.orderGroup.map((_, i) => i)
  const root = (i: number): number => {
    let at = i
    while ((parent[at] ?? at) !== at) at = parent[at] ?? at
    return at
  }
  const join = (a: number, b: number): void => void (parent[Math.max(root(a), root(b))] = Math.min(root(a), root(b)))
  plan.others.forEach((others, r) => {
    for (const other of others) join(other, plan.home[r] ?? other)
  })
  const sources = new Map<number, number>()
  plan.combos.forEach((combos, p) => {
    for (const combo of combos ?? []) {
      const first = sources.get(combo)
      if (first === undefined) sources.set(combo, p)
      else join(first, p)
    }
  })
  plan.orderGroup.forEach((_, i) => (plan.orderGroup[i] = root(i)))
}

/** Which combinations hang, directly or through others, on which point. */
const linkCombos = (plan: Plan): void => {
  const users = new Map<number, number[]>()
  plan.inputs.forEach((inputs, r) => {
    for (const input of inputs) users.set(input.rule, [...(users.get(input.rule) ?? []), r])
  })
  if (users.size === 0) return
  plan.combining = true
  plan.points.forEach((_, p) => {
    const found = new Set<number>()
    const visit = (r: number): void => {
      for (const user of users.get(r) ?? []) {
        if (found.has(user)) continue
        found.add(user)
        visit(user)
      }
    }
    for (let r = plan.start[p] ?? 0; r < (plan.start[p + 1] ?? 0); r++) visit(r)
    if (found.size) plan.combos[p] = Int32Array.from([...found].sort((a, b) => a - b))
  })
}

const resolveInput = (plan: Plan, input: string): { rule: number; slots: number }[] => {
  const [id = '', level] = input.split(':')
  const slot = level === undefined ? -1 : (SLOT_LEVELS as readonly string[]).indexOf(level)
  const slots = slot < 0 ? 0b1111 : 1 << slot
  const one = plan.ruleIndex.get(id)
  if (one !== undefined) return [{ rule: one, slots }]
  // A rule written for all points stands for each of its copies.
  return plan.rules.flatMap((rule, r) => (rule.id.startsWith(`${id}@`) ? [{ rule: r, slots }] : []))
}

/**
 * Compiles a checked rule file. `points` are those of the stream; points named by rules alone are added with the default period.
 * Throws nothing: a rule naming an unknown point makes that point.
 */
export const compile = (file: RuleFile, points: readonly PointConfig[] = []): Plan => {
  const all = new Map<string, PointConfig>()
  for (const p of [...points, ...file.points]) all.set(p.id, p)
  for (const rule of expand(file.rules, [...all.values()]))
    for (const id of pointsOf(rule)) if (!all.has(id)) all.set(id, { id, period: 60 })
  const list = [...all.values()]
  const index = new Map(list.map((p, i) => [p.id, i]))
  const indexOf = (id: string): number => index.get(id) ?? 0
  const homeOf = (rule: RuleConfig): number => {
    const ids = pointsOf(rule)
    // A group is judged when its last point (in list order) has reported.
    if (rule.kind === 'pca') return Math.max(...ids.map(indexOf))
    return ids.length ? indexOf(ids[ids.length - 1] ?? '') : list.length
  }
  // Stable by home point; the plausibility check goes first because it may gate the others.
  const rules = expand(file.rules, list)
    .map((rule, i) => ({ rule, i, home: homeOf(rule), rank: rule.kind === 'plausible' ? 0 : 1 }))
    .sort((a, b) => a.home - b.home || a.rank - b.rank || a.i - b.i)
  const n = rules.length
  const plan: Plan = {
    points: list,
    pointIndex: index,
    rules: rules.map((x) => x.rule),
    ruleIndex: new Map(rules.map((x, r) => [x.rule.id, r])),
    start: new Int32Array(list.length + 2),
    kind: Uint8Array.from(rules, (x) => KIND[x.rule.kind]),
    home: Int32Array.from(rules, (x) => x.home),
    params: new Float64Array(n * PARAMS),
    quiet: new Float32Array(2 * n).fill(NaN),
    combining: false,
    period: Float64Array.from(list, (p) => p.period),
    extraAt: new Int32Array(n).fill(-1),
    extraCount: 0,
    modelAt: new Int32Array(n).fill(-1),
    modelLength: 0,
    others: [],
    schedules: rules.map((x) => x.rule.schedule),
    combos: Array.from({ length: list.length }),
    inputs: [],
    orderGroup: Int32Array.from(list, (_, i) => i),
    order: file.order,
    fingerprint: 0,
  }
  rules.forEach(({ rule, home }, r) => {
    plan.start[home + 1] = (plan.start[home + 1] ?? 0) + 1
    delays(rule.onDelay, plan.params, r * PARAMS + 8)
    delays(rule.offDelay, plan.params, r * PARAMS + 12)
    if (rule.kind === 'limits') fillLimits(rule, plan, r)
    if (rule.kind === 'combine') plan.params[r * PARAMS + 12] = Math.max(plan.params[r * PARAMS + 12] ?? 0, rule.hold)
    if (needsExtra(rule.kind)) plan.extraAt[r] = EXTRA * plan.extraCount++
    const size = modelSize(rule)
    if (size) {
      plan.modelAt[r] = plan.modelLength
      plan.modelLength += size
    }
    plan.others.push(rule.kind === 'combine' ? new Int32Array(0) : Int32Array.from(pointsOf(rule).map(indexOf)))
    plan.inputs.push(rule.kind === 'combine' ? rule.inputs.flatMap((input) => resolveInput(plan, input)) : [])
  })
  for (let p = 1; p < plan.start.length; p++) plan.start[p] = (plan.start[p] ?? 0) + (plan.start[p - 1] ?? 0)
  linkCombos(plan)
  groupPoints(plan)
  plan.fingerprint = hashText(JSON.stringify([plan.rules, list, file.order]))
  return plan
}
