import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { text, type Text } from '#kernel/text.ts'
import { Failure, Loading, Page, useHolds, useT } from '#platform/web/index.ts'
import type { PlanView } from '../model.ts'
import { usePlan } from './data.ts'
import './plans.css'
import { PLAN_KIND_WORDS, PLAN_STATE_WORDS } from './words.ts'

export type PlanPart = 'progress' | 'review' | 'adopt' | 'wall' | 'lists' | 'register' | 'papers' | 'amendments'

interface Tab {
  readonly part: PlanPart
  readonly to: string
  readonly text: Text
  readonly when: (plan: PlanView) => boolean
}

const adopted = (plan: PlanView): boolean => plan.current !== null
const TABS: readonly Tab[] = [
  { part: 'progress', to: '/plans/$id', text: text('进度', 'Progress'), when: adopted },
  { part: 'wall', to: '/plans/$id/wall', text: text('挂图作战', 'Wall chart'), when: adopted },
  { part: 'lists', to: '/plans/$id/lists', text: text('两个清单', 'Two lists'), when: adopted },
  { part: 'register', to: '/plans/$id/register', text: text('报送', 'Reporting'), when: adopted },
  { part: 'papers', to: '/plans/$id/reports', text: text('报告', 'Reports'), when: adopted },
  { part: 'review', to: '/plans/$id/review', text: text('原文与条目', 'Text and items'), when: () => true },
  { part: 'adopt', to: '/plans/$id/adopt', text: text('发布执行', 'Adopt'), when: (p) => p.reviewing !== null && p.abilities.adopt },
  { part: 'amendments', to: '/plans/$id/amendments', text: text('修订对照', 'Amendments'), when: (p) => p.documents.length > 1 },
]

/** The pages of one plan: its name, what it is, and the way between them. */
export function PlanFrame({
  id,
  here,
  title,
  extra,
  children,
}: {
  id: string
  here: PlanPart
  title: Text
  extra?: (plan: PlanView) => ReactNode
  children: (plan: PlanView) => ReactNode
}): ReactNode {
  const t = useT()
  const holds = useHolds()
  const { data: plan, error, refetch } = usePlan(id)
  if (error && !plan) return <Failure error={error} retry={() => void refetch()} />
  if (!plan) return <Loading />
  return (
    <Page
      wide
      title={
        <>
          {plan.title}
          <small className="plan-part"> · {t(title)}</small>
        </>
      }
      extra={extra?.(plan)}
    >
      <p className="plan-facts muted">
        <span>{t(PLAN_KIND_WORDS[plan.kind])}</span>
        <span>{t(PLAN_STATE_WORDS[plan.state])}</span>
        <span>{plan.orgName}</span>
        {plan.from && plan.to ? <span className="num">{`${plan.from} — ${plan.to}`}</span> : null}
        {plan.unresolved > 0 && holds('plan.review') ? (
          <Link to="/plans/units" search={{ plan: id } as never}>
            {t(text(`${plan.unresolved} 个单位对不上`, `${plan.unresolved} units not found`))}
          </Link>
        ) : null}
      </p>
      <nav className="plan-tabs" aria-label={t(text('规划的页面', 'Pages of the plan'))}>
        {TABS.filter((tab) => tab.when(plan)).map((tab) => (
          <Link
            key={tab.part}
            to={tab.to}
            params={{ id } as never}
            className={tab.part === here ? 'plan-tab plan-tab-here' : 'plan-tab'}
            aria-current={tab.part === here ? 'page' : undefined}
          >
            {t(tab.text)}
          </Link>
        ))}
      </nav>
      {children(plan)}
    </Page>
  )
}
