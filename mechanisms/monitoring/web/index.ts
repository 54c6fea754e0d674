export { useAlarms, useAlarmSummary } from './useMonitoring.ts'
