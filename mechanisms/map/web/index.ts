export { AreaMap, AreaReason } from './AreaMap.tsx'
export { Legend } from './Grade.tsx'
export { useBoard } from './useMap.ts'
export { doorsOf, ladderDoor, orgDoor, type Door } from '../doors.ts'
