import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { Card, Level, useT } from '#platform/web/index.ts'
import { useStanding } from './useScoring.ts'
import './scoring.css'

/** The published scores of a party in its file, and what they block. Nothing where none was published. */
export function StandingBlock({ orgId }: { orgId: string }): ReactNode {
  const t = useT()
  const { data } = useStanding(orgId)
  if (!data || data.published.length === 0) return null
  return (
    <Card title={t(text('评分', 'Scores'))}>
      {data.standings
        .filter((s) => s.allowed === 'no')
        .map((s) => (
          <p key={s.deed} className="score-cannot">
            <strong>{t(s.because)}</strong>
            {s.clause ? <small>{t(s.clause.text)}</small> : null}
          </p>
        ))}
      <ul className="score-rows">
        {data.published.map((row) => (
          <li key={row.id} className="score-row">
            <Link to={'/scores/$id' as never} params={{ id: row.id } as never}>
              {row.title}
            </Link>
            <span className="score-figures">
              <strong className="num">{row.value?.toFixed(2) ?? '—'}</strong>
              {row.band ? <Level colour={row.band.colour} text={row.band.text} /> : null}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
