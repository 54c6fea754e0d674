import type { Sector } from '#kernel/sector/index.ts'
import { text } from '#kernel/text.ts'
import { checklists } from './checklists.ts'
import { criteria } from './criteria.ts'
import { licences } from './licences.ts'
import { points } from './monitoring.ts'
import { risks } from './risks.ts'
import { subjects } from './subjects.ts'
import terms from './terms.zh.json' with { type: 'json' }

/** Hazardous chemicals and chemical industry (化工和危险化学品). */
export const sector: Sector = {
  id: 'hazchem',
  text: text('危险化学品', 'Hazardous chemicals'),
  colour: '#c2410c',
  subjects,
  licences,
  checklists,
  criteria,
  points,
  risks,
  terms,
}
