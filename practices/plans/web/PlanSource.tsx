import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import type { MatterPage } from '#mechanisms/matters/model.ts'
import { Card, useHolds, useT } from '#platform/web/index.ts'
import './plans.css'

/** Where a matter of a plan comes from: its sentence, and the way to it in the document. Nothing for other matters. */
export function PlanSource({ page }: { page: MatterPage }): ReactNode {
  const t = useT()
  const holds = useHolds()
  const { planId, itemId, sentence } = page.matter.fields
  if (typeof planId !== 'string' || !page.matter.kind.startsWith('plan') || !holds('plan.read')) return null
  return (
    <Card title={t(text('规划出处', 'From the plan'))}>
      {typeof sentence === 'string' ? <blockquote className="plan-quote">{sentence}</blockquote> : null}
      <p style={{ margin: 0 }}>
        <Link to="/plans/$id" params={{ id: planId } as never}>
          {t(text('看规划进度', 'Progress of the plan'))}
        </Link>
        {typeof itemId === 'string' ? (
          <>
            {' · '}
            <Link to="/plans/$id/review" params={{ id: planId } as never} search={{ item: itemId } as never}>
              {t(text('看原文这一句', 'The sentence in the document'))}
            </Link>
          </>
        ) : null}
      </p>
    </Card>
  )
}
