import type { Sector } from '#kernel/sector/index.ts'
import { text } from '#kernel/text.ts'
import { checklists } from './checklists.ts'

import { licences } from './licences.ts'
import { risks } from './risks.ts'
import { subjects } from './subjects.ts'
import terms from './terms.zh.json' with { type: 'json' }

/** Chemical and industrial parks (园区). */
export const sector: Sector = {
  id: 'park',
  text: text('园区', 'Parks'),
  colour: '#4d7c0f',
  subjects,
  licences,
  checklists,
  // No instrument of major hidden hazards for parks: criteria belong to the sectors of the enterprises in it.
  criteria: [],
  risks,
  terms,
}
