export * from './types.ts'
export * from './policies.ts'
export { createNotices } from './notices.ts'
export { fileSms } from './sms.ts'
