import { Link } from '@tanstack/react-router'
import { Button, Segmented, Tag } from 'antd'
import type { ReactNode } from 'react'
import { text, type Text } from '#kernel/text.ts'
import { Card, Failure, Loading, Nothing, useT } from '#platform/web/index.ts'
import type { PlanView } from '../model.ts'
import { useBoard, useIndicators, usePlanId, type Board } from './data.ts'
import { Indicators } from './Indicators.tsx'
import { LIGHT_INK, LightCounts, LightLegend } from './Light.tsx'
import { PlanFrame } from './PlanFrame.tsx'
import { colourIn, useFilters } from './search.ts'
import { Tasks } from './Tasks.tsx'
import { WorstThree } from './Worst.tsx'

const PARTS = ['indicators', 'tasks', 'projects'] as const
const PART_WORDS: Readonly<Record<(typeof PARTS)[number], Text>> = {
  indicators: text('指标', 'Indicators'),
  tasks: text('任务', 'Tasks'),
  projects: text('系统建设项目', 'Projects'),
}

/** The filters in force, each with a way to take it off. */
function Filters({ board }: { board: Board | undefined }): ReactNode {
  const t = useT()
  const [search, set] = useFilters()
  const colour = colourIn(search['colour'])
  const org = board?.chart.rows.find((r) => r.orgId === search['org'])
  return (
    <div className="filters">
      {colour ? (
        <Tag closable onClose={() => set({ colour: undefined })}>
          {t(LIGHT_INK[colour].text)}
        </Tag>
      ) : null}
      {search['org'] ? (
        <Tag closable onClose={() => set({ org: undefined })}>
          {org?.name ?? t(text('一个单位', 'One unit'))}
        </Tag>
      ) : null}
      {search['year'] ? (
        <Tag closable onClose={() => set({ year: undefined })}>
          {t(text(`${search['year']} 年到期`, `due in ${search['year']}`))}
        </Tag>
      ) : null}
    </div>
  )
}

function Loaded({ plan }: { plan: PlanView }): ReactNode {
  const t = useT()
  const [search, set] = useFilters()
  const board = useBoard(plan.id)
  const indicators = useIndicators(plan.id)
  const colour = colourIn(search['colour'])
  const part = PARTS.find((p) => p === search['part']) ?? (search['org'] || search['year'] ? 'tasks' : 'indicators')
  const to = `/plans/${plan.id}`
  const kind = part === 'projects' ? 'planProject' : search['kind']
  return (
    <>
      <div className="plan-two">
        <Card title={t(text('灯号', 'Lights'))} extra={<LightLegend />}>
          {board.data ? (
            <div className="plan-card-lights">
              <span>{t(text('指标', 'Indicators'))}</span>
              <LightCounts
                counts={board.data.indicators}
                to={to}
                search={{ part: 'indicators' }}
                zeroes
                what={text('指标', 'Indicators')}
              />
              <span>{t(text('任务和项目', 'Tasks and projects'))}</span>
              <LightCounts counts={board.data.tasks} to={to} search={{ part: 'tasks' }} zeroes what={text('任务', 'Tasks')} />
            </div>
          ) : board.error ? (
            <Failure error={board.error} retry={() => void board.refetch()} />
          ) : (
            <Loading rows={2} />
          )}
        </Card>
        <Card title={t(text('最要紧的三件', 'The worst three'))}>
          <WorstThree planId={plan.id} />
        </Card>
      </div>
      <Card>
        <Segmented
          value={part}
          onChange={(next) => set({ part: next, colour: undefined, org: undefined, year: undefined, kind: undefined })}
          options={PARTS.map((value) => ({ value, label: t(PART_WORDS[value]) }))}
          style={{ marginBottom: 10 }}
        />
        <Filters board={board.data} />
        {part === 'indicators' ? (
          indicators.data ? (
            <Indicators plan={plan} list={indicators.data} colour={colour} />
          ) : indicators.error ? (
            <Failure error={indicators.error} retry={() => void indicators.refetch()} />
          ) : (
            <Loading />
          )
        ) : (
          <Tasks planId={plan.id} query={{ colour: colour ?? undefined, kind, org: search['org'], year: search['year'] }} />
        )}
      </Card>
    </>
  )
}

/** How a plan stands: indicators with forecast, tasks, projects; everything opens downward. */
export default function ProgressPage(): ReactNode {
  const t = useT()
  const id = usePlanId()
  return (
    <PlanFrame
      id={id}
      here="progress"
      title={text('进度', 'Progress')}
      extra={(plan) =>
        plan.shown ? (
          <Link to="/public/plans" search={{ plan: id } as never}>
            <Button>{t(text('公开页', 'Public page'))}</Button>
          </Link>
        ) : null
      }
    >
      {(plan) =>
        plan.current === null ? (
          <Card>
            <Nothing
              what={text('还没有发布执行，先把条目审完', 'Not adopted yet: review the items first')}
              action={
                <Link to="/plans/$id/review" params={{ id } as never}>
                  <Button type="primary">{t(text('去审读台', 'To the review desk'))}</Button>
                </Link>
              }
            />
          </Card>
        ) : (
          <Loaded plan={plan} />
        )
      }
    </PlanFrame>
  )
}
