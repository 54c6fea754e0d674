export { useAlarms, useAlarmSummary } from './useMonitoring.ts'
export { PointTrend } from './PointTrend.tsx'
export { settleDesk } from './desk.ts'
export { useSound } from './sound.ts'
