import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Select } from 'antd'
import { useId, type ReactNode } from 'react'
import { text, type Text } from '#kernel/text.ts'
import { api, Card, DataTable, DayField, Failure, Loading, Nothing, Page, Stat, useT, type Column } from '#platform/web/index.ts'
import type { KindInfo } from '../model.ts'
import { readSearch, withFilter, type MatterSearch } from './filters.ts'
import { useKinds } from './kinds.ts'
import { LevelMark } from './Marks.tsx'
import { useSectors } from './sectors.ts'
import { doorOf, doorOfAll, GROUPINGS, ordered, sumOf, type By, type Measure, type Stats } from './stats.ts'
import { stateText } from './words.ts'
import './matters.css'

const MEASURES: readonly { readonly key: Measure; readonly text: Text }[] = [
  { key: 'opened', text: text('新开', 'Opened') },
  { key: 'active', text: text('在办', 'Under way') },
  { key: 'overdue', text: text('超期', 'Overdue') },
  { key: 'closed', text: text('办结', 'Closed') },
  { key: 'recurring', text: text('重复发生', 'Recurring') },
]

function GroupName({ by, row, kind }: { by: By; row: Stats; kind: KindInfo }): ReactNode {
  const t = useT()
  const sectors = useSectors()
  if (row.key === null) return <span className="muted">{t(text('未登记', 'Not recorded'))}</span>
  if (by === 'level') return <LevelMark kind={kind} level={row.key} />
  if (by === 'state') return t(stateText(kind, row.key))
  if (by === 'sector') return t(sectors.of(row.key))
  if (by === 'month') {
    const [y, m] = row.key.split('-').map(Number)
    return t(text(`${y} 年 ${m} 月`, row.key))
  }
  return row.name ?? row.key
}

/** How much was opened against the largest group; the dark part is still under way. */
function Bar({ row, most }: { row: Stats; most: number }): ReactNode {
  const share = (n: number): string => `${most === 0 ? 0 : Math.round((n / most) * 1000) / 10}%`
  return (
    <div className="bar" aria-hidden="true">
      <span style={{ width: share(row.opened) }} />
      <span style={{ width: share(row.active) }} />
    </div>
  )
}

function columnsOf(by: By, kind: KindInfo, within: MatterSearch, most: number, days: (n: number) => string): Column<Stats>[] {
  const numbers = MEASURES.map((m): Column<Stats> => ({
    key: m.key,
    text: m.text,
    align: 'right',
    width: 92,
    render: (row) => {
      const door = doorOf(by, row.key, m.key, within)
      const value = <span className="num">{row[m.key]}</span>
      return door && row[m.key] > 0 ? (
        <Link to="/matters" search={door as never}>
          {value}
        </Link>
      ) : (
        value
      )
    },
  }))
  return [
    { key: 'name', text: text('分组', 'Group'), card: 'title', render: (row) => <GroupName by={by} row={row} kind={kind} /> },
    { key: 'bar', text: text('对比', 'Compared'), card: 'hide', width: 180, render: (row) => <Bar row={row} most={most} /> },
    ...numbers,
    {
      key: 'days',
      text: text('办结用时（中位）', 'Median time to close'),
      align: 'right',
      width: 150,
      render: (row) => (row.daysToClose === null ? '—' : days(row.daysToClose)),
    },
  ]
}

