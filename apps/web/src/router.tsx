import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Link, Outlet } from '@tanstack/react-router'
import { text } from '#kernel/text.ts'
import { Failure, Loading, Nothing, Page, useT } from '#platform/web/index.ts'
import { pages, type PageDef } from './pages.ts'

/** An address that leads nowhere, in the reader's language and with a way back. */
function NoSuchPage() {
  const t = useT()
  return (
    <Page title={t(text('没有这个页面', 'No such page'))}>
      <Nothing
        what={text('地址可能输错了，或者这一页已经改了名字。', 'The address may be mistyped, or the page has another name now.')}
        action={<Link to="/">{t(text('回到总览', 'To the overview'))}</Link>}
      />
    </Page>
  )
}

const root = createRootRoute({
  notFoundComponent: NoSuchPage,
  component: Outlet,
  errorComponent: ({ error }) => <Failure error={error} />,
})

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
