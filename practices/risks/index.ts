export * from './model.ts'
export * from './rules.ts'
export { riskReportKind, riskReviewKind } from './review-kind.ts'
export { riskPolicies } from './policies.ts'
export { FORMULA, type Formula } from './region.ts'
export { Formulas } from './region-model.ts'
export { regionRoutes } from './server/region-routes.ts'
export type { FactSource } from './server/region.ts'
export { riskRoutes, type RiskRouteDeps } from './server/routes.ts'
export { levelsAt } from './server/views.ts'
export { riskTableRoutes } from './server/table-routes.ts'
export { riskPlanRoutes } from './server/plan-routes.ts'
export { riskPaperRoutes, riskSheets } from './server/papers.ts'
export { insertGrades, insertPoints, newGrade, type NewGrade, type NewPoint } from './server/store.ts'
export {
  assignReports,
  controlLists,
  findControlItem,
  findControlList,
  openYearlyReviews,
  riskHazardHook,
  riskReviewHook,
  type RiskClockDeps,
} from './server/hooks.ts'
