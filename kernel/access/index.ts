export * from './claims.ts'
export * from './check.ts'
export * from './policy.ts'
