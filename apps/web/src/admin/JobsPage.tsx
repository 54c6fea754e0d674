import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Popconfirm, Progress } from 'antd'
import type { ReactNode } from 'react'
import { text, type Text } from '#kernel/text.ts'
import { api, Card, Failure, Loading, Nothing, Page, useHolds, useMe, useT, When } from '#platform/web/index.ts'
import { AdminTitle } from './AdminTitle.tsx'
import { Fault } from './Fault.tsx'
import { Outbox } from './Outbox.tsx'
import { sectionOf } from './sections.ts'
import { useDo } from './useDo.ts'
import './admin.css'

type State = 'queued' | 'running' | 'done' | 'failed' | 'cancelled'

interface Job {
  id: string
  text: Text
  state: State
  progress: number
  message: Text | null
  startedBy: string | null
  queuedAt: string
  startedAt: string | null
  endedAt: string | null
  error: Text | null
  cancelRequested: boolean
}

const STATE_WORDS: Readonly<Record<State, Text>> = {
  queued: text('排队中', 'Queued'),
  running: text('正在运行', 'Running'),
  done: text('完成', 'Done'),
  failed: text('失败', 'Failed'),
  cancelled: text('已取消', 'Cancelled'),
}

const isActive = (job: Job): boolean => job.state === 'queued' || job.state === 'running'

function JobRow({ job }: { job: Job }): ReactNode {
  const t = useT()
  const { me } = useMe()
  const holds = useHolds()
  const { run, busy, error } = useDo('jobs')
  const mayCancel = isActive(job) && !job.cancelRequested && (job.startedBy === me?.person.id || holds('admin.settings'))
  const ended = job.endedAt ?? job.startedAt ?? job.queuedAt
  return (
    <li className="row">
      <span className="row-title">{t(job.text)}</span>
      <span className="row-acts">
        {job.cancelRequested && isActive(job) ? <span className="muted">{t(text('正在取消…', 'Cancelling…'))}</span> : null}
        {mayCancel ? (
          <Popconfirm
            title={t(text('取消这个任务？', 'Cancel this job?'))}
            okText={t(text('取消任务', 'Cancel it'))}
            cancelText={t(text('不取消', 'Keep it'))}
            onConfirm={() => void run(() => api.post(`/api/jobs/${job.id}/cancel`), text('已要求取消', 'Asked to stop'))}
          >
            <Button size="small" loading={busy}>
              {t(text('取消', 'Cancel'))}
            </Button>
          </Popconfirm>
        ) : null}
      </span>
      {job.state === 'running' ? (
        <div style={{ gridColumn: '1 / -1' }}>
          <Progress percent={Math.round(job.progress * 100)} size="small" aria-label={t(text('进度', 'Progress'))} />
        </div>
      ) : null}
      <span className="row-sub">
        <strong>{t(STATE_WORDS[job.state])}</strong>
        {job.message && isActive(job) ? <span>{t(job.message)}</span> : null}
        {job.error ? <span className="due-over">{t(job.error)}</span> : null}
        <When at={ended} />
        {job.startedBy === null ? <span>{t(text('按时自动运行', 'By the clock'))}</span> : null}
      </span>
      {error ? (
        <div style={{ gridColumn: '1 / -1' }}>
          <Fault error={error} />
        </div>
      ) : null}
    </li>
  )
}

function JobList(): ReactNode {
  const t = useT()
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['jobs', 'admin'],
    queryFn: ({ pageParam }) => api.get<{ items: Job[]; next: string | null }>('/api/jobs', { all: true, after: pageParam, limit: 20 }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    // Progress comes as live events; asking is for the time when these are cut off.
    refetchInterval: (query) => (query.state.data?.pages.some((p) => p.items.some(isActive)) ? 3000 : 30_000),
  })
  if (error) return <Failure error={error} retry={() => void refetch()} />
  if (!data) return <Loading />
  const jobs = data.pages.flatMap((p) => p.items)
  if (jobs.length === 0) return <Nothing what={text('还没有运行过后台任务', 'No background job has run yet')} />
  return (
    <>
      <ul className="rows">
        {jobs.map((job) => (
          <JobRow key={job.id} job={job} />
        ))}
      </ul>
      {hasNextPage ? (
        <div className="more">
          <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t(text('再看 20 个', 'Show 20 more'))}
          </Button>
        </div>
      ) : null}
    </>
  )
}

/** Background jobs with their progress, and messages that could not be delivered. */
export default function JobsPage(): ReactNode {
  const t = useT()
  return (
    <Page title={<AdminTitle title={sectionOf('/admin/jobs')} />}>
      <Card title={t(text('发不出去的消息', 'Messages that failed'))}>
        <Outbox />
      </Card>
      <Card title={t(text('后台任务', 'Background jobs'))}>
        <JobList />
      </Card>
    </Page>
  )
}
