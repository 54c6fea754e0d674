import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { MatterLink } from '#mechanisms/matters/web/index.ts'
import { api, DataTable, Failure, Loading, Nothing, useT, type Column } from '#platform/web/index.ts'
import type { TaskPage, TaskRow } from './data.ts'
import { LightMark } from './Light.tsx'

function Units({ row }: { row: TaskRow }): ReactNode {
  const t = useT()
  return (
    <>
      {row.unresolved
        ? t(text(`${row.unresolved}（对不上，由 ${row.orgName} 代管）`, `${row.unresolved} (not found; held by ${row.orgName})`))
        : row.orgName}
      {row.responsible.length > 0 ? (
        <div className="muted">{t(text(`配合 ${row.responsible.join('、')}`, `with ${row.responsible.join(', ')}`))}</div>
      ) : null}
    </>
  )
}

function Why({ row }: { row: TaskRow }): ReactNode {
  const t = useT()
  return (
    <>
      <LightMark colour={row.light.colour} /> <span>{t(row.light.reason)}</span>
    </>
  )
}

function State({ row }: { row: TaskRow }): ReactNode {
  const t = useT()
  return (
    <>
      {t(row.stateText)}
      {row.stages > 0 ? (
        <span className="muted">{t(text(`，节点 ${row.stagesDone}/${row.stages}`, `, milestones ${row.stagesDone}/${row.stages}`))}</span>
      ) : null}
    </>
  )
}

const COLUMNS: readonly Column<TaskRow>[] = [
  {
    key: 'title',
    text: text('任务', 'Task'),
    card: 'title',
    render: (row) => (
      <MatterLink id={row.id} className="row-title">
        {row.title}
      </MatterLink>
    ),
  },
  { key: 'light', text: text('灯号和理由', 'Light and why'), card: 'bare', width: 260, render: (row) => <Why row={row} /> },
  { key: 'units', text: text('牵头单位', 'Lead unit'), card: 'bare', width: 220, render: (row) => <Units row={row} /> },
  { key: 'due', text: text('期限', 'Due'), width: 110, render: (row) => <span className="num">{row.due ?? '—'}</span> },
  { key: 'state', text: text('状态', 'State'), width: 130, render: (row) => <State row={row} /> },
]

/** Tasks or projects of a plan, page after page, by the filters of the address. */
export function Tasks({ planId, query }: { planId: string; query: Readonly<Record<string, string | undefined>> }): ReactNode {
  const t = useT()
  const list = useInfiniteQuery({
    queryKey: ['plans', 'tasks', planId, query],
    queryFn: ({ pageParam }) => api.get<TaskPage>(`/api/plans/${planId}/tasks`, { ...query, limit: 50, after: pageParam }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
  })
  if (list.error && !list.data) return <Failure error={list.error} retry={() => void list.refetch()} />
  if (!list.data) return <Loading />
  const rows = list.data.pages.flatMap((p) => p.items)
  if (rows.length === 0) return <Nothing what={text('没有这样的任务', 'No such task')} />
  return (
    <>
      <DataTable rows={rows} columns={COLUMNS} rowKey={(r) => r.id} caption={text('规划任务', 'Tasks of the plan')} />
      {list.hasNextPage ? (
        <p className="more">
          <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t(text('再看一些', 'Show more'))}
          </Button>
        </p>
      ) : null}
    </>
  )
}
