import { useMutation } from '@tanstack/react-query'
import { Button, Input, InputNumber, Select } from 'antd'
import { useState, type ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { api, ApiError, Sheet, useT } from '#platform/web/index.ts'
import type { PointRow } from '../model.ts'
import { PROTOCOL, type SourceEntry, type SourceRow } from '../source-model.ts'
import { faultText } from './words.ts'

const EMPTY: SourceEntry = { key: '', point: '', scale: 1, add: 0 }

/** Which quantity of a device is which point. What it sends already stands ready to be taken up. */
export function SourceMapSheet({
  source,
  points,
  onClose,
  onSaved,
}: {
  source: SourceRow
  points: readonly PointRow[]
  onClose: () => void
  onSaved: () => void
}): ReactNode {
  const t = useT()
  const [rows, setRows] = useState<readonly SourceEntry[]>(source.map.length > 0 ? source.map : [EMPTY])
  const save = useMutation({
    mutationFn: () => api.patch(`/api/reading-sources/${source.id}`, { map: rows.filter((r) => r.key.trim() !== '' || r.point !== '') }),
    onSuccess: () => {
      onSaved()
      onClose()
    },
  })
  const words = PROTOCOL[source.protocol].key
  const change = (at: number, to: Partial<SourceEntry>): void => setRows(rows.map((r, i) => (i === at ? { ...r, ...to } : r)))
  const waiting = source.unmapped.filter((u) => !rows.some((r) => r.key === u.key))
  return (
    <Sheet
      open
      title={t(text(`${source.name}：设备量对应点位`, `${source.name}: quantities and points`))}
      onClose={onClose}
      footer={
        <Button type="primary" loading={save.isPending} onClick={() => save.mutate()}>
          {t(text('保存，立即生效', 'Save; in force at once'))}
        </Button>
      }
    >
      {waiting.length > 0 ? (
        <>
          <p>
            {t(
              text('设备正在发送、还没有对应点位的量，点一下加到表里：', 'The device sends these, and they are no points yet; tap to add:'),
            )}
          </p>
          <div className="trend-bar">
            {waiting.map((u) => (
              <Button key={u.key} size="small" onClick={() => setRows([...rows.filter((r) => r.key !== ''), { ...EMPTY, key: u.key }])}>
                <code>{`${u.key} = ${u.value}`}</code>
              </Button>
            ))}
          </div>
        </>
      ) : null}
      {words ? <p className="muted">{t(words.remedy)}</p> : null}
      {rows.map((row, i) => (
        <div className="trend-bar" key={i}>
          <Input
            aria-label={t(text('设备量', 'Quantity'))}
            placeholder={t(text('设备量', 'Quantity'))}
            value={row.key}
            onChange={(e) => change(i, { key: e.target.value.trim() })}
            style={{ width: 190 }}
          />
          <Select
            aria-label={t(text('点位', 'Point'))}
            placeholder={t(text('点位', 'Point'))}
            showSearch={{ optionFilterProp: 'label' }}
            value={row.point === '' ? undefined : row.point}
            onChange={(point: string) => change(i, { point })}
            options={points.map((p) => ({ value: p.code, label: `${p.name}（${p.code}）` }))}
            style={{ width: 230 }}
          />
          <span className="source-scale">
            <span>×</span>
            <InputNumber
              aria-label={t(text('系数', 'Scale'))}
              value={row.scale}
              onChange={(v) => change(i, { scale: v ?? 1 })}
              style={{ width: 84 }}
            />
            <span>＋</span>
            <InputNumber
              aria-label={t(text('加', 'Add'))}
              value={row.add}
              onChange={(v) => change(i, { add: v ?? 0 })}
              style={{ width: 84 }}
            />
            <Button type="link" size="small" onClick={() => setRows(rows.filter((_, at) => at !== i))}>
              {t(text('删除', 'Remove'))}
            </Button>
          </span>
        </div>
      ))}
      <Button onClick={() => setRows([...rows, EMPTY])}>{t(text('加一行', 'Add a line'))}</Button>
      {save.error instanceof ApiError ? <p role="alert">{faultText(save.error)}</p> : null}
    </Sheet>
  )
}
