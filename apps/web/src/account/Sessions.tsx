import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { api, Failure, Loading, useT, When } from '#platform/web/index.ts'
import { Fault } from '../admin/Fault.tsx'
import { useDo } from '../admin/useDo.ts'
import { deviceOf } from './device.ts'

interface SessionRow {
  id: string
  createdAt: string
  lastSeenAt: string
  ip: string
  userAgent: string
  current: boolean
}

/** Where one is signed in; each device can be signed out, or all others at once. */
export function Sessions(): ReactNode {
  const t = useT()
  const { data, error, refetch } = useQuery({
    queryKey: ['sessions'],
    queryFn: () => api.get<{ items: SessionRow[] }>('/api/me/sessions'),
  })
  const { run, busy, error: refused } = useDo('sessions')
  if (error) return <Failure error={error} retry={() => void refetch()} />
  if (!data) return <Loading rows={2} />
  const others = data.items.filter((s) => !s.current)
  const end = (list: readonly SessionRow[]): Promise<boolean> =>
    run(
      async () => {
        for (const session of list) await api.post(`/api/me/sessions/${encodeURIComponent(session.id)}/revoke`)
      },
      text('已退出', 'Signed out'),
    )
  return (
    <>
      <Fault error={refused} />
      <ul className="rows">
        {data.items.map((session) => (
          <li key={session.id} className="row">
            <strong>{t(deviceOf(session.userAgent))}</strong>
            <span className="row-acts">
              {session.current ? (
                t(text('这台设备', 'This device'))
              ) : (
                <Button size="small" disabled={busy} onClick={() => void end([session])}>
                  {t(text('退出', 'Sign out'))}
                </Button>
              )}
            </span>
            <span className="row-sub">
              <span>
                {t(text('最近使用', 'Last seen'))} <When at={session.lastSeenAt} />
              </span>
              <span>
                {t(text('登录于', 'Since'))} <When at={session.createdAt} />
              </span>
              <span className="num">{session.ip}</span>
            </span>
          </li>
        ))}
      </ul>
      {others.length > 0 ? (
        <Button style={{ marginTop: 8 }} loading={busy} onClick={() => void end(others)}>
          {t(text(`退出其他 ${others.length} 台设备`, `Sign out ${others.length} other device(s)`))}
        </Button>
      ) : null}
    </>
  )
}
