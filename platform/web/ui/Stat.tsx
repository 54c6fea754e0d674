import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { text, type Text } from '#kernel/text.ts'
import { useT } from '../i18n.tsx'
import { COLOURS, type Colour } from './Level.tsx'

export interface StatProps {
  readonly label: Text
  /** Null or undefined = not known (yet); it is never shown as 0. */
  readonly value: number | string | null | undefined
  /** The list behind the number; absent = a number without a list. */
  readonly to?: string
  readonly search?: Readonly<Record<string, string>>
  readonly colour?: Colour
  readonly note?: ReactNode
  /** The count stops at this value. */
  readonly capped?: boolean
}

/** A number that is a door: it opens the list behind it. */
export function Stat({ label, value, to, search, colour, note, capped }: StatProps): ReactNode {
  const t = useT()
  const shown = value ?? '—'
  const inner = (
    <>
      <span className="stat-value" style={colour ? { color: COLOURS[colour] } : undefined}>
        {capped ? t(text(`${shown}+`, `${shown}+`)) : shown}
      </span>
      <span className="stat-label"> {t(label)}</span>
      {note ? <span className="stat-note">{note}</span> : null}
    </>
  )
  if (to === undefined) return <div className="stat">{inner}</div>
  return (
    <Link to={to} search={(search ?? {}) as never} className="stat stat-door">
      {inner}
    </Link>
  )
}
