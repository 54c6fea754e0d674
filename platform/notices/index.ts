export * from './types.ts'
export * from './policies.ts'
