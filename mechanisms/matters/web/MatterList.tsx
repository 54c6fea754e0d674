import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState, type ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { Card, DataTable, Due, Failure, Loading, Nothing, Page, useHolds, useMe, useT, When, type Column } from '#platform/web/index.ts'
import type { MatterRow } from '../model.ts'
import { BulkBar } from './BulkBar.tsx'
import { bulkActs } from './Bulk.tsx'
import { listOf, readSearch, toQuery, type MatterSearch } from './filters.ts'
import { Filters } from './Filters.tsx'
import { useKinds, type Kinds } from './kinds.ts'
import { CountLine, LevelMark, MatterLink, StateMark } from './Marks.tsx'
import { useMatterCount, useMatters } from './useMatters.ts'
import { Views } from './Views.tsx'
import './matters.css'

export interface MatterListProps {
  /** Kinds that the list holds; absent = all that I may read. */
  readonly kinds?: readonly string[]
  /** Filters that the list sets itself and that cannot be changed on it. */
  readonly fixed?: MatterSearch
  /** Beside the count, for instance a button that opens a new matter. */
  readonly extra?: ReactNode
  /** False: no filters, for a list inside another page. */
  readonly filters?: boolean
}

function columnsOf(kinds: Kinds, oneKind: boolean): Column<MatterRow>[] {
  const kindOf = (row: MatterRow) => kinds.of(row.kind)
  const all: (Column<MatterRow> | null)[] = [
    {
      key: 'title',
      text: text('事项', 'Matter'),
      card: 'title',
      render: (row) => (
        <>
          <MatterLink id={row.id} className="row-title">
            {row.title}
          </MatterLink>
          <div className="muted num">{row.no}</div>
        </>
      ),
    },
    oneKind
      ? null
      : { key: 'kind', text: text('种类', 'Kind'), card: 'bare', width: 110, render: (row) => <KindName row={row} kinds={kinds} /> },
    {
      key: 'level',
      text: text('等级', 'Level'),
      card: 'bare',
      width: 84,
      render: (row) => <LevelMark kind={kindOf(row)} level={row.level} />,
    },
    {
      key: 'state',
      text: text('状态', 'State'),
      card: 'bare',
      width: 130,
      render: (row) => <StateMark kind={kindOf(row)} state={row.state} phase={row.phase} />,
    },
    { key: 'org', text: text('单位', 'Organisation'), card: 'bare', render: (row) => row.orgName ?? '—' },
    { key: 'office', text: text('监管', 'Supervised by'), card: 'hide', render: (row) => row.officeName ?? '—' },
    {
      key: 'due',
      text: text('期限', 'Deadline'),
      card: 'bare',
      width: 170,
      render: (row) => (row.phase === 'open' || row.phase === 'waiting' ? <Due at={row.dueAt} /> : <span className="muted">—</span>),
    },
    { key: 'opened', text: text('开始', 'Opened'), width: 140, render: (row) => <When at={row.openedAt} /> },
  ]
  return all.filter((c) => c !== null)
}

function KindName({ row, kinds }: { row: MatterRow; kinds: Kinds }): ReactNode {
  const t = useT()
  const kind = kinds.of(row.kind)
  return kind ? t(kind.text) : row.kind
}

/** Matters by filters that stand in the address, so that every link to a list is a door. */
export function MatterList({ kinds: wanted, fixed = {}, extra, filters = true }: MatterListProps): ReactNode {
  const t = useT()
  const navigate = useNavigate()
  const holds = useHolds()
  const { me } = useMe()
  const kinds = useKinds()
  const [chosen, setChosen] = useState<readonly string[]>([])
  const search = readSearch(useSearch({ strict: false }) as Record<string, unknown>)
  const query = toQuery(filters ? search : {}, fixed, wanted)
  const list = useMatters(query)
  const count = useMatterCount(query)
  const go = (next: MatterSearch): void => {
    setChosen([])
    void navigate({ to: '.', search: next as never, replace: true })
  }
  if (kinds.loading || !me) return <Loading />
  const held = kinds.list.filter((k) => wanted === undefined || wanted.includes(k.id))
  const bulkable = list.rows.some((row) => bulkActs(kinds.of(row.kind), row, holds).length > 0)
  const filtered = Object.keys(search).some((key) => key !== 'sort')
  return (
    <>
      {filters ? (
        <Filters
          search={search}
          onChange={go}
          kinds={held}
          fixed={fixed}
          orgName={list.rows.find((r) => r.orgId === search.orgId)?.orgName ?? null}
        />
      ) : null}
      <Card>
        <div className="card-head">
          <CountLine count={count} />
          <div className="page-extra">
            {filters && filtered ? (
              <Button type="link" onClick={() => go(search.sort ? { sort: search.sort } : {})}>
                {t(text('清除筛选', 'Clear filters'))}
              </Button>
            ) : null}
            {filters ? <Views scope={wanted?.join('-') ?? 'all'} search={search} onPick={go} /> : null}
            {extra}
          </div>
        </div>
        {list.error ? <Failure error={list.error} retry={list.retry} /> : null}
        {list.loading ? <Loading /> : null}
        {!list.loading && !list.error && list.rows.length === 0 ? (
          <Nothing what={filtered ? text('没有符合条件的事项', 'No matter meets the filters') : text('还没有事项', 'No matters yet')} />
        ) : null}
        {list.rows.length > 0 ? (
          <DataTable
            rows={list.rows}
            columns={columnsOf(kinds, held.length === 1 || listOf(query.kind).length === 1)}
            rowKey={(row) => row.id}
            caption={text('事项列表', 'List of matters')}
            selection={
              bulkable
                ? {
                    keys: chosen,
                    onChange: setChosen,
                    can: (row) => bulkActs(kinds.of(row.kind), row, holds).length > 0,
                    name: (row) => `${row.no} ${row.title}`,
                  }
                : undefined
            }
          />
        ) : null}
        {list.more ? (
          <div className="more">
            <Button onClick={list.more} loading={list.loadingMore}>
              {t(text('再看 20 件', 'Show 20 more'))}
            </Button>
          </div>
        ) : null}
      </Card>
      <BulkBar rows={list.rows.filter((row) => chosen.includes(row.id))} kinds={kinds} onChosen={setChosen} />
    </>
  )
}

/** All matters that I may see. */
export default function Matters(): ReactNode {
  const t = useT()
  return (
    <Page title={t(text('全部事项', 'All matters'))} wide>
      <MatterList />
    </Page>
  )
}
