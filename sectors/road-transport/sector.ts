import type { Sector } from '#kernel/sector/index.ts'
import { text } from '#kernel/text.ts'
import { checklists } from './checklists.ts'
import { criteria } from './criteria.ts'
import { licences } from './licences.ts'
import { risks } from './risks.ts'
import { subjects } from './subjects.ts'
import terms from './terms.zh.json' with { type: 'json' }

/** Road transport (道路运输). */
export const sector: Sector = {
  id: 'road-transport',
  text: text('道路运输', 'Road transport'),
  colour: '#0f766e',
  subjects,
  licences,
  checklists,
  criteria,
  risks,
  terms,
}
