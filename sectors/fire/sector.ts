import type { Sector } from '#kernel/sector/index.ts'
import { text } from '#kernel/text.ts'
import { checklists } from './checklists.ts'
import { criteria } from './criteria.ts'
import { licences } from './licences.ts'
import { points } from './monitoring.ts'
import { risks } from './risks.ts'
import { subjects } from './subjects.ts'
import terms from './terms.zh.json' with { type: 'json' }

/** Fire safety (消防) of units, buildings and crowd places. */
export const sector: Sector = {
  id: 'fire',
  text: text('消防', 'Fire safety'),
  colour: '#dc2626',
  subjects,
  licences,
  checklists,
  criteria,
  points,
  risks,
  terms,
}
