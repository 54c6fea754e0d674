import { Button, Input, Segmented, Select } from 'antd'
import { useMemo, useState, type ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { PlaceMap } from '#mechanisms/map/web/index.ts'
import { Card, DataTable, Failure, Loading, Nothing, Page, Stat, useHolds, useMe, useT, type Column } from '#platform/web/index.ts'
import type { InstallationRow } from '../model.ts'
import { RANKS, rankText } from '../ranks.ts'
import { NewSheet } from './NewSheet.tsx'
import { InstallationLink, Rank, Why } from './parts.tsx'
import { useParts } from './useParts.ts'
import { useCounts, useInstallations, useListSearch, type ListSearch } from './useInstallations.ts'
import { RUNNING_TEXT, UNIT_TEXT } from './words.ts'

const ONLY = {
  unnamed: text('包保责任人不全', 'Persons missing'),
  unfiled: text('未按现级别备案', 'Not filed at its level'),
  reassess: text('评估已满三年或未评估', 'Assessment over three years old'),
} as const

function Counts({ search }: { search: ListSearch }): ReactNode {
  const counts = useCounts(search)
  if (counts.error) return <Failure error={counts.error} retry={() => void counts.refetch()} />
  const rank = (n: number): number | null => (counts.data ? (counts.data.ranks[String(n)] ?? 0) : null)
  const kept = {
    ...(search.path ? { path: search.path } : {}),
    ...(search.orgId ? { orgId: search.orgId } : {}),
    ...(search.q ? { q: search.q } : {}),
  }
  return (
    <div className="inst-stats">
      {[1, 2, 3, 4, 5, 6].map((n) => (
        <Stat
          key={n}
          label={rankText(n)}
          value={rank(n)}
          to="/installations"
          search={{ ...kept, rank: String(n) }}
          {...(RANKS[n]?.colour ? { colour: RANKS[n].colour } : {})}
        />
      ))}
      {(['unnamed', 'unfiled', 'reassess'] as const).map((only) => (
        <Stat key={only} label={ONLY[only]} value={counts.data?.[only]} to="/installations" search={{ ...kept, only }} />
      ))}
    </div>
  )
}

const columns: Column<InstallationRow>[] = [
  {
    key: 'name',
    text: text('重大危险源', 'Installation'),
    card: 'title',
    render: (row) => (
      <>
        <InstallationLink id={row.id}>{row.name}</InstallationLink>
        <div className="muted">{row.orgName}</div>
      </>
    ),
  },
  { key: 'rank', text: text('级别', 'Level'), card: 'bare', width: 110, render: (row) => <Rank rank={row.rank} /> },
  { key: 'why', text: text('为什么', 'Why'), card: 'bare', render: (row) => <Why row={row} /> },
  { key: 'unit', text: text('单元', 'Unit'), card: 'bare', width: 130, render: (row) => <Kind row={row} /> },
  { key: 'place', text: text('所在地', 'Place'), card: 'bare', width: 120, render: (row) => row.divisionName ?? '—' },
  { key: 'persons', text: text('包保责任人', 'Guarantee persons'), width: 150, render: (row) => <Persons row={row} /> },
  { key: 'filed', text: text('备案', 'Filed'), width: 110, render: (row) => <Filed row={row} /> },
]

function Kind({ row }: { row: InstallationRow }): ReactNode {
  const t = useT()
  return `${t(UNIT_TEXT[row.unit] ?? text('—', '—'))} · ${t(RUNNING_TEXT[row.running] ?? text('—', '—'))}`
}

function Persons({ row }: { row: InstallationRow }): ReactNode {
  const t = useT()
  const named = [row.principal, row.technical, row.operation].filter((p) => p !== null)
  if (named.length === 0) return <span className="muted">{t(text('未明确', 'Not named'))}</span>
  return named.map((p) => p.name).join('、')
}

function Filed({ row }: { row: InstallationRow }): ReactNode {
  const t = useT()
  if (row.rank > 4) return '—'
  if (row.filedOn === null) return t(text('未备案', 'Not filed'))
  return row.filedRank === row.rank ? row.filedOn : t(text('级别已变', 'Level changed'))
}

function TheMap({ search }: { search: ListSearch }): ReactNode {
  const t = useT()
  const list = useInstallations(search, 500)
  const rows = useMemo(() => (list.data?.pages ?? []).flatMap((p) => p.items), [list.data])
  const points = useMemo(
    () =>
      rows.flatMap((row) =>
        row.lng === null || row.lat === null
          ? []
          : [
              {
                id: row.id,
                name: `${row.orgName} ${row.name}`,
                lng: row.lng,
                lat: row.lat,
                colour: RANKS[row.rank]?.colour ?? null,
                level: rankText(row.rank),
                to: `/installations/${row.id}`,
              },
            ],
      ),
    [rows],
  )
  if (list.error) return <Failure error={list.error} retry={() => void list.refetch()} />
  if (list.isPending) return <Loading />
  const without = rows.length - points.length
  return (
    <>
      <p className="muted" role="status">
        {t(text(`图上 ${points.length} 处`, `${points.length} on the map`))}
        {without > 0 ? t(text(`，另有 ${without} 处没有坐标`, `, ${without} without a place`)) : ''}
        {list.hasNextPage ? t(text('；只画前 500 处', '; only the first 500 are drawn')) : ''}
      </p>
      <div className="inst-map">
        <PlaceMap points={points} label={text('重大危险源分布图', 'Map of the installations')} />
      </div>
    </>
  )
}

function TheList({ search }: { search: ListSearch }): ReactNode {
  const t = useT()
  const list = useInstallations(search)
  const rows = (list.data?.pages ?? []).flatMap((p) => p.items)
  if (list.error && !list.data) return <Failure error={list.error} retry={() => void list.refetch()} />
  if (list.isPending) return <Loading />
  if (rows.length === 0) return <Nothing what={text('没有符合条件的重大危险源', 'No installation fits')} />
  return (
    <>
      <DataTable rows={rows} columns={columns} rowKey={(row) => row.id} caption={text('重大危险源', 'Installations')} />
      {list.hasNextPage ? (
        <Button block loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()} style={{ marginTop: 10 }}>
          {t(text('再看 20 条', '20 more'))}
        </Button>
      ) : null}
    </>
  )
}

