import { useQuery } from '@tanstack/react-query'
import { Button, Segmented } from 'antd'
import { useState, type ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { ActDialog, MatterLink, StateMark, useKinds } from '#mechanisms/matters/web/index.ts'
import { api, Card, DataTable, Due, Failure, Loading, Nothing, Page, useHolds, useT, When, type Column } from '#platform/web/index.ts'
import { DUTIES_SOURCE, ROLE_TEXT } from '../duties.ts'
import type { GuaranteeRole } from '../model.ts'
import { InstallationLink } from './parts.tsx'
import { useRefreshInstallations } from './useInstallations.ts'

interface MyDuty {
  id: string
  title: string
  role: GuaranteeRole
  state: string
  dueAt: string | null
  installationId: string
  mine: boolean
}

interface MissedRow {
  installationId: string
  installation: string
  orgName: string
  role: GuaranteeRole
  person: string
  due: number
  missed: number
  late: number
  last: string | null
}

function Mine(): ReactNode {
  const t = useT()
  const kinds = useKinds()
  const refresh = useRefreshInstallations()
  const [doing, setDoing] = useState<MyDuty | null>(null)
  const list = useQuery({ queryKey: ['matters', 'duties', 'mine'], queryFn: () => api.get<{ items: MyDuty[] }>('/api/guarantee/mine') })
  const kind = kinds.of('guarantee-duty')
  const rows = list.data?.items ?? []
  return (
    <Card title={t(text('要做的', 'To do'))}>
      {list.error ? <Failure error={list.error} retry={() => void list.refetch()} /> : null}
      {list.isPending ? <Loading rows={3} /> : null}
      {list.data && rows.length === 0 ? <Nothing what={text('现在没有要做的包保履职', 'No guarantee duty is due')} /> : null}
      <ul className="rows">
        {rows.map((row) => (
          <li key={row.id} className="row">
            <MatterLink id={row.id} className="row-title">
              {row.title}
            </MatterLink>
            <div className="row-sub">
              <StateMark kind={kind} state={row.state} phase="open" />
              <Due at={row.dueAt} />
              {row.mine ? (
                <Button type="primary" size="small" disabled={!kind} onClick={() => setDoing(row)}>
                  {t(text('现场打卡', 'Check in'))}
                </Button>
              ) : (
                <span className="muted">{t(text('由本人打卡', 'Done by the person named'))}</span>
              )}
            </div>
          </li>
        ))}
      </ul>
      {doing && kind ? (
        <ActDialog
          target={{ kind, act: doing.state === 'due' ? 'checkIn' : 'checkInLate', matterId: doing.id }}
          onClose={() => setDoing(null)}
          onDone={() => {
            setDoing(null)
            refresh()
          }}
        />
      ) : null}
    </Card>
  )
}

const columns: Column<MissedRow>[] = [
  { key: 'person', text: text('责任人', 'Person'), card: 'title', render: (row) => <Who row={row} /> },
  { key: 'org', text: text('企业', 'Enterprise'), card: 'bare', render: (row) => row.orgName },
  {
    key: 'installation',
    text: text('重大危险源', 'Installation'),
    card: 'bare',
    render: (row) => <InstallationLink id={row.installationId}>{row.installation}</InstallationLink>,
  },
  { key: 'missed', text: text('没做', 'Missed'), align: 'right', render: (row) => <Door row={row} n={row.missed} /> },
  { key: 'late', text: text('补做', 'Late'), align: 'right', render: (row) => <Door row={row} n={row.late} /> },
  { key: 'due', text: text('应做', 'Due'), align: 'right', render: (row) => <Door row={row} n={row.due} /> },
  { key: 'last', text: text('最近一次', 'Last'), render: (row) => (row.last ? <When at={row.last} /> : '—') },
]

/** The number opens the installation, where each of its duties stands with how it went. */
function Door({ row, n }: { row: MissedRow; n: number }): ReactNode {
  return n === 0 ? (
    <span className="num">0</span>
  ) : (
    <InstallationLink id={row.installationId}>
      <span className="num">{n}</span>
    </InstallationLink>
  )
}

function Who({ row }: { row: MissedRow }): ReactNode {
  const t = useT()
  return (
    <>
      <strong>{row.person}</strong> <span className="muted">{t(ROLE_TEXT[row.role])}</span>
    </>
  )
}

function Missed(): ReactNode {
  const t = useT()
  const [days, setDays] = useState(30)
  const list = useQuery({
    queryKey: ['matters', 'duties', 'missed', days],
    queryFn: () => api.get<{ items: MissedRow[]; capped: boolean }>('/api/guarantee/missed', { days }),
  })
  const rows = list.data?.items ?? []
  return (
    <Card
      title={t(text('应履未履名单', 'Who should have done it and did not'))}
      extra={
        <Segmented
          size="small"
          aria-label={t(text('时间范围', 'Period'))}
          value={days}
          options={[7, 30, 90].map((value) => ({ value, label: t(text(`近 ${value} 天`, `${value} days`)) }))}
          onChange={setDays}
        />
      }
    >
      {list.error ? <Failure error={list.error} retry={() => void list.refetch()} /> : null}
      {list.isPending ? <Loading rows={3} /> : null}
      {list.data && rows.length === 0 ? <Nothing what={text('这段时间都按时履职了', 'All duties were done in time')} /> : null}
      {rows.length > 0 ? (
        <DataTable
          rows={rows}
          columns={columns}
          rowKey={(row) => `${row.installationId} ${row.role}`}
          caption={text('应履未履名单', 'Missed duties')}
        />
      ) : null}
      {list.data?.capped ? <p className="muted">{t(text('只列最严重的 500 条', 'Only the worst 500'))}</p> : null}
      <p className="muted">{t(text(`履职频次来源：${DUTIES_SOURCE.zh}`, `Source: ${DUTIES_SOURCE.en}`))}</p>
    </Card>
  )
}

/** Guarantee duties (包保履职): what I have to do, on the spot with a photograph, and who did not. */
export default function DutiesPage(): ReactNode {
  const t = useT()
  const holds = useHolds()
  return (
    <Page wide title={t(text('包保履职', 'Guarantee duties'))}>
      {holds('guarantee-duty.do') ? <Mine /> : null}
      {holds('guarantee-duty.read') ? <Missed /> : null}
    </Page>
  )
}
