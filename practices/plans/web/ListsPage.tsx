import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import { text, type Text } from '#kernel/text.ts'
import { MatterLink } from '#mechanisms/matters/web/index.ts'
import { api, Card, DataTable, Failure, Loading, Nothing, useT, type Column } from '#platform/web/index.ts'
import type { MeasurePage, ProblemPage } from '../model.ts'
import { usePlanId } from './data.ts'
import { LightMark } from './Light.tsx'
import { PlanFrame } from './PlanFrame.tsx'

type Problem = z.output<typeof ProblemPage>['items'][number]
type Measure = z.output<typeof MeasurePage>['items'][number]
interface Answer<T> {
  items: T[]
  total: number
  next: string | null
}

const LEVELS: Readonly<Record<string, Text>> = { major: text('重大', 'major'), general: text('一般', 'general') }
const PHASES: Readonly<Record<string, Text>> = {
  open: text('整改中', 'open'),
  waiting: text('待复查', 'waiting'),
  closed: text('已销号', 'closed'),
}
const day = (at: string | null): string => at?.slice(0, 10) ?? '—'

function Said({ word, of }: { word: string | null; of: Readonly<Record<string, Text>> }): ReactNode {
  const t = useT()
  const known = word === null ? undefined : of[word]
  return known ? t(known) : (word ?? '—')
}

const PROBLEMS: readonly Column<Problem>[] = [
  {
    key: 'title',
    text: text('问题隐患', 'Problem'),
    card: 'title',
    render: (r) => (
      <MatterLink id={r.matterId}>
        <span className="num">{r.no}</span> {r.title}
      </MatterLink>
    ),
  },
  { key: 'org', text: text('单位', 'Organisation'), card: 'bare', width: 220, render: (r) => r.orgName },
  { key: 'level', text: text('级别', 'Level'), width: 70, render: (r) => <Said word={r.level} of={LEVELS} /> },
  { key: 'found', text: text('发现', 'Found'), width: 110, render: (r) => <span className="num">{day(r.foundAt)}</span> },
  { key: 'due', text: text('整改期限', 'Due'), width: 110, render: (r) => <span className="num">{day(r.due)}</span> },
  { key: 'phase', text: text('情况', 'State'), width: 90, render: (r) => <Said word={r.phase} of={PHASES} /> },
  { key: 'closed', text: text('销号', 'Closed'), width: 110, render: (r) => <span className="num">{day(r.closedAt)}</span> },
]

const MEASURES: readonly Column<Measure>[] = [
  { key: 'title', text: text('制度措施', 'Measure'), card: 'title', render: (r) => <MatterLink id={r.id}>{r.title}</MatterLink> },
  { key: 'org', text: text('牵头单位', 'Lead unit'), card: 'bare', width: 220, render: (r) => r.unresolved ?? r.orgName },
  { key: 'due', text: text('完成时限', 'Due'), width: 110, render: (r) => <span className="num">{r.due ?? '—'}</span> },
  { key: 'light', text: text('进展', 'Progress'), card: 'bare', width: 280, render: (r) => <Progress row={r} /> },
]

function Progress({ row }: { row: Measure }): ReactNode {
  const t = useT()
  return (
    <>
      <LightMark colour={row.light.colour} /> {t(row.light.reason)}
    </>
  )
}

function List<T extends object>({
  planId,
  name,
  title,
  what,
  columns,
  rowKey,
}: {
  planId: string
  name: 'problems' | 'measures'
  title: Text
  what: Text
  columns: readonly Column<T>[]
  rowKey: (row: T) => string
}): ReactNode {
  const t = useT()
  const list = useInfiniteQuery({
    queryKey: ['plans', 'lists', planId, name],
    queryFn: ({ pageParam }) => api.get<Answer<T>>(`/api/plans/${planId}/lists/${name}`, { limit: 50, after: pageParam }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
  })
  const rows = list.data?.pages.flatMap((p) => p.items) ?? []
  const total = list.data?.pages[0]?.total ?? 0
  return (
    <Card
      title={t(title)}
      extra={
        <Button href={`/api/plans/${planId}/lists/${name}.xlsx`} download>
          {t(text('导出表格', 'Export'))}
        </Button>
      }
    >
      <p className="muted two-lists-total">{t(text(`${what.zh}共 ${total} 条`, `${total} in all: ${what.en}`))}</p>
      {list.error && !list.data ? <Failure error={list.error} retry={() => void list.refetch()} /> : null}
      {list.isPending ? <Loading /> : null}
      {list.data && rows.length === 0 ? <Nothing what={text('清单是空的', 'The list is empty')} /> : null}
      {rows.length > 0 ? <DataTable rows={rows} columns={columns} rowKey={rowKey} caption={title} /> : null}
      {list.hasNextPage ? (
        <p className="more">
          <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t(text('再看一些', 'Show more'))}
          </Button>
        </p>
      ) : null}
    </Card>
  )
}

/** The two lists of a campaign: problems and hazards, systems and measures. */
export default function ListsPage(): ReactNode {
  const id = usePlanId()
  return (
    <PlanFrame id={id} here="lists" title={text('两个清单', 'Two lists')}>
      {() => (
        <>
          <List<Problem>
            planId={id}
            name="problems"
            title={text('问题隐患清单', 'List of problems and hazards')}
            what={text('规划期内本地发现的隐患', 'hazards found here within the period of the plan')}
            columns={PROBLEMS}
            rowKey={(r) => r.matterId}
          />
          <List<Measure>
            planId={id}
            name="measures"
            title={text('制度措施清单', 'List of systems and measures')}
            what={text('规划提出的制度、系统和措施', 'systems, rules and measures that the plan sets')}
            columns={MEASURES}
            rowKey={(r) => r.id}
          />
        </>
      )}
    </PlanFrame>
  )
}
