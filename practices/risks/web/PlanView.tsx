import { useRef, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { useT } from '#platform/web/index.ts'
import { LEVEL_TEXT, type PlanRow, type Ring, type RiskLevel } from '../model.ts'
import { INK, middle } from '../plan-svg.ts'

export interface DrawnArea {
  readonly id: string
  readonly name: string
  readonly ring: Ring
  readonly points: readonly string[]
  readonly level: RiskLevel | null
}

export interface PlanViewProps {
  readonly plan: Pick<PlanRow, 'id' | 'width' | 'height' | 'picture' | 'name'>
  readonly areas: readonly DrawnArea[]
  readonly chosen: string | null
  readonly onChoose: (id: string) => void
  /** Corners of the area that is being drawn; null while none is. */
  readonly drawing?: Ring | null
  readonly onCorner?: (spot: readonly number[]) => void
  /** A corner of the chosen area is moved by mouse or finger. */
  readonly onMove?: (corner: number, spot: readonly number[]) => void
}

const WIDE = 1000
const limit = (v: number): number => Math.round(Math.min(1, Math.max(0, v)) * 10_000) / 10_000

/** A plan with its areas; corners are set and moved by mouse, pen or finger. All coordinates run from 0 to 1. */
export function PlanView({ plan, areas, chosen, onChoose, drawing = null, onCorner, onMove }: PlanViewProps): ReactNode {
  const t = useT()
  const svg = useRef<SVGSVGElement>(null)
  const held = useRef<number | null>(null)
  const high = (WIDE * plan.height) / plan.width
  const spotOf = (e: PointerEvent): readonly number[] => {
    const box = svg.current?.getBoundingClientRect()
    return box ? [limit((e.clientX - box.left) / box.width), limit((e.clientY - box.top) / box.height)] : [0, 0]
  }
  const path = (ring: Ring): string => ring.map(([x = 0, y = 0]) => `${x * WIDE},${y * high}`).join(' ')
  const pick = (e: KeyboardEvent, id: string): void => {
    if (e.key !== 'Enter' && e.key !== ' ') return
    e.preventDefault()
    onChoose(id)
  }
  const current = areas.find((a) => a.id === chosen)
  return (
    <svg
      ref={svg}
      className={drawing ? 'plan plan-drawing' : 'plan'}
      viewBox={`0 0 ${WIDE} ${high}`}
      role="group"
      aria-label={t(text(`${plan.name}：四色图`, `${plan.name}: four-colour plan`))}
      onPointerDown={(e) => {
        if (drawing && held.current === null) onCorner?.(spotOf(e))
      }}
      onPointerMove={(e) => {
        if (held.current !== null) onMove?.(held.current, spotOf(e))
      }}
      onPointerUp={() => (held.current = null)}
      onPointerCancel={() => (held.current = null)}
    >
      {plan.picture ? (
        <image href={`/api/risks/plans/${plan.id}/picture`} width={WIDE} height={high} preserveAspectRatio="none" />
      ) : (
        <g>
          <rect width={WIDE} height={high} fill="#f4f6f8" />
          {Array.from({ length: 9 }, (_, i) => (
            <path key={i} d={`M${(i + 1) * 100} 0V${high}M0 ${((i + 1) * high) / 10}H${WIDE}`} stroke="#d9dfe4" />
          ))}
        </g>
      )}
      {areas.map((area, i) => {
        const [cx, cy] = middle(area.ring)
        const ink = INK[area.level ?? 'none']
        const level = area.level ? t(LEVEL_TEXT[area.level]) : t(text('等级未定', 'Not graded'))
        return (
          <g
            key={area.id}
            role="button"
            tabIndex={drawing ? -1 : 0}
            aria-pressed={area.id === chosen}
            aria-label={`${i + 1} ${area.name} ${level}`}
            onClick={() => (drawing ? undefined : onChoose(area.id))}
            onKeyDown={(e) => pick(e, area.id)}
          >
            <polygon
              points={path(area.ring)}
              fill={ink}
              fillOpacity={0.42}
              stroke={area.id === chosen ? '#14466b' : ink}
              strokeWidth={area.id === chosen ? 7 : 3}
            />
            <circle cx={cx * WIDE} cy={cy * high} r={18} fill="#fff" stroke="#333" strokeWidth={2} />
            <text x={cx * WIDE} y={cy * high + 7} textAnchor="middle" fontSize={20} fill="#222">
              {i + 1}
            </text>
          </g>
        )
      })}
      {onMove && current && !drawing
        ? current.ring.map(([x = 0, y = 0], i) => (
            <circle
              key={i}
              className="plan-corner"
              cx={x * WIDE}
              cy={y * high}
              r={13}
              onPointerDown={(e) => {
                e.stopPropagation()
                held.current = i
                svg.current?.setPointerCapture(e.pointerId)
              }}
            />
          ))
        : null}
      {drawing ? <polyline points={path(drawing)} fill="none" stroke="#14466b" strokeWidth={4} /> : null}
      {drawing?.map(([x = 0, y = 0], i) => (
        <circle key={i} cx={x * WIDE} cy={y * high} r={9} fill="#14466b" />
      ))}
    </svg>
  )
}
