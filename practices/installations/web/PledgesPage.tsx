import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Input, Segmented } from 'antd'
import type { ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { StateMark, useKinds } from '#mechanisms/matters/web/index.ts'
import { Card, chinaDay, DataTable, Due, Failure, Loading, Nothing, Page, useNow, useT, When, type Column } from '#platform/web/index.ts'
import { isUp, usePledges, type PledgeRow } from './usePledges.ts'
import './installations.css'

const SHOWN: Readonly<Record<string, (row: PledgeRow) => boolean>> = {
  all: () => true,
  missed: (row) => row.state === 'missed' || row.state === 'lapsed',
  due: (row) => row.state === 'due',
  up: isUp,
}

function State({ row }: { row: PledgeRow }): ReactNode {
  const kinds = useKinds()
  return (
    <>
      <StateMark kind={kinds.of('safety-pledge')} state={row.state} phase={isUp(row) || row.state === 'lapsed' ? 'closed' : 'open'} />{' '}
      {isUp(row) || row.state === 'lapsed' ? null : <Due at={row.dueAt} />}
    </>
  )
}

function Corrected({ row }: { row: PledgeRow }): ReactNode {
  const t = useT()
  const n = row.corrected?.length ?? 0
  return n === 0 ? null : (
    <span title={row.corrections ?? ''}>
      {t(text(`改 ${n} 处：`, `${n} corrected: `))}
      {row.corrections}
    </span>
  )
}

const number = (row: PledgeRow, name: string): ReactNode => (
  <span className="num">{row.figures ? String(row.figures[name] ?? '—') : '—'}</span>
)

const columns: Column<PledgeRow>[] = [
  {
    key: 'org',
    text: text('企业', 'Enterprise'),
    card: 'title',
    render: (row) => (
      <Link to="/pledges/$id" params={{ id: row.id } as never}>
        {row.orgName}
      </Link>
    ),
  },
  { key: 'state', text: text('状态', 'State'), card: 'bare', render: (row) => <State row={row} /> },
  { key: 'running', text: text('运行（套）', 'Running'), align: 'right', render: (row) => number(row, 'running') },
  { key: 'hot1', text: text('一级动火', 'Hot work 1'), align: 'right', render: (row) => number(row, 'hot1') },
  { key: 'confined', text: text('受限空间', 'Confined'), align: 'right', render: (row) => number(row, 'confined') },
  { key: 'interlocks', text: text('联锁摘除', 'Bypasses'), align: 'right', render: (row) => number(row, 'interlocks') },
  { key: 'openHazards', text: text('未销号隐患', 'Open hazards'), align: 'right', render: (row) => number(row, 'openHazards') },
  { key: 'signed', text: text('签发', 'Signed'), render: (row) => (row.signedAt ? <When at={row.signedAt} /> : '—') },
  { key: 'corrected', text: text('与记录不同', 'Corrected'), render: (row) => <Corrected row={row} /> },
]

/** The pledges of a day by enterprise; who did not pledge stands first. */
export default function PledgesPage(): ReactNode {
  const t = useT()
  const navigate = useNavigate()
  const search = useSearch({ strict: false }) as { day?: string; show?: string }
  const today = chinaDay(useNow().getTime())
  const day = search.day ?? today
  const show = search.show !== undefined && search.show in SHOWN ? search.show : 'all'
  const list = usePledges(day)
  const rows = list.data?.items ?? []
  const go = (patch: object): void => void navigate({ to: '.', search: { ...search, ...patch } as never, replace: true })
  const count = (name: string): number => rows.filter(SHOWN[name] ?? (() => true)).length
  const options = [
    { value: 'all', label: t(text(`全部 ${rows.length}`, `All ${rows.length}`)) },
    { value: 'missed', label: t(text(`到时未公告 ${count('missed')}`, `Not in time ${count('missed')}`)) },
    { value: 'due', label: t(text(`待签发 ${count('due')}`, `To sign ${count('due')}`)) },
    { value: 'up', label: t(text(`已公告 ${count('up')}`, `Published ${count('up')}`)) },
  ]
  const shown = rows.filter(SHOWN[show] ?? (() => true))
  return (
    <Page
      wide
      title={t(text('安全承诺公告', 'Safety pledges'))}
      extra={
        <>
          <Input
            type="date"
            aria-label={t(text('日期', 'Day'))}
            style={{ width: 150 }}
            max={today}
            value={day}
            onChange={(e) => go({ day: e.target.value === '' ? undefined : e.target.value })}
          />
          <a href="/public/pledges" target="_blank" rel="noreferrer">
            {t(text('公众看到的页面', 'What the public sees'))}
          </a>
        </>
      }
    >
      <Card>
        <div className="inst-bar">
          <Segmented aria-label={t(text('看哪些', 'Which'))} value={show} options={options} onChange={(value) => go({ show: value })} />
          {list.data?.capped ? <span className="muted">{t(text('只列前 2000 家', 'Only the first 2000'))}</span> : null}
        </div>
        {list.error ? <Failure error={list.error} retry={() => void list.refetch()} /> : null}
        {list.isPending ? <Loading /> : null}
        {list.data && shown.length === 0 ? <Nothing what={text('没有这样的企业', 'No such enterprise')} /> : null}
        {shown.length > 0 ? (
          <DataTable rows={shown} columns={columns} rowKey={(row) => row.id} caption={text('安全承诺公告', 'Pledges')} />
        ) : null}
      </Card>
    </Page>
  )
}
