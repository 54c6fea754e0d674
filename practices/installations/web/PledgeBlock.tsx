import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { Card, Due, useHolds, useMe, useT } from '#platform/web/index.ts'
import { Figures } from './Figures.tsx'
import { isUp, useDraftPledge, usePledges } from './usePledges.ts'

/** On the home of an enterprise: today's pledge, half written from the records, or as it was signed. */
export function PledgeBlock(): ReactNode {
  const t = useT()
  const { me } = useMe()
  const holds = useHolds()
  const pledges = usePledges(undefined, holds('safety-pledge.read'))
  const mine = pledges.data?.items.find((row) => row.orgId === me?.orgId)
  const draft = useDraftPledge(mine && !isUp(mine) ? mine.id : undefined)
  if (!mine) return null
  const up = isUp(mine)
  const figures = up ? (mine.figures ?? {}) : Object.fromEntries((draft.data?.lines ?? []).map((l) => [l.name, l.value]))
  return (
    <Card
      title={t(text('今天的安全承诺', "Today's pledge"))}
      extra={
        <Link to="/pledges/$id" params={{ id: mine.id } as never}>
          {up
            ? t(text('看公告', 'See it'))
            : holds('safety-pledge.sign')
              ? t(text('核对并签发', 'Check and sign'))
              : t(text('看草稿', 'See the draft'))}
        </Link>
      }
    >
      <p>
        {up
          ? t(text(`已公告，${mine.signer ?? ''}`, `Published by ${mine.signer ?? ''}`))
          : t(text('已按记录写好一半，等主要负责人签发', 'Half written from the records; the principal signs it'))}{' '}
        {up ? null : <Due at={mine.dueAt} />}
      </p>
      <Figures figures={figures} />
    </Card>
  )
}
