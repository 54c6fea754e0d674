import { useEffect, useRef, useState, type ReactNode } from 'react'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { COLOURS } from '#platform/web/index.ts'
import type { AlarmRow, Series } from '../model.ts'
import { colourOf } from '../rules.ts'

export interface Limit {
  readonly name: string
  readonly value: number
  readonly level: 'LL' | 'L' | 'H' | 'HH'
  readonly priority: 'low' | 'medium' | 'high' | 'highest'
}

interface TrendProps {
  readonly series: Series
  readonly from: number
  readonly to: number
  readonly unit: string
  readonly limits: readonly Limit[]
  readonly alarms: readonly AlarmRow[]
  readonly label: string
  readonly onWidth: (width: number) => void
  readonly onSpan: (from: number, to: number) => void
}

const CST_MINUTES = 480

/** Limits as lines with their names, alarms as marks on the time axis in the colour of their level. */
function overlay(limits: readonly Limit[], alarms: readonly AlarmRow[]): uPlot.Plugin {
  return {
    hooks: {
      draw: (u) => {
        const { ctx, bbox } = u
        ctx.save()
        ctx.font = `${12 * devicePixelRatio}px sans-serif`
        // The axes leave their own alignment behind; the names stand inside, above their lines.
        ctx.textAlign = 'left'
        ctx.textBaseline = 'bottom'
        for (const limit of limits) {
          const y = u.valToPos(limit.value, 'y', true)
          if (y < bbox.top || y > bbox.top + bbox.height) continue
          ctx.strokeStyle = ctx.fillStyle = COLOURS[colourOf(limit.priority, limit.level)]
          ctx.setLineDash([6 * devicePixelRatio, 4 * devicePixelRatio])
          ctx.beginPath()
          ctx.moveTo(bbox.left, y)
          ctx.lineTo(bbox.left + bbox.width, y)
          ctx.stroke()
          ctx.fillText(`${limit.name} ${limit.value}`, bbox.left + 6 * devicePixelRatio, y - 2 * devicePixelRatio)
        }
        ctx.setLineDash([])
        for (const alarm of alarms) {
          const x = u.valToPos(Date.parse(alarm.openedAt) / 1000, 'x', true)
          const end = alarm.clearedAt ? u.valToPos(Date.parse(alarm.clearedAt) / 1000, 'x', true) : bbox.left + bbox.width
          if (end < bbox.left || x > bbox.left + bbox.width) continue
          ctx.fillStyle = COLOURS[alarm.colour as 'red'] ?? COLOURS.grey
          const left = Math.max(bbox.left, x)
          ctx.fillRect(
            left,
            bbox.top + bbox.height - 5 * devicePixelRatio,
            Math.max(3 * devicePixelRatio, Math.min(end, bbox.left + bbox.width) - left),
            5 * devicePixelRatio,
          )
        }
        ctx.restore()
      },
    },
  }
}

/** The range that values and limits need, with some air. */
function yRange(limits: readonly Limit[]) {
  return (_u: uPlot, low: number | null, high: number | null): [number, number] => {
    const all = [low, high, ...limits.map((l) => l.value)].filter((x): x is number => x !== null && Number.isFinite(x))
    if (all.length === 0) return [0, 1]
    const [least, most] = [Math.min(...all), Math.max(...all)]
    const air = (most - least || Math.abs(most) || 1) * 0.08
    return [least - air, most + air]
  }
}

/** The trend of one point: mean with its band of least and greatest. Dragging chooses a shorter time. */
export function Trend({ series, from, to, unit, limits, alarms, label, onWidth, onSpan }: TrendProps): ReactNode {
  const box = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(0)
  useEffect(() => {
    const el = box.current
    if (!el) return
    const observer = new ResizeObserver(() => {
      const w = Math.floor(el.clientWidth)
      setWidth(w)
      onWidth(w)
    })
    observer.observe(el)
    return () => observer.disconnect()
  }, [onWidth])
  useEffect(() => {
    const el = box.current
    if (!el || width === 0) return
    const band = series.resolution !== 'raw'
    const accent = '#14568c'
    const options: uPlot.Options = {
      width,
      height: 340,
      tzDate: (ts) => new Date((ts + (CST_MINUTES + new Date(ts * 1000).getTimezoneOffset()) * 60) * 1000),
      scales: { x: { time: true, min: from, max: to }, y: { range: yRange(limits) } },
      axes: [{ values: timeWords }, { label: unit, size: 64, labelSize: unit ? 20 : 0 }],
      series: [
        {},
        { label: 'lo', stroke: 'transparent', points: { show: false } },
        { label: 'hi', stroke: 'transparent', points: { show: false } },
        { label, stroke: accent, width: 1.5, spanGaps: false },
      ],
      bands: band ? [{ series: [2, 1], fill: '#14568c26' }] : [],
      legend: { show: false },
      cursor: { drag: { x: true, y: false, setScale: false } },
      hooks: {
        setSelect: [
          (u) => {
            if (u.select.width < 8) return
            onSpan(u.posToVal(u.select.left, 'x'), u.posToVal(u.select.left + u.select.width, 'x'))
          },
        ],
      },
      plugins: [overlay(limits, alarms)],
    }
    const data = [series.t, series.lo, series.hi, series.v] as unknown as uPlot.AlignedData
    const plot = new uPlot(options, data, el)
    return () => plot.destroy()
  }, [series, from, to, unit, limits, alarms, label, width, onSpan])
  return <div ref={box} className="trend" role="img" aria-label={label} />
}

const two = (n: number): string => String(n).padStart(2, '0')

/** Ticks in plain figures: hours within a day, days within months, months within years. */
function timeWords(_u: uPlot, ticks: number[], _axis: number, _space: number, step: number): string[] {
  let last = ''
  return ticks.map((s) => {
    const d = new Date((s + CST_MINUTES * 60) * 1000)
    const day = `${d.getUTCMonth() + 1}-${two(d.getUTCDate())}`
    const time = `${two(d.getUTCHours())}:${two(d.getUTCMinutes())}`
    if (step >= 86_400 * 25) return `${d.getUTCFullYear()}-${two(d.getUTCMonth() + 1)}`
    if (step >= 86_400) return day
    const word = day === last ? time : `${day}\n${time}`
    last = day
    return step < 60 ? `${time}:${two(d.getUTCSeconds())}` : word
  })
}
