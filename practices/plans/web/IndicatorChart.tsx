import type { ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { useT } from '#platform/web/index.ts'
import type { IndicatorRow } from '../model.ts'
import { drawIndicator, type XY } from './chart.ts'
import { fig } from './words.ts'

const WIDTH = 460
const HEIGHT = 170
const LEFT = 46
const RIGHT = 12
const TOP = 10
const BOTTOM = 22

/** Path, values and forecast of an indicator. Strokes and shapes tell them apart; no colour is needed. */
export function IndicatorChart({ row }: { row: IndicatorRow }): ReactNode {
  const t = useT()
  const drawn = drawIndicator(row)
  if (!drawn) return <p className="muted">{t(text('还没有数值，画不出图', 'There are no values to draw'))}</p>
  const { from, to, low, high, path, actual, band, target } = drawn
  const x = (year: number): number => LEFT + ((year - from) / Math.max(1, to - from)) * (WIDTH - LEFT - RIGHT)
  const y = (value: number): number => TOP + (1 - (value - low) / (high - low || 1)) * (HEIGHT - TOP - BOTTOM)
  const line = (points: readonly XY[]): string => points.map((p) => `${x(p.x).toFixed(1)},${y(p.y).toFixed(1)}`).join(' ')
  const years = Array.from({ length: to - from + 1 }, (_, i) => from + i)
  const every = Math.ceil(years.length / 8)
  const newest = actual.at(-1)
  const words = [
    newest ? text(`最新 ${fig(newest.y)}`, `newest ${fig(newest.y)}`) : text('还没有数值', 'no value yet'),
    ...(target ? [text(`目标 ${fig(target.y)}`, `target ${fig(target.y)}`)] : []),
    ...(band
      ? [
          text(
            `预测 ${fig(band.end.y)}，区间 ${fig(band.low)} 至 ${fig(band.high)}`,
            `forecast ${fig(band.end.y)}, ${fig(band.low)} to ${fig(band.high)}`,
          ),
        ]
      : []),
  ].map(t)
  return (
    <div className="indicator-chart">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={`${row.name}：${words.join('，')}`}>
        {[low, (low + high) / 2, high].map((value) => (
          <g key={value}>
            <line x1={LEFT} x2={WIDTH - RIGHT} y1={y(value)} y2={y(value)} className="chart-axis" />
            <text x={LEFT - 5} y={y(value) + 4} textAnchor="end" className="chart-tick">
              {Number(value.toPrecision(3))}
            </text>
          </g>
        ))}
        {years.map((year, i) =>
          i % every === 0 && year < to ? (
            <text key={year} x={x(year + 0.5)} y={HEIGHT - 6} textAnchor="middle" className="chart-tick">
              {year}
            </text>
          ) : null,
        )}
        {band ? (
          <>
            <polygon
              points={line([band.start, { x: band.end.x, y: band.high }, { x: band.end.x, y: band.low }])}
              fill="#14568c"
              fillOpacity={0.15}
            />
            <polyline points={line([band.start, band.end])} fill="none" stroke="#14568c" strokeWidth={2} strokeDasharray="2 4" />
          </>
        ) : null}
        {path.length > 1 ? <polyline points={line(path)} fill="none" stroke="#5b6673" strokeWidth={2} strokeDasharray="7 4" /> : null}
        {target ? <path d={`M${x(target.x) - 5} ${y(target.y) - 5}h10v10h-10z`} fill="#fff" stroke="#1c2530" strokeWidth={2} /> : null}
        <polyline points={line(actual)} fill="none" stroke="#1c2530" strokeWidth={2} />
        {actual.map((p) => (
          <circle key={p.x} cx={x(p.x)} cy={y(p.y)} r={3.5} fill="#1c2530" />
        ))}
      </svg>
      <div className="indicator-legend" aria-hidden="true">
        <span>{t(text('●— 实际', '●— actual'))}</span>
        <span>{t(text('- - 应走的路径', '- - path'))}</span>
        {target ? <span>{t(text('□ 目标', '□ target'))}</span> : null}
        {band ? <span>{t(text('···· 预测和 90% 区间', '···· forecast, 90 % interval'))}</span> : null}
      </div>
    </div>
  )
}
