import { useQueryClient } from '@tanstack/react-query'
import { Button, Input, InputNumber, Select } from 'antd'
import { useState, type ReactNode } from 'react'
import { uuidv7 } from '#kernel/ids.ts'
import { text } from '#kernel/text.ts'
import { api, ApiError, Sheet, useT } from '#platform/web/index.ts'
import type { PointView } from '../model.ts'
import { LEVEL_TEXT, ruleFaults, type PointRule } from '../rules.ts'

const LEVELS = ['HH', 'H', 'L', 'LL'] as const
const PRIORITIES = [
  { value: 'low', text: text('低', 'Low') },
  { value: 'medium', text: text('中', 'Medium') },
  { value: 'high', text: text('高', 'High') },
  { value: 'highest', text: text('最高', 'Highest') },
]

/** Another set of limits is proposed; another person approves it. */
export function ThresholdSheet({ point, onClose }: { point: PointView; onClose: () => void }): ReactNode {
  const t = useT()
  const client = useQueryClient()
  const before = point.rules.find((r) => r.kind === 'limits')
  const number = (name: string): number | null => (typeof before?.[name] === 'number' ? (before[name] as number) : null)
  const [limits, setLimits] = useState<Record<string, number | null>>({
    LL: number('LL'),
    L: number('L'),
    H: number('H'),
    HH: number('HH'),
  })
  const [more, setMore] = useState({
    deadBand: number('deadBand') ?? 0,
    onDelay: number('onDelay') ?? 0,
    offDelay: number('offDelay') ?? 0,
  })
  const [priority, setPriority] = useState(String(before?.['priority'] ?? 'medium'))
  const [reason, setReason] = useState('')
  const [ids] = useState(() => [uuidv7(Date.now()), uuidv7(Date.now())] as const)
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<ApiError | null>(null)
  const set = Object.fromEntries(Object.entries(limits).filter(([, v]) => v !== null))
  const [wrong] = ruleFaults([{ key: 'limits', kind: 'limits', priority, ...set, ...more } as PointRule])
  const send = async (): Promise<void> => {
    setBusy(true)
    setFault(null)
    try {
      const form = { pointId: point.id, pointName: point.name, ...limits, ...more, priority, reason: reason.trim() }
      await api.post('/api/matters', {
        id: ids[0],
        matterId: ids[1],
        kind: 'threshold-change',
        act: 'propose',
        orgId: point.orgId,
        subjectId: point.subjectId,
        parentId: null,
        place: null,
        evidence: [],
        form,
      })
      await client.invalidateQueries({ queryKey: ['points'] })
      onClose()
    } catch (error) {
      setFault(error instanceof ApiError ? error : null)
      setBusy(false)
    }
  }
  return (
    <Sheet
      open
      title={t(text('申请变更报警值', 'Propose other limits'))}
      onClose={onClose}
      footer={
        <Button type="primary" loading={busy} disabled={wrong !== undefined || reason.trim().length < 2} onClick={() => void send()}>
          {t(text('提交审批', 'Send for approval'))}
        </Button>
      }
    >
      <div className="alarm-ask">
        {LEVELS.map((level) => (
          <label key={level}>
            <span>
              {t(LEVEL_TEXT[level] ?? text(level, level))}
              {point.unit ? `（${point.unit}）` : ''}
            </span>
            <InputNumber
              value={limits[level]}
              onChange={(v) => setLimits({ ...limits, [level]: v })}
              placeholder={t(text('不设', 'none'))}
            />
          </label>
        ))}
        <label>
          <span>{t(text('回差', 'Dead-band'))}</span>
          <InputNumber min={0} value={more.deadBand} onChange={(v) => setMore({ ...more, deadBand: v ?? 0 })} />
        </label>
        <label>
          <span>{t(text('报警延时（秒）', 'On-delay, s'))}</span>
          <InputNumber min={0} max={3600} value={more.onDelay} onChange={(v) => setMore({ ...more, onDelay: v ?? 0 })} />
        </label>
        <label>
          <span>{t(text('恢复延时（秒）', 'Off-delay, s'))}</span>
          <InputNumber min={0} max={3600} value={more.offDelay} onChange={(v) => setMore({ ...more, offDelay: v ?? 0 })} />
        </label>
        <label>
          <span>{t(text('优先级', 'Priority'))}</span>
          <Select value={priority} options={PRIORITIES.map((p) => ({ value: p.value, label: t(p.text) }))} onChange={setPriority} />
        </label>
        <label>
          <span>{t(text('变更理由', 'Reason'))}</span>
          <Input.TextArea rows={3} maxLength={1000} value={reason} onChange={(e) => setReason(e.target.value)} />
        </label>
        {wrong ? <p role="alert">{t(wrong)}</p> : null}
        {fault ? (
          <p role="alert">{[fault.message, fault.detail, ...fault.errors.map((e) => e.message)].filter(Boolean).join(' · ')}</p>
        ) : null}
        <p className="muted">
          {t(text('由另一人批准后立即生效，旧值留档。', 'In force as soon as another person approves; the old limits are kept.'))}
        </p>
      </div>
    </Sheet>
  )
}
