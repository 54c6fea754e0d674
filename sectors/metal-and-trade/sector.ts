import type { Sector } from '#kernel/sector/index.ts'
import { text } from '#kernel/text.ts'
import { checklists } from './checklists.ts'
import { criteria } from './criteria.ts'
import { licences } from './licences.ts'
import { risks } from './risks.ts'
import { subjects } from './subjects.ts'
import terms from './terms.zh.json' with { type: 'json' }

/** Industry and trade (工贸): eight trades and the fields of dust, ammonia and confined spaces. */
export const sector: Sector = {
  id: 'metal-and-trade',
  text: text('工贸', 'Industry and trade'),
  colour: '#1d4ed8',
  subjects,
  licences,
  checklists,
  criteria,
  risks,
  terms,
}
