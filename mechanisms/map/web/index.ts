export { AreaList, AreaMap, AreaReason, doorOf } from './AreaMap.tsx'
export { GradeMark, Legend } from './Grade.tsx'
export { useAreas, useBoard } from './useMap.ts'
