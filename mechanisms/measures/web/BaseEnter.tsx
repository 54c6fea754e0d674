import { Alert, Button, Input, InputNumber, Select } from 'antd'
import { useId, useState, type ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { api, ApiError, byField, Card, chinaDay, FieldBox, useDraft, useT } from '#platform/web/index.ts'
import type { BaseFigure, SeriesInfo } from '../model.ts'
import { DivisionField } from './DivisionField.tsx'

interface Draft {
  readonly path?: string
  readonly series?: string
  readonly year?: number
  readonly value?: number | null
  readonly source?: string
  readonly asOf?: string
  readonly reason?: string
}

interface BaseEnterProps {
  readonly series: readonly SeriesInfo[]
  /** The figure that is corrected; null = a new one. */
  readonly before: BaseFigure | null
  readonly onDone: () => void
  readonly onCancel: () => void
}

const NAMES = ['path', 'series', 'year', 'value', 'source', 'asOf', 'reason']

/** One figure, new or corrected. What was typed stays until it is written. */
export function BaseEnter({ series, before, onDone, onCancel }: BaseEnterProps): ReactNode {
  const t = useT()
  const id = useId()
  const [empty] = useState<Draft>(() =>
    before
      ? { path: before.path, series: before.series, year: before.year, value: before.value, source: before.source, asOf: before.asOf }
      : { year: Number(chinaDay(Date.now()).slice(0, 4)) - 1, asOf: chinaDay(Date.now()) },
  )
  const [draft, setDraft, clear] = useDraft<Draft>(`base.${before?.id ?? 'new'}`, empty)
  const [fault, setFault] = useState<{ fields: Record<string, string>; rest: string[] } | null>(null)
  const [sending, setSending] = useState(false)
  const set = (patch: Draft): void => setDraft({ ...draft, ...patch })
  const send = async (value: number | null | undefined): Promise<void> => {
    setSending(true)
    try {
      await api.post('/api/measures/base', { ...draft, value: value ?? null, reason: draft.reason?.trim() || undefined })
      clear()
      onDone()
    } catch (error) {
      const found = error instanceof ApiError ? byField(error.errors, NAMES) : { fields: {}, rest: [] }
      setFault({ ...found, rest: [error instanceof ApiError ? error.message : String(error), ...found.rest] })
    } finally {
      setSending(false)
    }
  }
  const chosen = series.find((s) => s.id === draft.series)
  const box = (name: keyof Draft, label: { zh: string; en: string }, control: ReactNode, hint?: ReactNode): ReactNode => (
    <FieldBox id={`${id}-${name}`} label={t(label)} required={name !== 'reason' || before !== null} error={fault?.fields[name]} hint={hint}>
      {control}
    </FieldBox>
  )
  return (
    <Card title={before ? t(text('更正基础数据', 'Correct a base statistic')) : t(text('录入基础数据', 'Enter a base statistic'))}>
      {fault ? <Alert type="error" showIcon title={fault.rest.join('；')} style={{ marginBottom: 8 }} /> : null}
      <div className="base-form">
        {box(
          'path',
          text('地区', 'Place'),
          <DivisionField id={`${id}-path`} value={draft.path} disabled={before !== null} onChange={(path) => set({ path })} />,
        )}
        {box(
          'series',
          text('指标', 'Series'),
          <Select
            id={`${id}-series`}
            disabled={before !== null}
            value={draft.series}
            options={series.map((s) => ({ value: s.id, label: t(s.text) }))}
            style={{ width: '100%' }}
            onChange={(next) => set({ series: next })}
          />,
          chosen ? t(chosen.note) : undefined,
        )}
        {box(
          'year',
          text('年份', 'Year'),
          <InputNumber
            id={`${id}-year`}
            disabled={before !== null}
            value={draft.year ?? null}
            precision={0}
            style={{ width: '100%' }}
            onChange={(year) => set({ year: year ?? undefined })}
          />,
        )}
        {box(
          'value',
          text(`数值${chosen ? `（${chosen.unit.zh}）` : ''}`, `Value${chosen ? ` (${chosen.unit.en})` : ''}`),
          <InputNumber
            id={`${id}-value`}
            value={draft.value ?? null}
            min={0}
            style={{ width: '100%' }}
            onChange={(value) => set({ value })}
          />,
        )}
        {box(
          'source',
          text('来源', 'Source'),
          <Input id={`${id}-source`} value={draft.source ?? ''} maxLength={200} onChange={(e) => set({ source: e.target.value })} />,
        )}
        {box(
          'asOf',
          text('发布日期', 'Published on'),
          <Input id={`${id}-asOf`} type="date" value={draft.asOf ?? ''} onChange={(e) => set({ asOf: e.target.value })} />,
        )}
        {box(
          'reason',
          text('更正理由', 'Why'),
          <Input id={`${id}-reason`} value={draft.reason ?? ''} maxLength={500} onChange={(e) => set({ reason: e.target.value })} />,
        )}
      </div>
      <Button
        type="primary"
        loading={sending}
        disabled={draft.value === null || draft.value === undefined}
        onClick={() => void send(draft.value)}
      >
        {t(text('保存', 'Save'))}
      </Button>{' '}
      {before && before.value !== null ? (
        <Button danger loading={sending} onClick={() => void send(null)}>
          {t(text('撤下这个数', 'Withdraw the figure'))}
        </Button>
      ) : null}{' '}
      <Button onClick={onCancel}>{t(text('取消', 'Cancel'))}</Button>
    </Card>
  )
}
