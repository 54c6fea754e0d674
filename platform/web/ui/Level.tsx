import type { ReactNode } from 'react'
import type { Text } from '#kernel/text.ts'
import { useT } from '../i18n.tsx'
import './ui.css'

export type Colour = 'red' | 'orange' | 'gold' | 'blue' | 'grey'

/** The level colours on white and nothing else; each stands with its word. */
export const COLOURS: Readonly<Record<Colour, string>> = {
  red: '#cf1322',
  orange: '#d46b08',
  gold: '#ad8b00',
  blue: '#0958d9',
  grey: '#595959',
}

/** Orange and gold carry black words: white ones would fall below a contrast of 4.5. */
const DARK_WORDS: readonly Colour[] = ['orange', 'gold']

/** A level as its word with its colour beside it; readable without the colour. `strong` fills the whole mark. */
export function Level({ colour, text, strong }: { colour: Colour; text: Text; strong?: boolean }): ReactNode {
  const t = useT()
  const ink = COLOURS[colour]
  if (strong) {
    return (
      <span
        className="level level-strong"
        style={{ background: ink, borderColor: ink, color: DARK_WORDS.includes(colour) ? '#000' : '#fff' }}
      >
        {t(text)}
      </span>
    )
  }
  return (
    <span className="level level-plain" style={{ borderColor: ink }}>
      <i aria-hidden="true" style={{ background: ink }} />
      {t(text)}
    </span>
  )
}
