import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import type { Board } from '#mechanisms/map/model.ts'
import { AreaReason, doorsOf, orgDoor } from '#mechanisms/map/web/index.ts'
import { Card, Nothing, Page, useT } from '#platform/web/index.ts'
import { PledgeCount } from '#practices/installations/web/index.ts'
import { Matters } from './Matters.tsx'
import { Counts, Line, RedNow, Since, useHomeTitle, WithBoard, type CountName } from './Parts.tsx'

const COUNTS: readonly CountName[] = ['verify', 'overdue', 'soon', 'checksMissed', 'majors', 'open']

function OverdueOrgs({ board }: { board: Board }): ReactNode {
  const t = useT()
  if (board.orgs.length === 0) return <Nothing what={text('辖区内没有超期的企业', 'No enterprise is overdue')} />
  return (
    <ul className="home-lines">
      {board.orgs.map((row) => (
        <Line key={row.id} to="/matters" search={orgDoor(row.id)} name={row.name}>
          <span className="num">{t(text(`超期 ${row.overdue} 项`, `${row.overdue} overdue`))}</span>
          <Since at={row.oldestDue} />
        </Line>
      ))}
    </ul>
  )
}

function Screen({ board }: { board: Board }): ReactNode {
  const t = useT()
  const title = useHomeTitle()
  const doors = doorsOf(board)
  const all = (
    <Link to="/matters" search={doors.verify as never}>
      {t(text(`全部 ${board.counts?.verify ?? 0} 项`, `All ${board.counts?.verify ?? 0}`))}
    </Link>
  )
  const [own] = board.lights?.items ?? []
  return (
    <Page wide title={t(text(`今天 · ${title}`, `Today · ${title}`))}>
      <Card>
        <Counts board={board} names={COUNTS} />
        {own && board.lights?.items.length === 1 ? <AreaReason area={own} /> : null}
      </Card>
      <div className="home-two">
        <div>
          <Card title={t(text('待复查', 'To verify'))} extra={all}>
            <Matters query={doors.verify} limit={6} nothing={text('没有待复查的隐患', 'Nothing waits to be verified')} />
          </Card>
        </div>
        <div>
          <PledgeCount />
          {board.redNow.length > 0 ? (
            <Card title={t(text('重大隐患和挂牌督办', 'Major hazards and listings'))}>
              <RedNow board={board} />
            </Card>
          ) : null}
          <Card
            title={t(text('要去的企业：超期未整改', 'To visit: overdue'))}
            extra={<Link to="/map">{t(text('看地图', 'On the map'))}</Link>}
          >
            <OverdueOrgs board={board} />
          </Card>
          <Card
            title={t(text('应查未查', 'Checks missed'))}
            extra={
              <Link to="/matters" search={doors.checksMissed as never}>
                {t(text(`全部 ${board.counts?.checksMissed ?? 0} 项`, `All ${board.counts?.checksMissed ?? 0}`))}
              </Link>
            }
          >
            <Matters query={doors.checksMissed} limit={6} nothing={text('没有应查未查的自查任务', 'No self-check was missed')} />
          </Card>
        </div>
      </div>
    </Page>
  )
}

/** A town's day, for the phone first: what to verify, whom to visit. */
export default function TownHome(): ReactNode {
  return <WithBoard>{(board) => <Screen board={board} />}</WithBoard>
}
