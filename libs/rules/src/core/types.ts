import type { z } from 'zod'

/** A text in Chinese and English. */
export interface Bilingual {
  readonly zh: string
  readonly en: string
}

/**
 * How sure the source of a table or a clause is.
 * - `verified`: read in a full text of the instrument.
 * - `secondary`: seen in one or more pages or registers that quote the instrument; compare with the official text.
 * - `from-knowledge`: known to practitioners, not confirmed; ship configurable.
 * - `uncertain`: conflicting, unconfirmed or mere convention; tell the user.
 */
export type SourceStatus = 'verified' | 'secondary' | 'from-knowledge' | 'uncertain'

/**
 * Kinds of input. `numbers` takes one number or a list of numbers (a batch); `dates` a list of dates; `list` and `object` are
 * described by the field's own schema.
 */
export type FieldKind = 'number' | 'integer' | 'numbers' | 'boolean' | 'text' | 'choice' | 'date' | 'datetime' | 'dates' | 'list' | 'object'

export interface Choice {
  readonly value: string
  readonly label: Bilingual
  readonly aliases?: readonly string[]
}

/** One input of a rule, enough to draw a form field from. Required unless `optional`. */
export interface Field {
  readonly name: string
  readonly label: Bilingual
  readonly kind: FieldKind
  readonly unit?: string
  readonly optional?: boolean
  readonly choices?: readonly Choice[]
  readonly aliases?: readonly string[]
  /** Least and greatest value accepted; numbers are never negative unless `min` says so. */
  readonly min?: number
  readonly max?: number
  readonly schema?: z.ZodType
  /** Fields of one entry of a `list`. */
  readonly itemFields?: readonly Field[]
  readonly help?: Bilingual
}

export type Inputs = Readonly<Record<string, unknown>>

/** What a rule's own computation returns; `runRule` adds clause, inputs and source status. */
export interface Outcome {
  readonly value: unknown
  readonly steps: readonly string[]
  readonly clause?: string
  readonly sourceStatus?: SourceStatus
  readonly cannotJudge?: readonly string[]
  /** The part that could be judged although the whole could not. */
  readonly partial?: unknown
  /** What was taken for granted because the input did not say. */
  readonly assumptions?: readonly string[]
}

export interface RuleResult extends Outcome {
  readonly rule: string
  readonly clause: string
  readonly inputs: Inputs
  readonly sourceStatus: SourceStatus
  readonly onDate: string
  /** Inputs that the rule does not know and has not used. */
  readonly ignored?: readonly string[]
  /** True when the caller's own tables were used. */
  readonly tablesOverridden?: boolean
}

export interface RunContext {
  readonly onDate: string
  readonly version: RuleVersion
  /** Says whether a day is a working day; undefined when the caller gave no calendar. */
  readonly isWorkday?: (isoDate: string) => boolean
}

export interface RuleVersion {
  /** First day of force, `YYYY-MM-DD`. */
  readonly effectiveFrom: string
  /** Last day of force, inclusive. */
  readonly effectiveTo?: string
  readonly clause: string
  readonly sourceStatus: SourceStatus
  readonly note?: Bilingual
  /** Figures that a caller may override. */
  readonly tables: unknown
  /** Tables that are shown on the rule's page but cannot be overridden. */
  readonly reference?: Readonly<Record<string, unknown>>
}

/** An example written into the declaration: shown in docs/law and run by the tests. */
export interface RuleExample {
  readonly title: Bilingual
  readonly on?: string
  readonly inputs: Inputs
  readonly expected: unknown
}

export interface Rule {
  readonly name: string
  readonly topic: string
  readonly aliases?: readonly string[]
  readonly title: Bilingual
  readonly summary?: Bilingual
  readonly fields: readonly Field[]
  readonly versions: readonly RuleVersion[]
  readonly examples: readonly RuleExample[]
  /** Other names under which an output may be asked for, e.g. by an example file: other name -> own name. */
  readonly outputAliases?: Readonly<Record<string, string>>
  readonly run: (inputs: Inputs, tables: unknown, context: RunContext) => Outcome
}

export interface RunOptions {
  /** Overrides entries of the version's tables (a county's own bands, for instance). */
  readonly tables?: Readonly<Record<string, unknown>>
  readonly isWorkday?: (isoDate: string) => boolean
}
