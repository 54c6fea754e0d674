import { DownloadOutlined, PlusOutlined } from '@ant-design/icons'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Checkbox, Input, Select } from 'antd'
import type { ReactNode } from 'react'
import { text, type Text } from '#kernel/text.ts'
import { LevelMark, useKinds, useSectors } from '#mechanisms/matters/web/index.ts'
import { DivisionField } from '#mechanisms/measures/web/index.ts'
import { api, Card, DataTable, Failure, Loading, Nothing, Page, useHolds, useT, When, withQuery, type Column } from '#platform/web/index.ts'
import { CATEGORIES, CATEGORY_TEXT, SORTS, type AccidentList, type AccidentRow, type Category } from '../model.ts'
import './accidents.css'

const KEYS = ['from', 'to', 'path', 'category', 'sector', 'grade', 'state', 'with', 'office', 'removed', 'q', 'sort'] as const
type Search = Partial<Record<(typeof KEYS)[number], string>>

const SORT_TEXT: Readonly<Record<(typeof SORTS)[number], Text>> = {
  occurred: text('最近发生的在前', 'Latest first'),
  deaths: text('死亡最多的在前', 'Most deaths first'),
  loss: text('损失最大的在前', 'Largest loss first'),
  recorded: text('最近登记的在前', 'Latest entered first'),
}

function readSearch(raw: Readonly<Record<string, unknown>>): Search {
  const pairs = KEYS.map((k) => [k, raw[k]] as const).filter(([, v]) => v !== undefined && v !== '')
  return Object.fromEntries(pairs.map(([k, v]) => [k, String(v)])) as Search
}

type T = (value: Text) => string

function columnsOf(t: T, kind: Parameters<typeof LevelMark>[0]['kind'], sector: (id: string | null) => string): Column<AccidentRow>[] {
  return [
    {
      key: 'title',
      text: text('事故', 'Accident'),
      card: 'title',
      render: (r) => (
        <Link to="/accidents/$id" params={{ id: r.id } as never}>
          <strong>{r.title}</strong>
        </Link>
      ),
    },
    {
      key: 'level',
      text: text('等级', 'Grade'),
      render: (r) =>
        r.level === null ? (
          <span className="muted">{t(text('不能判定（缺损失数）', 'Cannot be judged (loss missing)'))}</span>
        ) : (
          <LevelMark kind={kind} level={r.level} />
        ),
    },
    { key: 'when', text: text('发生时间', 'When'), render: (r) => <When at={r.occurredAt} /> },
    { key: 'place', text: text('发生地和单位', 'Place and unit'), render: (r) => [r.place, r.orgName].filter(Boolean).join(' · ') },
    { key: 'sector', text: text('行业', 'Sector'), render: (r) => sector(r.sector) },
    {
      key: 'category',
      text: text('统计类别', 'Counts under'),
      render: (r) => t(CATEGORY_TEXT[r.category as Category] ?? CATEGORY_TEXT.other),
    },
    { key: 'deaths', text: text('死亡', 'Deaths'), align: 'right', render: (r) => <span className="num">{r.deaths}</span> },
    {
      key: 'serious',
      text: text('重伤', 'Serious'),
      align: 'right',
      render: (r) => <span className="num">{r.serious + r.poisoning}</span>,
    },
    {
      key: 'loss',
      text: text('损失（万元）', 'Loss (10,000 yuan)'),
      align: 'right',
      render: (r) => <span className="num">{r.lossWan ?? '—'}</span>,
    },
    { key: 'state', text: text('状态', 'State'), render: (r) => t(kind?.states[r.state]?.text ?? text(r.state, r.state)) },
  ]
}

