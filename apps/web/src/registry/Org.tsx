import type { ReactNode } from 'react'
import { OrgFileView } from '#mechanisms/registry/web/index.ts'
import { RiskBlock } from '#practices/risks/web/index.ts'

/** The file of an organisation, with what the practices know of it. */
export default function Org(): ReactNode {
  return <OrgFileView blocks={(orgId) => <RiskBlock orgId={orgId} />} />
}
