/** All sectors. Adding a sector is adding one folder and one line here. */
import type { Checklist, Criterion, Sector } from '#kernel/sector/index.ts'
import { sector as cityLifeline } from './city-lifeline/sector.ts'
import { sector as coal } from './coal/sector.ts'
import { sector as common } from './common/sector.ts'
import { sector as construction } from './construction/sector.ts'
import { sector as fire } from './fire/sector.ts'
import { sector as fireworks } from './fireworks/sector.ts'
import { sector as hazchem } from './hazchem/sector.ts'
import { sector as metalAndTrade } from './metal-and-trade/sector.ts'
import { sector as noncoalMine } from './noncoal-mine/sector.ts'
import { sector as park } from './park/sector.ts'
import { sector as roadTransport } from './road-transport/sector.ts'
import { sector as specialEquipment } from './special-equipment/sector.ts'
import { sector as tailings } from './tailings/sector.ts'

/** Sizes of enterprise that checklists may be meant for. */
export const SIZES = ['large', 'medium', 'small', 'micro'] as const

export const sectors: readonly Sector[] = [
  common,
  hazchem,
  metalAndTrade,
  fire,
  fireworks,
  coal,
  noncoalMine,
  tailings,
  roadTransport,
  construction,
  specialEquipment,
  park,
  cityLifeline,
]

/** The sector, or undefined when there is none of that id. */
export function sectorById(id: string): Sector | undefined {
  return sectors.find((s) => s.id === id)
}

interface Dated {
  readonly effectiveFrom: string
  readonly effectiveTo?: string
}

/** In force on the day: from the first day on, up to but not including `effectiveTo`. ISO days compare as text. */
export function inForce(rule: Dated, date: string): boolean {
  return rule.effectiveFrom <= date && (rule.effectiveTo === undefined || date < rule.effectiveTo)
}

/** The common sector holds for every enterprise, so its lists and criteria come before the sector's own. */
function withCommon(sectorId: string): readonly Sector[] {
  const sector = sectorById(sectorId)
  if (!sector) throw new Error(`unknown sector ${sectorId}`)
  return sector === common ? [common] : [common, sector]
}

/** The sectors whose templates of risk points an enterprise uses: its own first, then what holds for all. */
export function riskSectorsFor(sectorId: string | null): readonly Sector[] {
  return (sectorId !== null && sectorById(sectorId) ? [...withCommon(sectorId)] : [common]).reverse()
}

/**
 * The self-check lists that an enterprise of the sector and size uses on a day.
 * @param size one of SIZES
 * @param date YYYY-MM-DD
 * @throws when the sector is unknown
 */
export function checklistsFor(sectorId: string, size: string, date: string): readonly Checklist[] {
  return withCommon(sectorId)
    .flatMap((s) => s.checklists)
    .filter((list) => inForce(list, date) && (list.sizes === undefined || list.sizes.includes(size)))
}

/**
 * The criteria of major hidden hazards in force on the day of the inspection.
 * @param date YYYY-MM-DD
 * @throws when the sector is unknown
 */
export function criteriaFor(sectorId: string, date: string): readonly Criterion[] {
  return withCommon(sectorId)
    .flatMap((s) => s.criteria)
    .filter((criterion) => inForce(criterion, date))
}
