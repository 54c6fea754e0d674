import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Select } from 'antd'
import { useState, type ReactNode } from 'react'
import { text, type Text } from '#kernel/text.ts'
import { api, Card, DataTable, DayField, Failure, Loading, Nothing, Page, useT, When, type Column } from '#platform/web/index.ts'
import { AdminTitle } from './AdminTitle.tsx'
import { detailWords, objectWords } from './audit-words.ts'
import type { PersonRow } from './people.ts'
import { sectionOf } from './sections.ts'
import { useResting } from './useResting.ts'
import './admin.css'

interface Entry {
  id: number
  at: string
  name: string
  text: Text | null
  personId: string | null
  personName: string | null
  orgName: string | null
  ip: string | null
  requestId: string | null
  object: string | null
  objectId: string | null
  detail: Record<string, unknown>
}

interface AuditSearch {
  readonly name?: string
  readonly person?: string
  readonly object?: string
  readonly objectId?: string
  readonly from?: string
  readonly to?: string
}

interface Option {
  value: string
  label: string
}

/** Chooses a person of the own reach by a piece of the name. */
function PersonFilter({ value, onChange }: { value: string | undefined; onChange: (id: string | undefined) => void }): ReactNode {
  const t = useT()
  const [typed, setTyped] = useState('')
  const [picked, setPicked] = useState<Option | null>(null)
  const q = useResting(typed.trim())
  const found = useQuery({
    queryKey: ['people', 'pick', q],
    queryFn: () => api.get<{ items: PersonRow[] }>('/api/people', { q, limit: 10 }),
    enabled: q !== '',
  })
  const options: Option[] = (found.data?.items ?? []).map((p) => ({ value: p.id, label: `${p.name} ${p.posts[0]?.orgName ?? ''}`.trim() }))
  const extra =
    value && !options.some((o) => o.value === value) ? [{ value, label: picked?.label ?? t(text('已选人员', 'Chosen person')) }] : []
  return (
    <Select<string | undefined>
      aria-label={t(text('人员', 'Person'))}
      placeholder={t(text('人员', 'Person'))}
      allowClear
      value={value}
      style={{ width: 200 }}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      loading={found.isFetching}
      notFoundContent={q === '' ? t(text('输入姓名查找', 'Type a name')) : t(text('没有找到', 'None found'))}
      options={[...extra, ...options]}
      onChange={(id) => {
        setPicked(options.find((o) => o.value === id) ?? null)
        onChange(id)
      }}
    />
  )
}

function DeedFilter({ value, onChange }: { value: string | undefined; onChange: (name: string | undefined) => void }): ReactNode {
  const t = useT()
  const { data } = useQuery({
    queryKey: ['audit', 'deeds'],
    queryFn: () => api.get<{ items: { name: string; text: Text }[] }>('/api/admin/audit/deeds'),
    staleTime: 3_600_000,
  })
  const items = data?.items ?? []
  return (
    <Select<string | undefined>
      aria-label={t(text('操作', 'Deed'))}
      placeholder={t(text('操作', 'Deed'))}
      allowClear
      value={value}
      style={{ width: 200 }}
      showSearch={{ optionFilterProp: 'label' }}
      options={items.map((d) => ({ value: d.name, label: t(d.text) }))}
      onChange={onChange}
    />
  )
}

