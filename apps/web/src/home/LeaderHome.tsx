import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import type { Board } from '#mechanisms/map/model.ts'
import { AreaMap, Legend, doorsOf, ladderDoor } from '#mechanisms/map/web/index.ts'
import { Card, Nothing, useNow, useT } from '#platform/web/index.ts'
import { Against } from '#practices/accidents/web/index.ts'
import { HomeLights } from '#practices/plans/web/index.ts'
import { Counts, Line, RedNow, Since, useHomeTitle, WithBoard, type CountName } from './Parts.tsx'
import { Trend } from './Trend.tsx'

const COUNTS: readonly CountName[] = ['open', 'overdue', 'majors', 'listings', 'checksMissed', 'reportedToday', 'closedThisMonth']

/** Rungs of the ladder that one screen holds. */
const RUNGS = 10

function Ladder({ board }: { board: Board }): ReactNode {
  const t = useT()
  const now = useNow().getTime()
  const late = (at: string): number => Math.max(0, now - Date.parse(at))
  const longest = Math.max(1, ...board.ladder.map((row) => late(row.oldestDue)))
  if (board.ladder.length === 0) return <Nothing what={text('没有超期的事项', 'Nothing is overdue')} />
  return (
    <ul className="home-lines">
      {board.ladder.slice(0, RUNGS).map((row) => (
        <Line key={`${row.holder}${row.id}`} to="/matters" search={ladderDoor(row)} name={row.name}>
          <span className="muted">{t(row.holder === 'office' ? text('待复查', 'to verify') : text('待整改', 'to rectify'))}</span>
          <span className="num">
            {t(text(`${row.overdue} 项`, `${row.overdue}`))}
            {row.majors > 0 ? t(text(`（重大 ${row.majors}）`, ` (${row.majors} major)`)) : ''}
          </span>
          <Since at={row.oldestDue} />
          <span className="home-rung" aria-hidden="true">
            <i style={{ width: `${Math.round((late(row.oldestDue) / longest) * 100)}%` }} />
          </span>
        </Line>
      ))}
    </ul>
  )
}

function Screen({ board }: { board: Board }): ReactNode {
  const t = useT()
  const title = useHomeTitle()
  const doors = doorsOf(board)
  return (
    <div className="home-leader">
      <header className="home-top">
        <h1>{t(text(`${title}安全生产`, `Work safety, ${title}`))}</h1>
        <Counts board={board} names={COUNTS} />
        <Against />
      </header>
      <div className="home-side">
        <Card className="home-map" title={t(text('各乡镇四色', 'Towns in four colours'))} extra={<Legend />}>
          {board.lights ? (
            <AreaMap areas={board.lights} />
          ) : (
            <Nothing what={text('您的岗位看不到全部数据，不能判定', 'Your post does not see all, so it cannot be judged')} />
          )}
        </Card>
        <Card className="home-flow" title={t(text('隐患新增与销号', 'Hazards opened and closed'))}>
          <Trend board={board} />
        </Card>
        <Card
          className="home-plans"
          title={t(text('规划灯号', 'Plan lights'))}
          extra={<Link to="/plans">{t(text('全部规划', 'All plans'))}</Link>}
        >
          <HomeLights />
        </Card>
      </div>
      <div className="home-side">
        <Card
          className="home-now"
          title={t(text('当前最急', 'Red now'))}
          extra={
            <Link to="/matters" search={doors.majors as never}>
              {t(text(`全部重大 ${board.counts?.majors ?? 0} 项`, `All ${board.counts?.majors ?? 0} majors`))}
            </Link>
          }
        >
          <RedNow board={board} />
        </Card>
        <Card
          className="home-ladder"
          title={t(text('超期在谁手里，压了多久', 'Who sits on what, how long'))}
          extra={
            <Link to="/matters" search={doors.overdue as never}>
              {t(text(`全部超期隐患 ${board.counts?.overdue ?? 0} 项`, `All ${board.counts?.overdue ?? 0} overdue hazards`))}
            </Link>
          }
        >
          <Ladder board={board} />
        </Card>
      </div>
    </div>
  )
}

/** One screen for the leader in charge: the answer first, everything opens downward. */
export default function LeaderHome(): ReactNode {
  return <WithBoard>{(board) => <Screen board={board} />}</WithBoard>
}
