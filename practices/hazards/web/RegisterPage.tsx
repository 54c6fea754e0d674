import { DownloadOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert, Button } from 'antd'
import type { ReactNode } from 'react'
import { sayDate } from '#kernel/calendar/dates.ts'
import { text, type Text } from '#kernel/text.ts'
import { useSectors } from '#mechanisms/matters/web/index.ts'
import { api, Card, chinaDay, DataTable, Failure, Loading, Nothing, Page, useNow, useT, When, type Column } from '#platform/web/index.ts'
import { csv, saveText } from './csv.ts'
import './hazards.css'
import { Days, useDays } from './period.tsx'

interface RegisterRow {
  orgId: string
  orgName: string
  path: string
  sector: string | null
  due: number
  missed: number
  late: number
  last: string | null
  days: string[] | null
}

/** A China date as people read it. */
const sayDay = (day: string): Text => sayDate(day, Number(day.slice(0, 4)))

/** The days that were missed, in their order; the rest is counted. */
function daysText(row: RegisterRow): Text {
  const days = [...new Set(row.days ?? [])].toSorted().map(sayDay)
  if (days.length === 0) return text('—', '—')
  const more = row.missed > (row.days?.length ?? 0)
  return text(
    `${days.map((d) => d.zh).join('、')}${more ? `等 ${row.missed} 次` : ''}`,
    `${days.map((d) => d.en).join(', ')}${more ? ` and others, ${row.missed} in all` : ''}`,
  )
}

/** A number that opens the self-checks behind it. */
function Door({ row, states, from, value }: { row: RegisterRow; states: string; from: string; value: number }): ReactNode {
  if (value === 0) return <span className="num">0</span>
  return (
    <Link className="num" to="/matters" search={{ kind: 'selfcheck', orgId: row.orgId, state: states, openedFrom: from } as never}>
      {value}
    </Link>
  )
}

const share = (row: RegisterRow): number => Math.round((row.missed / Math.max(1, row.due)) * 100)

function columnsOf(
  sectorName: (id: string | null) => string,
  say: (value: Text) => string,
  never: string,
  from: string,
): Column<RegisterRow>[] {
  return [
    { key: 'org', text: text('单位', 'Organisation'), card: 'title', render: (row) => <strong>{row.orgName}</strong> },
    { key: 'sector', text: text('行业', 'Sector'), card: 'bare', render: (row) => sectorName(row.sector) },
    {
      key: 'missed',
      text: text('没查', 'Missed'),
      align: 'right',
      render: (row) => <Door row={row} states="missed,lapsed" from={from} value={row.missed} />,
    },
    {
      key: 'days',
      text: text('没查的是哪天', 'Days missed'),
      render: (row) => <span className="num">{say(daysText(row))}</span>,
    },
    {
      key: 'due',
      text: text('应查', 'Due'),
      align: 'right',
      render: (row) => <Door row={row} states="due,missed,done,late,lapsed" from={from} value={row.due} />,
    },
    { key: 'share', text: text('未查率', 'Share'), align: 'right', render: (row) => <span className="num">{share(row)}%</span> },
    {
      key: 'late',
      text: text('补查', 'Done late'),
      align: 'right',
      render: (row) => <Door row={row} states="late" from={from} value={row.late} />,
    },
    {
      key: 'last',
      text: text('最近一次检查', 'Last check'),
      render: (row) => (row.last ? <When at={row.last} /> : never),
    },
  ]
}

/** Who should have checked and did not (应查未查名单), worst first. */
export default function RegisterPage(): ReactNode {
  const t = useT()
  const sectors = useSectors()
  const sectorName = (id: string | null): string => (id === null ? '—' : t(sectors.of(id)))
  const [days, setDays] = useDays(30)
  const list = useQuery({
    queryKey: ['matters', 'register', days],
    queryFn: () => api.get<{ items: RegisterRow[]; capped: boolean }>('/api/hazards/register', { days }),
  })
  const rows = list.data?.items ?? []
  const now = useNow().getTime()
  const [from, to] = [chinaDay(now, -days), chinaDay(now)]
  const period = text(`${sayDay(from).zh} 至 ${sayDay(to).zh}`, `${sayDay(from).en} to ${sayDay(to).en}`)
  const save = (): void => {
    const head = text(
      '单位,行业,统计期间,没查,没查的是哪天,应查,未查率%,补查,最近一次检查',
      'Organisation,Sector,Period,Missed,Days missed,Due,Share %,Done late,Last check',
    )
    const body = rows.map((r) => [
      r.orgName,
      sectorName(r.sector),
      `${from} – ${to}`,
      r.missed,
      t(daysText(r)),
      r.due,
      share(r),
      r.late,
      r.last ? chinaDay(Date.parse(r.last)) : null,
    ])
    saveText(t(text(`应查未查名单-近${days}天.csv`, `missed-checks-${days}-days.csv`)), csv([t(head).split(','), ...body]))
  }
  return (
    <Page
      wide
      title={t(text('应查未查名单', 'Who should have checked and did not'))}
      extra={
        <>
          <Days value={days} onChange={setDays} />
          <Button icon={<DownloadOutlined />} disabled={rows.length === 0} onClick={save}>
            {t(text('导出表格', 'Export'))}
          </Button>
        </>
      }
    >
      <Card>
        {list.error ? <Failure error={list.error} retry={() => void list.refetch()} /> : null}
        {list.isPending ? <Loading /> : null}
        {list.data && rows.length === 0 ? <Nothing what={text('这段时间没有漏查的单位', 'Nobody missed a check in this period')} /> : null}
        {list.data?.capped ? (
          <Alert
            type="info"
            showIcon
            title={t(text('单位太多，只列出最严重的 500 家', 'Only the worst 500 are listed'))}
            style={{ marginBottom: 8 }}
          />
        ) : null}
        {rows.length > 0 ? (
          <>
            <p className="muted">
              {t(
                text(
                  `${period.zh}（${days} 天）内应做的自查，到期没有做的单位共 ${rows.length} 家，没查最多的在前`,
                  `Self-checks due from ${period.en} (${days} days): ${rows.length} organisations did not do all of them, the worst first`,
                ),
              )}
            </p>
            <DataTable
              rows={rows}
              columns={columnsOf(sectorName, t, t(text('这段时间没有', 'None in this time')), from)}
              rowKey={(row) => row.orgId}
              caption={text('应查未查名单', 'Who should have checked and did not')}
            />
          </>
        ) : null}
      </Card>
    </Page>
  )
}
