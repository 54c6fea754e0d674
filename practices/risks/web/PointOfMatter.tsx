import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import type { MatterPage } from '#mechanisms/matters/model.ts'
import { Card, useHolds, useT } from '#platform/web/index.ts'
import { RiskMark } from './parts.tsx'
import { usePoint } from './useRisks.ts'
import './risks.css'

function Point({ id }: { id: string }): ReactNode {
  const t = useT()
  const { data } = usePoint(id)
  if (!data) return null
  const { point } = data
  return (
    <Card title={t(text('所在风险点', 'Risk point'))}>
      <div className="risk-head">
        <Link to={'/risks/$id' as never} params={{ id } as never}>
          {point.name}
        </Link>
        <RiskMark level={point.level} graded={point.gradedAt !== null} />
        <span className="muted">{point.workshop}</span>
      </div>
    </Card>
  )
}

/** The risk point at which a hazard was seen, or which a re-assessment is about. Nothing for other matters. */
export function PointOfMatter({ page }: { page: MatterPage }): ReactNode {
  const holds = useHolds()
  const { riskPoint } = page.matter.fields
  return typeof riskPoint === 'string' && holds('risk.read') ? <Point id={riskPoint} /> : null
}
