import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Segmented, Select } from 'antd'
import type { ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { Card, chinaDay, DataTable, Failure, Loading, Nothing, Page, useMe, useNow, useT, type Column } from '#platform/web/index.ts'
import type { LicenceRow } from '../model.ts'
import { useCatalog, useDivisions, useLicences } from './useRegistry.ts'
import { ValidityMark } from './Validity.tsx'
import './registry.css'

const DAYS = [30, 60, 90, 180]

interface Search {
  days?: string
  state?: string
  path?: string
  sector?: string
}

/** Licences that have ended or end soon, first those that ended longest ago. */
export default function LicencesPage(): ReactNode {
  const t = useT()
  const { me } = useMe()
  const navigate = useNavigate()
  const search = useSearch({ strict: false }) as Search
  const catalog = useCatalog()
  const places = useDivisions(me?.path)
  const state = ['ending', 'expired'].includes(search.state ?? '') ? search.state : 'all'
  const days = DAYS.find((d) => String(d) === String(search.days)) ?? 90
  const list = useLicences({ days, state, path: search.path, sector: search.sector })
  const set = (patch: Search): void =>
    void navigate({ to: '/registry/licences' as never, search: { ...search, ...patch } as never, replace: true })
  const today = chinaDay(useNow().getTime())
  const columns: Column<LicenceRow>[] = [
    {
      key: 'org',
      text: text('单位', 'Organisation'),
      card: 'title',
      render: (l) => (
        <Link to={'/registry/$id' as never} params={{ id: l.orgId } as never} search={{ tab: 'licences' } as never} className="row-title">
          {l.orgName}
        </Link>
      ),
    },
    { key: 'type', text: text('证照', 'Licence'), card: 'bare', render: (l) => t(catalog.licenceText(l.type)) },
    { key: 'holder', text: text('持证', 'Holder'), card: 'bare', render: (l) => l.subjectName ?? l.holder },
    {
      key: 'number',
      text: text('编号', 'Number'),
      card: 'hide',
      width: 160,
      render: (l) => <span className="num">{l.number || '—'}</span>,
    },
    {
      key: 'valid',
      text: text('有效期止', 'Valid until'),
      card: 'bare',
      width: 230,
      render: (l) => <ValidityMark licence={l} today={today} />,
    },
  ]
  return (
    <Page wide title={t(text('到期证照', 'Licences ending'))}>
      <div className="filters" role="search" aria-label={t(text('筛选', 'Filters'))}>
        <Segmented
          aria-label={t(text('哪些', 'Which'))}
          value={state}
          options={[
            { value: 'all', label: t(text('过期和快到期', 'Ended and ending')) },
            { value: 'expired', label: t(text('已过期', 'Ended')) },
            { value: 'ending', label: t(text('快到期', 'Ending')) },
          ]}
          onChange={(value) => set({ state: value === 'all' ? undefined : String(value) })}
        />
        <Select
          aria-label={t(text('多少天内', 'Within'))}
          value={days}
          options={DAYS.map((d) => ({ value: d, label: t(text(`${d} 天内`, `within ${d} days`)) }))}
          onChange={(value) => set({ days: value === 90 ? undefined : String(value) })}
        />
        <Select
          aria-label={t(text('行业', 'Sector'))}
          placeholder={t(text('行业', 'Sector'))}
          allowClear
          style={{ minWidth: 150 }}
          value={search.sector}
          options={catalog.list.map((s) => ({ value: s.id, label: t(s.text) }))}
          onChange={(sector) => set({ sector })}
        />
        <Select
          aria-label={t(text('地方', 'Place'))}
          placeholder={t(text('地方', 'Place'))}
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          style={{ minWidth: 150 }}
          value={search.path === undefined ? undefined : String(search.path)}
          options={places.map((d) => ({ value: d.path, label: d.name }))}
          onChange={(path) => set({ path })}
        />
      </div>
      <Card>
        {list.loading ? (
          <Loading />
        ) : list.error ? (
          <Failure error={list.error} retry={list.retry} />
        ) : list.rows.length === 0 ? (
          <Nothing what={text('没有到期的证照', 'No licence ends')} />
        ) : (
          <DataTable rows={list.rows} columns={columns} rowKey={(l) => l.id} caption={text('到期证照', 'Licences ending')} />
        )}
        {list.more ? (
          <div className="more">
            <Button onClick={list.more} loading={list.loadingMore}>
              {t(text('再看 20 件', 'Show 20 more'))}
            </Button>
          </div>
        ) : null}
      </Card>
    </Page>
  )
}