/** The ledger: filtered, sorted, exported; its totals sum what the filters let through. */
export default function AccidentsPage(): ReactNode {
  const t = useT()
  const navigate = useNavigate()
  const holds = useHolds()
  const kinds = useKinds()
  const sectors = useSectors()
  const search = readSearch(useSearch({ strict: false }) as Record<string, unknown>)
  const list = useInfiniteQuery({
    queryKey: ['accidents', search],
    queryFn: ({ pageParam }) => api.get<AccidentList>('/api/accidents', { ...search, after: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })
  const rows = list.data?.pages.flatMap((p) => p.items) ?? []
  const totals = list.data?.pages[0]?.totals
  const kind = kinds.of('accident')
  const go = (next: Search): void => {
    const all = Object.fromEntries(Object.entries({ ...search, ...next }).filter(([, v]) => v !== undefined && v !== ''))
    void navigate({ to: '/accidents', search: all as never, replace: true })
  }
  const choose = (key: 'category' | 'sector' | 'grade' | 'sort', label: Text, options: { value: string; label: string }[]): ReactNode => (
    <div className="f">
      <Select
        aria-label={t(label)}
        placeholder={t(label)}
        allowClear={key !== 'sort'}
        style={{ minWidth: 130 }}
        value={key === 'sort' ? (search.sort ?? 'occurred') : search[key]}
        options={options}
        onChange={(value) => go({ [key]: value })}
      />
    </div>
  )
  const day = (key: 'from' | 'to', label: Text): ReactNode => (
    <Input type="date" aria-label={t(label)} value={search[key] ?? ''} onChange={(e) => go({ [key]: e.target.value })} />
  )
  return (
    <Page
      wide
      title={t(text('事故台账', 'Accident ledger'))}
      extra={
        <>
          {holds('accident.record') ? (
            <Link to="/accidents/new">
              <Button type="primary" icon={<PlusOutlined />} tabIndex={-1}>
                {t(text('登记事故', 'Enter an accident'))}
              </Button>
            </Link>
          ) : null}
          {holds('measure.read') ? (
            <Link to="/measures/monthly">
              <Button tabIndex={-1}>{t(text('统计月报', 'Monthly tables'))}</Button>
            </Link>
          ) : null}
          <Button icon={<DownloadOutlined />} href={withQuery('/api/accidents/export.xlsx', search)} disabled={rows.length === 0}>
            {t(text('导出表格', 'Export'))}
          </Button>
        </>
      }
    >
      <div className="filters" role="search" aria-label={t(text('筛选', 'Filters'))}>
        <div className="f f-wide">
          <div className="range">
            {day('from', text('发生日期从', 'Happened from'))}
            <span aria-hidden="true">–</span>
            {day('to', text('发生日期到', 'Happened to'))}
          </div>
        </div>
        <div className="f">
          <DivisionField value={search.path} onChange={(path) => go({ path })} />
        </div>
        {choose(
          'category',
          text('统计类别', 'Counts under'),
          CATEGORIES.map((c) => ({ value: c, label: t(CATEGORY_TEXT[c]) })),
        )}
        {choose(
          'sector',
          text('行业', 'Sector'),
          sectors.list.map((s) => ({ value: s.id, label: t(s.text) })),
        )}
        {choose(
          'grade',
          text('等级', 'Grade'),
          Object.entries(kind?.levels ?? {}).map(([value, l]) => ({ value, label: t(l.text) })),
        )}
        {choose(
          'sort',
          text('排序', 'Order'),
          SORTS.map((value) => ({ value, label: t(SORT_TEXT[value]) })),
        )}
        <Checkbox checked={search.removed === 'true'} onChange={(e) => go({ removed: e.target.checked ? 'true' : '' })}>
          {t(text('连同已核销', 'With removed ones'))}
        </Checkbox>
      </div>
      <Card>
        {list.error ? <Failure error={list.error} retry={() => void list.refetch()} /> : null}
        {list.isPending || kinds.loading ? <Loading /> : null}
        {totals ? (
          <p className="accident-totals num">
            {t(
              text(
                `共 ${totals.accidents} 起，死亡 ${totals.deaths} 人，重伤（含中毒）${totals.serious} 人，直接经济损失 ${totals.lossWan} 万元`,
                `${totals.accidents} accidents, ${totals.deaths} deaths, ${totals.serious} serious injuries, loss ${totals.lossWan} × 10,000 yuan`,
              ),
            )}
          </p>
        ) : null}
        {list.data && rows.length === 0 ? <Nothing what={text('没有符合条件的事故', 'No such accidents')} /> : null}
        {rows.length > 0 && kind ? (
          <DataTable
            rows={rows}
            columns={columnsOf(t, kind, (id) => (id === null ? '—' : t(sectors.of(id))))}
            rowKey={(r) => r.id}
            caption={text('事故台账', 'Accident ledger')}
          />
        ) : null}
        {list.hasNextPage ? (
          <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t(text('再看一页', 'More'))}
          </Button>
        ) : null}
      </Card>
    </Page>
  )
}
