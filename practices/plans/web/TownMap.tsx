import { useMemo, type ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { drawShapes, useAreas } from '#mechanisms/map/web/index.ts'
import { Nothing, useMe, usePhone, useT } from '#platform/web/index.ts'
import { LIGHTS } from '../rules.ts'
import type { Board } from './data.ts'
import { LIGHT_INK, LightMark } from './Light.tsx'

/** Towns by the light of the tasks that they lead: shape, word and colour on the map, the reasons in the list below. */
export function TownMap({ towns }: { towns: Board['towns'] }): ReactNode {
  const t = useT()
  const { me } = useMe()
  const areas = useAreas(me?.path)
  const phone = usePhone()
  const [width, height] = phone ? [350, 290] : [560, 360]
  const items = areas.data?.items
  const drawn = useMemo(
    () =>
      drawShapes(
        (items ?? []).flatMap((a) => (a.shape ? [{ key: a.path, shape: a.shape }] : [])),
        width,
        height,
        6,
      ),
    [items, width, height],
  )
  const of = new Map(towns.map((town) => [town.path, town]))
  if (towns.length === 0) return <Nothing what={text('没有乡镇牵头的任务', 'No town leads a task')} />
  const sorted = towns.toSorted((a, b) => LIGHTS.indexOf(a.light.colour) - LIGHTS.indexOf(b.light.colour))
  const note = (items ?? []).find((a) => a.shapeNote)?.shapeNote
  return (
    <div className="plan-map">
      {drawn.length > 0 ? (
        <svg
          viewBox={`0 0 ${width} ${height}`}
          role="img"
          aria-label={t(text('各乡镇任务灯号，下面的列表有同样的内容', 'Lights by town; the list below holds the same'))}
        >
          {drawn.map(({ key, d, label, width: room }) => {
            const town = of.get(key)
            const ink = LIGHT_INK[town?.light.colour ?? 'grey']
            const name = town?.name ?? items?.find((a) => a.path === key)?.name ?? ''
            const size = Math.max(9, Math.min(14, room / (name.length + 0.5)))
            return (
              <g key={key}>
                <path d={d} fill={town ? ink.ink : '#e3e8ed'} fillOpacity={town ? 0.35 : 1} stroke="#fff" strokeWidth={2} />
                <text x={label[0]} y={label[1]} fontSize={size} textAnchor="middle" fill="#1c2530">
                  <tspan x={label[0]} dy="-0.25em">
                    {name}
                  </tspan>
                  <tspan x={label[0]} dy="1.25em" fontWeight={600}>
                    {town ? `${ink.shape}${t(ink.text)}` : t(text('无任务', 'no task'))}
                  </tspan>
                </text>
              </g>
            )
          })}
        </svg>
      ) : null}
      {note ? <p className="muted">{note}</p> : null}
      <ul className="rows">
        {sorted.map((town) => (
          <li key={town.path} className="row">
            <span>{town.name}</span>
            <LightMark colour={town.light.colour} />
            <div className="row-sub">
              {t(town.light.reason)}
              {town.light.records.map((r) => (
                <a key={r.href} href={r.href}>
                  {t(r.text)}
                </a>
              ))}
            </div>
          </li>
        ))}
      </ul>
    </div>
  )
}