function Board({ by, kind, within }: { by: By; kind: KindInfo; within: MatterSearch }): ReactNode {
  const t = useT()
  const query = { by, kind: kind.id, from: within.openedFrom, to: within.openedTo, path: within.path, sector: within.sector }
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['matters', 'stats', query],
    queryFn: () => api.get<{ items: Stats[] }>('/api/matters/stats', query),
  })
  if (error) return <Failure error={error} retry={() => void refetch()} />
  if (isPending) return <Loading />
  const rows = ordered(by, data.items)
  if (rows.length === 0) return <Nothing what={text('这段时间没有事项', 'No matters in this time')} />
  const most = Math.max(...rows.map((r) => r.opened))
  const days = (n: number): string => t(text(`${n.toFixed(1)} 天`, `${n.toFixed(1)} d`))
  return (
    <>
      <div className="grid" style={{ gridTemplateColumns: 'repeat(auto-fit, minmax(110px, 1fr))', marginBottom: 12 }}>
        {MEASURES.map((m) => (
          <Card key={m.key}>
            <Stat label={m.text} value={sumOf(rows, m.key)} to="/matters" search={doorOfAll(m.key, within) as Record<string, string>} />
          </Card>
        ))}
      </div>
      <Card
        title={t(GROUPINGS.find((g) => g.by === by)?.text ?? text('统计', 'Statistics'))}
        extra={
          <span className="bar-key">
            <span>
              <i style={{ background: '#9db8cd' }} />
              {t(text('新开', 'Opened'))}
            </span>
            <span>
              <i style={{ background: 'var(--accent)' }} />
              {t(text('其中在办', 'of these under way'))}
            </span>
          </span>
        }
      >
        <DataTable
          rows={rows}
          columns={columnsOf(by, kind, within, most, days)}
          rowKey={(row) => row.key ?? 'none'}
          caption={text('事项统计', 'Statistics of matters')}
        />
        {rows.length >= 500 ? (
          <p className="muted">{t(text('只列出前 500 组，请缩小范围', 'The first 500 groups only; narrow the range'))}</p>
        ) : null}
      </Card>
    </>
  )
}

/** Matters counted by place, office, sector, level, state or month; every number opens its list. */
export default function Statistics(): ReactNode {
  const t = useT()
  const id = useId()
  const navigate = useNavigate()
  const kinds = useKinds()
  const raw = useSearch({ strict: false }) as Record<string, unknown>
  const by = GROUPINGS.find((g) => g.by === raw['by'])?.by ?? 'path'
  const search = readSearch(raw)
  const kind = kinds.of(search.kind ?? '') ?? kinds.list[0]
  if (kinds.loading) return <Loading />
  if (!kind)
    return kinds.error ? (
      <Failure error={kinds.error} />
    ) : (
      <Nothing what={text('您的岗位没有可统计的事项', 'Your post has no matters to count')} />
    )
  const go = (next: MatterSearch, group: By = by): void =>
    void navigate({ to: '/statistics', search: { ...next, by: group } as never, replace: true })
  const { openedFrom, openedTo, path, sector } = search
  const within = Object.fromEntries(
    Object.entries({ kind: kind.id, openedFrom, openedTo, path, sector }).filter(([, v]) => v !== undefined),
  ) as MatterSearch
  const day = (key: 'openedFrom' | 'openedTo', label: Text): ReactNode => (
    <DayField aria-label={t(label)} value={search[key] ?? ''} onChange={(next) => go(withFilter(search, key, next))} />
  )
  return (
    <Page title={t(text('统计', 'Statistics'))} wide>
      <div className="filters" role="search" aria-label={t(text('筛选', 'Filters'))}>
        <div className="f">
          <label htmlFor={`${id}-kind`}>{t(text('种类', 'Kind'))}</label>
          <Select
            id={`${id}-kind`}
            value={kind.id}
            options={kinds.list.map((k) => ({ value: k.id, label: t(k.text) }))}
            onChange={(next) => go(withFilter(search, 'kind', next))}
          />
        </div>
        <div className="f">
          <label htmlFor={`${id}-by`}>{t(text('分组', 'Group by'))}</label>
          <Select
            id={`${id}-by`}
            value={by}
            options={GROUPINGS.map((g) => ({ value: g.by, label: t(g.text) }))}
            onChange={(next) => go(search, next)}
          />
        </div>
        <div className="f f-wide">
          <span>{t(text('开始日期', 'Opened'))}</span>
          <div className="range">
            {day('openedFrom', text('开始日期从', 'Opened from'))}
            <span aria-hidden="true">–</span>
            {day('openedTo', text('开始日期到', 'Opened to'))}
          </div>
        </div>
      </div>
      <Board by={by} kind={kind} within={within} />
    </Page>
  )
}
