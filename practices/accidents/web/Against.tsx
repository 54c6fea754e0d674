import type { ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { Figure, useMeasureList } from '#mechanisms/measures/web/index.ts'
import { useHolds, useT } from '#platform/web/index.ts'
import './accidents.css'

const SHOWN = ['accidents', 'deaths', 'large-accidents']

/** Accidents of this year against the same days of the last, each number a door to the ledger. */
export function Against(): ReactNode {
  const t = useT()
  const may = useHolds()('measure.read')
  return may ? <Line say={t} /> : null
}

function Line({ say: t }: { say: (v: { zh: string; en: string }) => string }): ReactNode {
  const { data } = useMeasureList()
  const lines = data?.items.filter((l) => SHOWN.includes(l.info.id)) ?? []
  if (lines.length === 0) return null
  return (
    <div className="against" aria-label={t(text('事故与上年同期', 'Accidents against last year'))} role="group">
      {lines.map((l) => (
        <span key={l.info.id}>
          <span className="muted">{t(l.info.text)}</span> <Figure info={l.info} value={l.now} />{' '}
          <span className="muted">{t(text('上年同期', 'same days last year'))}</span> <Figure info={l.info} value={l.before} />
        </span>
      ))}
    </div>
  )
}
