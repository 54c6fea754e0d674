import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState, type ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { api, COLOURS, MinuteField, useT } from '#platform/web/index.ts'
import { COLOUR_TEXT, type RegionColour } from '../region.ts'
import type { Region } from '../region-model.ts'

const DAY = 86_400_000
const STRIP_DAYS = 14

/** ISO without offset on the clock of Beijing, whatever the clock of this device. */
const beijing = (ms: number): string => new Date(ms + 8 * 3_600_000).toISOString()

/** The end of each of the last days, Beijing time, oldest first. */
function dayEnds(now: number, days: number): string[] {
  const today = Math.floor((now + 8 * 3_600_000) / DAY) * DAY - 8 * 3_600_000
  return Array.from({ length: days }, (_, i) => new Date(today - (days - 1 - i) * DAY).toISOString())
}

interface CellProps {
  readonly at: string
  readonly path: string | null
  readonly chosen: boolean
  readonly ready: boolean
  readonly go: (at: string) => void
}

function Cell({ at, path, chosen, ready, go }: CellProps): ReactNode {
  const t = useT()
  const { data, isPending } = useQuery({
    queryKey: ['region', path ?? '', at],
    queryFn: () => api.get<Region>('/api/risks/region', { path, at }),
    staleTime: Infinity,
    // The answer first, the days before it afterwards.
    enabled: ready,
  })
  const colour: RegionColour = data?.area.colour ?? 'grey'
  const day = beijing(Date.parse(at) - 60_000).slice(5, 10)
  return (
    <button
      type="button"
      aria-pressed={chosen}
      className="region-day"
      disabled={isPending}
      onClick={() => go(at)}
      title={data ? t(data.area.reason) : ''}
    >
      <i aria-hidden="true" style={{ background: isPending ? 'var(--line)' : COLOURS[colour] }} />
      <span className="num">{day}</span>
      <span>{data ? t(COLOUR_TEXT[colour]).split(/[ ,]/)[0] : '…'}</span>
    </button>
  )
}

/** Now, or any past minute: typed, stepped to, or chosen from the days of the last two weeks. */
export function RegionTime({
  at,
  path,
  ready,
  go,
}: {
  at: string | null
  path: string | null
  go: (at: string | undefined) => void
  ready: boolean
}): ReactNode {
  const t = useT()
  const shown = at ? beijing(Date.parse(at)).slice(0, 16) : ''
  const [ends] = useState(() => dayEnds(Date.now(), STRIP_DAYS))
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
        <MinuteField
          value={shown}
          width={170}
          aria-label={t(text('回看的时刻', 'Instant to replay'))}
          onChange={(minute) => go(minute === '' ? undefined : new Date(`${minute}:00+08:00`).toISOString())}
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
        {ends.map((end) => (
          <Cell key={end} at={end} path={path} chosen={at === end} ready={ready} go={go} />
        ))}
      </div>
    </div>
  )
}
