import { ClockCircleOutlined, ExclamationCircleFilled } from '@ant-design/icons'
import { useEffect, useState, type ReactNode } from 'react'
import { sayDate } from '#kernel/calendar/dates.ts'
import { text } from '#kernel/text.ts'
import { useT } from '../i18n.tsx'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** The time now, renewed each half minute, so that clocks on the page move. */
export function useNow(): Date {
  const [now, set] = useState(() => new Date())
  useEffect(() => {
    const timer = setInterval(() => set(new Date()), 30_000)
    return () => clearInterval(timer)
  }, [])
  return now
}

function parts(ms: number): [days: number, hours: number, minutes: number] {
  return [Math.floor(ms / DAY), Math.floor((ms % DAY) / HOUR), Math.floor((ms % HOUR) / MINUTE)]
}

/** How long, in at most two units. */
export function useSpan(): (ms: number) => string {
  const t = useT()
  return (ms) => {
    const [d, h, m] = parts(Math.abs(ms))
    if (d >= 10) return t(text(`${d} 天`, `${d} d`))
    if (d > 0) return t(text(`${d} 天 ${h} 小时`, `${d} d ${h} h`))
    if (h > 0) return t(text(`${h} 小时 ${m} 分`, `${h} h ${m} min`))
    return t(text(`${m} 分钟`, `${m} min`))
  }
}

/** Date and time in China, short: 11 月 27 日 17:00, with the year where it is another. */
export function useWhen(): (iso: string, now?: Date) => string {
  const t = useT()
  return (iso, now = new Date()) => {
    const local = new Date(Date.parse(iso) + 8 * HOUR)
    const hm = `${String(local.getUTCHours()).padStart(2, '0')}:${String(local.getUTCMinutes()).padStart(2, '0')}`
    const day = sayDate(local.toISOString().slice(0, 10), new Date(now.getTime() + 8 * HOUR).getUTCFullYear())
    return t(text(`${day.zh} ${hm}`, `${day.en} ${hm}`))
  }
}

/** A deadline in words and exactly: 还剩 2 天 3 小时（11 月 27 日 17:00 前）. */
export function Due({ at, exact = false }: { at: string | null; exact?: boolean }): ReactNode {
  const t = useT()
  const now = useNow()
  const span = useSpan()
  const when = useWhen()
  if (at === null) return <span className="muted">—</span>
  const left = Date.parse(at) - now.getTime()
  const over = left < 0
  const words = over ? text(`已超期 ${span(left)}`, `${span(left)} overdue`) : text(`还剩 ${span(left)}`, `${span(left)} left`)
  const tail = exact ? t(text(`（${when(at, now)} 前）`, ` (by ${when(at, now)})`)) : ''
  return (
    <span className={over ? 'due due-over' : left < 2 * DAY ? 'due due-soon' : 'due'} title={when(at, now)}>
      {over ? <ExclamationCircleFilled /> : <ClockCircleOutlined />} {t(words)}
      {tail}
    </span>
  )
}

export function When({ at }: { at: string }): ReactNode {
  const when = useWhen()
  return <time dateTime={at}>{when(at)}</time>
}
