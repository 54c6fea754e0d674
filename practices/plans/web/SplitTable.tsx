import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { api, Failure, Loading, useT } from '#platform/web/index.ts'
import type { IndicatorRow } from '../model.ts'
import type { SplitList } from './data.ts'
import { LightWhy } from './Light.tsx'
import { fig } from './words.ts'

function Parts({ planId, row }: { planId: string; row: IndicatorRow }): ReactNode {
  const t = useT()
  const { data, error, refetch } = useQuery({
    queryKey: ['plans', 'split', planId, row.id, row.version],
    queryFn: () => api.get<SplitList>(`/api/plans/${planId}/indicators/${row.id}/split`),
  })
  if (error) return <Failure error={error} retry={() => void refetch()} />
  if (!data) return <Loading rows={3} />
  return (
    <>
      <ul className="rows">
        {data.items.map((s) => (
          <li key={s.path ?? s.name} className="row">
            <span>
              {s.name}：
              {t(
                text(
                  `现在 ${s.value === null ? '无数值' : fig(s.value)}，目标 ${fig(s.target)}`,
                  `now ${s.value === null ? 'no value' : fig(s.value)}, target ${fig(s.target)}`,
                ),
              )}
            </span>
            <div className="row-sub">
              <LightWhy light={s.light} />
            </div>
          </li>
        ))}
      </ul>
      {data.sum === null ? null : (
        <p className="muted">
          {t(
            text(
              `各地目标之和 ${fig(data.sum)}，总目标 ${fig(row.binding.target)}`,
              `The parts add up to ${fig(data.sum)}, the whole is ${fig(row.binding.target)}`,
            ),
          )}
        </p>
      )}
    </>
  )
}

/** The parts of an indicator; judged when somebody opens them. */
export function SplitTable({ planId, row }: { planId: string; row: IndicatorRow }): ReactNode {
  const t = useT()
  const [open, setOpen] = useState(false)
  const n = row.binding.split.length
  if (n === 0) return null
  return (
    <details onToggle={(e) => setOpen(e.currentTarget.open)}>
      <summary>{t(text(`分解到 ${n} 个单位`, `Divided among ${n} units`))}</summary>
      {open ? <Parts planId={planId} row={row} /> : null}
    </details>
  )
}
