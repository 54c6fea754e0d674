export * from './types.ts'
export * from './emit.ts'
