import type { ItemKind, PlanItem } from '../../model.ts'

/** What of the items is shown; kept on this device, so that a reload comes back to the same place. */
export interface DeskView {
  readonly kind: ItemKind | null
  readonly state: 'open' | 'accepted' | 'rejected' | null
  /** Only with a confidence below this. */
  readonly below: number | null
  /** Only under this heading. */
  readonly heading: string | null
  /** Only with this unit: one that was not resolved. */
  readonly units: boolean
  readonly selected: string | null
}

export const EMPTY_VIEW: DeskView = { kind: null, state: null, below: null, heading: null, units: false, selected: null }

/** Below this confidence an item deserves a second look. */
export const UNSURE = 0.75

export interface HeadingMark {
  readonly id: string
  readonly level: number
  readonly start: number
  readonly title: string
}

/** Place of a chapter: from its heading to the next of the same or a higher level. */
export function chapterOf(headings: readonly HeadingMark[], id: string): { start: number; end: number } | null {
  const at = headings.findIndex((h) => h.id === id)
  const here = headings[at]
  if (!here) return null
  const next = headings.slice(at + 1).find((h) => h.level <= here.level)
  return { start: here.start, end: next?.start ?? Number.MAX_SAFE_INTEGER }
}

/** The items that the view shows. */
export function shownItems(
  items: readonly PlanItem[],
  view: DeskView,
  headings: readonly HeadingMark[],
  unresolved: ReadonlySet<string>,
): PlanItem[] {
  const chapter = view.heading === null ? null : chapterOf(headings, view.heading)
  return items.filter(
    (i) =>
      (view.kind === null || i.kind === view.kind) &&
      (view.state === null || i.state === view.state) &&
      (view.below === null || i.confidence < view.below) &&
      (chapter === null || (i.start >= chapter.start && i.start < chapter.end)) &&
      (!view.units || [...(i.fields.lead ?? []), ...(i.fields.responsible ?? [])].some((u) => unresolved.has(u))),
  )
}

/** The item some steps from the one selected; stays inside the list. With `where`, only items that fit count as steps. */
export function stepFrom(
  items: readonly PlanItem[],
  selected: string | null,
  by: 1 | -1,
  where: (item: PlanItem) => boolean = () => true,
): string | null {
  const at = items.findIndex((i) => i.id === selected)
  if (at === -1) return (by === 1 ? items.find(where) : items.findLast(where))?.id ?? null
  for (let i = at + by; i >= 0 && i < items.length; i += by) {
    const item = items[i]
    if (item && where(item)) return item.id
  }
  return null
}

/** The first item of the next or the last chapter, counted from the one selected. */
export function chapterStep(items: readonly PlanItem[], selected: string | null, by: 1 | -1): string | null {
  const here = items.find((i) => i.id === selected)
  const found = stepFrom(items, selected, by, (i) => i.chapter !== here?.chapter)
  if (found === null || by === 1) return found
  const chapter = items.find((i) => i.id === found)?.chapter
  return items.find((i) => i.chapter === chapter)?.id ?? found
}

/** Where to go when an item was decided: the next that is open behind it, else before it, else stay. */
export function afterDeciding(items: readonly PlanItem[], decided: string): string {
  const open = (i: PlanItem): boolean => i.state === 'open' && i.id !== decided
  return stepFrom(items, decided, 1, open) ?? items.find(open)?.id ?? decided
}
