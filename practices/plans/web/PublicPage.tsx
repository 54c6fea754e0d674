import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import { text } from '#kernel/text.ts'
import { api, Card, Failure, Loading, Nothing, useLang, useT } from '#platform/web/index.ts'
import type { PublicPlan, PublicPlans } from '../model.ts'
import { LightLegend, LightMark } from './Light.tsx'
import { LIGHTS } from '../rules.ts'
import './plans.css'
import { useFilters } from './search.ts'
import { fig } from './words.ts'

type One = z.output<typeof PublicPlan>

function Plan({ id }: { id: string }): ReactNode {
  const t = useT()
  const { data, error, refetch } = useQuery({ queryKey: ['public-plan', id], queryFn: () => api.get<One>(`/api/public/plans/${id}`) })
  if (error) return <Failure error={error} retry={() => void refetch()} />
  if (!data) return <Loading />
  const { tasks } = data
  return (
    <>
      <h1>{data.title}</h1>
      <p className="muted">
        {data.place} · {data.orgName}
        {data.from && data.to ? ` · ${data.from} — ${data.to}` : ''} ·{' '}
        {t(text(`截至 ${data.asOf.slice(0, 10)}`, `as of ${data.asOf.slice(0, 10)}`))}
      </p>
      <Card title={t(text('承诺办的事', 'What was promised'))} extra={<LightLegend />}>
        <p>
          {t(text(`共 ${tasks.total} 件，已办成 ${tasks.done} 件。`, `${tasks.total} tasks, ${tasks.done} done.`))}{' '}
          {LIGHTS.filter((c) => tasks[c] > 0).map((c) => (
            <span key={c} style={{ marginRight: 12 }}>
              <LightMark colour={c} /> <span className="num">{tasks[c]}</span>
            </span>
          ))}
        </p>
      </Card>
      <Card title={t(text('承诺达到的目标', 'Targets'))}>
        {data.indicators.length === 0 ? (
          <Nothing what={text('没有公布指标', 'No indicators are published')} />
        ) : (
          <ul className="rows">
            {data.indicators.map((i) => (
              <li key={i.name} className="row">
                <strong>{i.name}</strong>
                <LightMark colour={i.colour} />
                <div className="row-sub">
                  <span>
                    {i.value === null
                      ? t(text('还没有数值', 'no value yet'))
                      : t(
                          text(
                            `现在 ${fig(i.value)} ${i.unit ?? ''}（${i.asOf?.slice(0, 10) ?? ''}）`,
                            `now ${fig(i.value)} ${i.unit ?? ''} (${i.asOf?.slice(0, 10) ?? ''})`,
                          ),
                        )}
                  </span>
                  <span>
                    {i.target === null
                      ? null
                      : t(
                          text(
                            `${i.targetYear} 年目标 ${fig(i.target)} ${i.unit ?? ''}`,
                            `target of ${i.targetYear}: ${fig(i.target)} ${i.unit ?? ''}`,
                          ),
                        )}
                  </span>
                  <span>{t(i.reason)}</span>
                </div>
              </li>
            ))}
          </ul>
        )}
      </Card>
    </>
  )
}

/** What the place promised and how it stands, for anybody, without sign-in. */
export default function PublicPage(): ReactNode {
  const t = useT()
  const { lang, setLang } = useLang()
  const [search, set] = useFilters()
  const list = useQuery({ queryKey: ['public-plans'], queryFn: () => api.get<z.output<typeof PublicPlans>>('/api/public/plans') })
  const items = list.data?.items ?? []
  const id = items.find((p) => p.id === search['plan'])?.id ?? items[0]?.id
  return (
    <>
      <header className="public-top">
        <img src="/icon.svg" alt="" width={28} height={28} />
        <strong>{t(text('安全生产规划进展公示', 'Progress of the work-safety plans'))}</strong>
        <span style={{ marginLeft: 'auto' }}>
          <button type="button" className="public-lang" onClick={() => setLang(lang === 'zh' ? 'en' : 'zh')}>
            {lang === 'zh' ? 'English' : '中文'}
          </button>{' '}
          <Link to="/sign-in">{t(text('登录', 'Sign in'))}</Link>
        </span>
      </header>
      <main className="public">
        {list.error ? <Failure error={list.error} retry={() => void list.refetch()} /> : null}
        {list.isPending ? <Loading /> : null}
        {list.data && items.length === 0 ? (
          <>
            <h1>{t(text('规划进展', 'Plans'))}</h1>
            <Nothing what={text('目前没有公开的规划', 'No plan is public at present')} />
          </>
        ) : null}
        {items.length > 1 ? (
          <nav className="plan-tabs" aria-label={t(text('公开的规划', 'Public plans'))}>
            {items.map((p) => (
              <button
                key={p.id}
                type="button"
                className={p.id === id ? 'plan-tab plan-tab-here public-tab' : 'plan-tab public-tab'}
                aria-pressed={p.id === id}
                onClick={() => set({ plan: p.id })}
              >
                {p.title}
              </button>
            ))}
          </nav>
        ) : null}
        {id ? <Plan id={id} /> : null}
      </main>
    </>
  )
}
