export * from './paths.ts'
export * from './seed.ts'
export * from './tree.ts'
