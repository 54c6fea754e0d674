export { useQueueSender, userKey } from './queue.ts'
