import { useMutation } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import type { ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { api, ApiError, byField, Sheet, useDraft, useT } from '#platform/web/index.ts'
import type { PointPage } from '../model.ts'
import { cleaned, PointFields, type PointValues } from './PointFields.tsx'
import { useRefresh } from './useRisks.ts'

export const POINT_FIELDS = ['name', 'workshop', 'post', 'accidents', 'factors', 'controls', 'emergency']

/** Changes a risk point; ends it. */
export function PointForm({ page, onClose }: { page: PointPage; onClose: () => void }): ReactNode {
  const t = useT()
  const refresh = useRefresh()
  const { point, controls } = page
  const [value, setValue, clear] = useDraft<PointValues>(`risk-point.${point.id}.${point.version}`, {
    name: point.name,
    workshop: point.workshop,
    post: point.post,
    accidents: point.accidents,
    factors: point.factors,
    emergency: point.emergency,
    controls: controls.map(({ id: _id, ...c }) => c),
  })
  const save = useMutation({
    mutationFn: (more: object) => api.patch(`/api/risks/points/${point.id}`, { version: point.version, ...more }),
    onSuccess: () => {
      clear()
      refresh()
      onClose()
    },
  })
  const faults = save.error instanceof ApiError ? byField(save.error.errors, POINT_FIELDS) : { fields: {}, rest: [] }
  return (
    <Sheet
      open
      width={960}
      title={t(text('修改风险点', 'Change the risk point'))}
      onClose={onClose}
      footer={
        <>
          <Button danger loading={save.isPending} onClick={() => save.mutate({ status: 'ended' })}>
            {t(text('停用这个风险点', 'End this risk point'))}
          </Button>{' '}
          <Button type="primary" loading={save.isPending} onClick={() => save.mutate(cleaned(value))}>
            {t(text('保存', 'Save'))}
          </Button>
        </>
      }
    >
      {save.error ? <Alert type="error" showIcon title={save.error.message} description={faults.rest.join('；') || undefined} /> : null}
      <PointFields value={value} onChange={setValue} errors={faults.fields} />
    </Sheet>
  )
}
