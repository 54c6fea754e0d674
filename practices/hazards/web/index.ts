export { useQueueSender, userKey } from './queue.ts'
export { CHECK_LEVELS, PERIODS } from './words.ts'
