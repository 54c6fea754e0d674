import { useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { MatterView } from '#mechanisms/matters/web/index.ts'
import { accidentWidgets, GradeCard } from '#practices/accidents/web/index.ts'
import { PlanSource } from '#practices/plans/web/index.ts'
import { PointOfMatter } from '#practices/risks/web/index.ts'

/** Acts that are done on a page of their own, because a form in a dialog would not do. */
const ACT_LINKS = {
  'selfcheck/do': (id: string): string => `/checks/${id}`,
  'safety-pledge/sign': (id: string): string => `/pledges/${id}`,
  'safety-pledge/signLate': (id: string): string => `/pledges/${id}`,
  'selfcheck/doLate': (id: string): string => `/checks/${id}`,
  'assessment/submit': (id: string): string => `/scores/${id}`,
  'assessment/review': (id: string): string => `/scores/${id}`,
  'planReport/submit': (id: string): string => `/plans/report/${id}`,
}

/** Any matter, with what the practices add to its page. */
export default function Matter(): ReactNode {
  const { id } = useParams({ strict: false })
  return id ? (
    <MatterView
      key={id}
      id={id}
      actLinks={ACT_LINKS}
      widgets={accidentWidgets}
      extra={(page) =>
        page.matter.kind === 'accident' ? (
          <GradeCard id={page.matter.id} seq={page.matter.seq} />
        ) : (
          <>
            <PlanSource page={page} />
            <PointOfMatter page={page} />
          </>
        )
      }
    />
  ) : null
}
