import { Select } from 'antd'
import type { ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { useMe, useT } from '#platform/web/index.ts'
import { useDivisions } from './useMeasures.ts'

interface DivisionFieldProps {
  readonly id?: string
  readonly value: string | undefined
  readonly onChange: (path: string | undefined) => void
  readonly disabled?: boolean
}

/** Chooses a division of the jurisdiction by a part of its name. */
export function DivisionField({ id, value, onChange, disabled }: DivisionFieldProps): ReactNode {
  const t = useT()
  const { me } = useMe()
  const own = me?.path ?? ''
  const options = useDivisions()
    .filter((d) => own !== '' && d.path.startsWith(own))
    .map((d) => ({ value: d.path, label: d.name }))
  return (
    <Select
      id={id}
      aria-label={t(text('地区', 'Place'))}
      value={value}
      disabled={disabled}
      allowClear
      placeholder={t(text('选择乡镇街道或园区', 'Choose a town or park'))}
      style={{ width: '100%', minWidth: 160 }}
      showSearch={{ optionFilterProp: 'label' }}
      options={options}
      onChange={(next) => onChange(next ?? undefined)}
    />
  )
}
