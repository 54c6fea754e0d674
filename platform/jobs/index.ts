export * from './types.ts'
export * from './policies.ts'
export { createJobs } from './jobs.ts'
