import { addWorkdays, isWeekday } from './dates.ts'
import type { RunContext } from './types.ts'

export interface WorkdayCount {
  readonly by: string
  /** How working days were told, for the steps of a result. */
  readonly note: string
}

/** The n-th working day after a day, by the caller's calendar or, without one, Monday to Friday. */
export function workdayAfter(context: RunContext, from: string, n: number): WorkdayCount {
  if (context.isWorkday) return { by: addWorkdays(from, n, context.isWorkday), note: '工作日按给定日历计算' }
  return { by: addWorkdays(from, n, isWeekday), note: '未给日历:工作日按周一至周五计算,未扣除法定节假日和调休' }
}
