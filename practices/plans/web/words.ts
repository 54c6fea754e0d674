import { text, type Text } from '#kernel/text.ts'
import type { ItemKind, PlanItem, PlanState } from '../model.ts'

export const KIND_WORDS: Readonly<Record<ItemKind, { text: Text; short: Text; shape: string }>> = {
  indicator: { text: text('指标', 'Indicator'), short: text('指', 'I'), shape: '◆' },
  commitment: { text: text('任务', 'Task'), short: text('任', 'T'), shape: '■' },
  system: { text: text('系统建设', 'System'), short: text('系', 'S'), shape: '▣' },
  responsibility: { text: text('责任单位', 'Units in charge'), short: text('责', 'U'), shape: '●' },
  achievement: { text: text('已有成效', 'Achievement'), short: text('成', 'A'), shape: '○' },
}

export const STATE_WORDS: Readonly<Record<PlanItem['state'], { text: Text; shape: string }>> = {
  open: { text: text('待定', 'Open'), shape: '?' },
  accepted: { text: text('采用', 'Accepted'), shape: '✓' },
  rejected: { text: text('不采用', 'Rejected'), shape: '✗' },
  replaced: { text: text('已拆并', 'Replaced'), shape: '↪' },
}

export const PLAN_STATE_WORDS: Readonly<Record<PlanState, Text>> = {
  reviewing: text('审读中', 'Under review'),
  adopted: text('执行中', 'In force'),
  amended: text('执行中（已修订）', 'In force (amended)'),
  ended: text('已结束', 'Ended'),
}

export const PLAN_KIND_WORDS: Readonly<Record<'five-year' | 'campaign' | 'other', Text>> = {
  'five-year': text('五年规划', 'Five-year plan'),
  campaign: text('专项行动', 'Campaign'),
  other: text('其他规划', 'Other plan'),
}

export const DIRECTION_WORDS: Readonly<Record<NonNullable<PlanItem['fields']['direction']>, Text>> = {
  decrease: text('下降', 'down by'),
  increase: text('上升', 'up by'),
  at_most: text('不高于', 'at most'),
  at_least: text('不低于', 'at least'),
  zero: text('为零', 'zero'),
  exactly: text('等于', 'exactly'),
}

export const REACH_WORDS: Readonly<Record<'at_most' | 'at_least' | 'exactly', Text>> = {
  at_most: text('不高于', 'at most'),
  at_least: text('不低于', 'at least'),
  exactly: text('等于', 'exactly'),
}

/** An ISO 8601 duration of a recurrence in words; what is not known stays as written. */
export function everyWords(every: string): Text {
  const known: Readonly<Record<string, Text>> = {
    P1D: text('每日', 'daily'),
    P7D: text('每周', 'weekly'),
    P1W: text('每周', 'weekly'),
    P10D: text('每旬', 'every ten days'),
    P1M: text('每月', 'monthly'),
    P3M: text('每季度', 'quarterly'),
    P6M: text('每半年', 'half-yearly'),
    P1Y: text('每年', 'yearly'),
  }
  const found = known[every]
  if (found) return found
  const [, n, unit] = /^P(\d+)([YM])$/.exec(every) ?? []
  if (n && unit) return unit === 'Y' ? text(`每 ${n} 年`, `every ${n} years`) : text(`每 ${n} 个月`, `every ${n} months`)
  return text(every, every)
}

/** A number as people write it: at most four digits behind the point. */
export const fig = (value: number | null): string => (value === null ? '—' : String(Math.round(value * 10_000) / 10_000))
