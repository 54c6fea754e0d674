import type { Sector } from '#kernel/sector/index.ts'
import { text } from '#kernel/text.ts'
import { checklists } from './checklists.ts'
import { criteria } from './criteria.ts'
import { licences } from './licences.ts'
import { points } from './monitoring.ts'
import { risks } from './risks.ts'
import { subjects } from './subjects.ts'
import terms from './terms.zh.json' with { type: 'json' }

/** Tailings ponds (尾矿库). */
export const sector: Sector = {
  id: 'tailings',
  text: text('尾矿库', 'Tailings ponds'),
  colour: '#a16207',
  subjects,
  licences,
  checklists,
  criteria,
  points,
  risks,
  terms,
}
