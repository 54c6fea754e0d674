import {
  asChecklist,
  asCriterion,
  NO_OWN_LISTS,
  OwnLists,
  ownOn,
  type Checklist,
  type Criterion,
  type Sector,
} from '#kernel/sector/index.ts'
import { text } from '#kernel/text.ts'
import type { SettingDef } from '#platform/settings/index.ts'
import { checklistsFor, criteriaFor, sectors } from '#sectors/index.ts'

/** Name of the setting with what the administrator entered. */
export const OWN_LISTS = 'sector-lists'

/** Sector whose lists hold for every enterprise. */
const EVERYWHERE = 'common'

/** Entries must name a sector, and what they replace must be there. */
function known(given: readonly Sector[]) {
  const byId = new Map(given.map((s) => [s.id, s]))
  return OwnLists.superRefine(({ criteria, checklists }, context) => {
    const look = (sort: 'criteria' | 'checklists', entries: readonly { sector: string; replaces: string | null; text: string }[]): void => {
      for (const one of entries) {
        const sector = byId.get(one.sector)
        const fault = !sector
          ? `“${one.text}”的行业不存在 / no such sector ${one.sector}`
          : one.replaces !== null && !sector[sort].some((x) => x.id === one.replaces)
            ? `“${one.text}”要替代的条目不在该行业 / ${one.replaces} is not in the sector`
            : null
        if (fault) context.addIssue({ code: 'custom', message: fault })
      }
    }
    look('criteria', criteria)
    look('checklists', checklists)
  })
}

export const ownListsSetting = (): SettingDef => ({
  name: OWN_LISTS,
  text: text('自查表与判定标准', 'Checklists and criteria'),
  schema: known(sectors),
  initial: NO_OWN_LISTS,
})

export interface ListBook {
  readonly checklistsFor: (sector: string, size: string, day: string) => readonly Checklist[]
  readonly criteriaFor: (sector: string, day: string) => readonly Criterion[]
  /** By its id over all sectors, versions and own entries. */
  readonly checklistOf: (id: string) => Checklist | undefined
  readonly criterionOf: (id: string) => Criterion | undefined
  /** Wording and clause of a checklist's item. */
  readonly itemOf: (checklist: string, item: string) => { text: string; clause: string | null } | undefined
}

/**
 * The sectors' lists and criteria with the administrator's own: an own entry in force comes after the sector's and stands in
 * place of the one it replaces.
 */
export function listBook(own: () => OwnLists): ListBook {
  const replaced = (entries: readonly { replaces: string | null }[]): ReadonlySet<string> =>
    new Set(entries.flatMap((e) => e.replaces ?? []))
  const checklistOf: ListBook['checklistOf'] = (id) => {
    const mine = own().checklists.find((c) => c.id === id)
    return mine ? asChecklist(mine) : sectors.flatMap((s) => s.checklists).find((c) => c.id === id)
  }
  return {
    checklistsFor: (sector, size, day) => {
      const mine = ownOn(own().checklists, [EVERYWHERE, sector], day)
      const gone = replaced(mine)
      return [...checklistsFor(sector, size, day).filter((c) => !gone.has(c.id)), ...mine.map(asChecklist)]
    },
    criteriaFor: (sector, day) => {
      const mine = ownOn(own().criteria, [EVERYWHERE, sector], day)
      const gone = replaced(mine)
      return [...criteriaFor(sector, day).filter((c) => !gone.has(c.id)), ...mine.map(asCriterion)]
    },
    checklistOf,
    criterionOf: (id) => {
      const mine = own().criteria.find((c) => c.id === id)
      return mine ? asCriterion(mine) : sectors.flatMap((s) => s.criteria).find((c) => c.id === id)
    },
    itemOf: (checklist, item) => {
      const found = checklistOf(checklist)?.items.find((i) => i.id === item)
      return found && { text: found.text.zh, clause: found.clause?.text.zh ?? null }
    },
  }
}
