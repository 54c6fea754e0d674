import type { Sector } from '#kernel/sector/index.ts'
import { text } from '#kernel/text.ts'
import { checklists } from './checklists.ts'
import { criteria } from './criteria.ts'
import { licences } from './licences.ts'
import { points } from './monitoring.ts'
import { risks } from './risks.ts'
import { subjects } from './subjects.ts'
import terms from './terms.zh.json' with { type: 'json' }

/** Metal and non-metal mines (金属非金属矿山). */
export const sector: Sector = {
  id: 'noncoal-mine',
  text: text('非煤矿山', 'Non-coal mines'),
  colour: '#92400e',
  subjects,
  licences,
  checklists,
  criteria,
  points,
  risks,
  terms,
}
