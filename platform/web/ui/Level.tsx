import type { ReactNode } from 'react'
import type { Text } from '#kernel/text.ts'
import { useT } from '../i18n.tsx'

export type Colour = 'red' | 'orange' | 'gold' | 'blue' | 'grey'

/** The level colours on white and nothing else; each stands with its word. */
export const COLOURS: Readonly<Record<Colour, string>> = {
  red: '#cf1322',
  orange: '#d46b08',
  gold: '#ad8b00',
  blue: '#0958d9',
  grey: '#595959',
}

/** A level as a coloured word; readable without the colour. */
export function Level({ colour, text, strong }: { colour: Colour; text: Text; strong?: boolean }): ReactNode {
  const t = useT()
  const ink = COLOURS[colour]
  return (
    <span
      className={`level${strong ? ' level-strong' : ''}`}
      style={strong ? { background: ink, borderColor: ink } : { color: ink, borderColor: ink }}
    >
      {t(text)}
    </span>
  )
}
