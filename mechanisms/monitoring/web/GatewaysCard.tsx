import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState, type ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { api, ApiError, Card, useHolds, useT } from '#platform/web/index.ts'

interface Gateway {
  readonly id: string
  readonly username: string
  readonly name: string
  readonly active: boolean
  readonly lastSeenAt: string | null
}

interface Fresh {
  readonly username: string
  readonly secret: string
  readonly topic: string
}

/** Gateways that may send by MQTT: registered here, the secret shown once. */
export function GatewaysCard({ orgId }: { orgId: string }): ReactNode {
  const t = useT()
  const holds = useHolds()
  const client = useQueryClient()
  const [name, setName] = useState('')
  const may = holds('point.edit')
  const list = useQuery({
    queryKey: ['monitoring', 'gateways', orgId],
    queryFn: () => api.get<{ items: Gateway[] }>('/api/reading-sources', { orgId }),
    enabled: may,
  })
  const done = (): void => void client.invalidateQueries({ queryKey: ['monitoring', 'gateways'] })
  const add = useMutation({ mutationFn: () => api.post<Fresh>('/api/reading-sources', { orgId, name: name.trim() }), onSuccess: done })
  const close = useMutation({ mutationFn: (id: string) => api.post(`/api/reading-sources/${id}/close`), onSettled: done })
  if (!may) return null
  const fault = add.error ?? close.error
  return (
    <Card title={t(text('数据网关', 'Gateways'))}>
      <ul className="alarm-events">
        {(list.data?.items ?? []).map((g) => (
          <li key={g.id}>
            {g.name} · <code>{g.username}</code>
            {g.active ? '' : ` · ${t(text('已停用', 'closed'))}`}
            {g.lastSeenAt ? ` · ${t(text('最近连接', 'last seen'))} ${g.lastSeenAt.slice(0, 16).replace('T', ' ')}` : ''}
            {g.active ? (
              <Button size="small" type="link" onClick={() => close.mutate(g.id)}>
                {t(text('停用', 'Close'))}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      <form
        className="trend-bar"
        onSubmit={(e) => {
          e.preventDefault()
          add.mutate()
        }}
      >
        <Input
          aria-label={t(text('网关名称', 'Name of the gateway'))}
          placeholder={t(text('网关名称', 'Name of the gateway'))}
          value={name}
          onChange={(e) => setName(e.target.value)}
          style={{ maxWidth: 240 }}
        />
        <Button htmlType="submit" disabled={name.trim() === ''} loading={add.isPending}>
          {t(text('登记网关', 'Register'))}
        </Button>
      </form>
      {add.data ? (
        <p role="status">
          {t(text('密钥只显示这一次，请立即记下：', 'The secret is shown this once; write it down: '))}
          <code>{add.data.username}</code> / <code>{add.data.secret}</code> · {t(text('主题', 'topic'))} <code>{add.data.topic}</code>
        </p>
      ) : null}
      {fault instanceof ApiError ? <p role="alert">{fault.message}</p> : null}
    </Card>
  )
}
