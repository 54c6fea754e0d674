import { createElement, lazy, Suspense, type ComponentType, type LazyExoticComponent, type ReactNode } from 'react'
import { Loading, useMe } from '#platform/web/index.ts'
import './home.css'

type Lazy = LazyExoticComponent<ComponentType>

/** Home pages by the word that a role's data carries; which role it is, the program does not know. */
const HOMES = new Map<string, Lazy>([
  ['leader', lazy(() => import('./LeaderHome.tsx'))],
  ['bureau', lazy(() => import('./BureauHome.tsx'))],
  ['town', lazy(() => import('./TownHome.tsx'))],
  ['plant', lazy(() => import('./PlantHome.tsx'))],
  ['worker', lazy(() => import('./WorkerHome.tsx'))],
  ['admin', lazy(() => import('./AdminHome.tsx'))],
])

// A home that is not known (a role made by hand) opens on the simplest one.
const PLAIN: Lazy = lazy(() => import('./WorkerHome.tsx'))

export default function Home(): ReactNode {
  const { me } = useMe()
  if (!me) return <Loading />
  return <Suspense fallback={<Loading />}>{createElement(HOMES.get(me.home) ?? PLAIN)}</Suspense>
}
