import { FilePdfOutlined } from '@ant-design/icons'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Input, Select } from 'antd'
import { useState, type ReactNode } from 'react'
import { text, type Text } from '#kernel/text.ts'
import { useSectors } from '#mechanisms/matters/web/index.ts'
import {
  Card,
  DataTable,
  Failure,
  Loading,
  Nothing,
  OrgPicker,
  Page,
  Stat,
  useHolds,
  useMe,
  useT,
  withQuery,
  type Colour,
  type Column,
} from '#platform/web/index.ts'
import { KIND_TEXT, KINDS, type PointRow } from '../model.ts'
import { ImportSheet } from './ImportSheet.tsx'
import { RiskMark } from './parts.tsx'
import { ReportCard } from './ReportCard.tsx'
import { readSearch, useCounts, usePoints, type Counts, type Search } from './useRisks.ts'
import './risks.css'

interface Door {
  readonly text: Text
  readonly count: (c: Counts) => number
  readonly search: Search
  readonly colour?: Colour
}

const DOORS: readonly Door[] = [
  { text: text('全部', 'All'), count: (c) => c.total, search: {} },
  { text: text('重大 红', 'Major, red'), count: (c) => c.major, search: { level: 'major' }, colour: 'red' },
  { text: text('较大 橙', 'Considerable, orange'), count: (c) => c.larger, search: { level: 'larger' }, colour: 'orange' },
  { text: text('一般 黄', 'General, yellow'), count: (c) => c.general, search: { level: 'general' }, colour: 'gold' },
  { text: text('低 蓝', 'Low, blue'), count: (c) => c.low, search: { level: 'low' }, colour: 'blue' },
  { text: text('未定级或不能判定', 'Not graded'), count: (c) => c.none, search: { level: 'none' } },
  { text: text('待复评', 'To re-assess'), count: (c) => c.due, search: { review: 'due' } },
]

/** The counts that open the list behind them; level and due are what they filter by, the rest of the filter stays. */
function Doors({ search }: { search: Search }): ReactNode {
  const { level: _level, review: _review, ...rest } = search
  const counts = useCounts(rest)
  return (
    <div className="risk-doors">
      {DOORS.map((door) => {
        const value = counts.data ? door.count(counts.data) : undefined
        return (
          <div className="card" key={door.text.en}>
            <Stat
              label={door.text}
              value={value}
              to="/risks"
              search={{ ...rest, ...door.search }}
              {...(door.colour && value ? { colour: door.colour } : {})}
            />
          </div>
        )
      })}
    </div>
  )
}

function Filters({ search, office }: { search: Search; office: boolean }): ReactNode {
  const t = useT()
  const navigate = useNavigate()
  const sectors = useSectors()
  const set = (patch: Readonly<Record<string, string | undefined>>): void =>
    void navigate({ to: '/risks' as never, search: readSearch({ ...search, ...patch }) as never, replace: true })
  return (
    <div className="risk-filters">
      <Input.Search
        aria-label={t(text('查找', 'Search'))}
        placeholder={t(text('风险点、车间、岗位', 'Risk point, workshop, post'))}
        defaultValue={search['q']}
        allowClear
        onSearch={(q) => set({ q })}
      />
      {office ? <OrgPicker value={search['orgId'] ?? null} onChange={(id) => set({ orgId: id ?? undefined })} width={260} /> : null}
      {office ? (
        <Select
          aria-label={t(text('行业', 'Sector'))}
          placeholder={t(text('行业', 'Sector'))}
          allowClear
          value={search['sector']}
          options={sectors.list.map((s) => ({ value: s.id, label: t(s.text) }))}
          onChange={(sector) => set({ sector })}
          style={{ minWidth: 130 }}
        />
      ) : null}
      <Select
        aria-label={t(text('类别', 'Kind'))}
        placeholder={t(text('类别', 'Kind'))}
        allowClear
        value={search['kind']}
        options={KINDS.map((k) => ({ value: k, label: t(KIND_TEXT[k]) }))}
        onChange={(kind) => set({ kind })}
        style={{ minWidth: 120 }}
      />
      <Input.Search
        aria-label={t(text('车间', 'Workshop'))}
        placeholder={t(text('车间或区域', 'Workshop'))}
        defaultValue={search['workshop']}
        allowClear
        onSearch={(workshop) => set({ workshop })}
      />
    </div>
  )
}

