import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet } from '@tanstack/react-router'
import { Failure, Loading } from '#platform/web/index.ts'
import { pages, type PageDef } from './pages.ts'

const root = createRootRoute({ component: Outlet, errorComponent: ({ error }) => <Failure error={error} /> })

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  component: lazyRouteComponent(() => import('./shell/SignIn.tsx'), 'SignIn'),
})

/** A posted card is opened by anybody's phone, without sign-in. */
const card = createRoute({
  getParentRoute: () => root,
  path: '/card/$code',
  component: lazyRouteComponent(() => import('#practices/risks/web/index.ts'), 'CardPage'),
})

const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  component: lazyRouteComponent(() => import('./shell/Shell.tsx'), 'Shell'),
})

const routeOf = (page: PageDef) =>
  createRoute({
    getParentRoute: () => (page.open ? root : shell),
    path: page.path,
    component: lazyRouteComponent(page.load, 'default'),
    pendingComponent: Loading,
    errorComponent: ({ error }) => <Failure error={error} />,
  })

const inside = pages.filter((p) => !p.open).map(routeOf)
const outside = pages.filter((p) => p.open).map(routeOf)

/** The routes are the one list of pages; nothing registers itself. */
export function makeRouter() {
  return createRouter({
    routeTree: root.addChildren([signIn, card, ...outside, shell.addChildren(inside)]),
    defaultPreload: 'intent',
    scrollRestoration: true,
  })
}
