import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { Level, useT } from '#platform/web/index.ts'
import type { KindInfo } from '../model.ts'
import './matters.css'
import { levelOf, SHAPES, stateText } from './words.ts'

/** A state: its word and the shape of its phase. */
export function StateMark({ kind, state, phase }: { kind: KindInfo | undefined; state: string; phase: string }): ReactNode {
  const t = useT()
  return (
    <span className="state">
      <span aria-hidden="true">{SHAPES[phase] ?? '●'}</span>
      {t(stateText(kind, state))}
    </span>
  )
}

/** The level of a matter by its kind; nothing where it has none. */
export function LevelMark({ kind, level, strong }: { kind: KindInfo | undefined; level: string | null; strong?: boolean }): ReactNode {
  const known = levelOf(kind, level)
  return known ? <Level colour={known.colour} text={known.text} strong={strong} /> : null
}

/** Link to the page of a matter; with `act`, its form opens there. */
export function MatterLink({
  id,
  act,
  className,
  children,
}: {
  id: string
  act?: string
  className?: string
  children: ReactNode
}): ReactNode {
  return (
    <Link to="/matters/$id" params={{ id } as never} search={(act ? { act } : {}) as never} className={className}>
      {children}
    </Link>
  )
}

/** 共 n 件; where counting stops, it says so. */
export function CountLine({ count }: { count: { total: number; capped: boolean } | undefined }): ReactNode {
  const t = useT()
  return (
    <span className="muted" role="status" aria-live="polite">
      {count === undefined
        ? null
        : count.capped
          ? t(text(`超过 ${count.total >= 10_000 ? `${count.total / 10_000} 万` : count.total} 件`, `more than ${count.total}`))
          : t(text(`共 ${count.total} 件`, `${count.total} in all`))}
    </span>
  )
}
