import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Radio } from 'antd'
import type { ReactNode } from 'react'
import { text, type Text } from '#kernel/text.ts'
import { api, Card, Failure, Level, Loading, Nothing, Page, useT, When, type Colour } from '#platform/web/index.ts'
import { Fault } from '../admin/Fault.tsx'
import { useDo, type Doing } from '../admin/useDo.ts'
import './account.css'

interface Notice {
  id: string
  at: string
  title: Text
  body: Text
  link: string | null
  level: 'info' | 'warn' | 'urgent'
  matterId: string | null
  readAt: string | null
}

interface NoticePage {
  items: Notice[]
  next: string | null
  unread: number
}

const LEVELS: Readonly<Record<Notice['level'], { readonly text: Text; readonly colour: Colour }>> = {
  urgent: { text: text('紧急', 'Urgent'), colour: 'red' },
  warn: { text: text('提醒', 'Reminder'), colour: 'orange' },
  info: { text: text('通知', 'Notice'), colour: 'grey' },
}

/** Where a notice leads: its own link when it lies inside the program, else its matter. */
function targetOf(notice: Notice): string | null {
  if (notice.link?.startsWith('/') && !notice.link.startsWith('//')) return notice.link
  return notice.matterId ? `/matters/${notice.matterId}` : null
}

function Row({ notice, doing }: { notice: Notice; doing: Doing }): ReactNode {
  const t = useT()
  const unread = notice.readAt === null
  const read = (): Promise<boolean> => doing.run(() => api.post(`/api/notices/${notice.id}/read`))
  const to = targetOf(notice)
  const level = LEVELS[notice.level]
  return (
    <li className={unread ? 'row notice-unread' : 'row'}>
      {to ? (
        <Link to={to as never} className="row-title" onClick={() => (unread ? void read() : undefined)}>
          {t(notice.title)}
        </Link>
      ) : (
        <span className="row-title">{t(notice.title)}</span>
      )}
      <span className="row-acts">
        {unread ? (
          <Button size="small" disabled={doing.busy} onClick={() => void read()}>
            {t(text('标为已读', 'Mark as read'))}
          </Button>
        ) : (
          <span className="muted">{t(text('已读', 'Read'))}</span>
        )}
      </span>
      {t(notice.body) ? <span className="notice-body">{t(notice.body)}</span> : null}
      <span className="row-sub">
        <Level colour={level.colour} text={level.text} />
        <When at={notice.at} />
      </span>
    </li>
  )
}

function List({ unread }: { unread: boolean }): ReactNode {
  const t = useT()
  const doing = useDo('notices')
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['notices', 'list', unread],
    queryFn: ({ pageParam }) => api.get<NoticePage>('/api/notices', { unread, after: pageParam, limit: 20 }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  })
  if (error) return <Failure error={error} retry={() => void refetch()} />
  if (!data) return <Loading />
  const notices = data.pages.flatMap((p) => p.items)
  if (notices.length === 0) return <Nothing what={unread ? text('没有未读消息', 'Nothing unread') : text('还没有消息', 'No notices yet')} />
  return (
    <>
      <Fault error={doing.error} />
      <ul className="rows">
        {notices.map((notice) => (
          <Row key={notice.id} notice={notice} doing={doing} />
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

/** What one was told: unread first, all on request. */
export default function NoticesPage(): ReactNode {
  const t = useT()
  const navigate = useNavigate()
  const { all } = useSearch({ strict: false }) as { all?: boolean | string }
  const showAll = all === true || all === 'true'
  const doing = useDo('notices')
  return (
    <Page
      title={t(text('消息', 'Notices'))}
      extra={
        <Button
          loading={doing.busy}
          onClick={() => void doing.run(() => api.post('/api/notices/read-all'), text('已全部标为已读', 'All marked as read'))}
        >
          {t(text('全部标为已读', 'Mark all as read'))}
        </Button>
      }
    >
      <Card>
        <div className="filters">
          <Radio.Group
            aria-label={t(text('显示', 'Show'))}
            optionType="button"
            value={showAll ? 'all' : 'unread'}
            onChange={(e) =>
              void navigate({ to: '/notices', search: (e.target.value === 'all' ? { all: true } : {}) as never, replace: true })
            }
            options={[
              { value: 'unread', label: t(text('未读', 'Unread')) },
              { value: 'all', label: t(text('全部', 'All')) },
            ]}
          />
        </div>
        <Fault error={doing.error} />
        <List unread={!showAll} />
      </Card>
    </Page>
  )
}
