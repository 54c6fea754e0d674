import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { Card, Stat, useHolds, useT } from '#platform/web/index.ts'
import { isUp, usePledges } from './usePledges.ts'

/** On the boards of offices: how many of the enterprises have pledged today, and who did not. */
export function PledgeCount(): ReactNode {
  const t = useT()
  const holds = useHolds()
  const pledges = usePledges(undefined, holds('safety-pledge.read'))
  const rows = pledges.data?.items ?? []
  if (rows.length === 0) return null
  const up = rows.filter(isUp).length
  const missed = rows.filter((r) => r.state === 'missed' || r.state === 'lapsed')
  return (
    <Card title={t(text('今日安全承诺公告', "Today's pledges"))} extra={<Link to="/pledges">{t(text('名单', 'List'))}</Link>}>
      <div className="inst-stats">
        <Stat label={text('已公告', 'Published')} value={up} to="/pledges" search={{ show: 'up' }} />
        <Stat label={text('待签发', 'To sign')} value={rows.length - up - missed.length} to="/pledges" search={{ show: 'due' }} />
        <Stat label={text('到时未公告', 'Not in time')} value={missed.length} to="/pledges" search={{ show: 'missed' }} />
      </div>
      {missed.length > 0 ? (
        <p className="muted">
          {missed
            .slice(0, 4)
            .map((r) => r.orgName)
            .join('、')}
          {missed.length > 4 ? t(text(` 等 ${missed.length} 家`, ` and others, ${missed.length}`)) : ''}
        </p>
      ) : null}
    </Card>
  )
}
