import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert, Button } from 'antd'
import { useState, type ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { api, Card, useDraft, useT } from '#platform/web/index.ts'
import type { PlanRow, Ring } from '../model.ts'
import { worst } from '../rules.ts'
import { AreaFields } from './AreaFields.tsx'
import { RiskMark } from './parts.tsx'
import { PlanView, type DrawnArea } from './PlanView.tsx'
import { useAllPoints, useRefresh } from './useRisks.ts'

const newId = (): string => crypto.randomUUID().slice(0, 8)
/** Where an area begins that is entered by numbers alone. */
const SQUARE: Ring = [
  [0.4, 0.4],
  [0.6, 0.4],
  [0.6, 0.6],
  [0.4, 0.6],
]

/** A plan that may be drawn on: areas by mouse, finger or numbers; kept on this device until it is saved. */
export function PlanDesk({ plan }: { plan: PlanRow }): ReactNode {
  const t = useT()
  const refresh = useRefresh()
  const points = useAllPoints(plan.orgId)
  const [areas, setAreas, clear] = useDraft<readonly DrawnArea[]>(`risk-plan.${plan.id}.${plan.version}`, plan.areas)
  const [chosen, setChosen] = useState<string | null>(null)
  const [drawing, setDrawing] = useState<Ring | null>(null)
  const [saved, setSaved] = useState(false)
  const known = points.data ?? []
  const levelOf = (area: DrawnArea): DrawnArea['level'] => worst(known.filter((p) => area.points.includes(p.id)).map((p) => p.level))
  const shown = points.data ? areas.map((a) => ({ ...a, level: levelOf(a) })) : areas
  const change = (next: readonly DrawnArea[]): void => {
    setAreas(next)
    setSaved(false)
  }
  const patch = (id: string, more: Partial<DrawnArea>): void => change(areas.map((a) => (a.id === id ? { ...a, ...more } : a)))
  const add = (ring: Ring): void => {
    const area: DrawnArea = {
      id: newId(),
      name: t(text(`区域 ${areas.length + 1}`, `Area ${areas.length + 1}`)),
      ring,
      points: [],
      level: null,
    }
    change([...areas, area])
    setChosen(area.id)
    setDrawing(null)
  }
  const save = useMutation({
    mutationFn: () =>
      api.put(`/api/risks/plans/${plan.id}`, {
        version: plan.version,
        name: plan.name,
        areas: areas.map(({ id, name, ring, points: of }) => ({ id, name, ring, points: of })),
      }),
    onSuccess: () => {
      clear()
      setSaved(true)
      refresh()
    },
  })
  const current = areas.find((a) => a.id === chosen)
  return (
    <div className="plan-two">
      <Card>
        <div className="plan-tools">
          {drawing ? (
            <>
              <span role="status">
                {t(text(`点出区域的各个角（已有 ${drawing.length} 个）`, `Mark the corners (${drawing.length} so far)`))}
              </span>
              <Button type="primary" disabled={drawing.length < 3} onClick={() => add(drawing)}>
                {t(text('完成区域', 'Finish the area'))}
              </Button>
              <Button onClick={() => setDrawing(null)}>{t(text('放弃', 'Give up'))}</Button>
            </>
          ) : (
            <>
              <Button type="primary" onClick={() => setDrawing([])}>
                {t(text('画区域', 'Draw an area'))}
              </Button>
              <Button onClick={() => add(SQUARE)}>{t(text('用数字输入区域', 'Enter an area by numbers'))}</Button>
              <Button loading={save.isPending} onClick={() => save.mutate()}>
                {t(text('保存图', 'Save the plan'))}
              </Button>
              {saved ? <span role="status">{t(text('已保存', 'Saved'))}</span> : null}
            </>
          )}
        </div>
        {save.error ? (
          <Alert
            type="error"
            showIcon
            title={save.error.message}
            description={t(text('画的内容还在本机', 'What you drew is still on this device'))}
          />
        ) : null}
        <PlanView
          plan={plan}
          areas={shown}
          chosen={chosen}
          onChoose={setChosen}
          drawing={drawing}
          onCorner={(spot) => setDrawing([...(drawing ?? []), spot])}
          onMove={(corner, spot) => current && patch(current.id, { ring: current.ring.map((p, i) => (i === corner ? spot : p)) })}
        />
      </Card>
      <Card
        title={current ? t(text('区域', 'Area')) : t(text('全部区域', 'All areas'))}
        extra={
          current ? (
            <Button size="small" onClick={() => setChosen(null)}>
              {t(text('全部', 'All'))}
            </Button>
          ) : null
        }
      >
        {current ? (
          <AreaFields
            area={current}
            points={known}
            onChange={(more) => patch(current.id, more)}
            onDrop={() => {
              change(areas.filter((a) => a.id !== current.id))
              setChosen(null)
            }}
          />
        ) : (
          <AreaList areas={shown} onChoose={setChosen} />
        )}
      </Card>
    </div>
  )
}

/** The areas as a list: the way around the picture for keyboard and screen reader. */
export function AreaList({
  areas,
  onChoose,
}: {
  areas: readonly (DrawnArea & { reason?: string })[]
  onChoose?: (id: string) => void
}): ReactNode {
  const t = useT()
  if (areas.length === 0) return <p className="muted">{t(text('还没有画区域', 'No areas yet'))}</p>
  return (
    <ol className="plan-areas">
      {areas.map((a) => (
        <li key={a.id}>
          {onChoose ? (
            <Button type="link" onClick={() => onChoose(a.id)}>
              {a.name}
            </Button>
          ) : (
            <strong>{a.name}</strong>
          )}
          <RiskMark level={a.level} graded={a.points.length > 0} />
          {a.reason ? <div className="muted">{a.reason}</div> : null}
          {onChoose || a.points[0] === undefined ? null : (
            <Link to={'/risks/$id' as never} params={{ id: a.points[0] } as never}>
              {t(text('看风险点', 'See the risk point'))}
            </Link>
          )}
        </li>
      ))}
    </ol>
  )
}