/** Major hazard installations (重大危险源): how many of which level, what is wrong with them, list and map. */
export default function InstallationsPage(): ReactNode {
  const t = useT()
  const holds = useHolds()
  const { me } = useMe()
  const [search, set] = useListSearch()
  const [adding, setAdding] = useState(false)
  const parts = useParts()
  const view = search.view === 'map' ? 'map' : 'list'
  const own = holds('installation.edit') && me?.orgId ? me.orgId : null
  const filtered = search.rank !== undefined || search.only !== undefined || search.path !== undefined || search.orgId !== undefined
  return (
    <Page
      wide
      title={t(text('重大危险源', 'Major hazard installations'))}
      extra={
        own ? (
          <Button type="primary" onClick={() => setAdding(true)}>
            {t(text('登记单元', 'Enter a unit'))}
          </Button>
        ) : null
      }
    >
      <Card>
        <Counts search={search} />
      </Card>
      <Card>
        <div className="inst-bar">
          <Segmented
            aria-label={t(text('看法', 'View'))}
            value={view}
            options={[
              { value: 'list', label: t(text('列表', 'List')) },
              { value: 'map', label: t(text('地图', 'Map')) },
            ]}
            onChange={(value) => set({ view: value === 'map' ? 'map' : undefined })}
          />
          <Input.Search
            allowClear
            defaultValue={search.q ?? ''}
            aria-label={t(text('名称或企业', 'Name or enterprise'))}
            placeholder={t(text('名称或企业', 'Name or enterprise'))}
            style={{ width: 220 }}
            onSearch={(q) => set({ q: q.trim() === '' ? undefined : q.trim() })}
          />
          {parts.length > 1 ? (
            <Select
              allowClear
              aria-label={t(text('乡镇或园区', 'Town or park'))}
              placeholder={t(text('全部乡镇园区', 'All towns and parks'))}
              style={{ minWidth: 160 }}
              value={search.path}
              options={parts.map((p) => ({ value: p.path, label: p.name }))}
              onChange={(path: string | undefined) => set({ path })}
            />
          ) : null}
          {search.rank !== undefined ? (
            <span>{t(text(`级别：${rankText(search.rank).zh}`, `Level: ${rankText(search.rank).en}`))}</span>
          ) : null}
          {search.only !== undefined && search.only in ONLY ? <span>{t(ONLY[search.only as keyof typeof ONLY])}</span> : null}
          {filtered ? (
            <Button size="small" onClick={() => set({ rank: undefined, only: undefined, path: undefined, orgId: undefined })}>
              {t(text('看全部', 'Show all'))}
            </Button>
          ) : null}
        </div>
        {view === 'map' ? <TheMap search={search} /> : <TheList search={search} />}
      </Card>
      {adding && own ? <NewSheet orgId={own} onClose={() => setAdding(false)} /> : null}
    </Page>
  )
}
