import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { doorsOf } from '#mechanisms/map/web/index.ts'
import type { Board } from '#mechanisms/map/model.ts'
import { useT } from '#platform/web/index.ts'

const WIDTH = 520
const HEIGHT = 180
const LEFT = 34
const RIGHT = 14
const BOTTOM = 20
const TOP = 8

/** A round number at or above the highest value: 1, 2 or 5 times a power of ten. */
export function niceTop(highest: number): number {
  if (highest <= 4) return 4
  const power = 10 ** Math.floor(Math.log10(highest))
  return [1, 2, 5, 10].map((f) => f * power).find((v) => v >= highest) ?? highest
}

const monthDay = (day: string): string => `${Number(day.slice(5, 7))}/${Number(day.slice(8))}`

/** Hazards opened (bars) and closed (line) by week. Shapes, not colours, tell the two apart. */
export function Trend({ board }: { board: Board }): ReactNode {
  const t = useT()
  const { trend } = board
  const doors = doorsOf(board)
  const top = niceTop(Math.max(...trend.flatMap((w) => [w.opened, w.closed]), 0))
  const step = (WIDTH - LEFT - RIGHT) / Math.max(trend.length, 1)
  const y = (value: number): number => TOP + (HEIGHT - TOP - BOTTOM) * (1 - value / top)
  const middle = (i: number): number => LEFT + step * (i + 0.5)
  const opened = trend.reduce((sum, w) => sum + w.opened, 0)
  const closed = trend.reduce((sum, w) => sum + w.closed, 0)
  return (
    <div className="home-trend">
      <div className="home-legend">
        <Link to="/matters" search={doors.opened as never}>
          {t(text(`▮ 新增 ${opened}`, `▮ opened ${opened}`))}
        </Link>
        <Link to="/matters" search={doors.closed as never}>
          {t(text(`—● 销号 ${closed}`, `—● closed ${closed}`))}
        </Link>
        <span className="muted">{t(text(`近 ${trend.length} 周，最后一周未满`, `last ${trend.length} weeks, the last not full`))}</span>
      </div>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={t(
          text(
            `近 ${trend.length} 周新增隐患 ${opened} 项，销号 ${closed} 项`,
            `Last ${trend.length} weeks: ${opened} opened, ${closed} closed`,
          ),
        )}
      >
        {[0, top / 2, top].map((value) => (
          <g key={value}>
            <line x1={LEFT} x2={WIDTH - RIGHT} y1={y(value)} y2={y(value)} className="home-axis" />
            <text x={LEFT - 5} y={y(value) + 4} textAnchor="end" className="home-tick">
              {value}
            </text>
          </g>
        ))}
        {trend.map((w, i) => (
          <g key={w.week}>
            <title>
              {t(
                text(
                  `${monthDay(w.week)} 起一周：新增 ${w.opened}，销号 ${w.closed}`,
                  `Week from ${monthDay(w.week)}: ${w.opened} opened, ${w.closed} closed`,
                ),
              )}
            </title>
            <rect x={middle(i) - step / 2} y={TOP} width={step} height={HEIGHT - TOP - BOTTOM} fill="transparent" />
            <rect x={middle(i) - step * 0.34} y={y(w.opened)} width={step * 0.68} height={y(0) - y(w.opened)} className="home-bar" />
            {i % 4 === 1 ? (
              <text x={middle(i)} y={HEIGHT - 5} textAnchor="middle" className="home-tick">
                {monthDay(w.week)}
              </text>
            ) : null}
          </g>
        ))}
        <polyline points={trend.map((w, i) => `${middle(i)},${y(w.closed)}`).join(' ')} className="home-curve" />
        {trend.map((w, i) => (
          <circle key={w.week} cx={middle(i)} cy={y(w.closed)} r={2.4} className="home-dot" />
        ))}
      </svg>
    </div>
  )
}
