import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { useT } from '#platform/web/index.ts'
import type { MeasureInfo, MeasureValue } from '../model.ts'
import { doorOf, shown } from './words.ts'
import './measures.css'

/** A value as a door to the records that sum to it; where it cannot be judged, a dash with the reason. */
export function Figure({ info, value, why }: { info: Pick<MeasureInfo, 'digits'>; value: MeasureValue; why?: boolean }): ReactNode {
  const t = useT()
  if (value.value === null) {
    const because = value.because ? t(value.because) : ''
    return (
      <span title={because}>
        <span className="num">—</span>
        {why ? <div className="muted measure-why">{because}</div> : null}
      </span>
    )
  }
  const number = <span className="num">{shown(value.value, info.digits)}</span>
  const first = value.records[0]
  if (!first) {
    const search = { path: value.group && value.group.key.startsWith(value.path) ? value.group.key : value.path, to: value.to }
    return (
      <Link to="/measures/$id" params={{ id: value.measure } as never} search={search as never}>
        {number}
      </Link>
    )
  }
  const door = doorOf(first.href)
  return (
    <Link
      to={door.to}
      search={door.search as never}
      aria-label={t(text(`${shown(value.value, info.digits)}，看记录`, `${shown(value.value, info.digits)}, records`))}
    >
      {number}
    </Link>
  )
}

const WIDTH = 120
const HEIGHT = 30

/** The course of a measure; a period that cannot be judged is a gap. */
export function Spark({ points, label }: { points: readonly (number | null)[]; label: string }): ReactNode {
  const known = points.filter((p) => p !== null)
  if (known.length < 2) return <span className="muted">—</span>
  const [low, high] = [Math.min(0, ...known), Math.max(...known)]
  const x = (i: number): number => 3 + (i / Math.max(1, points.length - 1)) * (WIDTH - 6)
  const y = (v: number): number => (high === low ? HEIGHT / 2 : HEIGHT - 4 - ((v - low) / (high - low)) * (HEIGHT - 8))
  const runs: [number, number][][] = [[]]
  points.forEach((p, i) => {
    if (p === null) runs.push([])
    else runs.at(-1)?.push([x(i), y(p)])
  })
  const last = runs.flat().at(-1)
  return (
    <svg className="spark" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
      {runs
        .filter((run) => run.length > 0)
        .map((run) => (
          <polyline key={String(run[0])} points={run.map((p) => p.join(',')).join(' ')} />
        ))}
      {last ? <circle cx={last[0]} cy={last[1]} r={2.2} /> : null}
    </svg>
  )
}
