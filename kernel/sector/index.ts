export * from './sector.ts'
export * from './point.ts'
export * from './check-sector.ts'
export * from './judge.ts'
