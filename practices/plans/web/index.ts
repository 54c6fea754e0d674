export { HomeLights } from './HomeLights.tsx'
export { PlanSource } from './PlanSource.tsx'
