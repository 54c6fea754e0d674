import type { Sector } from '#kernel/sector/index.ts'
import { text } from '#kernel/text.ts'
import { checklists } from './checklists.ts'
import { criteria } from './criteria.ts'
import { licences } from './licences.ts'
import { risks } from './risks.ts'
import { subjects } from './subjects.ts'
import terms from './terms.zh.json' with { type: 'json' }

/** Fireworks (烟花爆竹): making, wholesale, shops. */
export const sector: Sector = {
  id: 'fireworks',
  text: text('烟花爆竹', 'Fireworks'),
  colour: '#be185d',
  subjects,
  licences,
  checklists,
  criteria,
  risks,
  terms,
}
