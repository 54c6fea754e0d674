import type { ReactNode } from 'react'
import { COLOURS, useT } from '#platform/web/index.ts'
import type { Grade } from '../model.ts'
import { GRADE_ORDER, GRADE_SHORT, GRADE_TEXT } from '../rules.ts'

/** A level as a coloured square with its word in ink: the word is readable where the colour is not. */
export function GradeMark({ level, short }: { level: Grade; short?: boolean }): ReactNode {
  const t = useT()
  return (
    <span className="grade">
      <span className="grade-box" style={{ background: COLOURS[level] }} aria-hidden="true" />
      {t(short ? GRADE_SHORT[level] : GRADE_TEXT[level])}
    </span>
  )
}

/** What the colours mean, in words. */
export function Legend(): ReactNode {
  return (
    <div className="map-legend">
      {GRADE_ORDER.map((level) => (
        <GradeMark key={level} level={level} />
      ))}
    </div>
  )
}
