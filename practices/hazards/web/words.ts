import type { CheckLevel, CheckPeriod, SourceStatus } from '#kernel/sector/index.ts'
import { text, type Text } from '#kernel/text.ts'

export const PERIODS: Readonly<Record<CheckPeriod, Text>> = {
  shift: text('每班', 'Each shift'),
  daily: text('每日', 'Daily'),
  weekly: text('每周', 'Weekly'),
  monthly: text('每月', 'Monthly'),
  quarterly: text('每季度', 'Quarterly'),
  holiday: text('节前', 'Before holidays'),
  resume: text('复工前', 'Before resuming work'),
}

export const CHECK_LEVELS: Readonly<Record<CheckLevel, Text>> = {
  post: text('岗位', 'Post'),
  team: text('班组', 'Team'),
  workshop: text('车间', 'Workshop'),
  enterprise: text('企业', 'Enterprise'),
}

/** How sure the source of a clause is; nothing is said of what was checked against the original. */
export const SOURCE_MARKS: Readonly<Record<SourceStatus, Text | null>> = {
  verified: null,
  secondary: text('据转载', 'from a reprint'),
  'from-knowledge': text('待核原文', 'to be checked against the original'),
  uncertain: text('存疑', 'uncertain'),
}

export const ANSWERS = {
  ok: text('正常', 'In order'),
  hazard: text('有隐患', 'Hazard'),
  na: text('不涉及', 'Not here'),
} as const
