import { PLAN_FIRST } from './plan-text-1.ts'
import { PLAN_SECOND } from './plan-text-2.ts'

/** The five-year plan of the sample county, as the county office would upload it. */
export const PLAN_TEXT = `${PLAN_FIRST}${PLAN_SECOND}`
