import { text, type Text } from '#kernel/text.ts'
import type { LadderRow, LadderSetting, LevelKey } from './model.ts'
import { LEVELS } from './model.ts'

/** Days within which a warning of the same point counts as come back. A local rule. */
export const RECURRENCE_DAYS = 30
/** More activations than this of one enterprise within ten minutes are one warning (ANSI/ISA-18.2: more than 10 in 10 minutes is a flood). */
export const FLOOD = 10
export const FLOOD_MINUTES = 10

const LOCAL = '本县约定，公开文件没有规定分钟数'

/** As delivered. No public text gives the minutes: they are the county's to set. */
export const LADDER: LadderSetting = [
  {
    from: '2020-01-01',
    note: LOCAL,
    levels: { red: 'red', orange: 'orange', gold: 'yellow', blue: null },
    sectors: {},
    minutes: {
      red: { receive: 5, verify: 10, answer: 30, rectify: 1440 },
      orange: { receive: 10, verify: 20, answer: 60, rectify: 4320 },
      yellow: { receive: 30, verify: 60, answer: 240, rectify: 10_080 },
      blue: { receive: 60, verify: 240, answer: 1440, rectify: 20_160 },
    },
    upAtOnce: { red: 2, orange: 1, yellow: 0, blue: 0 },
  },
]

/** The row in force on a day: the latest that has begun; undefined before the first. */
export function ladderOn(rows: LadderSetting, day: string): LadderRow | undefined {
  return [...rows].filter((r) => r.from <= day).sort((a, b) => b.from.localeCompare(a.from))[0]
}

/** The level of the warning that an alarm of a colour gives in a sector; null = none. */
export function levelFor(row: LadderRow, colour: 'red' | 'orange' | 'gold' | 'blue', sector: string | null): LevelKey | null {
  const own = sector === null ? undefined : row.sectors[sector]?.[colour]
  return own === undefined ? row.levels[colour] : own
}

/** Worst first; negative where `a` is worse. */
export const compareLevels = (a: LevelKey, b: LevelKey): number => LEVELS.indexOf(a) - LEVELS.indexOf(b)

export interface IndexInput {
  readonly points: number
  readonly redAlarms: number
  readonly otherAlarms: number
  readonly warnings: number
  readonly late: number
  readonly open: number
  readonly offlineHours: number
  readonly days: number
}

export const INDEX_VERSION = '1'
export const INDEX_PARTS: Readonly<Record<string, { text: Text; how: Text; most: number }>> = {
  alarms: {
    text: text('报警', 'Alarms'),
    how: text('每点位每 30 天的报警次数 × 5，红色计 3 次', 'alarms a point and 30 days × 5, red ones count three'),
    most: 30,
  },
  warnings: { text: text('预警', 'Warnings'), how: text('每 30 天的预警件数 × 4', 'warnings in 30 days × 4'), most: 20 },
  offline: {
    text: text('离线', 'Offline'),
    how: text('离线小时占点位总小时的百分数 × 2', 'percent of point hours offline × 2'),
    most: 20,
  },
  closure: {
    text: text('闭环', 'Closure'),
    how: text('逾期或超时办结的件数占预警件数的百分数 × 0.3', 'percent of warnings late × 0.3'),
    most: 30,
  },
}

/**
 * Index of an enterprise: 100 less what its alarms, warnings, offline hours and late answers take off, each part with its most.
 * A local formula; no public text gives one.
 */
export function warningIndex(i: IndexInput): { value: number; parts: { id: string; counted: number; off: number }[] } {
  const perMonth = 30 / Math.max(1, i.days)
  const counted: Readonly<Record<string, [counted: number, off: number]>> = {
    alarms: [i.redAlarms * 3 + i.otherAlarms, i.points === 0 ? 0 : ((i.redAlarms * 3 + i.otherAlarms) * perMonth * 5) / i.points],
    warnings: [i.warnings, i.warnings * perMonth * 4],
    offline: [i.offlineHours, i.points === 0 ? 0 : (i.offlineHours / (i.points * i.days * 24)) * 200],
    closure: [i.late, i.warnings === 0 ? 0 : (i.late / i.warnings) * 30],
  }
  const parts = Object.entries(INDEX_PARTS).map(([id, part]) => {
    const [n, off] = counted[id] ?? [0, 0]
    return { id, counted: Math.round(n * 10) / 10, off: Math.round(Math.min(part.most, off) * 10) / 10 }
  })
  return { value: Math.round((100 - parts.reduce((sum, p) => sum + p.off, 0)) * 10) / 10, parts }
}
