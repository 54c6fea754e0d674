import { useNavigate, useSearch } from '@tanstack/react-router'
import { Segmented } from 'antd'
import type { ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { useT } from '#platform/web/index.ts'

const CHOICES = [7, 30, 90, 365] as const

/** The days that a page looks back, kept in its address. */
export function useDays(usual: number): [days: number, set: (days: number) => void] {
  const search = useSearch({ strict: false }) as Record<string, unknown>
  const navigate = useNavigate()
  const days = Number(search['days'])
  const known = Number.isInteger(days) && days >= 1 && days <= 366 ? days : usual
  return [known, (next) => void navigate({ to: '.', search: { ...search, days: next } as never, replace: true })]
}

export function Days({ value, onChange }: { value: number; onChange: (days: number) => void }): ReactNode {
  const t = useT()
  const known = CHOICES.some((c) => c === value) ? CHOICES : [...CHOICES, value].toSorted((a, b) => a - b)
  return (
    <Segmented
      aria-label={t(text('时间范围', 'Period'))}
      value={value}
      options={known.map((days) => ({
        value: days,
        label: days === 365 ? t(text('近一年', 'One year')) : t(text(`近 ${days} 天`, `${days} days`)),
      }))}
      onChange={onChange}
    />
  )
}
