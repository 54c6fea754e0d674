import type { Scope } from './claims.ts'

/** The tests a row can be put to. Each is written once here and evaluated twice: by check.ts and as SQL below. */
export type Dimension = 'person' | 'org' | 'path' | 'sector'

/**
 * The jurisdiction algebra as data: a scope holds when every one of its tests holds.
 * Sector limits bind wide scopes only: an enterprise always sees its own rows.
 */
export const DIMENSIONS: Readonly<Record<Scope, readonly Dimension[]>> = {
  self: ['person'],
  office: ['org'],
  area: ['path', 'sector'],
  all: ['sector'],
}

/** Where a table keeps what the tests look at. Columns are SQL expressions; an empty list never matches. */
export interface RowColumns {
  /** SQL expression of the object name, for example `matter.kind` or `'org'`. */
  readonly object: string
  readonly path: string
  readonly orgs: readonly string[]
  readonly persons: readonly string[]
  readonly sector: string
}

/**
 * A setting read once per query (the sub-select makes it an InitPlan). After a transaction PostgreSQL leaves a setting
 * as '' and not NULL, and `like '' || '%'` then matches every row: hence nullif, everywhere.
 */
export function setting(name: string): string {
  return `(select nullif(current_setting('app.${name}', true), ''))`
}

// The cast stands outside the sub-select: `= any(select …)` would compare with rows, not with elements.
const arraySetting = (name: string): string => `(select nullif(current_setting('app.${name}', true), ''))::text[]`

function dimensionSql(test: Dimension, cols: RowColumns): string {
  const anyOf = (columns: readonly string[], name: string): string =>
    columns.length === 0 ? 'false' : `(${columns.map((c) => `${c} = ${setting(name)}::uuid`).join(' or ')})`
  switch (test) {
    case 'person':
      return anyOf(cols.persons, 'person')
    case 'org':
      return anyOf(cols.orgs, 'org')
    case 'path':
      // A path holds only [0-9a-z], all below '~', so this range is the prefix test and can use an index.
      return `(${cols.path} >= ${setting('path')} and ${cols.path} < ${setting('path')} || '~')`
    case 'sector':
      return `(${setting('any_sector')} = 'yes' or ${cols.sector} is null or ${cols.sector} = any(${arraySetting('sectors')}))`
  }
}

/** The same algebra as one SQL condition for row-level security. */
export function rowPolicySql(cols: RowColumns): string {
  const scopes = Object.entries(DIMENSIONS) as [Scope, readonly Dimension[]][]
  return scopes
    .map(([scope, tests]) => [`${cols.object} = any(${arraySetting(`read_${scope}`)})`, ...tests.map((t) => dimensionSql(t, cols))])
    .map((parts) => `(${parts.join(' and ')})`)
    .join('\n  or ')
}
