import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { Level, useT } from '#platform/web/index.ts'
import type { InstallationRow } from '../model.ts'
import { RANKS, rankText } from '../ranks.ts'
import './installations.css'

/** The level as its word with its colour; none where it is no major hazard installation. */
export function Rank({ rank }: { rank: number }): ReactNode {
  const t = useT()
  const colour = RANKS[rank]?.colour
  return colour ? <Level colour={colour} text={rankText(rank)} /> : <span className="muted">{t(rankText(rank))}</span>
}

/** A figure as the standard writes it: at most four places after the point, nothing invented. */
export const figure = (value: number | null): string => (value === null ? '—' : String(Number(value.toFixed(4))))

/** Why it has this level, in one sentence. */
export function Why({ row }: { row: Pick<InstallationRow, 'rank' | 's' | 'r' | 'cannot'> }): ReactNode {
  const t = useT()
  if (row.cannot.length > 0) return <span className="muted">{row.cannot[0]}</span>
  if (row.rank === 6) return <span className="muted num">{`S = ${figure(row.s)} < 1`}</span>
  return (
    <span className="num muted">
      S = {figure(row.s)}，R = {figure(row.r)}
      <span className="sr-only">{t(text('（GB 18218-2018）', ' (GB 18218-2018)'))}</span>
    </span>
  )
}

export function InstallationLink({ id, children }: { id: string; children: ReactNode }): ReactNode {
  return (
    <Link to="/installations/$id" params={{ id } as never}>
      {children}
    </Link>
  )
}
