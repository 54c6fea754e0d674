import { useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Input } from 'antd'
import { useState, type ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { api, ApiError, FieldBox, Sheet, useDraft, useT } from '#platform/web/index.ts'
import type { IndicatorRow } from '../model.ts'
import { BindingFields, type BindingValue } from './BindingFields.tsx'
import type { IndicatorList } from './data.ts'

interface Typed {
  readonly binding: BindingValue
  readonly reason: string
}

/** Changes how an indicator is measured or what it has to reach; the reason stays with it. */
export function BindingSheet({
  planId,
  row,
  list,
  onClose,
}: {
  planId: string
  row: IndicatorRow
  list: IndicatorList
  onClose: () => void
}): ReactNode {
  const t = useT()
  const client = useQueryClient()
  const [typed, setTyped, clear] = useDraft<Typed>(`plans.binding.${row.id}.${row.version}`, { binding: row.binding, reason: '' })
  const [failure, setFailure] = useState<ApiError | null>(null)
  const [saving, setSaving] = useState(false)
  const save = async (): Promise<void> => {
    setSaving(true)
    try {
      await api.patch(`/api/plans/${planId}/indicators/${row.id}`, { ...typed.binding, version: row.version, reason: typed.reason })
      void client.invalidateQueries({ queryKey: ['plans'] })
      clear()
      onClose()
    } catch (error) {
      setFailure(error instanceof ApiError ? error : null)
    } finally {
      setSaving(false)
    }
  }
  return (
    <Sheet
      open
      title={row.name}
      onClose={onClose}
      footer={
        <Button type="primary" loading={saving} disabled={typed.reason.trim().length < 2} onClick={() => void save()}>
          {t(text('保存', 'Save'))}
        </Button>
      }
    >
      <BindingFields
        id="binding"
        value={typed.binding}
        onChange={(binding) => setTyped({ ...typed, binding })}
        measures={list.measures}
        suggested={[]}
      />
      <FieldBox
        id="binding-reason"
        label={t(text('调整理由', 'Reason'))}
        required
        hint={t(text('新旧两个目标都会保留', 'Both targets are kept'))}
      >
        <Input.TextArea
          id="binding-reason"
          maxLength={500}
          autoSize={{ minRows: 2 }}
          value={typed.reason}
          onChange={(e) => setTyped({ ...typed, reason: e.target.value })}
        />
      </FieldBox>
      {failure ? (
        <Alert
          type="error"
          showIcon
          role="alert"
          title={failure.message}
          description={[failure.detail, ...failure.errors.map((e) => e.message)].join(' ')}
        />
      ) : null}
    </Sheet>
  )
}
