import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { Loading, Nothing, useT } from '#platform/web/index.ts'
import { useBoard, usePlans } from './data.ts'
import { LightCounts } from './Light.tsx'
import './plans.css'
import { WorstThree } from './Worst.tsx'

/** The lights of the newest plan in force with its worst three, small enough for a home. */
export function HomeLights(): ReactNode {
  const t = useT()
  const { data, isPending } = usePlans()
  const plan = data?.items.find((p) => p.adoptedAt !== null && p.state !== 'ended')
  const board = useBoard(plan?.id ?? '', plan !== undefined)
  if (isPending) return <Loading rows={2} />
  if (!plan) return <Nothing what={text('还没有执行中的规划', 'No plan is in force')} />
  const to = `/plans/${plan.id}`
  return (
    <>
      <Link to={to} className="row-title">
        {plan.title}
      </Link>
      {board.data ? (
        <div className="plan-card-lights">
          <span>{t(text('指标', 'Indicators'))}</span>
          <LightCounts counts={board.data.indicators} to={to} search={{ part: 'indicators' }} zeroes what={text('指标', 'Indicators')} />
          <span>{t(text('任务', 'Tasks'))}</span>
          <LightCounts counts={board.data.tasks} to={to} search={{ part: 'tasks' }} zeroes what={text('任务', 'Tasks')} />
        </div>
      ) : null}
      <WorstThree planId={plan.id} />
    </>
  )
}
