import type { Sector } from '#kernel/sector/index.ts'
import { text } from '#kernel/text.ts'
import { checklists } from './checklists.ts'
import { criteria } from './criteria.ts'
import { licences } from './licences.ts'
import { points } from './monitoring.ts'
import { risks } from './risks.ts'
import { subjects } from './subjects.ts'
import terms from './terms.zh.json' with { type: 'json' }

/** City lifelines (城市生命线): gas, bridges, water, drainage, heat, tunnels. */
export const sector: Sector = {
  id: 'city-lifeline',
  text: text('城市生命线', 'City lifelines'),
  colour: '#0369a1',
  subjects,
  licences,
  checklists,
  criteria,
  points,
  risks,
  terms,
}
