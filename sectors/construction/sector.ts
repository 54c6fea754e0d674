import type { Sector } from '#kernel/sector/index.ts'
import { text } from '#kernel/text.ts'
import { checklists } from './checklists.ts'
import { criteria } from './criteria.ts'
import { licences } from './licences.ts'
import { risks } from './risks.ts'
import { subjects } from './subjects.ts'
import terms from './terms.zh.json' with { type: 'json' }

/** Building and municipal works (房屋市政工程). */
export const sector: Sector = {
  id: 'construction',
  text: text('建筑施工', 'Construction'),
  colour: '#ca8a04',
  subjects,
  licences,
  checklists,
  criteria,
  risks,
  terms,
}
