import { useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { MatterView } from '#mechanisms/matters/web/index.ts'
import { accidentWidgets, GradeCard } from '#practices/accidents/web/index.ts'

/** Acts that are done on a page of their own, because a form in a dialog would not do. */
const ACT_LINKS = {
  'selfcheck/do': (id: string): string => `/checks/${id}`,
  'safety-pledge/sign': (id: string): string => `/pledges/${id}`,
  'safety-pledge/signLate': (id: string): string => `/pledges/${id}`,
  'selfcheck/doLate': (id: string): string => `/checks/${id}`,
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
      extra={({ matter }) => (matter.kind === 'accident' ? <GradeCard id={matter.id} seq={matter.seq} /> : null)}
    />
  ) : null
}
