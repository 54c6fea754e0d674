import type { Sector } from '#kernel/sector/index.ts'
import { text } from '#kernel/text.ts'
import { checklists } from './checklists.ts'
import { criteria } from './criteria.ts'
import { licences } from './licences.ts'
import { points } from './monitoring.ts'
import { risks } from './risks.ts'
import { subjects } from './subjects.ts'
import terms from './terms.zh.json' with { type: 'json' }

/** Coal mines (煤矿). */
export const sector: Sector = {
  id: 'coal',
  text: text('煤矿', 'Coal mines'),
  colour: '#374151',
  subjects,
  licences,
  checklists,
  criteria,
  points,
  risks,
  terms,
}
