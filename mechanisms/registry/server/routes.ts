import type { Route } from '#platform/http/index.ts'
import { catalogRoutes } from './catalog-routes.ts'
import type { RegistryDeps } from './deps.ts'
import { importRoutes } from './import-routes.ts'
import { licenceRoutes } from './licence-routes.ts'
import { orgRoutes } from './org-routes.ts'
import { relationRoutes } from './relation-routes.ts'
import { shapeRoutes } from './shape-routes.ts'
import { subjectRoutes } from './subject-routes.ts'

/** All routes of the registry. */
export function registryRoutes(deps: RegistryDeps): Route[] {
  return [
    ...importRoutes(deps),
    ...orgRoutes(deps),
    ...subjectRoutes(deps),
    ...licenceRoutes(deps),
    ...relationRoutes(),
    ...catalogRoutes(deps),
    ...shapeRoutes(deps),
  ]
}
