import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { text, type Text } from '#kernel/text.ts'
import { useT } from '#platform/web/index.ts'
import type { Light, LightColour } from '../model.ts'
import { LIGHTS } from '../rules.ts'
import type { Colours } from './data.ts'
import './plans.css'

/** Inks of the lights on white, each with a contrast of 4.5 or more, and a shape of its own for print in grey. */
export const LIGHT_INK: Readonly<Record<LightColour, { ink: string; shape: string; text: Text }>> = {
  red: { ink: '#cf1322', shape: '■', text: text('红', 'Red') },
  yellow: { ink: '#8f7300', shape: '▲', text: text('黄', 'Yellow') },
  green: { ink: '#237804', shape: '●', text: text('绿', 'Green') },
  grey: { ink: '#595959', shape: '○', text: text('不能判定', 'Cannot judge') },
}

/** A light as shape, colour and word. */
export function LightMark({ colour }: { colour: LightColour }): ReactNode {
  const t = useT()
  const { ink, shape, text: word } = LIGHT_INK[colour]
  return (
    <span className="light">
      <i aria-hidden="true" style={{ color: ink }}>
        {shape}
      </i>
      {t(word)}
    </span>
  )
}

/** What the lights mean. */
export function LightLegend(): ReactNode {
  const t = useT()
  return (
    <div className="light-legend" role="group" aria-label={t(text('灯号说明', 'What the lights mean'))}>
      {LIGHTS.map((colour) => (
        <LightMark key={colour} colour={colour} />
      ))}
    </div>
  )
}

/** A light with its reason and the records behind it. */
export function LightWhy({ light }: { light: Light }): ReactNode {
  const t = useT()
  return (
    <div className="light-why">
      <LightMark colour={light.colour} /> <span>{t(light.reason)}</span>
      {light.records.map((record) => (
        <a key={record.href} href={record.href} className="light-record">
          {t(record.text)}
        </a>
      ))}
    </div>
  )
}

/** Counts by light; each opens the list that it counts. Zeroes are not shown unless asked for. */
export function LightCounts({
  counts,
  to,
  search = {},
  zeroes,
  what,
}: {
  counts: Colours
  to: string
  search?: Readonly<Record<string, string>>
  zeroes?: boolean
  /** What is counted and where, for screen readers. */
  what: Text
}): ReactNode {
  const t = useT()
  return (
    <span className="light-counts">
      {LIGHTS.filter((c) => zeroes || counts[c] > 0).map((colour) => {
        const { ink, shape, text: word } = LIGHT_INK[colour]
        return (
          <Link
            key={colour}
            to={to}
            search={{ ...search, colour } as never}
            preload={false}
            className="light-count num"
            aria-label={t(text(`${what.zh}，${word.zh} ${counts[colour]} 项`, `${what.en}, ${word.en.toLowerCase()} ${counts[colour]}`))}
          >
            <i aria-hidden="true" style={{ color: ink }}>
              {shape}
            </i>
            {counts[colour]}
          </Link>
        )
      })}
    </span>
  )
}
