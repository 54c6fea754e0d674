import type { ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { useT } from '#platform/web/index.ts'
import { PLEDGE_ANSWERS, PLEDGE_COUNTS } from '../forms.ts'
import { PLEDGE_TEXT } from './words.ts'

/** The figures of a pledge in one flow; what the record does not say is said to be open. */
export function Figures({ figures }: { figures: Readonly<Record<string, number | boolean | null>> }): ReactNode {
  const t = useT()
  const said = (value: number | boolean | null | undefined): string =>
    value === null || value === undefined
      ? t(text('待填', 'open'))
      : typeof value === 'boolean'
        ? t(value ? text('是', 'yes') : text('否', 'no'))
        : String(value)
  return (
    <ul className="pledge-signed">
      {[...PLEDGE_COUNTS, ...PLEDGE_ANSWERS].map((name) => (
        <li key={name}>
          <span className="muted">{t(PLEDGE_TEXT[name] ?? text('—', '—'))}</span> <strong className="num">{said(figures[name])}</strong>
        </li>
      ))}
    </ul>
  )
}
