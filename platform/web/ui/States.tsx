import { Button, Empty, Result, Skeleton } from 'antd'
import type { ReactNode } from 'react'
import { text, type Text } from '#kernel/text.ts'
import { ApiError } from '../api.ts'
import { useT } from '../i18n.tsx'

/** Nothing to show, and what that means. */
export function Nothing({ what, action }: { what: Text; action?: ReactNode }): ReactNode {
  const t = useT()
  return (
    <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t(what)}>
      {action}
    </Empty>
  )
}

/** What happened, what is still there and what to do. */
export function Failure({ error, retry }: { error: unknown; retry?: () => void }): ReactNode {
  const t = useT()
  const known = error instanceof ApiError ? error : null
  const title = known?.message ?? t(text('页面出错了', 'This page failed'))
  const detail = known?.detail || t(text('请重试；仍不行时请联系管理员。', 'Please try again; if it persists, ask the administrator.'))
  return (
    <Result
      status={known?.status === 404 ? '404' : known?.status === 403 ? '403' : 'warning'}
      title={title}
      subTitle={detail}
      extra={retry ? <Button onClick={retry}>{t(text('重试', 'Try again'))}</Button> : null}
    />
  )
}

export function Loading({ rows = 6 }: { rows?: number }): ReactNode {
  const t = useT()
  return (
    <div role="status" aria-busy="true" aria-label={t(text('正在加载', 'Loading'))} className="pad">
      <Skeleton active paragraph={{ rows }} />
    </div>
  )
}
