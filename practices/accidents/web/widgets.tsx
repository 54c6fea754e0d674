import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import type { ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { useSectors } from '#mechanisms/matters/web/index.ts'
import { DivisionField } from '#mechanisms/measures/web/index.ts'
import { api, chinaDay, FieldBox, useT, type WidgetProps, type Widgets } from '#platform/web/index.ts'

function Division({ id, field, values, change, error, disabled }: WidgetProps): ReactNode {
  const t = useT()
  const value = values[field.name]
  return (
    <FieldBox id={id} label={field.text ? t(field.text) : null} required={field.required} error={error}>
      <DivisionField
        id={id}
        value={typeof value === 'string' ? value : undefined}
        disabled={disabled}
        onChange={(path) => change({ [field.name]: path })}
      />
    </FieldBox>
  )
}

function SectorField({ id, field, values, change, error, disabled }: WidgetProps): ReactNode {
  const t = useT()
  const sectors = useSectors()
  const value = values[field.name]
  return (
    <FieldBox id={id} label={field.text ? t(field.text) : null} required={field.required} error={error}>
      <Select
        id={id}
        allowClear
        disabled={disabled}
        value={typeof value === 'string' ? value : undefined}
        options={sectors.list.map((s) => ({ value: s.id, label: t(s.text) }))}
        style={{ width: '100%' }}
        onChange={(next) => change({ [field.name]: next })}
      />
    </FieldBox>
  )
}

/** The types of the standard that was in force on the day of the accident. */
function TypeField({ id, field, values, change, error, disabled }: WidgetProps): ReactNode {
  const t = useT()
  const at = typeof values['occurredAt'] === 'string' ? values['occurredAt'] : null
  const on = at === null ? null : chinaDay(Date.parse(at))
  const found = useQuery({
    queryKey: ['accident-types', on],
    queryFn: () => api.get<{ items: string[] }>('/api/accidents/types', { on }),
    enabled: on !== null,
    staleTime: 3_600_000,
  })
  const types = found.data?.items ?? []
  const value = values[field.name]
  return (
    <FieldBox
      id={id}
      label={field.text ? t(field.text) : null}
      required={field.required}
      error={error}
      hint={
        at === null ? t(text('先填发生时间：类型按当日的标准', 'First the time: types are those of the standard of that day')) : undefined
      }
    >
      <Select
        id={id}
        showSearch
        disabled={disabled || at === null}
        value={typeof value === 'string' ? value : undefined}
        options={types.map((name) => ({ value: name, label: name }))}
        style={{ width: '100%' }}
        onChange={(next) => change({ [field.name]: next })}
      />
    </FieldBox>
  )
}

/** Controls of the ledger's own fields. */
export const accidentWidgets: Widgets = { division: Division, sector: SectorField, 'accident-type': TypeField }
