import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Input, InputNumber, Select } from 'antd'
import { useState, type ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { api, ApiError, Card, useNow, useT } from '#platform/web/index.ts'
import { QUALITY_TEXT, type PointView } from '../model.ts'
import { clockText } from './words.ts'

const KINDS = { calibration: QUALITY_TEXT[4], maintenance: QUALITY_TEXT[5] } as const

/** Calibration and maintenance of the point: planned, under way, over. */
export function WindowsCard({ point }: { point: PointView }): ReactNode {
  const t = useT()
  const client = useQueryClient()
  const now = useNow().getTime()
  const [kind, setKind] = useState<'calibration' | 'maintenance'>('calibration')
  const [hours, setHours] = useState(2)
  const [reason, setReason] = useState('')
  const done = (): void => void client.invalidateQueries({ queryKey: ['points'] })
  const add = useMutation({
    mutationFn: () => api.post(`/api/points/${point.id}/windows`, { kind, hours, reason: reason.trim() }),
    onSuccess: () => {
      setReason('')
      done()
    },
  })
  const end = useMutation({ mutationFn: (id: string) => api.post(`/api/monitoring/windows/${id}/end`), onSettled: done })
  const fault = add.error ?? end.error
  return (
    <Card title={t(text('校准和检修', 'Calibration and maintenance'))}>
      <ul className="alarm-events">
        {point.windows.map((w) => (
          <li key={w.id}>
            {t(KINDS[w.kind as 'calibration'] ?? text(w.kind, w.kind))} · <span className="num">{clockText(w.from, now)}</span>{' '}
            {t(text('至', 'to'))} <span className="num">{clockText(w.to, now)}</span> · {w.byName} · {w.reason}
            {!w.ended && Date.parse(w.to) > now && point.abilities.edit ? (
              <Button size="small" type="link" onClick={() => end.mutate(w.id)}>
                {t(text('提前结束', 'End now'))}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {point.windows.length === 0 ? (
        <p className="muted">
          {t(text('没有安排。期间的读数照存，不参与报警。', 'None. Readings of such a time are kept and raise nothing.'))}
        </p>
      ) : null}
      {point.abilities.edit ? (
        <form
          className="trend-bar"
          onSubmit={(e) => {
            e.preventDefault()
            add.mutate()
          }}
        >
          <Select
            aria-label={t(text('种类', 'Kind'))}
            value={kind}
            onChange={setKind}
            options={(['calibration', 'maintenance'] as const).map((k) => ({ value: k, label: t(KINDS[k] ?? text(k, k)) }))}
          />
          <InputNumber
            aria-label={t(text('小时', 'Hours'))}
            min={0.5}
            max={720}
            value={hours}
            onChange={(v) => setHours(v ?? 1)}
            suffix={t(text('小时', 'h'))}
          />
          <Input
            aria-label={t(text('理由', 'Reason'))}
            placeholder={t(text('理由', 'Reason'))}
            value={reason}
            onChange={(e) => setReason(e.target.value)}
            style={{ maxWidth: 320 }}
          />
          <Button htmlType="submit" disabled={reason.trim().length < 2} loading={add.isPending}>
            {t(text('现在开始', 'Begin now'))}
          </Button>
        </form>
      ) : null}
      {fault instanceof ApiError ? <p role="alert">{fault.message}</p> : null}
    </Card>
  )
}
