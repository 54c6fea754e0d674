import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Drawer, Input } from 'antd'
import { useState, type ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import {
  api,
  Card,
  COLOURS,
  DataTable,
  Failure,
  Level,
  Loading,
  Nothing,
  Page,
  useHolds,
  useT,
  withQuery,
  type Column,
} from '#platform/web/index.ts'
import { COLOUR_TEXT, FACTOR_TEXT, type Factor, type RegionColour } from '../region.ts'
import type { OrgRisk, Region } from '../region-model.ts'
import { RegionMap } from './RegionMap.tsx'
import { RegionTime } from './RegionTime.tsx'
import { AreaWhy, FormulaSheet, OrgWhy } from './RegionWhy.tsx'
import { WeatherCard } from './WeatherCard.tsx'
import './region.css'

interface Search {
  path?: string
  at?: string
  colour?: RegionColour
  factor?: Factor
  q?: string
}

/** The parts of the roll-up that have lists of their own, for the doors of "now". */
const DOORS: Readonly<Partial<Record<Factor, Readonly<Record<string, string>>>>> = {
  hazardMajorLate: { kind: 'hazard', phase: 'open,waiting', level: 'major', due: 'overdue' },
  hazardMajor: { kind: 'hazard', phase: 'open,waiting', level: 'major' },
  hazardGeneralLate: { kind: 'hazard', phase: 'open,waiting', level: 'general', due: 'overdue' },
  hazardGeneral: { kind: 'hazard', phase: 'open,waiting', level: 'general' },
}

function useRegion(search: Search) {
  return useQuery({
    queryKey: ['region', search.path ?? '', search.at ?? ''],
    queryFn: () => api.get<Region>('/api/risks/region', { path: search.path, at: search.at }),
    placeholderData: keepPreviousData,
    ...(search.at ? { staleTime: Infinity } : { refetchInterval: 60_000 }),
  })
}

function Enterprises({ region, search, go }: { region: Region; search: Search; go: (patch: Search) => void }): ReactNode {
  const t = useT()
  const list = useQuery({
    queryKey: ['region', 'orgs', search],
    queryFn: () => api.get<{ items: OrgRisk[]; total: number; capped: boolean }>('/api/risks/region/orgs', { ...search }),
    placeholderData: keepPreviousData,
  })
  const columns: readonly Column<OrgRisk>[] = [
    {
      key: 'name',
      text: text('企业', 'Enterprise'),
      card: 'title',
      render: (o) => (
        <Link to="/registry/$id" params={{ id: o.id } as never} className="row-title">
          {o.name}
        </Link>
      ),
    },
    {
      key: 'colour',
      text: text('颜色', 'Colour'),
      card: 'bare',
      width: 120,
      render: (o) => <Level colour={o.colour} text={COLOUR_TEXT[o.colour]} />,
    },
    {
      key: 'score',
      text: text('分数', 'Score'),
      card: 'sub',
      width: 80,
      align: 'right',
      render: (o) => <span className="num">{o.score ?? '—'}</span>,
    },
    {
      key: 'why',
      text: text('为什么', 'Why'),
      card: 'bare',
      render: (o) => (
        <details className="region-details">
          <summary>{t(o.reason)}</summary>
          <OrgWhy org={o} formula={region.formula} />
        </details>
      ),
    },
  ]
  const chosen = [search.colour ? t(COLOUR_TEXT[search.colour]) : null, search.factor ? t(FACTOR_TEXT[search.factor]) : null].filter(
    (x) => x !== null,
  )
  return (
    <Card
      title={t(text('企业，最差的在前', 'Enterprises, worst first'))}
      extra={
        <>
          {chosen.length > 0 ? (
            <Button size="small" onClick={() => go({ colour: undefined, factor: undefined } as never)}>
              {t(text(`只看：${chosen.join('、')} ✕`, `Only: ${chosen.join(', ')} ✕`))}
            </Button>
          ) : null}{' '}
          <Input.Search
            allowClear
            size="small"
            defaultValue={search.q ?? ''}
            style={{ width: 180 }}
            placeholder={t(text('企业名称', 'Name'))}
            aria-label={t(text('按名称查找企业', 'Find an enterprise by name'))}
            onSearch={(q) => go({ q: q || undefined } as never)}
          />
        </>
      }
    >
      {list.isError ? <Failure error={list.error} retry={() => void list.refetch()} /> : null}
      {list.isPending ? <Loading rows={4} /> : null}
      {list.data ? (
        <>
          <p className="muted small">
            {t(text(`共 ${list.data.total} 家`, `${list.data.total} in all`))}
            {list.data.capped ? t(text('，只列最差的 500 家', ', the worst 500 are listed')) : ''}
          </p>
          {list.data.items.length === 0 ? (
            <Nothing what={text('没有这样的企业', 'No such enterprise')} />
          ) : (
            <DataTable
              rows={list.data.items.slice(0, 100)}
              columns={columns}
              rowKey={(o) => o.id}
              caption={text('企业风险', 'Risk of enterprises')}
            />
          )}
        </>
      ) : null}
    </Card>
  )
}

function Totals({ region, go }: { region: Region; go: (patch: Search) => void }): ReactNode {
  const t = useT()
  if (region.totals.length === 0) return <Nothing what={text('这个时刻没有计入的事项', 'Nothing counted at this instant')} />
  return (
    <ul className="region-totals">
      {region.totals.map(({ factor, count }) => {
        const door = region.replayed ? undefined : DOORS[factor]
        return (
          <li key={factor}>
            {door ? (
              <Link to="/matters" search={{ ...door, path: region.path } as never}>
                <strong className="num">{count}</strong> {t(FACTOR_TEXT[factor])}
              </Link>
            ) : (
              <button type="button" onClick={() => go({ factor })}>
                <strong className="num">{count}</strong> {t(FACTOR_TEXT[factor])}
              </button>
            )}
          </li>
        )
      })}
    </ul>
  )
}

/** Regional risk (区域风险): the county in four colours, now or at any past minute, and why. */
export default function RegionPage(): ReactNode {
  const t = useT()
  const holds = useHolds()
  const navigate = useNavigate()
  const search = useSearch({ strict: false }) as Search
  const [sheet, showSheet] = useState(false)
  const region = useRegion({ ...(search.path ? { path: search.path } : {}), ...(search.at ? { at: search.at } : {}) })
  const go = (patch: Search): void => void navigate({ to: '.', search: { ...search, ...patch } as never, replace: true })
  const data = region.data
  const word = (colour: RegionColour): ReactNode => (
    <button type="button" onClick={() => go({ colour })} aria-pressed={search.colour === colour}>
      <i aria-hidden="true" style={{ background: COLOURS[colour] }} />
      {t(COLOUR_TEXT[colour])} <strong className="num">{data?.area.counts[colour] ?? 0}</strong>
    </button>
  )
  return (
    <Page
      wide
      title={data ? t(text(`${data.name}区域风险`, `Regional risk: ${data.name}`)) : t(text('区域风险', 'Regional risk'))}
      extra={
        <>
          {search.path ? <Button onClick={() => go({ path: undefined } as never)}>{t(text('回到全域', 'Whole area'))}</Button> : null}
          <Button onClick={() => showSheet(true)}>{t(text('公式', 'Formula'))}</Button>
          {holds('risk.export') ? (
            <Button type="primary" href={withQuery('/api/risks/region/paper', { path: search.path, at: search.at })}>
              {t(text('风险白皮书', 'White paper'))}
            </Button>
          ) : null}
        </>
      }
    >
      <RegionTime ready={region.isSuccess} at={search.at ?? null} path={search.path ?? null} go={(at) => go({ at } as never)} />
      {region.isPending ? <Loading /> : null}
      {region.isError ? <Failure error={region.error} retry={() => void region.refetch()} /> : null}
      {data ? (
        <>
          {data.limited ? <p className="muted">{t(data.limited)}</p> : null}
          <div className="region-grid">
            <Card title={t(text('四色图', 'Map in four colours'))}>
              {data.parts.length > 0 ? (
                <RegionMap parts={data.parts} chosen={search.path ?? null} choose={(path) => go({ path })} />
              ) : (
                <Nothing what={text('这里没有下级区域', 'There are no parts here')} />
              )}
            </Card>
            <div>
              <Card title={t(text('为什么是这个颜色', 'Why this colour'))}>
                <AreaWhy area={data.area} formula={data.formula} door={(c) => word(c as RegionColour)} />
              </Card>
              <Card title={t(text('计入的事项', 'What counts'))}>
                <Totals region={data} go={go} />
              </Card>
              <WeatherCard />
            </div>
          </div>
          <Enterprises region={data} search={search} go={go} />
          <Drawer open={sheet} onClose={() => showSheet(false)} title={t(text('区域风险的公式', 'Formula of regional risk'))} size="large">
            <FormulaSheet formula={data.formula} />
          </Drawer>
        </>
      ) : null}
    </Page>
  )
}
