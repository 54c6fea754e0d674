import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState, type ReactNode } from 'react'
import { text, type Text } from '#kernel/text.ts'
import type { Board } from '#mechanisms/map/model.ts'
import { AreaMap, doorsOf } from '#mechanisms/map/web/index.ts'
import { api, Card, Failure, Loading, Nothing, Page, useHolds, useT, When } from '#platform/web/index.ts'
import { PledgeCount } from '#practices/installations/web/index.ts'
import { OpenWarnings } from '#practices/warnings/web/index.ts'
import { Matters } from './Matters.tsx'
import { Counts, Line, RedNow, useHomeTitle, WithBoard, type CountName } from './Parts.tsx'

const COUNTS: readonly CountName[] = [
  'verify',
  'overdue',
  'soon',
  'majors',
  'listings',
  'recurring',
  'checksMissed',
  'open',
  'closedThisMonth',
]

interface RegisterRow {
  orgId: string
  orgName: string
  due: number
  missed: number
  last: string | null
  days: string[] | null
}

const monthDay = (day: string | undefined): Text =>
  day
    ? text(`${Number(day.slice(5, 7))} 月 ${Number(day.slice(8))} 日`, `${Number(day.slice(8))}/${Number(day.slice(5, 7))}`)
    : text('—', '—')

const SHORT = 8
/** Days that the register looks back; the door behind a row counts the same days. */
const DAYS = 30

function Register({ today }: { today: string }): ReactNode {
  const t = useT()
  const [all, showAll] = useState(false)
  const { data, error, refetch } = useQuery({
    queryKey: ['matters', 'register', DAYS],
    queryFn: () => api.get<{ items: RegisterRow[]; capped: boolean }>('/api/hazards/register', { days: DAYS }),
  })
  if (error) return <Failure error={error} retry={() => void refetch()} />
  if (!data) return <Loading rows={3} />
  if (data.items.length === 0) return <Nothing what={text('近 30 天没有应查未查的企业', 'Nobody missed a check in 30 days')} />
  const from = new Date(Date.parse(today) - DAYS * 86_400_000).toISOString().slice(0, 10)
  const rows = all ? data.items : data.items.slice(0, SHORT)
  return (
    <>
      <ul className="home-lines">
        {rows.map((row) => (
          <Line
            key={row.orgId}
            to="/matters"
            search={{ kind: 'selfcheck', state: 'missed,lapsed', orgId: row.orgId, openedFrom: from }}
            name={row.orgName}
          >
            <span className="num">{t(text(`应查 ${row.due} 次，未查 ${row.missed} 次`, `${row.missed} of ${row.due} missed`))}</span>
            <span className="muted">{t(text(`最近漏查 ${monthDay(row.days?.[0]).zh}`, `last missed ${monthDay(row.days?.[0]).en}`))}</span>
            <span className="muted">
              {row.last ? (
                <>
                  {t(text('最近一查 ', 'last done '))}
                  <When at={row.last} />
                </>
              ) : (
                t(text('30 天内没有查过', 'none done in 30 days'))
              )}
            </span>
          </Line>
        ))}
      </ul>
      {data.items.length > SHORT ? (
        <Button type="link" onClick={() => showAll(!all)} aria-expanded={all}>
          {all
            ? t(text('收起', 'Show fewer'))
            : t(
                text(`展开全部 ${data.items.length}${data.capped ? '+' : ''} 家`, `Show all ${data.items.length}${data.capped ? '+' : ''}`),
              )}
        </Button>
      ) : null}
    </>
  )
}

function Screen({ board }: { board: Board }): ReactNode {
  const t = useT()
  const holds = useHolds()
  const title = useHomeTitle()
  const doors = doorsOf(board)
  return (
    <Page wide title={t(text(`总览 · ${title}`, `Overview · ${title}`))}>
      <Card>
        <Counts board={board} names={COUNTS} />
      </Card>
      <div className="home-two">
        <div>
          <Card title={t(text('等我办的', 'Waiting for me'))} extra={<Link to="/inbox">{t(text('待办', 'Inbox'))}</Link>}>
            <Matters
              query={{ whose: 'turn', phase: 'open,waiting', sort: 'due' }}
              limit={8}
              nothing={text('没有等您办的事', 'Nothing waits for you')}
            />
          </Card>
          <Card
            title={t(text('重复出现的隐患', 'Hazards that came back'))}
            extra={
              <Link to="/matters" search={doors.recurring as never}>
                {t(text('全部', 'All'))}
              </Link>
            }
          >
            <Matters query={doors.recurring} limit={5} nothing={text('没有整改后又出现的隐患', 'No hazard came back after closing')} />
          </Card>
        </div>
        <div>
          <OpenWarnings />
          <PledgeCount />
          <Card
            title={t(text('重大隐患和挂牌督办', 'Major hazards and listings'))}
            extra={
              <Link to="/matters" search={doors.majors as never}>
                {t(text('全部重大', 'All majors'))}
              </Link>
            }
          >
            <RedNow board={board} />
          </Card>
          {holds('selfcheck.read') ? (
            <Card
              title={t(text('应查未查名单（近 30 天）', 'Who missed checks (30 days)'))}
              extra={<Link to="/hazards/register">{t(text('全部', 'All'))}</Link>}
            >
              <Register today={board.today} />
            </Card>
          ) : null}
          {board.lights && board.lights.items.length > 1 ? (
            <Card title={t(text('辖区四色', 'Areas in four colours'))} extra={<Link to="/map">{t(text('一张图', 'Map'))}</Link>}>
              <AreaMap areas={board.lights} />
            </Card>
          ) : null}
        </div>
      </div>
    </Page>
  )
}

/** An office's home: its sector, the lists that matter, what waits for me. */
export default function BureauHome(): ReactNode {
  return <WithBoard>{(board) => <Screen board={board} />}</WithBoard>
}
