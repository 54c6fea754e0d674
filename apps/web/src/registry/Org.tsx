import type { ReactNode } from 'react'
import { OrgFileView } from '#mechanisms/registry/web/index.ts'
import { useHolds } from '#platform/web/index.ts'
import { RiskBlock } from '#practices/risks/web/index.ts'

/** The file of an organisation, with what the practices know of it. */
export default function Org(): ReactNode {
  // Whoever may not read risks is not to ask for them either: the answer would be a refusal.
  const sees = useHolds()('risk.read')
  return <OrgFileView blocks={(orgId) => (sees ? <RiskBlock orgId={orgId} /> : null)} />
}
