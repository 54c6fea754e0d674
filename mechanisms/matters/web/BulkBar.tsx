import { Button } from 'antd'
import { useState, type ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { useHolds, useT } from '#platform/web/index.ts'
import type { MatterRow } from '../model.ts'
import { BulkDialog, bulkActs } from './Bulk.tsx'
import type { ActInfo, Kinds } from './kinds.ts'

interface BulkBarProps {
  /** The chosen rows. */
  readonly rows: readonly MatterRow[]
  readonly kinds: Kinds
  readonly onChosen: (ids: string[]) => void
}

/** How many are chosen and what may be done with all of them. */
export function BulkBar({ rows, kinds, onChosen }: BulkBarProps): ReactNode {
  const t = useT()
  const holds = useHolds()
  const [doing, setDoing] = useState<{ name: string; act: ActInfo; rows: readonly MatterRow[] } | null>(null)
  const [first] = rows
  if (!first && !doing) return null
  const sameKind = rows.every((row) => row.kind === first?.kind)
  // An act that not all of the chosen allow would only be refused.
  const acts =
    first && sameKind
      ? bulkActs(kinds.of(first.kind), first, holds).filter(([, act]) => rows.every((r) => act.from?.includes(r.state)))
      : []
  return (
    <>
      {first ? (
        <div className="bulk" role="region" aria-label={t(text('批量办理', 'Many at once'))}>
          <span role="status" aria-live="polite">
            {t(text(`已选 ${rows.length} 件`, `${rows.length} chosen`))}
          </span>
          {acts.map(([name, act]) => (
            <Button key={name} type="primary" onClick={() => setDoing({ name, act, rows })}>
              {t(text(`批量${act.text.zh}`, act.text.en))}
            </Button>
          ))}
          {acts.length === 0 ? <span className="muted">{t(text('所选事项不能一起办理', 'These cannot be done together'))}</span> : null}
          <Button onClick={() => onChosen([])}>{t(text('取消选择', 'Clear'))}</Button>
        </div>
      ) : null}
      {doing ? <BulkDialog {...doing} onClose={() => setDoing(null)} onDone={onChosen} /> : null}
    </>
  )
}
