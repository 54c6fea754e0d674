import type { ReactNode } from 'react'
import { OrgFileView } from '#mechanisms/registry/web/index.ts'
import { StandingBlock } from '#mechanisms/scoring/web/index.ts'
import { useHolds } from '#platform/web/index.ts'
import { RiskBlock } from '#practices/risks/web/index.ts'

/** The file of an organisation, with what the practices know of it. */
export default function Org(): ReactNode {
  // Whoever may not read them is not to ask for them either: the answer would be a refusal.
  const holds = useHolds()
  return (
    <OrgFileView
      blocks={(orgId) => (
        <>
          {holds('assessment.read') ? <StandingBlock orgId={orgId} /> : null}
          {holds('risk.read') ? <RiskBlock orgId={orgId} /> : null}
        </>
      )}
    />
  )
}
