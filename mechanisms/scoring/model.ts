import { z } from 'zod'
import type { ScoreSheet } from '#kernel/score/index.ts'

const Text = z.object({ zh: z.string(), en: z.string() })
const Clause = z.object({ text: Text, status: z.enum(['verified', 'secondary', 'from-knowledge', 'uncertain']) })
const COLOURS = ['red', 'orange', 'gold', 'blue'] as const

/** A sheet as it is stored with an assessment and sent to the page. */
export const Sheet: z.ZodType<ScoreSheet> = z.object({
  id: z.string(),
  version: z.string(),
  text: Text,
  of: z.array(z.enum(['enterprise', 'office', 'body'])),
  sectors: z.array(z.string()).optional(),
  effectiveFrom: z.string(),
  effectiveTo: z.string().optional(),
  clause: Clause,
  pointsFrom: Clause,
  bandsFrom: Clause,
  full: z.number(),
  elements: z.array(
    z.object({
      id: z.string(),
      text: Text,
      items: z.array(
        z.object({
          id: z.string(),
          text: Text,
          points: z.number(),
          clause: Clause.optional(),
          evidence: z.string().optional(),
          optional: z.boolean().optional(),
        }),
      ),
    }),
  ),
  vetoes: z.array(z.object({ id: z.string(), text: Text, clause: Clause, band: z.string().nullable() })),
  bands: z.array(z.object({ id: z.string(), text: Text, least: z.number(), colour: z.enum(COLOURS) })),
  rescale: z.enum(['sheet', 'element']),
  consequences: z.array(z.object({ bands: z.array(z.string()), forbids: z.string(), text: Text, clause: Clause })).optional(),
}) as z.ZodType<ScoreSheet>

const Points = z.record(z.string().max(80), z.union([z.number().min(0).max(100_000), z.literal('na')]))
const Vetoes = z.record(z.string().max(80), z.boolean())
const Notes = z.record(z.string().max(80), z.string().trim().max(500))

/** What is answered: points, vetoes, and a word where one is needed or wished. */
export const Answers = z.object({ points: Points, vetoes: Vetoes, notes: Notes })
export type Answers = z.output<typeof Answers>

/** What the records said of an item when it was answered: a share of its points, or null where they say nothing. */
export const Found = z.record(z.string().max(80), z.number().min(0).max(1).nullable())
export type Found = z.output<typeof Found>

export const EvidenceFact = z.object({
  item: z.string(),
  /** Share from 0 to 1; null = cannot be judged, and `why` says so. */
  share: z.number().nullable(),
  points: z.number().nullable(),
  why: Text,
  /** The list behind it. */
  href: z.string().nullable(),
})
export type EvidenceFact = z.output<typeof EvidenceFact>

export const Result = z.object({
  value: z.number().nullable(),
  band: z.string().nullable(),
  because: Text.nullable(),
  vetoes: z.array(z.string()),
  elements: z.array(z.object({ id: z.string(), earned: z.number(), applicable: z.number(), full: z.number(), missing: z.number() })),
  steps: z.array(Text),
  missing: z.array(z.object({ id: z.string(), text: Text })),
  status: z.enum(['verified', 'secondary', 'from-knowledge', 'uncertain']),
})
export type Result = z.output<typeof Result>

export const AssessmentRow = z.object({
  id: z.string(),
  no: z.string(),
  title: z.string(),
  state: z.string(),
  phase: z.string(),
  orgId: z.string(),
  orgName: z.string(),
  day: z.string(),
  sheetId: z.string(),
  sheetVersion: z.string(),
  sheetText: Text,
  selfValue: z.number().nullable(),
  value: z.number().nullable(),
  band: z.object({ id: z.string(), text: Text, colour: z.enum(COLOURS) }).nullable(),
  dueAt: z.string().nullable(),
})
export type AssessmentRow = z.output<typeof AssessmentRow>

export const AssessmentList = z.object({ items: z.array(AssessmentRow), capped: z.boolean() })

export const SheetChoice = z.object({ id: z.string(), version: z.string(), text: Text, clause: Clause, items: z.number().int() })
export type SheetChoice = z.output<typeof SheetChoice>

export const AssessmentPage = z.object({
  row: AssessmentRow,
  sheet: Sheet,
  self: Answers.nullable(),
  reviewed: Answers.nullable(),
  /** What the records said when it was handed in. */
  found: Found.nullable(),
  /** What they say now. */
  facts: z.array(EvidenceFact),
  selfResult: Result.nullable(),
  result: Result.nullable(),
  /** Items that the reviewer changed. */
  changed: z.array(z.string()),
  by: z.string().nullable(),
  reviewer: z.string().nullable(),
  reason: z.string().nullable(),
  /** What the reader may do now. */
  may: z.array(z.string()),
  headHash: z.string(),
  seq: z.number().int(),
})
export type AssessmentPage = z.output<typeof AssessmentPage>

/** What a published score means for a deed. */
export const Standing = z.object({
  allowed: z.enum(['yes', 'no', 'cannot-judge']),
  because: Text,
  clause: Clause.nullable(),
  assessmentId: z.string().nullable(),
  deed: z.string(),
})
export type Standing = z.output<typeof Standing>

export const StandingList = z.object({ published: z.array(AssessmentRow), standings: z.array(Standing) })

export const listQuery = z.object({
  orgId: z.uuid().optional(),
  sheet: z.string().max(80).optional(),
  state: z.enum(['scoring', 'submitted', 'reviewed', 'published', 'void']).optional(),
})
