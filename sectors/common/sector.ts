import type { Sector } from '#kernel/sector/index.ts'
import { text } from '#kernel/text.ts'
import { checklists } from './checklists.ts'
import { licences } from './licences.ts'
import { risks } from './risks.ts'
import { subjects } from './subjects.ts'
import terms from './terms.zh.json' with { type: 'json' }

/** What holds for every enterprise; its lists and criteria come before those of the enterprise's own sector. */
export const sector: Sector = {
  id: 'common',
  text: text('通用', 'Common'),
  colour: '#5b6470',
  subjects,
  licences,
  checklists,
  // No national instrument judges major hidden hazards for all sectors at once: every criterion belongs to a sector.
  criteria: [],
  risks,
  terms,
}
