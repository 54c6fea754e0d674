import type { Route } from '#platform/http/index.ts'
import type { RegistryDeps } from './deps.ts'
import { orgRoutes } from './org-routes.ts'

/** All routes of the registry. */
export function registryRoutes(deps: RegistryDeps): Route[] {
  return [...orgRoutes(deps)]
}
