import { useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { MatterView } from '#mechanisms/matters/web/index.ts'
import { GradeCard } from './GradeCard.tsx'
import { accidentWidgets } from './widgets.tsx'

/** One accident: its facts, its grade with the clause, its acts. */
export default function AccidentPage(): ReactNode {
  const { id } = useParams({ strict: false })
  if (!id) return null
  return <MatterView key={id} id={id} widgets={accidentWidgets} extra={(page) => <GradeCard id={page.matter.id} seq={page.matter.seq} />} />
}
