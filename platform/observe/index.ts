export * from './types.ts'
export * from './log.ts'
export { createObserve } from './observe.ts'
