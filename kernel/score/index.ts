export * from './sheet.ts'
export * from './score.ts'
export * from './check.ts'
