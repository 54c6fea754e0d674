import type { MatterQuery } from '../model.ts'

export const FILTER_KEYS = [
  ...(['kind', 'phase', 'state', 'level', 'sector', 'orgId', 'officeId', 'path', 'whose', 'due'] as const),
  ...(['openedFrom', 'openedTo', 'closedFrom', 'recurring', 'without', 'q', 'sort'] as const),
] as const
export type FilterKey = (typeof FILTER_KEYS)[number]

// The filters are the query of the API, key by key; a key that the API does not know would show a wrong list.
const known: readonly (keyof MatterQuery)[] = FILTER_KEYS

/** The filters of a list as they stand in its address; several values of one key are comma separated. */
export type MatterSearch = Partial<Record<FilterKey, string>>

/** Out of the address: whatever the router made of the values, they are texts; unknown keys are left out. */
export function readSearch(search: Readonly<Record<string, unknown>>): MatterSearch {
  const found: MatterSearch = {}
  for (const key of known as readonly FilterKey[]) {
    const value = search[key]
    if (typeof value === 'string' ? value !== '' : typeof value === 'number' || typeof value === 'boolean') found[key] = String(value)
  }
  return found
}

/** One filter set or, with an empty value, taken away; what only made sense for another kind goes with it. */
export function withFilter(search: MatterSearch, key: FilterKey, value: string | undefined): MatterSearch {
  const next: MatterSearch = { ...search, [key]: value }
  if (key === 'kind') {
    delete next.state
    delete next.level
  }
  return Object.fromEntries(Object.entries(next).filter(([, v]) => v !== undefined && v !== '')) as MatterSearch
}

export const listOf = (value: string | undefined): string[] => (value ? value.split(',').filter((v) => v !== '') : [])

/** The query of the list: what is fixed for it wins over the address. */
export function toQuery(search: MatterSearch, fixed: MatterSearch, kinds: readonly string[] | undefined): MatterSearch {
  const query: MatterSearch = { ...search, ...fixed }
  if (!kinds) return query
  // A kind in the address narrows the kinds of the list and never widens them.
  const wanted = listOf(search.kind).filter((k) => kinds.includes(k))
  return { ...query, kind: (wanted.length > 0 ? wanted : kinds).join(',') }
}

export interface SavedView {
  readonly name: string
  readonly search: MatterSearch
}

const keyOf = (person: string, scope: string): string => `anlan.views.${person}.${scope}`

export interface Keep {
  getItem(key: string): string | null
  setItem(key: string, value: string): void
}

/** The named filters of a person on this device; what cannot be read counts as none. */
export function savedViews(keep: Keep, person: string, scope: string): SavedView[] {
  try {
    const found = JSON.parse(keep.getItem(keyOf(person, scope)) ?? '[]') as unknown
    if (!Array.isArray(found)) return []
    return found
      .filter(
        (v): v is { name: string; search: Record<string, unknown> } =>
          typeof v?.name === 'string' && typeof v.search === 'object' && v.search !== null,
      )
      .map((v) => ({ name: v.name, search: readSearch(v.search) }))
  } catch {
    return []
  }
}

/** Adds a view, or replaces the one of the same name; answers the new list. */
export function saveView(keep: Keep, person: string, scope: string, view: SavedView): SavedView[] {
  return writeViews(keep, person, scope, [...savedViews(keep, person, scope).filter((v) => v.name !== view.name), view])
}

export function dropView(keep: Keep, person: string, scope: string, name: string): SavedView[] {
  return writeViews(
    keep,
    person,
    scope,
    savedViews(keep, person, scope).filter((v) => v.name !== name),
  )
}

function writeViews(keep: Keep, person: string, scope: string, views: SavedView[]): SavedView[] {
  try {
    keep.setItem(keyOf(person, scope), JSON.stringify(views))
  } catch {
    // Storage full or forbidden: the view lasts until the page is left.
  }
  return views
}
