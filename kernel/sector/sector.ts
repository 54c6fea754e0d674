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

export type RiskKind = 'process' | 'equipment' | 'place' | 'post' | 'activity'
export type ControlKind = 'engineering' | 'interlock' | 'isolation' | 'protection' | 'management' | 'training' | 'emergency'

/** A control of a risk and the level inside the enterprise that answers for it. */
export interface RiskControlDef {
  readonly kind: ControlKind
  readonly text: Text
  readonly level: CheckLevel
  /** How it is checked and how often; it then becomes an item of self-checks. */
  readonly check?: { readonly period: Exclude<CheckPeriod, 'holiday' | 'resume'>; readonly text: Text }
}

/** A usual risk point of a sector, to start from: every line is looked at and corrected by the enterprise. */
export interface RiskTemplate {
  readonly id: string
  readonly text: Text
  readonly kind: RiskKind
  readonly workshop: Text
  /** The post that works there and gets the card. */
  readonly post: Text
  /** Types of accident to be feared, as the national classification names them. */
  readonly accidents: readonly Text[]
  /** Hazard factors with the class code of the national classification (GB/T 13861: two digits; finer ones are not held). */
  readonly factors: readonly { readonly code: string; readonly text: Text }[]
  /** A proposal for the grading, never taken over unseen. */
  readonly proposal: { readonly method: 'LEC' | 'LS' | 'MES'; readonly inputs: Readonly<Record<string, number>> }
  readonly controls: readonly RiskControlDef[]
  readonly emergency: readonly Text[]
  /** Where the content comes from, and how sure that is. */
  readonly source: Clause
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
  readonly risks: readonly RiskTemplate[]
  /** Terms of the sector for glossary and search: word → meaning. */
  readonly terms: Readonly<Record<string, Text>>
}
