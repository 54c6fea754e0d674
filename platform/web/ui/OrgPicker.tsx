import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useEffect, useState, type ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { api } from '../api.ts'
import { useT } from '../i18n.tsx'

export interface OrgItem {
  id: string
  name: string
  uscc: string | null
  path: string
}

export interface OrgPickerProps {
  readonly value: string | null
  readonly onChange: (id: string | null, org: OrgItem | null) => void
  /** Name of the chosen one, where the caller knows it. */
  readonly valueName?: string | null
  /** Kind of organisation; enterprises unless told. */
  readonly kind?: string
  readonly id?: string
  readonly label?: string
  readonly disabled?: boolean
  readonly width?: number | string
}

/** What was typed, once it rests. */
function useResting(value: string, ms = 250): string {
  const [resting, set] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => set(value), ms)
    return () => clearTimeout(timer)
  }, [value, ms])
  return resting
}

/** Chooses an organisation by a part of its name or its credit code. */
export function OrgPicker({
  value,
  onChange,
  valueName,
  kind = 'enterprise',
  id,
  label,
  disabled,
  width = '100%',
}: OrgPickerProps): ReactNode {
  const t = useT()
  const [typed, setTyped] = useState('')
  const [opened, setOpened] = useState(false)
  const [picked, setPicked] = useState<OrgItem | null>(null)
  const q = useResting(typed.trim())
  const found = useQuery({
    queryKey: ['orgs', 'pick', kind, q],
    queryFn: () => api.get<{ items: OrgItem[] }>('/api/orgs', { q, kind, limit: 10 }),
    enabled: opened,
  })
  const items = found.data?.items ?? []
  const name = picked?.id === value ? picked?.name : valueName
  const extra =
    value !== null && !items.some((o) => o.id === value) ? [{ value, label: name ?? t(text('已选单位', 'Chosen organisation')) }] : []
  const words = label ?? t(text('单位', 'Organisation'))
  return (
    <Select<string | null>
      id={id}
      aria-label={words}
      disabled={disabled}
      value={value}
      placeholder={t(text('单位名称或信用代码', 'Name or credit code'))}
      allowClear
      style={{ width, maxWidth: '100%' }}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      onOpenChange={setOpened}
      loading={found.isFetching}
      notFoundContent={
        found.error
          ? t(text('查询失败，请重试', 'The search failed; try again'))
          : found.isFetching
            ? t(text('查询中…', 'Searching…'))
            : t(text('没有找到', 'None found'))
      }
      options={[...extra, ...items.map((o) => ({ value: o.id, label: o.name, title: o.uscc ?? o.name }))]}
      onChange={(next) => {
        const org = items.find((o) => o.id === next) ?? null
        setPicked(org)
        onChange(next ?? null, org)
      }}
    />
  )
}
