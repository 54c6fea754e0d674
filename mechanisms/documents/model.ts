import { z } from 'zod'
import { Text } from '#mechanisms/matters/model.ts'

/** What the public learns of a paper by its code: nothing of persons, nothing of what the paper says. */
export const VerifyAnswer = z.object({
  /** The code was made by this installation and matches its record. */
  valid: z.boolean(),
  /** Number of the matter, or of the list. */
  number: z.string().nullable(),
  /** Kind of matter or of paper. */
  kind: Text.nullable(),
  /** State at the time of printing; of a list, how many entries it had. */
  state: Text.nullable(),
  /** Time of the last act that the paper knows; of a list, when it was printed. ISO. */
  at: z.string().nullable(),
  /** Acts were recorded after the paper: it is genuine, but no longer the latest. Null where it cannot be said. */
  newer: z.boolean().nullable(),
})
export type VerifyAnswer = z.output<typeof VerifyAnswer>

export const VerifyParams = z.object({ code: z.string().trim().min(8).max(120) })
