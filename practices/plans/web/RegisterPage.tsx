import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Select } from 'antd'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import { text } from '#kernel/text.ts'
import { MatterLink } from '#mechanisms/matters/web/index.ts'
import { api, Card, DataTable, Failure, Loading, Nothing, Stat, useT, type Column } from '#platform/web/index.ts'
import type { ReportPage } from '../model.ts'
import { usePlanId, type Register } from './data.ts'
import { PlanFrame } from './PlanFrame.tsx'
import { useFilters } from './search.ts'

type Late = Register['items'][number]
type Sent = z.output<typeof ReportPage>['items'][number]

function Number({ days }: { days: number }): ReactNode {
  const t = useT()
  return <span className="num">{t(text(`${days} 天`, `${days} d`))}</span>
}

const LATE: readonly Column<Late>[] = [
  { key: 'org', text: text('单位', 'Unit'), card: 'title', render: (r) => <MatterLink id={r.matterId}>{r.orgName}</MatterLink> },
  { key: 'period', text: text('时段', 'Period'), width: 110, render: (r) => <span className="num">{r.period}</span> },
  { key: 'due', text: text('应报日', 'Due'), width: 120, render: (r) => <span className="num">{r.due?.slice(0, 10) ?? '—'}</span> },
  { key: 'late', text: text('已过', 'Late by'), width: 100, render: (r) => <Number days={r.daysLate} /> },
  { key: 'items', text: text('应报条目', 'Items'), width: 100, render: (r) => <span className="num">{r.items}</span> },
]

function Write({ row }: { row: Sent }): ReactNode {
  const t = useT()
  return (
    <Link to="/plans/report/$id" params={{ id: row.matterId } as never}>
      {row.sentAt ? t(text('看报送内容', 'Read it')) : t(text('看草稿', 'See the draft'))}
    </Link>
  )
}

function State({ row }: { row: Sent }): ReactNode {
  const t = useT()
  return (
    <>
      {t(row.stateText)}
      {row.late && row.sentAt ? t(text('（晚报）', ' (late)')) : null}
    </>
  )
}

const REPORTS: readonly Column<Sent>[] = [
  { key: 'org', text: text('单位', 'Unit'), card: 'title', render: (r) => <MatterLink id={r.matterId}>{r.orgName}</MatterLink> },
  { key: 'period', text: text('时段', 'Period'), width: 110, render: (r) => <span className="num">{r.period}</span> },
  { key: 'state', text: text('情况', 'State'), card: 'bare', width: 130, render: (r) => <State row={r} /> },
  { key: 'due', text: text('应报日', 'Due'), width: 120, render: (r) => <span className="num">{r.due?.slice(0, 10) ?? '—'}</span> },
  { key: 'sent', text: text('报送日', 'Sent'), width: 120, render: (r) => <span className="num">{r.sentAt?.slice(0, 10) ?? '—'}</span> },
  { key: 'do', text: text('内容', 'Content'), card: 'bare', width: 120, render: (r) => <Write row={r} /> },
]

function Loaded({ id }: { id: string }): ReactNode {
  const t = useT()
  const [search, set] = useFilters()
  const period = search['period']
  const register = useQuery({
    queryKey: ['plans', 'register', id, period],
    queryFn: () => api.get<Register>(`/api/plans/${id}/register`, { period }),
  })
  const reports = useQuery({
    queryKey: ['plans', 'reports', id, period],
    queryFn: () => api.get<z.output<typeof ReportPage>>(`/api/plans/${id}/reports`, { period, limit: 200 }),
  })
  if (register.error && !register.data) return <Failure error={register.error} retry={() => void register.refetch()} />
  if (!register.data) return <Loading />
  const { periods, due, sent, items } = register.data
  const here = `/plans/${id}/register`
  const search2: Record<string, string> = period ? { period } : {}
  return (
    <>
      <div className="filters">
        <Select
          aria-label={t(text('时段', 'Period'))}
          style={{ minWidth: 160 }}
          value={period ?? ''}
          onChange={(next) => set({ period: next === '' ? undefined : next })}
          options={[{ value: '', label: t(text('全部时段', 'All periods')) }, ...periods.map((p) => ({ value: p, label: p }))]}
        />
        <Stat label={text('应报', 'due')} value={due} to={here} search={search2} />
        <Stat label={text('已报', 'sent')} value={sent} to={here} search={search2} />
        <Stat label={text('应报未报', 'missing')} value={items.length} to={here} search={search2} />
      </div>
      <Card title={t(text('应报未报', 'Should have reported and did not'))}>
        {items.length === 0 ? (
          <Nothing what={text('到期的都报了', 'All that was due has come')} />
        ) : (
          <DataTable rows={items} columns={LATE} rowKey={(r) => r.matterId} caption={text('应报未报名单', 'Missing reports')} />
        )}
      </Card>
      <Card title={t(text('报送情况', 'Reports'))}>
        {reports.data && reports.data.items.length > 0 ? (
          <DataTable rows={reports.data.items} columns={REPORTS} rowKey={(r) => r.matterId} caption={text('报送情况', 'Reports')} />
        ) : reports.error ? (
          <Failure error={reports.error} retry={() => void reports.refetch()} />
        ) : reports.data ? (
          <Nothing what={text('还没有报送任务；到了报送时段会自动生成', 'No report is due yet; they come by themselves')} />
        ) : (
          <Loading />
        )}
      </Card>
    </>
  )
}

/** Who reported and who did not. */
export default function RegisterPage(): ReactNode {
  const id = usePlanId()
  return (
    <PlanFrame id={id} here="register" title={text('报送', 'Reporting')}>
      {() => <Loaded id={id} />}
    </PlanFrame>
  )
}
