import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { Card, Failure, Loading, Nothing, Page, useHolds, useT } from '#platform/web/index.ts'
import { useBoard, usePlans, type PlanRow } from './data.ts'
import { LightCounts, LightLegend } from './Light.tsx'
import './plans.css'
import { UploadBox } from './UploadBox.tsx'
import { WorstThree } from './Worst.tsx'
import { PLAN_KIND_WORDS, PLAN_STATE_WORDS } from './words.ts'

function Lights({ plan }: { plan: PlanRow }): ReactNode {
  const t = useT()
  const { data, error } = useBoard(plan.id)
  if (error) return <p className="muted">{t(text('灯号暂时算不出来，请稍后再看', 'The lights cannot be computed now'))}</p>
  if (!data) return <Loading rows={2} />
  const to = `/plans/${plan.id}`
  return (
    <>
      <div className="plan-card-lights">
        <span>{t(text('指标', 'Indicators'))}</span>
        <LightCounts counts={data.indicators} to={to} search={{ part: 'indicators' }} zeroes what={text('指标', 'Indicators')} />
        <span>{t(text('任务', 'Tasks'))}</span>
        <LightCounts counts={data.tasks} to={to} search={{ part: 'tasks' }} zeroes what={text('任务', 'Tasks')} />
      </div>
      <h3 style={{ margin: '10px 0 4px' }}>{t(text('最要紧的三件', 'The worst three'))}</h3>
      <WorstThree planId={plan.id} />
    </>
  )
}

function PlanCard({ plan }: { plan: PlanRow }): ReactNode {
  const t = useT()
  const adopted = plan.adoptedAt !== null
  return (
    <Card
      title={
        <Link to={adopted ? '/plans/$id' : '/plans/$id/review'} params={{ id: plan.id } as never} className="row-title">
          {plan.title}
        </Link>
      }
      extra={<span className="muted">{t(PLAN_STATE_WORDS[plan.state])}</span>}
    >
      <p className="plan-facts muted" style={{ margin: '0 0 8px' }}>
        <span>{t(PLAN_KIND_WORDS[plan.kind])}</span>
        <span>{plan.orgName}</span>
        {plan.from && plan.to ? <span className="num">{`${plan.from} — ${plan.to}`}</span> : null}
      </p>
      {adopted ? <Lights plan={plan} /> : null}
      {plan.open > 0 ? (
        <p style={{ margin: '8px 0 0' }}>
          <Link to="/plans/$id/review" params={{ id: plan.id } as never}>
            {t(text(`还有 ${plan.open} 条没审（共 ${plan.items} 条）`, `${plan.open} of ${plan.items} items to review`))}
          </Link>
        </p>
      ) : null}
    </Card>
  )
}

/** The plans with their lights, and the place to upload one. */
export default function PlansPage(): ReactNode {
  const t = useT()
  const holds = useHolds()
  const { data, error, refetch } = usePlans()
  const plans = data?.items ?? []
  return (
    <Page
      wide
      title={t(text('规划', 'Plans'))}
      extra={
        <>
          <LightLegend />
          {holds('plan.review') ? (
            <Link to="/plans/units">
              <Button>{t(text('单位名称对照', 'Names of units'))}</Button>
            </Link>
          ) : null}
        </>
      }
    >
      {holds('plan.review') ? <UploadBox /> : null}
      {error ? <Failure error={error} retry={() => void refetch()} /> : null}
      {!data && !error ? <Loading /> : null}
      {data && plans.length === 0 ? (
        <Card>
          <Nothing
            what={
              holds('plan.review')
                ? text(
                    '还没有规划。上传一份，程序会读出指标、任务和责任单位。',
                    'No plan yet. Upload one: its indicators, tasks and units are read.',
                  )
                : text('还没有规划', 'No plan yet')
            }
          />
        </Card>
      ) : null}
      {plans.map((plan) => (
        <PlanCard key={plan.id} plan={plan} />
      ))}
    </Page>
  )
}
