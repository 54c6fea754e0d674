import type { Route } from '#platform/http/index.ts'
import { adoptRoutes } from './adopt-routes.ts'
import type { PlanDeps } from './deps.ts'
import { planRoutes as documentRoutes } from './plan-routes.ts'
import { publicRoutes } from './public-routes.ts'
import { reviewRoutes } from './review-routes.ts'
import { trackRoutes } from './track-routes.ts'

/** Every route of the practice. */
export function planRoutes(deps: PlanDeps): Route[] {
  return [...documentRoutes(deps), ...reviewRoutes(deps), ...adoptRoutes(deps), ...trackRoutes(deps), ...publicRoutes(deps)]
}
