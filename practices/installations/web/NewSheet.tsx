import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Alert, Button, Input, InputNumber, Segmented } from 'antd'
import { useState, type ReactNode } from 'react'
import { uuidv7 } from '#kernel/ids.ts'
import { text } from '#kernel/text.ts'
import { api, ApiError, FieldBox, Sheet, useDraft, useT } from '#platform/web/index.ts'
import { UNITS } from '../model.ts'
import { useRefreshInstallations } from './useInstallations.ts'
import { UNIT_TEXT } from './words.ts'

interface Draft {
  readonly id: string
  readonly name: string
  readonly unit: (typeof UNITS)[number]
  readonly population500m: number | null
}

/** A new unit: name, kind, people around; its inventory follows on its own page. */
export function NewSheet({ orgId, onClose }: { orgId: string; onClose: () => void }): ReactNode {
  const t = useT()
  const navigate = useNavigate()
  const refresh = useRefreshInstallations()
  const [empty] = useState<Draft>(() => ({ id: uuidv7(Date.now()), name: '', unit: 'storage', population500m: null }))
  const [draft, set, clear] = useDraft<Draft>(`installation.new.${orgId}`, empty)
  const send = useMutation({
    mutationFn: () => api.post('/api/installations', { ...draft, name: draft.name.trim(), orgId, items: [] }),
    onSuccess: () => {
      clear()
      refresh()
      void navigate({ to: '/installations/$id', params: { id: draft.id } as never })
    },
  })
  const error = send.error instanceof ApiError ? send.error : null
  return (
    <Sheet
      open
      title={t(text('登记单元', 'Enter a unit'))}
      onClose={onClose}
      footer={
        <Button type="primary" loading={send.isPending} disabled={draft.name.trim().length < 2} onClick={() => send.mutate()}>
          {t(text('登记，下一步填物料', 'Enter; the inventory comes next'))}
        </Button>
      }
    >
      <FieldBox id="new-name" label={t(text('单元名称', 'Name'))} required>
        <Input id="new-name" value={draft.name} maxLength={80} onChange={(e) => set({ ...draft, name: e.target.value })} />
      </FieldBox>
      <FieldBox
        id="new-unit"
        group
        label={t(text('单元类型', 'Kind'))}
        required
        hint={t(
          text(
            '生产单元以切断阀为界；储罐区以防火堤为界，仓库以独立库房为界（GB 18218-2018 3.5、3.6）',
            'Production: bounded by shut-off valves; storage: by the bund or the separate building',
          ),
        )}
      >
        <Segmented
          value={draft.unit}
          options={UNITS.map((value) => ({ value, label: t(UNIT_TEXT[value] ?? text('—', '—')) }))}
          onChange={(unit) => set({ ...draft, unit })}
        />
      </FieldBox>
      <FieldBox
        id="new-people"
        label={t(text('厂区边界外 500 米常住人口', 'Residents within 500 m'))}
        hint={t(text('不知道可以先空着，此前不能定级', 'May be left empty; until then there is no level'))}
      >
        <InputNumber
          id="new-people"
          min={0}
          precision={0}
          style={{ width: '100%' }}
          value={draft.population500m}
          onChange={(population500m) => set({ ...draft, population500m })}
        />
      </FieldBox>
      {send.error ? (
        <Alert
          type="error"
          showIcon
          title={error?.message ?? t(text('没有存上，请重试', 'It was not saved'))}
          description={error?.errors.map((e) => e.message).join('；')}
        />
      ) : null}
    </Sheet>
  )
}
