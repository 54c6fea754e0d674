import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState, type ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { Card, DataTable, Failure, Loading, Nothing, Page, useHolds, useT, withQuery, type Column } from '#platform/web/index.ts'
import type { OrgRow } from '../model.ts'
import { OrgEdit } from './OrgEdit.tsx'
import { OrgFilters } from './OrgFilters.tsx'
import { orgQuery, readOrgSearch, type OrgSearch } from './search.ts'
import { useCatalog, useOrgCount, useOrgs, type Catalog } from './useRegistry.ts'
import { ORG_SIZES, ORG_STATUS, word } from './words.ts'
import './registry.css'

type T = ReturnType<typeof useT>

function columnsOf(t: T, catalog: Catalog): Column<OrgRow>[] {
  return [
    {
      key: 'name',
      text: text('名称', 'Name'),
      card: 'title',
      render: (o) => (
        <Link to={'/registry/$id' as never} params={{ id: o.id } as never} className="row-title">
          {o.name}
        </Link>
      ),
    },
    { key: 'uscc', text: text('信用代码', 'Code'), width: 190, card: 'bare', render: (o) => <span className="num">{o.uscc ?? '—'}</span> },
    {
      key: 'sector',
      text: text('行业', 'Sector'),
      width: 120,
      card: 'bare',
      render: (o) => (o.sector ? t(catalog.sectorText(o.sector)) : '—'),
    },
    { key: 'place', text: text('地方', 'Place'), width: 120, card: 'bare', render: (o) => o.divisionName ?? o.path },
    {
      key: 'size',
      text: text('规模', 'Size'),
      width: 80,
      card: 'hide',
      render: (o) => {
        const w = word(ORG_SIZES, o.size)
        return w ? t(w) : '—'
      },
    },
    {
      key: 'status',
      text: text('状态', 'Status'),
      width: 100,
      card: 'bare',
      render: (o) => t(word(ORG_STATUS, o.status) ?? text('—', '—')),
    },
    { key: 'office', text: text('监管部门', 'Office'), width: 180, card: 'hide', render: (o) => o.officeName ?? '—' },
  ]
}

function Rows({ search }: { search: OrgSearch }): ReactNode {
  const t = useT()
  const catalog = useCatalog()
  const list = useOrgs(orgQuery(search))
  const count = useOrgCount(orgQuery(search))
  if (list.loading) return <Loading />
  if (list.error) return <Failure error={list.error} retry={list.retry} />
  if (list.rows.length === 0) return <Nothing what={text('没有符合条件的单位', 'No organisation meets these conditions')} />
  return (
    <>
      <p className="muted" aria-live="polite">
        {count ? t(text(`共 ${count.total}${count.capped ? '+' : ''} 家`, `${count.total}${count.capped ? '+' : ''} in all`)) : ' '}
      </p>
      <DataTable rows={list.rows} columns={columnsOf(t, catalog)} rowKey={(o) => o.id} caption={text('单位', 'Organisations')} />
      {list.more ? (
        <div className="more">
          <Button onClick={list.more} loading={list.loadingMore}>
            {t(text('再看 20 家', 'Show 20 more'))}
          </Button>
        </div>
      ) : null}
    </>
  )
}

/** The registry: find an organisation, filter, export, import, enter. */
export default function OrgList(): ReactNode {
  const t = useT()
  const holds = useHolds()
  const navigate = useNavigate()
  const search = readOrgSearch(useSearch({ strict: false }) as Record<string, unknown>)
  // An enterprise may edit its own file and no more; whoever takes lists in or out enters new ones.
  const enters = holds('org.edit') && (holds('org.import') || holds('org.export'))
  const [entering, setEntering] = useState(false)
  const change = (next: OrgSearch): void => void navigate({ to: '/registry' as never, search: next as never, replace: true })
  return (
    <Page
      wide
      title={t(text('底册', 'Registry'))}
      extra={
        <>
          {holds('licence.read') ? (
            <Link to={'/registry/licences' as never}>
              <Button tabIndex={-1}>{t(text('到期证照', 'Licences ending'))}</Button>
            </Link>
          ) : null}
          {holds('org.export') ? (
            <Button href={withQuery('/api/orgs/export.xlsx', orgQuery(search))}>{t(text('导出', 'Export'))}</Button>
          ) : null}
          {holds('org.import') ? (
            <Link to={'/registry/import' as never}>
              <Button tabIndex={-1}>{t(text('导入', 'Import'))}</Button>
            </Link>
          ) : null}
          {enters ? (
            <Button type="primary" onClick={() => setEntering(true)}>
              {t(text('登记单位', 'Enter'))}
            </Button>
          ) : null}
        </>
      }
    >
      <OrgFilters search={search} onChange={change} />
      <Card>
        <Rows search={search} />
      </Card>
      {entering ? (
        <OrgEdit
          org={null}
          editAll
          onClose={() => setEntering(false)}
          onSaved={(id) => void navigate({ to: '/registry/$id' as never, params: { id } as never })}
        />
      ) : null}
    </Page>
  )
}
