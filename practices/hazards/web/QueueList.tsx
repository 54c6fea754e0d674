import { Alert, Button, Popconfirm } from 'antd'
import { useState, type ReactNode } from 'react'
import { text, type Text } from '#kernel/text.ts'
import { MatterLink } from '#mechanisms/matters/web/index.ts'
import { Card, useT, useWhen } from '#platform/web/index.ts'
import { titleOf } from '../rules.ts'
import type { QueueItem } from './queue-send.ts'
import { dropItem, sendItem, useQueue } from './queue.ts'

const STATES: Readonly<Record<QueueItem['state'], Text>> = {
  draft: text('草稿', 'Draft'),
  waiting: text('◐ 等待发送', '◐ Waiting to be sent'),
  refused: text('✕ 没有收下', '✕ Not accepted'),
  sent: text('✓ 已发送', '✓ Sent'),
}

function Line({ item }: { item: QueueItem }): ReactNode {
  const t = useT()
  const when = useWhen()
  const [busy, setBusy] = useState(false)
  const again = async (): Promise<void> => {
    setBusy(true)
    await sendItem(item)
    setBusy(false)
  }
  const title = titleOf(item.request.form['what'], item.request.form['where'])
  return (
    <li className="row">
      <span className="row-title">{item.receipt ? <MatterLink id={item.receipt.matterId}>{title}</MatterLink> : title}</span>
      <span className="row-acts">
        {item.state === 'sent' ? (
          <Button size="small" onClick={() => void dropItem(item.id)}>
            {t(text('知道了', 'Noted'))}
          </Button>
        ) : (
          <>
            <Button size="small" loading={busy} onClick={() => void again()}>
              {t(text('现在发送', 'Send now'))}
            </Button>
            <Popconfirm
              title={t(text('删除后找不回来，确定删除？', 'It cannot be got back. Delete it?'))}
              onConfirm={() => void dropItem(item.id)}
            >
              <Button size="small" danger disabled={busy}>
                {t(text('删除', 'Delete'))}
              </Button>
            </Popconfirm>
          </>
        )}
      </span>
      <span className="row-sub">
        <span className="state">{t(STATES[item.state])}</span>
        {item.receipt ? <span className="num">{item.receipt.no}</span> : null}
        <span>{when(new Date(item.madeAt).toISOString())}</span>
        {item.blobs.length > 0 ? <span>{t(text(`${item.blobs.length} 张照片`, `${item.blobs.length} photograph(s)`))}</span> : null}
        {item.lastError && item.state !== 'sent' ? <span className="report-why">{item.lastError}</span> : null}
      </span>
    </li>
  )
}

/** What waits on this device, what was refused and why, and what went by itself. */
export function QueueList({ user }: { user: string }): ReactNode {
  const t = useT()
  const items = useQueue(user)
  if (items.length === 0) return null
  const refused = items.some((i) => i.state === 'refused')
  return (
    <Card title={t(text('本机待发', 'On this device'))}>
      {refused ? (
        <Alert
          type="error"
          showIcon
          title={t(text('有一条没有被收下，原因写在下面', 'One was not accepted; the reason stands below'))}
          style={{ marginBottom: 8 }}
        />
      ) : null}
      <ul className="rows">
        {items.map((item) => (
          <Line key={item.id} item={item} />
        ))}
      </ul>
    </Card>
  )
}
