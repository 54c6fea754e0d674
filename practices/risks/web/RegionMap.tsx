import { useMemo, type ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { drawShapes } from '#mechanisms/map/web/index.ts'
import type { Shape } from '#mechanisms/map/index.ts'
import { COLOURS, Level, useT } from '#platform/web/index.ts'
import { COLOUR_TEXT } from '../region.ts'
import type { AreaRisk } from '../region-model.ts'

const SIZE = { width: 620, height: 400 }

/** The parts of an area in their colours; each is a button that chooses it. Parts without a boundary stand below as words. */
export function RegionMap({
  parts,
  chosen,
  choose,
}: {
  parts: readonly AreaRisk[]
  chosen: string | null
  choose: (path: string) => void
}): ReactNode {
  const t = useT()
  const drawn = useMemo(
    () =>
      drawShapes(
        parts.flatMap((p) => (p.shape ? [{ key: p.path, shape: p.shape as Shape }] : [])),
        SIZE.width,
        SIZE.height,
        6,
      ),
    [parts],
  )
  const of = new Map(parts.map((p) => [p.path, p]))
  const name = (p: AreaRisk): string =>
    t(text(`${p.name}，${COLOUR_TEXT[p.colour].zh}：${p.reason.zh}`, `${p.name}, ${COLOUR_TEXT[p.colour].en}: ${p.reason.en}`))
  return (
    <>
      {drawn.length > 0 ? (
        <svg
          viewBox={`0 0 ${SIZE.width} ${SIZE.height}`}
          className="region-map"
          role="group"
          aria-label={t(text('区域风险四色图，可用 Tab 键逐个查看', 'Regional risk in four colours; Tab goes from area to area'))}
        >
          {drawn.map(({ key, d, label, width }) => {
            const part = of.get(key)
            if (!part) return null
            const size = Math.max(9, Math.min(15, width / (part.name.length + 0.5)))
            return (
              <g
                key={key}
                role="button"
                tabIndex={0}
                aria-label={name(part)}
                aria-pressed={chosen === key}
                className="region-area"
                onClick={() => choose(key)}
                onKeyDown={(e) => {
                  if (e.key === 'Enter' || e.key === ' ') {
                    e.preventDefault()
                    choose(key)
                  }
                }}
              >
                <path
                  d={d}
                  fill={COLOURS[part.colour]}
                  fillOpacity={0.45}
                  stroke={chosen === key ? '#14568c' : '#fff'}
                  strokeWidth={chosen === key ? 4 : 2}
                />
                <text x={label[0]} y={label[1]} fontSize={size} textAnchor="middle">
                  <tspan x={label[0]} dy="-0.25em">
                    {part.name}
                  </tspan>
                  <tspan x={label[0]} dy="1.25em" fontWeight={600}>
                    {t(COLOUR_TEXT[part.colour])}
                  </tspan>
                </text>
              </g>
            )
          })}
        </svg>
      ) : null}
      <ul className="region-chips">
        {parts
          .filter((p) => !p.shape || drawn.length === 0)
          .map((p) => (
            <li key={p.path}>
              <button type="button" aria-pressed={chosen === p.path} onClick={() => choose(p.path)}>
                {p.name} <Level colour={p.colour} text={COLOUR_TEXT[p.colour]} />
              </button>
            </li>
          ))}
      </ul>
      {parts.some((p) => p.shapeNote) ? (
        <div className="muted small">{[...new Set(parts.flatMap((p) => p.shapeNote ?? []))].join('；')}</div>
      ) : null}
    </>
  )
}
