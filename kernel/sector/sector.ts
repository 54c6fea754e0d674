import type { Text } from '../text.ts'
import type { PointType } from './point.ts'

/** How sure a fact is; shown to the user beside the fact. */
export type SourceStatus = 'verified' | 'secondary' | 'from-knowledge' | 'uncertain'

export interface Clause {
  /** Name of the law or standard and article, for example 《安全生产法》第四十一条. */
  readonly text: Text
  readonly status: SourceStatus
}

export interface FieldDef {
  readonly name: string
  readonly text: Text
  readonly kind: 'text' | 'number' | 'choice' | 'date' | 'boolean'
  readonly unit?: string
  readonly choices?: readonly { readonly value: string; readonly text: Text }[]
  readonly required?: boolean
  readonly min?: number
  readonly max?: number
}

export interface SubjectType {
  readonly id: string
  readonly text: Text
  readonly fields: readonly FieldDef[]
}

export interface LicenceType {
  readonly id: string
  readonly text: Text
  /** Whose it is. */
  readonly holder: 'org' | 'subject' | 'person'
  /** Usual validity in months; null = no end. */
  readonly months: number | null
  /** Days before the end on which notices go out. */
  readonly noticeDays: readonly number[]
  readonly clause?: Clause
}

export type CheckPeriod = 'shift' | 'daily' | 'weekly' | 'monthly' | 'quarterly' | 'holiday' | 'resume'

/** Who makes the check inside the enterprise. */
export type CheckLevel = 'post' | 'team' | 'workshop' | 'enterprise'

export interface CheckItem {
  readonly id: string
  readonly text: Text
  /** What to look at or measure. */
  readonly method?: Text
  readonly clause?: Clause
  /** Criterion of a major hidden hazard that a finding here should be judged by. */
  readonly criterion?: string
}

export interface Checklist {
  readonly id: string
  readonly text: Text
  readonly period: CheckPeriod
  readonly level: CheckLevel
  /** Sizes of enterprise it is meant for; absent = all. */
  readonly sizes?: readonly string[]
  readonly effectiveFrom: string
  readonly effectiveTo?: string
  readonly items: readonly CheckItem[]
}

/** A criterion of a major hidden hazard (重大事故隐患) as questions that can be answered on the spot. */
export interface Criterion {
  readonly id: string
  readonly text: Text
  readonly clause: Clause
  readonly effectiveFrom: string
  readonly effectiveTo?: string
  /** All answered yes = met, any no = not met, otherwise it cannot be judged. */
  readonly questions: readonly { readonly id: string; readonly text: Text }[]
}

export interface Sector {
  readonly id: string
  readonly text: Text
  readonly colour: string
  readonly subjects: readonly SubjectType[]
  readonly licences: readonly LicenceType[]
  readonly checklists: readonly Checklist[]
  readonly criteria: readonly Criterion[]
  /** Measuring points of the sector. */
  readonly points?: readonly PointType[]
  /** Terms of the sector for glossary and search: word → meaning. */
  readonly terms: Readonly<Record<string, Text>>
}
