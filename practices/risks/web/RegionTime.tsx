import { useQuery } from '@tanstack/react-query'
import { Button, DatePicker } from 'antd'
import dayjs from 'dayjs'
import type { ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { api, COLOURS, useT } from '#platform/web/index.ts'
import { COLOUR_TEXT, type RegionColour } from '../region.ts'
import type { Region } from '../region-model.ts'

const DAY = 86_400_000
const STRIP_DAYS = 14

/** The end of each of the last days, Beijing time, oldest first. */
export function dayEnds(now: number, days: number): string[] {
  const today = Math.floor((now + 8 * 3_600_000) / DAY) * DAY - 8 * 3_600_000
  return Array.from({ length: days }, (_, i) => new Date(today - (days - 1 - i) * DAY).toISOString())
}

function Cell({ at, path, chosen, go }: { at: string; path: string | null; chosen: boolean; go: (at: string) => void }): ReactNode {
  const t = useT()
  const { data, isPending } = useQuery({
    queryKey: ['region', path ?? '', at],
    queryFn: () => api.get<Region>('/api/risks/region', { path, at }),
    staleTime: Infinity,
  })
  const colour: RegionColour = data?.area.colour ?? 'grey'
  const day = dayjs(at).subtract(1, 'minute').format('MM-DD')
  return (
    <button
      type="button"
      aria-pressed={chosen}
      className="region-day"
      disabled={isPending}
      onClick={() => go(at)}
      title={data ? t(data.area.reason) : ''}
      aria-label={data ? t(text(`${day} 24 时：${COLOUR_TEXT[colour].zh}`, `${day} 24:00: ${COLOUR_TEXT[colour].en}`)) : day}
    >
      <i aria-hidden="true" style={{ background: isPending ? 'var(--line)' : COLOURS[colour] }} />
      <span className="num">{day}</span>
      <span>{data ? t(COLOUR_TEXT[colour]).split(/[ ,]/)[0] : '…'}</span>
    </button>
  )
}

/** Now, or any past minute: typed, stepped to, or chosen from the days of the last two weeks. */
export function RegionTime({ at, path, go }: { at: string | null; path: string | null; go: (at: string | undefined) => void }): ReactNode {
  const t = useT()
  const shown = at ? dayjs(at) : null
  const step = (ms: number): void => {
    const next = Date.parse(at ?? new Date().toISOString()) + ms
    go(next >= Date.now() - 60_000 ? undefined : new Date(next).toISOString())
  }
  return (
    <div className="region-time">
      <div className="region-steps">
        <Button type={at ? 'default' : 'primary'} onClick={() => go(undefined)}>
          {t(text('现在', 'Now'))}
        </Button>
        <Button onClick={() => step(-DAY)}>{t(text('前一天', 'Day before'))}</Button>
        <Button onClick={() => step(-3_600_000)}>{t(text('前一小时', 'Hour before'))}</Button>
        <DatePicker
          showTime={{ format: 'HH:mm' }}
          format="YYYY-MM-DD HH:mm"
          value={shown}
          placeholder={t(text('回看某一时刻', 'Replay an instant'))}
          aria-label={t(text('回看的时刻', 'Instant to replay'))}
          disabledDate={(d) => d.valueOf() > Date.now()}
          onChange={(d) => go(d ? d.toISOString() : undefined)}
        />
        <Button disabled={!at} onClick={() => step(3_600_000)}>
          {t(text('后一小时', 'Hour after'))}
        </Button>
        <span className="muted">
          {at
            ? t(text('回看：按当时已有的记录、当时的公式计算', 'Replay: by what was on record then and the formula of then'))
            : t(text('每分钟更新', 'Renewed every minute'))}
        </span>
      </div>
      <div
        className="region-strip"
        role="group"
        aria-label={t(text('近两周每天 24 时的颜色', 'Colour at the end of each of the last days'))}
      >
        {dayEnds(Date.now(), STRIP_DAYS).map((end) => (
          <Cell key={end} at={end} path={path} chosen={at === end} go={go} />
        ))}
      </div>
    </div>
  )
}
