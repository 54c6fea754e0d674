export * from './model.ts'
export * from './rules.ts'
export { mapRoutes, type MapRouteDeps } from './server/routes.ts'
