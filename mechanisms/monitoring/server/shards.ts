import {
  compile,
  createPipeline,
  foldSources,
  ingest,
  newSourceTracker,
  restore,
  RuleConfig,
  snapshot,
  tick,
  type AlarmEvent,
  type Pipeline,
  type PipelineOutput,
  type RuleFile,
  type SourceEvent,
  type SourceTracker,
} from '@anlan/alarms'
import { ruleId, type PointRule } from '../rules.ts'

/** What the evaluator needs to know of a point. */
export interface EnginePoint {
  readonly no: number
  readonly id: string
  readonly orgId: string
  readonly code: string
  readonly name: string
  readonly unit: string
  readonly subjectId: string | null
  readonly periodS: number
  readonly source: string | null
  readonly rules: readonly PointRule[]
}

/** The evaluator of one organisation: its points are judged together and their state is kept together. */
export interface Shard {
  readonly orgId: string
  readonly config: RuleFile
  readonly pipe: Pipeline
  /** Newest stored event time of each point: what is newer is known not to be stored yet. */
  readonly fronts: Float64Array
  fold: SourceTracker
  readonly out: PipelineOutput
  /** Readings since the snapshot, and the transaction after which it was taken. */
  dirty: number
  snapSeq: number
}

/** The points and rules of an organisation as the evaluator's rule file. A rule that does not parse any more is left out and named. */
export function configOf(points: readonly EnginePoint[], windowS: number, skipped: (rule: string) => void): RuleFile {
  const rules: RuleConfig[] = []
  for (const p of points) {
    for (const { key, ...rule } of p.rules) {
      const parsed = RuleConfig.safeParse({ ...rule, id: ruleId(p.no, key), ...(rule.kind === 'combine' ? {} : { point: String(p.no) }) })
      if (parsed.success) rules.push(parsed.data)
      else skipped(ruleId(p.no, key))
    }
  }
  return {
    version: 1,
    points: points.map((p) => ({ id: String(p.no), period: p.periodS, ...(p.source === null ? {} : { source: p.source }) })),
    order: { window: windowS, stepPeriods: 10 },
    rules,
  }
}

export function newShard(orgId: string, config: RuleFile): Shard {
  const plan = compile(config)
  return {
    orgId,
    config,
    pipe: createPipeline(plan),
    fronts: new Float64Array(plan.points.length).fill(-Infinity),
    fold: newSourceTracker(),
    out: { events: [], clockSteps: [] },
    dirty: 0,
    snapSeq: 0,
  }
}

/** One reading into the evaluator; what it finds gathers in `out` until `settle`. */
export function feed(shard: Shard, p: number, t: number, v: number, q: number, backfill: boolean, receivedAt: number): void {
  ingest(
    shard.pipe,
    backfill ? { point: p, time: t, value: v, quality: q, backfill, receivedAt } : { point: p, time: t, value: v, quality: q, receivedAt },
    shard.out,
  )
  shard.dirty++
}

export const pass = (shard: Shard, now: number): void => tick(shard.pipe, now, shard.out)

/** What the evaluator found since the last call: events with silent gateways folded into one. */
export function settle(shard: Shard): { events: AlarmEvent[]; sources: SourceEvent[] } {
  if (shard.out.events.length === 0) return { events: [], sources: [] }
  const found = shard.out.events.splice(0)
  const folded = foldSources(shard.pipe.plan, shard.fold, found)
  shard.fold = folded.tracker
  const kept = new Set(folded.events)
  // A point that fell silent before its gateway has an alarm of its own, which its return must clear.
  return { events: found.filter((e) => kept.has(e) || e.kind === 'clear'), sources: folded.sources }
}

/** Fronts, then the evaluator's own snapshot. */
export function shardOctets(shard: Shard): Buffer {
  const fronts = Buffer.from(shard.fronts.buffer, shard.fronts.byteOffset, shard.fronts.byteLength)
  return Buffer.concat([fronts, snapshot(shard.pipe)])
}

/** Throws when the octets do not belong to the configuration: starting without them would open alarms twice. */
export function shardFrom(orgId: string, config: RuleFile, trackers: { fold?: SourceTracker }, octets: Buffer, seq: number): Shard {
  const shard = newShard(orgId, config)
  const size = shard.fronts.byteLength
  shard.fronts.set(new Float64Array(new Uint8Array(octets.subarray(0, size)).buffer))
  const back = restore(shard.pipe.plan, new Uint8Array(octets.subarray(size)))
  if (!back.ok) throw new Error(`The evaluator's snapshot of ${orgId} cannot be read: ${back.fault.en}`)
  return { ...shard, pipe: back.pipeline, fold: trackers.fold ?? newSourceTracker(), snapSeq: seq }
}

