import type { ReactNode } from 'react'
import { clippedDate, daysInMonth, sayDate, weekday, type Calendar, type DayKind } from '#kernel/calendar/index.ts'
import { text, type Text } from '#kernel/text.ts'
import { useT } from '#platform/web/index.ts'

export const DAY_WORDS: Readonly<Record<DayKind, Text>> = {
  workday: text('工作日', 'Working day'),
  restday: text('周末', 'Weekend'),
  holiday: text('放假', 'Holiday'),
  shifted: text('调休上班', 'Shifted: worked'),
}

/** One sign in the corner of a day, as printed calendars have it. */
const MARKS: Readonly<Partial<Record<DayKind, Text>>> = { holiday: text('休', 'off'), shifted: text('班', 'on') }

const WEEK: readonly Text[] = [
  text('一', 'M'),
  text('二', 'T'),
  text('三', 'W'),
  text('四', 'T'),
  text('五', 'F'),
  text('六', 'S'),
  text('日', 'S'),
]

interface GridProps {
  readonly year: number
  readonly calendar: Calendar
  readonly edited: ReadonlySet<string>
  readonly chosen: ReadonlySet<string>
  /** `extend`: the shift key was held, from the day chosen before. */
  readonly onChoose: (date: string, extend: boolean) => void
}

function Day({ date, calendar, edited, chosen, onChoose }: Omit<GridProps, 'year'> & { date: string }): ReactNode {
  const t = useT()
  const kind = calendar.kind(date)
  const name = calendar.name(date)
  const mark = MARKS[kind]
  const picked = chosen.has(date)
  const said = [t(sayDate(date)), t(DAY_WORDS[kind]), name ?? '', edited.has(date) ? t(text('手工设置', 'set by hand')) : '']
  const label = said.filter((s) => s !== '').join(' ')
  return (
    <button
      type="button"
      className={`cal-day cal-${kind}${picked ? ' cal-picked' : ''}`}
      // The mark is drawn by the style sheet: the name says the whole of it already.
      data-mark={mark ? t(mark) : undefined}
      aria-label={label}
      aria-pressed={picked}
      title={label}
      onClick={(e) => onChoose(date, e.shiftKey)}
    >
      {Number(date.slice(8))}
      {edited.has(date) ? <i className="cal-edited" aria-hidden="true" /> : null}
    </button>
  )
}

function Month({ year, month, ...rest }: GridProps & { month: number }): ReactNode {
  const t = useT()
  const days = Array.from({ length: daysInMonth(year, month) }, (_, i) => clippedDate(year, month, i + 1))
  return (
    <section className="cal-month" aria-label={t(text(`${month} 月`, `Month ${month}`))}>
      <h3>{t(text(`${month} 月`, `${year}-${String(month).padStart(2, '0')}`))}</h3>
      <div className="cal-days">
        {WEEK.map((name, i) => (
          <span key={i} className="cal-week" aria-hidden="true">
            {t(name)}
          </span>
        ))}
        {Array.from({ length: weekday(clippedDate(year, month, 1)) - 1 }, (_, i) => (
          <span key={`gap${i}`} />
        ))}
        {days.map((date) => (
          <Day key={date} date={date} {...rest} />
        ))}
      </div>
    </section>
  )
}

/** Twelve months; a day says its kind by word, sign and shade. */
export function YearGrid(props: GridProps): ReactNode {
  return (
    <div className="cal-year">
      {Array.from({ length: 12 }, (_, i) => (
        <Month key={i} {...props} month={i + 1} />
      ))}
    </div>
  )
}

/** What shades and signs mean. */
export function DayLegend(): ReactNode {
  const t = useT()
  const kinds: readonly DayKind[] = ['workday', 'restday', 'holiday', 'shifted']
  return (
    <p className="cal-legend">
      {kinds.map((kind) => (
        <span key={kind}>
          <span className={`cal-day cal-sample cal-${kind}`} aria-hidden="true">
            1{MARKS[kind] ? <small>{t(MARKS[kind])}</small> : null}
          </span>
          {t(DAY_WORDS[kind])}
        </span>
      ))}
      <span>
        <span className="cal-day cal-sample" aria-hidden="true">
          1<i className="cal-edited" />
        </span>
        {t(text('手工设置过', 'Set by hand'))}
      </span>
    </p>
  )
}
