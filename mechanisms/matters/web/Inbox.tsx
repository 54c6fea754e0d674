import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Tabs } from 'antd'
import type { ReactNode } from 'react'
import { text, type Text } from '#kernel/text.ts'
import { Card, Due, Failure, Loading, Nothing, Page, useHolds, useT } from '#platform/web/index.ts'
import type { MatterRow } from '../model.ts'
import type { MatterSearch } from './filters.ts'
import { likelyActs, useKinds, type Kinds } from './kinds.ts'
import { CountLine, LevelMark, MatterLink, StateMark } from './Marks.tsx'
import { useMatterCount, useMatters } from './useMatters.ts'
import './matters.css'

const ACTIVE = 'open,waiting'

interface Tab {
  readonly key: string
  readonly text: Text
  readonly query: MatterSearch
  readonly nothing: Text
}

const TABS: readonly [Tab, ...Tab[]] = [
  {
    key: 'turn',
    text: text('轮到我办', 'My turn'),
    query: { whose: 'turn', phase: ACTIVE, sort: 'due' },
    nothing: text('没有轮到您办的事', 'Nothing waits for you'),
  },
  {
    key: 'me',
    text: text('我的', 'Mine'),
    query: { whose: 'me', phase: ACTIVE, sort: 'due' },
    nothing: text('没有您经手的在办事项', 'You have no matters under way'),
  },
  {
    key: 'overdue',
    text: text('超期', 'Overdue'),
    query: { due: 'overdue', phase: ACTIVE, sort: 'due' },
    nothing: text('没有超期的事项', 'Nothing is overdue'),
  },
  {
    key: 'soon',
    text: text('快到期', 'Due soon'),
    query: { due: 'soon', phase: ACTIVE, sort: 'due' },
    nothing: text('48 小时内没有到期的事项', 'Nothing is due within 48 hours'),
  },
]

function TabName({ tab }: { tab: Tab }): ReactNode {
  const t = useT()
  const count = useMatterCount(tab.query)
  return (
    <span className="inbox-tab">
      {t(tab.text)} {count === undefined ? '' : count.capped ? `${count.total}+` : count.total}
    </span>
  )
}

function InboxRow({ row, kinds, acts }: { row: MatterRow; kinds: Kinds; acts: boolean }): ReactNode {
  const t = useT()
  const holds = useHolds()
  const kind = kinds.of(row.kind)
  const first = acts && kind ? likelyActs(kind, row.state, holds).find(([, act]) => act.tone === 'primary') : undefined
  return (
    <li className="row">
      <MatterLink id={row.id} className="row-title">
        {row.title}
      </MatterLink>
      <span className="row-acts">
        <Due at={row.dueAt} />
        {first ? (
          <MatterLink id={row.id} act={first[0]}>
            <Button size="small" type="primary" tabIndex={-1}>
              {t(first[1].text)}
            </Button>
          </MatterLink>
        ) : null}
      </span>
      <div className="row-sub">
        <LevelMark kind={kind} level={row.level} />
        <StateMark kind={kind} state={row.state} phase={row.phase} />
        {row.orgName ? <span>{row.orgName}</span> : null}
        <span>
          {kind ? t(kind.text) : ''} {row.no}
        </span>
      </div>
    </li>
  )
}

function TabBody({ tab }: { tab: Tab }): ReactNode {
  const t = useT()
  const kinds = useKinds()
  const count = useMatterCount(tab.query)
  const list = useMatters(tab.query)
  if (list.loading || kinds.loading) return <Loading />
  if (list.error) return <Failure error={list.error} retry={list.retry} />
  if (list.rows.length === 0) return <Nothing what={tab.nothing} />
  return (
    <>
      <CountLine count={count} />
      <ul className="rows">
        {list.rows.map((row) => (
          <InboxRow key={row.id} row={row} kinds={kinds} acts={tab.key === 'turn'} />
        ))}
      </ul>
      {list.more ? (
        <div className="more">
          <Button onClick={list.more} loading={list.loadingMore}>
            {t(text('再看 20 件', 'Show 20 more'))}
          </Button>
        </div>
      ) : null}
    </>
  )
}

/** What waits: for me, of mine, overdue and due soon in my scope, each with its count. */
export default function Inbox(): ReactNode {
  const t = useT()
  const navigate = useNavigate()
  const { tab: wanted } = useSearch({ strict: false }) as { tab?: string }
  const here = TABS.find((tab) => tab.key === wanted) ?? TABS[0]
  return (
    <Page title={t(text('待办', 'Inbox'))}>
      <Card>
        <Tabs
          activeKey={here.key}
          onChange={(tab) => void navigate({ to: '/inbox', search: { tab } as never, replace: true })}
          items={TABS.map((tab) => ({ key: tab.key, label: <TabName tab={tab} />, children: tab === here ? <TabBody tab={tab} /> : null }))}
        />
      </Card>
    </Page>
  )
}