/** What was noted of a deed, as pairs; values that are things themselves as they are kept. */
function Detail({ detail }: { detail: Record<string, unknown> }): ReactNode {
  const t = useT()
  const pairs = Object.entries(detail)
  const [first] = pairs
  if (!first) return null
  return (
    <details>
      <summary>
        {pairs.length === 1 ? `${t(detailWords(first[0]))}：${short(first[1])}` : pairs.map(([key]) => t(detailWords(key))).join('、')}
      </summary>
      <dl className="facts audit-detail">
        {pairs.map(([key, value]) => (
          <div key={key} className="facts-pair">
            <dt>{t(detailWords(key))}</dt>
            <dd>{typeof value === 'string' ? value : JSON.stringify(value)}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}

function short(value: unknown): string {
  const said = typeof value === 'string' ? value : JSON.stringify(value)
  return said.length > 40 ? `${said.slice(0, 40)}…` : said
}

function Thing({ entry, onFilter }: { entry: Entry; onFilter: (patch: AuditSearch) => void }): ReactNode {
  const t = useT()
  if (!entry.object) return null
  const { object, objectId } = entry
  if (!objectId) return t(objectWords(object))
  return (
    <>
      {object === 'matter' ? (
        <Link to="/matters/$id" params={{ id: objectId } as never}>
          {t(text('打开事项', 'Open the matter'))}
        </Link>
      ) : (
        t(objectWords(object))
      )}{' '}
      <Button size="small" type="link" onClick={() => onFilter({ object, objectId })}>
        {t(text('只看它', 'Only this'))}
      </Button>
    </>
  )
}

function List({ search, onFilter }: { search: AuditSearch; onFilter: (patch: AuditSearch) => void }): ReactNode {
  const t = useT()
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['audit', 'list', search],
    queryFn: ({ pageParam }) =>
      api.get<{ items: Entry[]; next: number | null }>('/api/admin/audit', { ...search, after: pageParam, limit: 50 }),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next,
  })
  if (error) return <Failure error={error} retry={() => void refetch()} />
  if (!data) return <Loading />
  const rows = data.pages.flatMap((p) => p.items)
  if (rows.length === 0) return <Nothing what={text('没有符合条件的操作记录', 'No such entries')} />
  const columns: Column<Entry>[] = [
    { key: 'at', text: text('时间', 'Time'), width: 170, card: 'bare', render: (e) => <When at={e.at} /> },
    {
      key: 'name',
      text: text('操作', 'Deed'),
      card: 'title',
      render: (e) => <strong title={e.name}>{e.text ? t(e.text) : e.name}</strong>,
    },
    {
      key: 'person',
      text: text('人员', 'Person'),
      card: 'bare',
      render: (e) => e.personName ?? (e.personId ? t(text('系统或范围外人员', 'The system, or somebody outside your scope')) : ''),
    },
    { key: 'org', text: text('单位', 'Organisation'), card: 'bare', render: (e) => e.orgName ?? '' },
    { key: 'thing', text: text('对象', 'Object'), card: 'bare', render: (e) => <Thing entry={e} onFilter={onFilter} /> },
    { key: 'detail', text: text('内容', 'Content'), card: 'bare', render: (e) => <Detail detail={e.detail} /> },
    { key: 'ip', text: text('地址', 'Address'), width: 130, card: 'bare', render: (e) => <span className="num">{e.ip ?? ''}</span> },
  ]
  return (
    <>
      <DataTable rows={rows} columns={columns} rowKey={(e) => String(e.id)} caption={sectionOf('/admin/audit')} />
      {hasNextPage ? (
        <div className="more">
          <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t(text('再看 50 条', 'Show 50 more'))}
          </Button>
        </div>
      ) : null}
    </>
  )
}

/** Who did what and when, within one's area; the filters stand in the address. */
export default function AuditPage(): ReactNode {
  const t = useT()
  const navigate = useNavigate()
  const search = useSearch({ strict: false }) as AuditSearch
  const filter = (patch: AuditSearch): void => {
    const next = Object.fromEntries(Object.entries({ ...search, ...patch }).filter(([, v]) => v !== undefined && v !== ''))
    void navigate({ to: '/admin/audit', search: next as never, replace: true })
  }
  const day = (key: 'from' | 'to', label: Text): ReactNode => (
    <label className="admin-line">
      {t(label)}
      <DayField value={search[key] ?? ''} width={150} onChange={(next) => filter({ [key]: next || undefined })} />
    </label>
  )
  return (
    <Page wide title={<AdminTitle title={sectionOf('/admin/audit')} />}>
      <Card>
        <div className="filters">
          <DeedFilter value={search.name} onChange={(name) => filter({ name })} />
          <PersonFilter value={search.person} onChange={(person) => filter({ person })} />
          {day('from', text('从', 'From'))}
          {day('to', text('到', 'To'))}
          {Object.keys(search).length > 0 ? (
            <Button onClick={() => void navigate({ to: '/admin/audit', search: {} as never, replace: true })}>
              {t(text('清除条件', 'Clear'))}
            </Button>
          ) : null}
          {search.objectId ? <span className="muted">{t(text('只看一个对象', 'One object only'))}</span> : null}
        </div>
        <List search={search} onFilter={filter} />
      </Card>
    </Page>
  )
}
