import type { Sector } from '#kernel/sector/index.ts'
import { text } from '#kernel/text.ts'
import { checklists } from './checklists.ts'
import { criteria } from './criteria.ts'
import { licences } from './licences.ts'
import { risks } from './risks.ts'
import { subjects } from './subjects.ts'
import terms from './terms.zh.json' with { type: 'json' }

/** Special equipment (特种设备). */
export const sector: Sector = {
  id: 'special-equipment',
  text: text('特种设备', 'Special equipment'),
  colour: '#6d28d9',
  subjects,
  licences,
  checklists,
  criteria,
  risks,
  terms,
}