const DETECTORS = ['novelty', 'pca', 'ewma', 'cusum']

function copyRules(old: Pipeline, next: Pipeline, lane: 'state' | 'late'): void {
  const from = old[lane]
  const to = next[lane]
  if (!from || !to) return
  const size = old.plan.extraCount ? from.extra.length / old.plan.extraCount : 0
  for (const [r, rule] of next.plan.rules.entries()) {
    const o = old.plan.ruleIndex.get(rule.id)
    const before = o === undefined ? undefined : old.plan.rules[o]
    if (o === undefined || before?.kind !== rule.kind) continue
    // A detector that is set anew learns anew.
    if (DETECTORS.includes(rule.kind) && JSON.stringify(before) !== JSON.stringify(rule)) continue
    to.flags[r] = from.flags[o] ?? 0
    for (const column of ['since', 'opened', 'closed'] as const) to[column].set(from[column].subarray(o * 4, o * 4 + 4), r * 4)
    const [x, y] = [old.plan.extraAt[o] ?? -1, next.plan.extraAt[r] ?? -1]
    if (x >= 0 && y >= 0) to.extra.set(from.extra.subarray(x, x + size), y)
    const [m, k] = [old.plan.modelAt[o] ?? -1, next.plan.modelAt[r] ?? -1]
    if (m >= 0 && k >= 0) {
      const end = Math.min(...[...old.plan.modelAt].filter((at) => at > m), old.plan.modelLength)
      to.model.set(from.model.subarray(m, end), k)
    }
  }
  for (const [p, point] of next.plan.points.entries()) {
    const o = old.plan.pointIndex.get(point.id)
    if (o === undefined) continue
    for (const column of ['heard', 'quality', 'value', 'usable'] as const) to[column][p] = from[column][o] ?? to[column][p] ?? NaN
  }
}

/**
 * The same evaluator under changed points and rules: what is unchanged goes on as if nothing had happened, a changed limit
 * is judged with the next reading, and alarms of rules that are gone clear.
 */
export function carryOver(old: Shard, config: RuleFile, now: number): { shard: Shard; events: AlarmEvent[] } {
  const shard = newShard(old.orgId, config)
  const { plan, order } = shard.pipe
  if (old.pipe.late) shard.pipe.late = createPipeline(plan).state
  copyRules(old.pipe, shard.pipe, 'state')
  copyRules(old.pipe, shard.pipe, 'late')
  Object.assign(order.counts, old.pipe.order.counts)
  for (const [p, point] of plan.points.entries()) {
    const o = old.pipe.plan.pointIndex.get(point.id)
    if (o === undefined) continue
    shard.fronts[p] = old.fronts[o] ?? -Infinity
    const before = old.pipe.order.points[o]
    const after = order.points[p]
    if (before && after) Object.assign(after, before, { suspects: before.suspects.map((s) => ({ ...s, point: p })) })
    const group = plan.orderGroup[p] ?? p
    const oldGroup = old.pipe.plan.orderGroup[o] ?? o
    order.groupFront[group] = Math.max(order.groupFront[group] ?? -Infinity, old.pipe.order.groupFront[oldGroup] ?? -Infinity)
    const waiting = (old.pipe.order.waiting[oldGroup] ?? []).filter((w) => w.point === o).map((w) => ({ ...w, point: p }))
    order.waiting[group] = [...(order.waiting[group] ?? []), ...waiting].sort((a, b) => a.time - b.time || a.point - b.point)
  }
  const events: AlarmEvent[] = []
  for (const [o, rule] of old.pipe.plan.rules.entries()) {
    const r = plan.ruleIndex.get(rule.id)
    if (r !== undefined && plan.rules[r]?.kind === rule.kind) continue
    const flags = old.pipe.state.flags[o] ?? 0
    for (let slot = 0; slot < 4; slot++) {
      if (((flags >> (slot * 2)) & 3) < 2) continue
      const level = rule.kind === 'limits' ? ((['LL', 'L', 'H', 'HH'] as const)[slot] ?? 'on') : 'on'
      const point = old.pipe.plan.points[old.pipe.plan.home[o] ?? 0]?.id ?? ''
      events.push({ rule: rule.id, point, level, kind: 'clear', at: now, since: now, value: NaN, priority: rule.priority })
    }
  }
  shard.fold = old.fold
  return { shard, events }
}
