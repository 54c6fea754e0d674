import type { AlarmEvent, SourceEvent } from '@anlan/alarms'
import { limitOf, sourceRule, withoutOurSilence } from '../rules.ts'
import type { Finding } from './alarm-store.ts'
import { windowQuality, type Directory, type Ref } from './directory.ts'
import { settle, type Shard } from './shards.ts'

/** Rules that speak of the measured thing; the others speak of the instrument. */
const OF_INSTRUMENT = ['missing', 'plausible', 'stuck']

/** Does a rule of the point that speaks of the process stand open? */
export function activePoints({ shard, p }: Ref): boolean {
  const { plan, state } = shard.pipe
  const end = plan.start[p + 1] ?? 0
  for (let r = plan.start[p] ?? 0; r < end; r++) {
    const kind = plan.rules[r]?.kind ?? ''
    if (((state.flags[r] ?? 0) & 0b10101010) !== 0 && !OF_INSTRUMENT.includes(kind)) return true
  }
  return false
}

export interface Outage {
  /** Seconds between which nothing was taken in. */
  readonly from: number
  readonly to: number
}

function ofEvent(directory: Directory, shard: Shard, event: AlarmEvent): Finding {
  const { plan } = shard.pipe
  const rule = plan.rules[plan.ruleIndex.get(event.rule) ?? -1]
  const point = directory.refs[Number(event.point)]?.point
  const stuckTo = rule === undefined ? 'gone' : rule.kind
  return {
    orgId: shard.orgId,
    rule: event.rule,
    kind: stuckTo,
    level: event.level,
    event: event.kind,
    at: event.at,
    since: event.since,
    value: event.value,
    priority: event.priority,
    late: event.late ?? false,
    latch: rule?.latch ?? false,
    limit: limitOf(rule, event.level),
    planned: point !== undefined && windowQuality(directory, point, event.at) !== null,
    members: 1,
    point: point ? { id: point.id, name: point.name, unit: point.unit, subjectId: point.subjectId } : null,
    source: point?.source ?? null,
  }
}

function ofSource(shard: Shard, event: SourceEvent): Finding {
  return {
    orgId: shard.orgId,
    rule: sourceRule(event.source),
    kind: 'source',
    level: 'on',
    event: event.kind,
    at: event.at,
    since: event.at,
    value: NaN,
    priority: 'medium',
    late: false,
    latch: false,
    limit: null,
    planned: false,
    members: Math.max(1, event.points.length),
    point: null,
    source: event.source,
  }
}

/** What the evaluators found since the last call, ready for the alarms. */
export function findings(directory: Directory, shards: Iterable<Shard>, outage: Outage | null): Finding[] {
  const all: Finding[] = []
  for (const shard of shards) {
    const { plan } = shard.pipe
    const { events, sources } = settle(shard)
    if (events.length === 0 && sources.length === 0) continue
    const isMissing = (rule: string): boolean => plan.rules[plan.ruleIndex.get(rule) ?? -1]?.kind === 'missing'
    const kept = outage ? withoutOurSilence(events, isMissing, outage.from, outage.to) : events
    for (const event of kept) all.push(ofEvent(directory, shard, event))
    for (const event of sources) all.push(ofSource(shard, event))
  }
  return all
}
