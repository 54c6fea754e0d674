import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input, Popconfirm, Select } from 'antd'
import { useState, type ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { api, ApiError, Card, useHolds, useT } from '#platform/web/index.ts'
import type { PointRow } from '../model.ts'
import { PROTOCOL, PROTOCOLS, type SourceProtocol, type SourceRow } from '../source-model.ts'
import { SourceMapSheet } from './SourceMapSheet.tsx'
import { agoText, faultText } from './words.ts'

interface Fresh {
  readonly username: string
  readonly secret: string | null
  readonly topic: string | null
}

function SourceLine({
  source,
  now,
  onMap,
  onClosed,
}: {
  source: SourceRow
  now: number
  onMap: () => void
  onClosed: () => void
}): ReactNode {
  const t = useT()
  const close = useMutation({ mutationFn: () => api.post(`/api/reading-sources/${source.id}/close`), onSettled: onClosed })
  const ago = source.lastSeenAt ? agoText(source.lastSeenAt, now) : null
  const state = !source.active
    ? text('已停用', 'Closed')
    : source.links > 0
      ? text('在线', 'Connected')
      : ago
        ? text(`最近连接：${ago.zh}前`, `last heard of ${ago.en} ago`)
        : text('从未连接', 'Never heard of')
  return (
    <li className={source.active ? 'source-line' : 'source-line muted'}>
      <div>
        <strong>{source.name}</strong> · {t(PROTOCOL[source.protocol].text)} · <code>{source.device ?? source.username}</code> · {t(state)}
      </div>
      {source.refused.length > 0 ? (
        <div className="muted">
          {t(text('已拒收（自程序启动）：', 'Refused since the program started: '))}
          {source.refused.map((r) => `${t(r.text)} ${r.n}`).join(' · ')}
        </div>
      ) : null}
      {source.active ? (
        <div>
          {source.protocol === 'mqtt' ? null : (
            <Button size="small" onClick={onMap}>
              {source.unmapped.length > 0
                ? t(
                    text(
                      `对应点位（${source.map.length}），${source.unmapped.length} 个量未对应`,
                      `Points (${source.map.length}), ${source.unmapped.length} quantities without one`,
                    ),
                  )
                : t(text(`对应点位（${source.map.length}）`, `Points (${source.map.length})`))}
            </Button>
          )}
          <Popconfirm
            title={t(text('停用后立即断开，不再接收', 'It is cut off at once and nothing more is taken'))}
            okText={t(text('停用', 'Close'))}
            cancelText={t(text('取消', 'Cancel'))}
            onConfirm={() => close.mutate()}
          >
            <Button size="small" type="link" loading={close.isPending}>
              {t(text('停用', 'Close'))}
            </Button>
          </Popconfirm>
          {close.error instanceof ApiError ? <span role="alert">{faultText(close.error)}</span> : null}
        </div>
      ) : null}
    </li>
  )
}

/** Gateways and devices of an enterprise: registered here, which quantity is which point, what of them was refused. */
export function SourcesCard({ orgId, points, now }: { orgId: string; points: readonly PointRow[]; now: number }): ReactNode {
  const t = useT()
  const may = useHolds()('point.edit')
  const client = useQueryClient()
  const [name, setName] = useState('')
  const [protocol, setProtocol] = useState<SourceProtocol>('mqtt')
  const [device, setDevice] = useState('')
  const [mapped, setMapped] = useState<string | null>(null)
  const list = useQuery({
    queryKey: ['monitoring', 'sources', orgId],
    queryFn: () => api.get<{ items: SourceRow[] }>('/api/reading-sources', { orgId }),
    enabled: may,
    refetchInterval: 20_000,
  })
  const done = (): void => void client.invalidateQueries({ queryKey: ['monitoring', 'sources'] })
  const words = PROTOCOL[protocol].device
  const add = useMutation({
    mutationFn: () =>
      api.post<Fresh>('/api/reading-sources', { orgId, name: name.trim(), protocol, ...(words ? { device: device.trim() } : {}) }),
    onSuccess: () => {
      setName('')
      setDevice('')
      done()
    },
  })
  if (!may) return null
  const chosen = list.data?.items.find((s) => s.id === mapped)
  return (
    <Card title={t(text('数据网关和设备', 'Gateways and devices'))}>
      <ul className="source-list">
        {(list.data?.items ?? []).map((s) => (
          <SourceLine key={s.id} source={s} now={now} onMap={() => setMapped(s.id)} onClosed={done} />
        ))}
      </ul>
      <form
        className="trend-bar"
        onSubmit={(e) => {
          e.preventDefault()
          add.mutate()
        }}
      >
        <Select
          aria-label={t(text('协议', 'Protocol'))}
          value={protocol}
          onChange={setProtocol}
          options={PROTOCOLS.map((p) => ({ value: p, label: t(PROTOCOL[p].text) }))}
          style={{ minWidth: 240 }}
        />
        <Input
          aria-label={t(text('名称', 'Name'))}
          placeholder={t(text('名称，如 罐区1号网关', 'Name, for example gateway of the tank farm'))}
          value={name}
          onChange={(e) => setName(e.target.value)}
          style={{ maxWidth: 240 }}
        />
        {words ? (
          <Input
            aria-label={t(words.text)}
            placeholder={`${t(words.text)}：${t(words.remedy)}`}
            value={device}
            onChange={(e) => setDevice(e.target.value)}
            style={{ maxWidth: 320 }}
          />
        ) : null}
        <Button htmlType="submit" disabled={name.trim() === '' || (words !== null && device.trim() === '')} loading={add.isPending}>
          {t(text('登记', 'Register'))}
        </Button>
      </form>
      {add.data?.secret ? (
        <p role="status">
          {t(text('密钥只显示这一次，请立即记下：', 'The secret is shown this once; write it down: '))}
          {add.data.topic ? (
            <>
              <code>{add.data.username}</code> / <code>{add.data.secret}</code> · {t(text('主题', 'topic'))} <code>{add.data.topic}</code>
            </>
          ) : (
            <code>{add.data.secret}</code>
          )}
        </p>
      ) : null}
      {add.error instanceof ApiError ? <p role="alert">{faultText(add.error)}</p> : null}
      {chosen ? <SourceMapSheet key={chosen.id} source={chosen} points={points} onClose={() => setMapped(null)} onSaved={done} /> : null}
    </Card>
  )
}
