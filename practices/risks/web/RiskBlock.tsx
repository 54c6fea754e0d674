import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { Card, Stat, useHolds, useT } from '#platform/web/index.ts'
import { useCounts } from './useRisks.ts'
import './risks.css'

/** The risks of an enterprise in its file: counts that open their lists, and the plan. */
export function RiskBlock({ orgId }: { orgId: string }): ReactNode {
  const t = useT()
  const holds = useHolds()
  const counts = useCounts({ orgId })
  if (!holds('risk.read')) return null
  const c = counts.data
  return (
    <Card
      title={t(text('安全风险', 'Risks'))}
      extra={
        <Link to={'/risks/map' as never} search={{ orgId } as never}>
          <Button size="small" tabIndex={-1}>
            {t(text('四色图', 'Four-colour plan'))}
          </Button>
        </Link>
      }
    >
      <div className="risk-block">
        <Stat label={text('风险点', 'Risk points')} value={c?.total} to="/risks" search={{ orgId }} />
        <Stat
          label={text('重大', 'Major')}
          value={c?.major}
          to="/risks"
          search={{ orgId, level: 'major' }}
          {...(c?.major ? { colour: 'red' as const } : {})}
        />
        <Stat
          label={text('较大', 'Considerable')}
          value={c?.larger}
          to="/risks"
          search={{ orgId, level: 'larger' }}
          {...(c?.larger ? { colour: 'orange' as const } : {})}
        />
        <Stat label={text('待复评', 'To re-assess')} value={c?.due} to="/risks" search={{ orgId, review: 'due' }} />
      </div>
    </Card>
  )
}
