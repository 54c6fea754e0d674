/** The filters of the list, as they stand in its address; several values of one key are comma separated. */
export const ORG_FILTERS = ['q', 'kind', 'sector', 'path', 'size', 'status', 'officeId', 'sort'] as const
export type OrgFilter = (typeof ORG_FILTERS)[number]
export type OrgSearch = Partial<Record<OrgFilter, string>>

/** Out of the address: whatever the router made of the values, they are texts; unknown keys are left out. */
export function readOrgSearch(search: Readonly<Record<string, unknown>>): OrgSearch {
  const found: OrgSearch = {}
  for (const key of ORG_FILTERS) {
    const value = search[key]
    if ((typeof value === 'string' && value !== '') || typeof value === 'number') found[key] = String(value)
  }
  return found
}

/** One filter set or, with an empty value, taken away. */
export function withOrgFilter(search: OrgSearch, key: OrgFilter, value: string | undefined): OrgSearch {
  const next = { ...search, [key]: value }
  return Object.fromEntries(Object.entries(next).filter(([, v]) => v !== undefined && v !== '')) as OrgSearch
}

/** What is asked of the server: enterprises unless the address says otherwise. */
export const orgQuery = (search: OrgSearch): OrgSearch => ({ kind: 'enterprise', ...search })
