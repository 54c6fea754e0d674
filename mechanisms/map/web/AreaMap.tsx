import { Link } from '@tanstack/react-router'
import { useMemo, useState, type ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { COLOURS, Nothing, usePhone, useT } from '#platform/web/index.ts'
import { drawShapes } from '../geometry.ts'
import type { Area, Areas } from '../model.ts'
import { GRADE_SHORT, GRADE_TEXT, worstFirst } from '../rules.ts'
import { GradeMark } from './Grade.tsx'
import './map.css'

/** Units of the drawing: about pixels where it is shown, so that names keep their size on a phone. */
const WIDE = { width: 640, height: 400 }
const NARROW = { width: 350, height: 290 }

/** The filter of the list of matters behind an area's colour. */
export function doorOf(area: Pick<Area, 'path'>): Record<string, string> {
  return { path: area.path, kind: 'hazard', phase: 'open,waiting' }
}

/** The notes of shapes that are no surveyed boundaries, each once. */
export function notesOf(areas: readonly Area[]): string[] {
  return [...new Set(areas.flatMap((a) => (a.shape && a.shapeNote ? [a.shapeNote] : [])))]
}

function AreaDoor({
  area,
  className,
  onShow,
  children,
}: {
  area: Area
  className: string
  onShow: () => void
  children: ReactNode
}): ReactNode {
  const t = useT()
  return (
    <Link
      to="/matters"
      search={doorOf(area) as never}
      className={className}
      aria-label={t(
        text(
          `${area.name}，${GRADE_TEXT[area.level].zh}：${area.reason.zh}`,
          `${area.name}, ${GRADE_TEXT[area.level].en}: ${area.reason.en}`,
        ),
      )}
      onMouseEnter={onShow}
      onFocus={onShow}
      preload={false}
    >
      {children}
    </Link>
  )
}

/** Why the area has its colour, and the counts behind it. */
export function AreaReason({ area }: { area: Area }): ReactNode {
  const t = useT()
  const i = area.inputs
  return (
    <div className="map-reason">
      <strong>{area.name}</strong> <GradeMark level={area.level} /> <span>{t(area.reason)}</span>
      {area.steps.length > 0 ? (
        <span className="muted num">
          {t(
            text(
              `重大 ${i.openMajors}（超期 ${i.overdueMajors}）· 挂牌 ${i.listings} · 一般 ${i.openGenerals}（超期 ${i.overdueGenerals}）· 应查未查 ${i.missedChecks} · 企业 ${i.enterprises}`,
              `majors ${i.openMajors} (overdue ${i.overdueMajors}) · listings ${i.listings} · general ${i.openGenerals} (overdue ${i.overdueGenerals}) · checks missed ${i.missedChecks} · enterprises ${i.enterprises}`,
            ),
          )}
        </span>
      ) : null}
    </div>
  )
}

/** The parts of an area as a list, worst first: where there are no shapes, and where no map can be drawn. */
export function AreaList({ areas }: { areas: readonly Area[] }): ReactNode {
  const t = useT()
  const sorted = worstFirst(areas)
  if (sorted.length === 0) return <Nothing what={text('这里没有下级区域', 'There are no parts here')} />
  return (
    <ul className="rows">
      {sorted.map((area) => (
        <li key={area.path} className="row">
          <Link to="/matters" search={doorOf(area) as never} className="row-title" preload={false}>
            {area.name}
          </Link>
          <GradeMark level={area.level} />
          <div className="row-sub">{t(area.reason)}</div>
        </li>
      ))}
    </ul>
  )
}

/**
 * The areas in their colours as one drawing: name and word in each, the reason below, each area a link to what is behind
 * its colour. Needs no graphics card.
 */
export function AreaMap({ areas }: { areas: Areas }): ReactNode {
  const t = useT()
  const [shown, show] = useState<string | null>(null)
  const { items } = areas
  const { width, height } = usePhone() ? NARROW : WIDE
  const drawn = useMemo(
    () =>
      drawShapes(
        items.flatMap((a) => (a.shape ? [{ key: a.path, shape: a.shape }] : [])),
        width,
        height,
        6,
      ),
    [items, width, height],
  )
  if (drawn.length === 0) return <AreaList areas={items} />
  const of = new Map(items.map((a) => [a.path, a]))
  const current = of.get(shown ?? '') ?? worstFirst(items)[0]
  const shapeless = items.filter((a) => a.shape === null)
  const notes = notesOf(items)
  return (
    <div className="map-draw">
      <svg
        viewBox={`0 0 ${width} ${height}`}
        role="group"
        aria-label={t(text('四色图，可用 Tab 键逐个查看', 'Map in four colours; Tab goes from area to area'))}
      >
        {drawn.map(({ key, d, label, width: room }) => {
          const area = of.get(key)
          if (!area) return null
          const size = Math.max(9, Math.min(15, room / (area.name.length + 0.5)))
          return (
            <AreaDoor key={key} area={area} className="map-area" onShow={() => show(key)}>
              <path d={d} fill={COLOURS[area.level]} fillOpacity={0.42} stroke="#fff" strokeWidth={2} />
              <text x={label[0]} y={label[1]} fontSize={size} textAnchor="middle" className="map-name">
                <tspan x={label[0]} dy="-0.25em">
                  {area.name}
                </tspan>
                <tspan x={label[0]} dy="1.25em" fontWeight={600}>
                  {t(GRADE_SHORT[area.level])}
                </tspan>
              </text>
            </AreaDoor>
          )
        })}
      </svg>
      {shapeless.length > 0 ? (
        <div className="map-shapeless">
          {t(text('没有边界的区域：', 'Without a boundary:'))}
          {shapeless.map((area) => (
            <AreaDoor key={area.path} area={area} className="map-chip" onShow={() => show(area.path)}>
              {area.name} <GradeMark level={area.level} short />
            </AreaDoor>
          ))}
        </div>
      ) : null}
      {current ? <AreaReason area={current} /> : null}
      {areas.limited || notes.length > 0 ? (
        <div className="map-note">
          {areas.limited ? <span>{t(areas.limited)}</span> : null}
          {notes.map((note) => (
            <span key={note}>{note}</span>
          ))}
        </div>
      ) : null}
    </div>
  )
}
