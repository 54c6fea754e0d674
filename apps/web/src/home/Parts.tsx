import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { text, type Text } from '#kernel/text.ts'
import type { Board, RedItem } from '#mechanisms/map/model.ts'
import { useBoard, doorsOf } from '#mechanisms/map/web/index.ts'
import { MatterLink } from '#mechanisms/matters/web/index.ts'
import { Due, Failure, Loading, Nothing, Stat, useMe, useSpan, useNow, useT } from '#platform/web/index.ts'

/** Runs a home on the board's data; what is missing or failed is said once, here. */
export function WithBoard({ children }: { children: (board: Board) => ReactNode }): ReactNode {
  const { data, error, refetch } = useBoard()
  if (data) return children(data)
  if (error) return <Failure error={error} retry={() => void refetch()} />
  return <Loading />
}

/** Title of a home: the post's place or organisation. */
export function useHomeTitle(): string {
  const { me } = useMe()
  const post = me?.posts.find((p) => p.id === me.postId)
  return post?.divisionName || post?.orgName || ''
}

const LABELS = {
  open: text('未销号隐患', 'open hazards'),
  overdue: text('超期', 'overdue'),
  soon: text('48 小时内到期', 'due within 48 h'),
  verify: text('待复查', 'to verify'),
  confirm: text('待核实', 'to confirm'),
  majors: text('重大隐患', 'major hazards'),
  overdueMajors: text('重大超期', 'majors overdue'),
  recurring: text('重复出现', 'recurring'),
  listings: text('挂牌督办', 'supervised listings'),
  reportedToday: text('今日新增', 'new today'),
  closedThisMonth: text('本月销号', 'closed this month'),
  checksDue: text('待做自查', 'self-checks to do'),
  checksMissed: text('应查未查', 'checks missed'),
  checksDoneToday: text('今日已查', 'checks done today'),
} as const satisfies Readonly<Record<keyof NonNullable<Board['counts']>, Text>>

export type CountName = keyof typeof LABELS

/** Numbers of the board, each a door to its list. Ink, not colour: colour is for levels. */
export function Counts({ board, names, className }: { board: Board; names: readonly CountName[]; className?: string }): ReactNode {
  const doors = doorsOf(board)
  return (
    <div className={`home-counts ${className ?? ''}`}>
      {names.map((name) => (
        <Stat key={name} label={LABELS[name]} value={board.counts?.[name]} to="/matters" search={doors[name]} />
      ))}
    </div>
  )
}

function RedRow({ item }: { item: RedItem }): ReactNode {
  const t = useT()
  return (
    <li className="row">
      <MatterLink id={item.id} className="row-title">
        {item.title}
      </MatterLink>
      <Due at={item.dueAt} exact />
      <div className="row-sub">
        <span>{t(item.reason)}</span>
        <span>{t(item.owner === null ? text('未指明责任方', 'Nobody named') : text(`现由 ${item.owner} 负责`, `With ${item.owner}`))}</span>
        {item.orgName && item.orgName !== item.owner ? <span>{item.orgName}</span> : null}
      </div>
    </li>
  )
}

/** The five that burn. */
export function RedNow({ board }: { board: Board }): ReactNode {
  if (board.redNow.length === 0) return <Nothing what={text('没有未销号的重大隐患和挂牌督办', 'No major hazard and no listing is open')} />
  return (
    <ul className="rows home-red">
      {board.redNow.map((item) => (
        <RedRow key={item.id} item={item} />
      ))}
    </ul>
  )
}

/** How long ago a deadline ran out. */
export function Since({ at }: { at: string }): ReactNode {
  const t = useT()
  const now = useNow()
  const span = useSpan()
  const long = span(now.getTime() - Date.parse(at))
  return <span className="num">{t(text(`最久 ${long}`, `longest ${long}`))}</span>
}

/** One line: a name that is a door, and figures. */
export function Line({
  to,
  search,
  name,
  children,
}: {
  to: string
  search: Readonly<Record<string, string>>
  name: string
  children: ReactNode
}): ReactNode {
  return (
    <li className="home-line">
      <Link to={to} search={search as never} className="home-name">
        {name}
      </Link>
      {children}
    </li>
  )
}
