import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import { text } from '#kernel/text.ts'
import { api, Failure, Loading, useT } from '#platform/web/index.ts'
import type { PlanText, PlanView } from '../model.ts'
import { usePlanId, type UnitList } from './data.ts'
import { Desk } from './desk/Desk.tsx'
import { useItems } from './desk/useItems.ts'
import { PlanFrame } from './PlanFrame.tsx'

function Loaded({ plan }: { plan: PlanView }): ReactNode {
  const document = plan.reviewing ?? plan.current ?? undefined
  const { items, error, retry, put } = useItems(plan.id, document)
  const doc = useQuery({
    queryKey: ['plan-text', plan.id, document],
    queryFn: () => api.get<z.output<typeof PlanText>>(`/api/plans/${plan.id}/text`, { document }),
    staleTime: Infinity,
  })
  const units = useQuery({
    queryKey: ['plans', 'units', plan.id, document],
    queryFn: () => api.get<UnitList>(`/api/plans/${plan.id}/units`, { document }),
  })
  const failed = error ?? doc.error
  if (failed) return <Failure error={failed} retry={() => (retry(), void doc.refetch())} />
  if (!items || !doc.data) return <Loading rows={12} />
  return <Desk plan={plan} words={doc.data.text} headings={doc.data.headings} items={items} units={units.data} put={put} />
}

/** The review desk of a plan: what the reader found, judged by people. */
export default function ReviewPage(): ReactNode {
  const t = useT()
  const id = usePlanId()
  return (
    <PlanFrame
      id={id}
      here="review"
      title={text('审读台', 'Review desk')}
      extra={(plan) =>
        plan.reviewing !== null && plan.abilities.adopt ? (
          <Link to="/plans/$id/adopt" params={{ id } as never}>
            <Button type="primary">{t(text('审完，去发布执行', 'Done: adopt the plan'))}</Button>
          </Link>
        ) : null
      }
    >
      {(plan) => <Loaded plan={plan} />}
    </PlanFrame>
  )
}
