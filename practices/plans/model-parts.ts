import { z } from 'zod'

export const Text = z.object({ zh: z.string(), en: z.string() })
export const id = z.uuid()
/** Where a list goes on: as the page before gave it. */
export const key = z.string().max(300)
/** A unit as the plan writes it. */
export const unit = z.string().trim().min(1).max(60)

export const COLOURS = ['green', 'yellow', 'red', 'grey'] as const
export type LightColour = (typeof COLOURS)[number]

/** How something stands: the colour, why, and the records that say so. */
export const Light = z.object({
  colour: z.enum(COLOURS),
  reason: Text,
  /** Lists or pages behind it. */
  records: z.array(z.object({ text: Text, href: z.string() })),
})
export type Light = z.output<typeof Light>
