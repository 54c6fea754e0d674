export * from './url.ts'
export * from './pool.ts'
export * from './migrate.ts'
export { default as sql, join, raw, empty, type Sql } from 'sql-template-tag'
