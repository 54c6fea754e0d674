import { z } from 'zod'

/*
 * GET    /api/plans/:id/papers                   PaperQuery → Paper, the draft            [plan.read]
 * POST   /api/plans/:id/papers                   PaperBody → PaperFile                    [plan.read]
 * GET    /api/plans/:id/lists/problems.xlsx      → spreadsheet                            [plan.read]
 * GET    /api/plans/:id/lists/measures.xlsx      → spreadsheet                            [plan.read]
 */

/** month: bulletin; year; mid: mid-term evaluation; final: final evaluation. */
export const PAPER_KINDS = ['month', 'year', 'mid', 'final'] as const
export type PaperKind = (typeof PAPER_KINDS)[number]

export const PaperQuery = z.object({
  kind: z.enum(PAPER_KINDS),
  /** 2026-11 for a bulletin, 2026 for a year; evaluations take none. Absent: the month or year of today. */
  period: z
    .string()
    .regex(/^\d{4}(-\d{2})?$/)
    .optional(),
})

/** A part under a numbered heading. In the paragraphs 〔3〕 stands for the third source of the paper. */
const Part = z.object({
  id: z.string().max(40),
  level: z.union([z.literal(1), z.literal(2)]),
  title: z.string(),
  paragraphs: z.array(z.string().max(4000)).max(60),
  /** Computed from the records; not edited. */
  table: z.object({ columns: z.array(z.string()), rows: z.array(z.array(z.string())) }).nullable(),
})

export const Paper = z.object({
  planId: z.string(),
  kind: z.enum(PAPER_KINDS),
  period: z.string().nullable(),
  title: z.string(),
  issuer: z.string(),
  date: z.string(),
  parts: z.array(Part),
  /** Where each number comes from; `href` is the page that shows the records. */
  notes: z.array(z.object({ text: z.string(), href: z.string() })),
})
export type Paper = z.output<typeof Paper>

/** The draft with its words corrected. Tables and sources are made anew by the server: they cannot be typed. */
export const PaperBody = PaperQuery.extend({
  title: z.string().trim().min(2).max(200),
  parts: z.array(z.object({ id: z.string().max(40), paragraphs: z.array(z.string().max(4000)).max(60) })).max(60),
})
export type PaperBody = z.output<typeof PaperBody>

/** The DOCX as base64, so that it goes through the same door as all answers. */
export const PaperFile = z.object({ name: z.string(), base64: z.string(), code: z.string() })
