export * from './types.ts'
export { createLive } from './live.ts'
