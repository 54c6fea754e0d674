import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { text, type Text } from '#kernel/text.ts'
import { Card, useT, When } from '#platform/web/index.ts'
import type { KindInfo, MatterPage as MatterPageData } from '../model.ts'
import { useSectors } from './sectors.ts'
import { Facts } from './Value.tsx'
import { factsOf } from './words.ts'

/** Does a deadline still run? */
export const isUnderWay = (phase: string): boolean => phase === 'open' || phase === 'waiting' || phase === 'draft'

function Line({ name, children }: { name: Text; children: ReactNode }): ReactNode {
  const t = useT()
  return children === null ? null : (
    <div className="pair">
      <dt>{t(name)}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** What, where, whose. */
export function FactsCard({ page, kind }: { page: MatterPageData; kind: KindInfo }): ReactNode {
  const t = useT()
  const sectors = useSectors()
  const { matter } = page
  const place = matter.place ? (matter.place.text ?? `${matter.place.lng.toFixed(5)}, ${matter.place.lat.toFixed(5)}`) : null
  const ofOrg = matter.orgId ? (
    <Link to="/matters" search={{ orgId: matter.orgId } as never}>
      {matter.orgName ?? t(text('未命名单位', 'Unnamed organisation'))}
    </Link>
  ) : null
  return (
    <Card title={t(text('情况', 'Facts'))}>
      <Facts facts={factsOf(kind, matter.fields)} sector={matter.sector}>
        <Line name={text('单位', 'Organisation')}>{ofOrg}</Line>
        <Line name={text('监管', 'Supervised by')}>{matter.officeName}</Line>
        <Line name={text('行业', 'Sector')}>{matter.sector ? t(sectors.of(matter.sector)) : null}</Line>
        <Line name={text('位置', 'Place')}>{place}</Line>
        <Line name={text('开始', 'Opened')}>
          <When at={matter.openedAt} />
        </Line>
        {matter.closedAt ? (
          <Line name={text('办结', 'Closed')}>
            <When at={matter.closedAt} />
          </Line>
        ) : null}
        {matter.dueClause && isUnderWay(matter.phase) ? (
          <Line name={text('期限依据', 'Why this deadline')}>{t(matter.dueClause)}</Line>
        ) : null}
      </Facts>
    </Card>
  )
}

/** What the record rests on, and where its proof is. */
export function Proof({ page }: { page: MatterPageData }): ReactNode {
  const t = useT()
  const { matter } = page
  return (
    <p className="muted proof">
      {t(text(`记录共 ${matter.seq} 步，环环相扣，末环 `, `Record of ${matter.seq} acts in a chain, head `))}
      <span className="hash" title={matter.headHash}>
        {matter.headHash.slice(0, 12)}
      </span>{' '}
      <a href={`/api/matters/${matter.id}/proof`} target="_blank" rel="noreferrer">
        {t(text('查看证明', 'Proof'))}
      </a>
    </p>
  )
}
