export * from './types.ts'
export { emit, mergeHandlers } from './emit.ts'
export { createOutbox, waitAfter } from './outbox.ts'
