import {
  AlertOutlined,
  BarChartOutlined,
  BellOutlined,
  BookOutlined,
  CheckSquareOutlined,
  DashboardOutlined,
  EnvironmentOutlined,
  FireOutlined,
  HomeOutlined,
  InboxOutlined,
  FlagOutlined,
  LineChartOutlined,
  PlusCircleOutlined,
  SafetyCertificateOutlined,
  TrophyOutlined,
  SafetyOutlined,
  SettingOutlined,
} from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { Link, Navigate, Outlet, useLocation } from '@tanstack/react-router'
import { useEffect, type ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { ApiError, Failure, Loading, useMe, useT, type Me } from '#platform/web/index.ts'
import { useQueueSender, userKey } from '#practices/hazards/web/index.ts'
import { pages, type PageDef } from '../pages.ts'
import { Account } from './Account.tsx'
import { useLive } from './live.ts'
import { MustChange } from './MustChange.tsx'

const ICONS: Readonly<Record<NonNullable<PageDef['nav']>, ReactNode>> = {
  home: <HomeOutlined />,
  map: <EnvironmentOutlined />,
  monitoring: <DashboardOutlined />,
  warnings: <BellOutlined />,
  inbox: <InboxOutlined />,
  plans: <FlagOutlined />,
  registry: <BookOutlined />,
  risks: <SafetyOutlined />,
  hazards: <AlertOutlined />,
  checks: <CheckSquareOutlined />,
  report: <PlusCircleOutlined />,
  statistics: <BarChartOutlined />,
  measures: <LineChartOutlined />,
  admin: <SettingOutlined />,
  installations: <FireOutlined />,
  duties: <SafetyCertificateOutlined />,
  scores: <TrophyOutlined />,
}

function navOf(me: Me): PageDef[] {
  return pages.filter((p) => p.nav && (p.needs === undefined || p.needs.some((n) => me.permissions.includes(n))))
}

function Nav({ me, className, most }: { me: Me; className: string; most: number }): ReactNode {
  const t = useT()
  const { pathname } = useLocation()
  return (
    <nav className={className} aria-label={t(text('主导航', 'Main navigation'))}>
      {navOf(me)
        .slice(0, most)
        .map((page) => {
          const here = page.path === '/' ? pathname === '/' : pathname.startsWith(page.path)
          return (
            <Link
              key={page.path}
              to={page.path}
              className={here ? 'nav-item nav-here' : 'nav-item'}
              aria-current={here ? 'page' : undefined}
            >
              {page.nav ? ICONS[page.nav] : null}
              <span>{t(page.text)}</span>
            </Link>
          )
        })}
    </nav>
  )
}

/** The frame around every page of a signed-in post: navigation by what the post may do. */
export function Shell(): ReactNode {
  const t = useT()
  const client = useQueryClient()
  const { me, loading, error } = useMe()
  const { pathname, href } = useLocation()
  const ready = me && !me.mustChangePassword ? me : null
  useLive(ready?.postId ?? null)
  useQueueSender(ready ? userKey(ready) : null)
  useEffect(() => {
    const page = pages.find((p) => p.path === pathname)
    document.title = `${page ? `${t(page.text)} · ` : ''}${t(text('安澜', 'Anlan'))}`
  }, [pathname, t])
  if (loading) return <Loading />
  if (error instanceof ApiError && error.status === 401) return <Navigate to="/sign-in" search={{ next: href } as never} replace />
  if (error || !me) return <Failure error={error} retry={() => void client.invalidateQueries({ queryKey: ['me'] })} />
  if (me.mustChangePassword) return <MustChange me={me} />
  return (
    <div className="shell">
      <a className="skip" href="#main">
        {t(text('跳到正文', 'Skip to content'))}
      </a>
      <header className="top">
        <Link to="/" className="brand">
          <img src="/icon.svg" alt="" width={28} height={28} />
          <span>{t(text('安澜', 'Anlan'))}</span>
        </Link>
        <span className="place">{me.posts.find((p) => p.id === me.postId)?.divisionName}</span>
        {me.sample ? <span className="sample-mark">{t(text('样例数据', 'Sample data'))}</span> : null}
        <Account me={me} />
      </header>
      <Nav me={me} className="side" most={16} />
      <main id="main" tabIndex={-1} key={me.postId ?? ''}>
        <Outlet />
      </main>
      <Nav me={me} className="bottom" most={5} />
    </div>
  )
}
