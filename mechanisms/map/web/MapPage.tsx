import { Link } from '@tanstack/react-router'
import { Button, Checkbox, Select } from 'antd'
import { lazy, Suspense, useState, type ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { useSectors } from '#mechanisms/matters/web/index.ts'
import { Card, Failure, Loading, Nothing, Page, useMe, useT } from '#platform/web/index.ts'
import type { Area, MapPoint } from '../model.ts'
import { pointGrade, worstFirst } from '../rules.ts'
import { AreaMap, AreaReason, doorOf, notesOf } from './AreaMap.tsx'
import type { Picked } from './GlMap.tsx'
import { GradeMark, Legend } from './Grade.tsx'
import { useAreas, useMapSettings, usePoints } from './useMap.ts'
import './map.css'

const GlMap = lazy(() => import('./GlMap.tsx'))

/** Points listed beside the map; the list says when there are more. */
const LISTED = 30

function hasWebGl(): boolean {
  try {
    const context = document.createElement('canvas').getContext('webgl2')
    // The try-out is given back at once: browsers keep few contexts.
    context?.getExtension('WEBGL_lose_context')?.loseContext()
    return context !== null
  } catch {
    return false
  }
}

function PointPanel({ point }: { point: MapPoint }): ReactNode {
  const t = useT()
  const { of } = useSectors()
  const search = { orgId: point.id, kind: 'hazard', phase: 'open,waiting' }
  return (
    <Card title={point.name}>
      <p>
        <GradeMark level={point.level} /> {point.level === 'grey' ? null : t(pointGrade(point).reason)}
      </p>
      {point.sector ? <p className="muted">{t(of(point.sector))}</p> : null}
      <div className="map-links">
        <Link to="/matters" search={search as never}>
          {t(text(`未销号隐患 ${point.openMajors + point.openGenerals} 项`, `${point.openMajors + point.openGenerals} open hazards`))}
        </Link>
        <Link to="/registry/$id" params={{ id: point.id } as never}>
          {t(text('企业档案', 'File of the enterprise'))}
        </Link>
      </div>
    </Card>
  )
}

function AreaPanel({ area, version }: { area: Area; version: string }): ReactNode {
  const t = useT()
  return (
    <Card title={area.name}>
      <AreaReason area={area} />
      <p>
        <Link to="/matters" search={doorOf(area) as never}>
          {t(text('看这里的未销号隐患', 'Open hazards here'))}
        </Link>
      </p>
      {area.steps.length > 0 ? (
        <details>
          <summary>{t(text('怎么算的', 'How it is computed'))}</summary>
          <ol className="map-steps">
            {area.steps.map((step) => (
              <li key={`${step.level}${step.text.en}`}>
                <span aria-hidden="true">{step.holds ? '✓' : '—'}</span> {t(step.text)} → <GradeMark level={step.level} short />
                <span className="muted"> {step.holds ? t(text('成立', 'holds')) : t(text('不成立', 'does not hold'))}</span>
              </li>
            ))}
          </ol>
          <p className="muted">
            {t(
              text(
                `从上到下，第一条成立的定颜色。规则 ${version} 版，数值为本地约定，可调整。`,
                `The first that holds decides. Rule ${version}; its figures are local practice and can be set.`,
              ),
            )}
          </p>
        </details>
      ) : null}
    </Card>
  )
}

function PointList({ points, onPick }: { points: readonly MapPoint[]; onPick: (picked: Picked) => void }): ReactNode {
  const t = useT()
  const sorted = worstFirst(points)
  if (sorted.length === 0) return <Nothing what={text('没有符合条件的企业', 'No enterprise fits')} />
  return (
    <>
      <ul className="rows">
        {sorted.slice(0, LISTED).map((point) => (
          <li key={point.id} className="row">
            <button type="button" className="map-pick" onClick={() => onPick({ kind: 'point', id: point.id })}>
              {point.name}
            </button>
            <GradeMark level={point.level} short />
          </li>
        ))}
      </ul>
      {sorted.length > LISTED ? (
        <p className="muted">
          {t(
            text(
              `最严重的 ${LISTED} 家；共 ${sorted.length} 家，其余在图上`,
              `The worst ${LISTED} of ${sorted.length}; the rest stand on the map`,
            ),
          )}
        </p>
      ) : null}
    </>
  )
}

/** The map: areas in four colours, enterprises, and beside it the same as a list. */
export default function MapPage(): ReactNode {
  const t = useT()
  const { me } = useMe()
  const sectors = useSectors()
  const [sector, setSector] = useState<string | undefined>()
  const [open, setOpen] = useState(false)
  const [drawn, setDrawn] = useState(hasWebGl)
  const [picked, pick] = useState<Picked | null>(null)
  const areas = useAreas(me?.path)
  const points = usePoints({ sector, ...(open ? { only: 'open' } : {}) })
  const settings = useMapSettings()
  const choices = me?.sectors ? sectors.list.filter((s) => me.sectors?.includes(s.id)) : sectors.list
  const failed = areas.error ?? points.error
  if (failed && !areas.data) return <Failure error={failed} retry={() => void Promise.all([areas.refetch(), points.refetch()])} />
  if (!areas.data || !points.data || settings.isPending) return <Loading />
  const area = picked?.kind === 'area' ? areas.data.items.find((a) => a.path === picked.path) : undefined
  const point = picked?.kind === 'point' ? points.data.items.find((p) => p.id === picked.id) : undefined
  const notes = notesOf(areas.data.items)
  return (
    <Page wide title={t(text('一张图', 'Map'))} extra={<Legend />}>
      <div className="filters">
        <Select
          allowClear
          style={{ minWidth: 160 }}
          placeholder={t(text('全部行业', 'All sectors'))}
          aria-label={t(text('行业', 'Sector'))}
          value={sector}
          onChange={setSector}
          options={choices.map((s) => ({ value: s.id, label: t(s.text) }))}
        />
        <Checkbox checked={open} onChange={(e) => setOpen(e.target.checked)}>
          {t(text('只看有未销号隐患的企业', 'Only with open hazards'))}
        </Checkbox>
        <span className="muted" role="status">
          {points.data.capped
            ? t(text(`企业过多，显示最严重的 ${points.data.items.length} 家`, `Showing the worst ${points.data.items.length}`))
            : t(text(`${points.data.items.length} 家企业`, `${points.data.items.length} enterprises`))}
          {points.data.withoutPlace > 0
            ? t(text(`，另有 ${points.data.withoutPlace} 家没有坐标`, `, ${points.data.withoutPlace} more without a place`))
            : ''}
        </span>
      </div>
      <div className="map-page">
        <div className="map-box">
          {drawn && notes.length > 0 ? <div className="map-schematic">{notes.join('；')}</div> : null}
          {drawn ? (
            <Suspense fallback={<Loading />}>
              <GlMap
                areas={areas.data}
                points={points.data.items}
                tiles={settings.data?.tiles ?? null}
                picked={picked}
                onPick={pick}
                onLost={() => setDrawn(false)}
              />
            </Suspense>
          ) : (
            <div className="map-plain">
              <p className="muted">
                {t(
                  text('这台电脑不支持交互地图，改用简图和列表。', 'This computer cannot draw the map; here are the drawing and the list.'),
                )}
              </p>
              <AreaMap areas={areas.data} />
            </div>
          )}
        </div>
        <div className="map-side">
          {area || point ? (
            <>
              {area ? <AreaPanel area={area} version={areas.data.version} /> : null}
              {point ? <PointPanel point={point} /> : null}
              <Button onClick={() => pick(null)}>{t(text('返回列表', 'Back to the list'))}</Button>
            </>
          ) : (
            <>
              <Card title={t(text('区域', 'Areas'))}>
                <ul className="rows">
                  {worstFirst(areas.data.items).map((a) => (
                    <li key={a.path} className="row">
                      <button type="button" className="map-pick" onClick={() => pick({ kind: 'area', path: a.path })}>
                        {a.name}
                      </button>
                      <GradeMark level={a.level} short />
                    </li>
                  ))}
                </ul>
              </Card>
              <Card title={t(text('企业', 'Enterprises'))}>
                <PointList points={points.data.items} onPick={pick} />
              </Card>
            </>
          )}
        </div>
      </div>
    </Page>
  )
}
