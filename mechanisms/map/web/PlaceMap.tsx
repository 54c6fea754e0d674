import { Link } from '@tanstack/react-router'
import { useMemo, type ReactNode } from 'react'
import { text, type Text } from '#kernel/text.ts'
import { COLOURS, Failure, Loading, usePhone, useT, type Colour } from '#platform/web/index.ts'
import { drawShapes } from '../geometry.ts'
import { notesOf } from './AreaMap.tsx'
import './map.css'
import { useAreas } from './useMap.ts'

export interface PlacePoint {
  readonly id: string
  readonly name: string
  readonly lng: number
  readonly lat: number
  readonly colour: Colour | null
  /** The level in words, said with the name. */
  readonly level: Text
  readonly to: string
}

const WIDE = { width: 640, height: 400 }
const NARROW = { width: 350, height: 290 }
/** A point is drawn in the frame of the shapes: a square of some metres whose middle is the point. */
const TINY = 0.00001

const square = ({ lng, lat }: PlacePoint) => ({
  type: 'Polygon' as const,
  coordinates: [
    [
      [lng - TINY, lat - TINY],
      [lng + TINY, lat - TINY],
      [lng + TINY, lat + TINY],
      [lng - TINY, lat + TINY],
      [lng - TINY, lat - TINY],
    ] as [number, number][],
  ],
})

/** Things at their places over the outlines of the areas, each a link, in the colour of its level. Needs no graphics card. */
export function PlaceMap({ points, label }: { points: readonly PlacePoint[]; label: Text }): ReactNode {
  const t = useT()
  const areas = useAreas(undefined)
  const { width, height } = usePhone() ? NARROW : WIDE
  const items = areas.data?.items
  const drawn = useMemo(() => {
    const outlines = (items ?? []).flatMap((a) => (a.shape ? [{ key: a.path, shape: a.shape }] : []))
    return drawShapes([...outlines, ...points.map((p) => ({ key: `point ${p.id}`, shape: square(p) }))], width, height, 12)
  }, [items, points, width, height])
  if (areas.error) return <Failure error={areas.error} retry={() => void areas.refetch()} />
  if (!items) return <Loading />
  const names = new Map(items.map((a) => [a.path, a.name]))
  const spots = new Map(drawn.map((d) => [d.key, d.label]))
  return (
    <div className="map-draw">
      <svg viewBox={`0 0 ${width} ${height}`} role="group" aria-label={t(label)}>
        {drawn
          .filter(({ key }) => names.has(key))
          .map(({ key, d, label: at }) => (
            <g key={key} aria-hidden="true">
              <path d={d} fill="#eef2f6" stroke="#b9c4cf" strokeWidth={1} />
              <text x={at[0]} y={at[1]} fontSize={11} textAnchor="middle" fill="#5b6673">
                {names.get(key)}
              </text>
            </g>
          ))}
        {points.map((point) => {
          const at = spots.get(`point ${point.id}`)
          if (!at) return null
          const said = t(text(`${point.name}，${point.level.zh}`, `${point.name}, ${point.level.en}`))
          return (
            <Link key={point.id} to={point.to} aria-label={said} preload={false}>
              <title>{said}</title>
              <circle cx={at[0]} cy={at[1]} r={6} fill={point.colour ? COLOURS[point.colour] : '#fff'} stroke="#1c2530" strokeWidth={1} />
            </Link>
          )
        })}
      </svg>
      <div className="map-note">
        {notesOf(items).map((note) => (
          <span key={note}>{note}</span>
        ))}
      </div>
    </div>
  )
}
