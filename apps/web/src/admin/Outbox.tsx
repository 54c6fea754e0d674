import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { text, type Text } from '#kernel/text.ts'
import { api, Failure, Loading, useHolds, useT, When } from '#platform/web/index.ts'
import { Fault } from './Fault.tsx'
import { useDo } from './useDo.ts'

interface Message {
  id: number
  topic: string
  at: string
  tries: number
  error: string | null
  payload: Record<string, unknown>
}

interface OutboxPage {
  items: Message[]
  next: number | null
  waiting: number
  dead: number
}

const TOPICS: Readonly<Record<string, Text>> = {
  'matter.act': text('事项办理通知', 'An act on a matter'),
  'notice.new': text('新消息', 'A new notice'),
  'notice.email': text('邮件', 'E-mail'),
  'notice.sms': text('短信', 'Text message'),
  'notice.webhook': text('推送到其他系统', 'To another system'),
  'job.state': text('任务状态', 'State of a job'),
}

/** Messages given up after all tries, with their reason; each can be sent again. */
export function Outbox(): ReactNode {
  const t = useT()
  const mayRetry = useHolds()('admin.settings')
  const { run, busy, error: refused } = useDo('outbox')
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['outbox', 'admin'],
    queryFn: ({ pageParam }) => api.get<OutboxPage>('/api/admin/outbox', { state: 'dead', after: pageParam, limit: 20 }),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next,
    refetchInterval: 30_000,
  })
  if (error) return <Failure error={error} retry={() => void refetch()} />
  if (!data) return <Loading rows={2} />
  const { waiting = 0, dead = 0 } = data.pages[0] ?? {}
  const messages = data.pages.flatMap((p) => p.items)
  return (
    <>
      <p style={{ marginTop: 0 }}>
        {dead === 0
          ? t(text('没有发不出去的消息。', 'No message has failed.'))
          : t(text(`有 ${dead} 条消息多次重试仍没有发出。`, `${dead} message(s) failed after all tries.`))}{' '}
        <span className="muted">{t(text(`正在排队 ${waiting} 条`, `${waiting} waiting`))}</span>
      </p>
      <Fault error={refused} />
      <ul className="rows">
        {messages.map((message) => (
          <li key={message.id} className="row">
            <span className="row-title">{t(TOPICS[message.topic] ?? text(message.topic, message.topic))}</span>
            <span className="row-acts">
              {mayRetry ? (
                <Button
                  size="small"
                  disabled={busy}
                  onClick={() => void run(() => api.post(`/api/admin/outbox/${message.id}/retry`), text('已重新排队', 'Queued again'))}
                >
                  {t(text('重新发送', 'Send again'))}
                </Button>
              ) : null}
            </span>
            <span className="row-sub">
              <When at={message.at} />
              <span>{t(text(`试过 ${message.tries} 次`, `${message.tries} tries`))}</span>
              <span>{message.error ?? t(text('没有说明原因', 'No reason given'))}</span>
            </span>
            <details style={{ gridColumn: '1 / -1' }}>
              <summary className="muted">{t(text('消息内容', 'Content'))}</summary>
              <pre className="admin-json">{JSON.stringify(message.payload, null, 2)}</pre>
            </details>
          </li>
        ))}
      </ul>
      {hasNextPage ? (
        <div className="more">
          <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t(text('再看 20 条', 'Show 20 more'))}
          </Button>
        </div>
      ) : null}
    </>
  )
}