function columnsOf(t: ReturnType<typeof useT>, office: boolean): Column<PointRow>[] {
  const org: Column<PointRow> = { key: 'org', text: text('企业', 'Enterprise'), width: 240, card: 'bare', render: (p) => p.orgName }
  return [
    {
      key: 'name',
      text: text('风险点', 'Risk point'),
      card: 'title',
      render: (p) => (
        <Link to={'/risks/$id' as never} params={{ id: p.id } as never} className="row-title">
          {p.name}
        </Link>
      ),
    },
    {
      key: 'level',
      text: text('等级', 'Level'),
      width: 130,
      card: 'bare',
      render: (p) => <RiskMark level={p.level} graded={p.gradedAt !== null} />,
    },
    ...(office ? [org] : []),
    { key: 'kind', text: text('类别', 'Kind'), width: 90, card: 'hide', render: (p) => t(KIND_TEXT[p.kind]) },
    { key: 'workshop', text: text('车间或区域', 'Workshop'), width: 120, card: 'bare', render: (p) => p.workshop },
    { key: 'post', text: text('责任岗位', 'Post'), width: 120, card: 'hide', render: (p) => p.post },
    { key: 'accidents', text: text('可能的事故', 'Accidents'), card: 'hide', render: (p) => p.accidents.join('、') },
    {
      key: 'review',
      text: text('复评', 'Re-assessment'),
      width: 130,
      card: 'bare',
      render: (p) =>
        p.reviewId ? (
          <Link to={'/matters/$id' as never} params={{ id: p.reviewId } as never}>
            {t(text('待复评', 'To do'))}
          </Link>
        ) : (
          <span className="num">{p.reviewOn ?? '—'}</span>
        ),
    },
  ]
}

function Rows({ search, office }: { search: Search; office: boolean }): ReactNode {
  const t = useT()
  const list = usePoints(search)
  if (list.isPending) return <Loading />
  if (list.error) return <Failure error={list.error} retry={() => void list.refetch()} />
  const rows = list.data.pages.flatMap((p) => p.items)
  if (rows.length === 0) return <Nothing what={text('没有符合条件的风险点', 'No risk point meets these conditions')} />
  return (
    <>
      <DataTable rows={rows} columns={columnsOf(t, office)} rowKey={(p) => p.id} caption={text('风险点', 'Risk points')} />
      {list.hasNextPage ? (
        <div className="more">
          <Button onClick={() => void list.fetchNextPage()} loading={list.isFetchingNextPage}>
            {t(text('再看 20 处', 'Show 20 more'))}
          </Button>
        </div>
      ) : null}
    </>
  )
}

/** Risks: what is worst first; counts that open lists; papers, cards, plan. */
export default function RisksPage(): ReactNode {
  const t = useT()
  const { me } = useMe()
  const holds = useHolds()
  const [importing, setImporting] = useState(false)
  const search = readSearch(useSearch({ strict: false }) as Record<string, unknown>)
  const writes = holds('risk.edit')
  const orgId = search['orgId'] ?? (writes ? (me?.orgId ?? undefined) : undefined)
  const office = !writes
  return (
    <Page
      wide
      title={t(text('风险', 'Risks'))}
      extra={
        <>
          {holds('risk.export') ? (
            <Link to={'/risks/region' as never}>
              <Button type="primary" tabIndex={-1}>
                {t(text('区域风险', 'Regional risk'))}
              </Button>
            </Link>
          ) : null}
          {orgId ? (
            <>
              <Button icon={<FilePdfOutlined />} href={withQuery('/api/risks/list.pdf', { orgId })} target="_blank">
                {t(text('一企一清单', 'List'))}
              </Button>
              <Link to={'/risks/map' as never} search={{ orgId } as never}>
                <Button tabIndex={-1}>{t(text('四色图', 'Four-colour plan'))}</Button>
              </Link>
              <Link to={'/risks/cards' as never} search={{ orgId } as never}>
                <Button tabIndex={-1}>{t(text('告知卡', 'Cards'))}</Button>
              </Link>
            </>
          ) : null}
          {holds('risk.export') ? <Button href={withQuery('/api/risks/export.xlsx', search)}>{t(text('导出', 'Export'))}</Button> : null}
          {writes ? <Button onClick={() => setImporting(true)}>{t(text('导入', 'Import'))}</Button> : null}
          {writes ? (
            <Link to={'/risks/new' as never}>
              <Button type="primary" tabIndex={-1}>
                {t(text('登记风险点', 'Enter a risk point'))}
              </Button>
            </Link>
          ) : null}
        </>
      }
    >
      <Doors search={search} />
      {orgId ? <ReportCard orgId={orgId} /> : null}
      <Filters search={search} office={office} />
      <Card>
        <Rows search={search} office={office} />
      </Card>
      {importing && me?.orgId ? <ImportSheet orgId={me.orgId} onClose={() => setImporting(false)} /> : null}
    </Page>
  )
}
