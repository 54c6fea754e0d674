import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { adminSections } from '../admin/sections.ts'
import type { ReactNode } from 'react'
import { text, type Text } from '#kernel/text.ts'
import { api, Card, Failure, Loading, Nothing, Page, Stat, useT, When } from '#platform/web/index.ts'
import { Counts, WithBoard, type CountName } from './Parts.tsx'

const COUNTS: readonly CountName[] = ['open', 'overdue', 'majors', 'listings', 'checksMissed', 'reportedToday']

interface Outbox {
  items: { id: number; topic: string; at: string; tries: number; error: string | null }[]
  waiting: number
  dead: number
}

interface Job {
  id: string
  text: Text
  state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled'
  progress: number
  queuedAt: string
  endedAt: string | null
}

const JOB_STATE: Readonly<Record<Job['state'], Text>> = {
  queued: text('排队中', 'Queued'),
  running: text('运行中', 'Running'),
  done: text('完成', 'Done'),
  failed: text('失败', 'Failed'),
  cancelled: text('已取消', 'Cancelled'),
}

function Delivery(): ReactNode {
  const t = useT()
  const { data, error, refetch } = useQuery({
    queryKey: ['outbox', 'dead'],
    queryFn: () => api.get<Outbox>('/api/admin/outbox', { state: 'dead', limit: 5 }),
  })
  if (error) return <Failure error={error} retry={() => void refetch()} />
  if (!data) return <Loading rows={2} />
  return (
    <>
      <div className="home-counts">
        <Stat label={text('等待投递', 'waiting')} value={data.waiting} to="/admin/jobs" />
        <Stat label={text('投递失败', 'given up')} value={data.dead} to="/admin/jobs" />
      </div>
      <ul className="home-lines">
        {data.items.map((row) => (
          <li key={row.id} className="home-line">
            <span className="home-name">{row.topic}</span>
            <span className="muted">{row.error ?? t(text('没有说明', 'No reason given'))}</span>
            <When at={row.at} />
          </li>
        ))}
      </ul>
    </>
  )
}

function Jobs(): ReactNode {
  const t = useT()
  const { data, error, refetch } = useQuery({
    queryKey: ['jobs', 'home'],
    queryFn: () => api.get<{ items: Job[] }>('/api/jobs', { all: true, limit: 8 }),
  })
  if (error) return <Failure error={error} retry={() => void refetch()} />
  if (!data) return <Loading rows={2} />
  if (data.items.length === 0) return <Nothing what={text('还没有运行过后台任务', 'No background job has run yet')} />
  return (
    <ul className="home-lines">
      {data.items.map((job) => (
        <li key={job.id} className="home-line">
          <span className="home-name">{t(job.text)}</span>
          <span>
            {t(JOB_STATE[job.state])}
            {job.state === 'running' ? ` ${Math.round(job.progress * 100)}%` : ''}
          </span>
          <When at={job.endedAt ?? job.queuedAt} />
        </li>
      ))}
    </ul>
  )
}

/** The administrator's home: is the system well, and where things are set. */
export default function AdminHome(): ReactNode {
  const t = useT()
  return (
    <Page wide title={t(text('系统状况', 'State of the system'))}>
      <Card title={t(text('管理', 'Administration'))}>
        <nav className="home-links" aria-label={t(text('管理', 'Administration'))}>
          {adminSections.map((link) => (
            <Link key={link.path} to={link.path} className="home-button home-button-plain">
              {t(link.text)}
            </Link>
          ))}
        </nav>
      </Card>
      <div className="home-two">
        <Card title={t(text('消息投递', 'Delivery of messages'))}>
          <Delivery />
        </Card>
        <Card title={t(text('最近的后台任务', 'Recent background jobs'))}>
          <Jobs />
        </Card>
      </div>
      <Card title={t(text('业务数据', 'What is in the system'))}>
        <WithBoard>{(board) => <Counts board={board} names={COUNTS} />}</WithBoard>
      </Card>
    </Page>
  )
}
