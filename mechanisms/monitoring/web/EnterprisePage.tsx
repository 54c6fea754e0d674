import { Link, useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { Card, COLOURS, Failure, Level, Loading, Nothing, Page, Stat, useNow, useT } from '#platform/web/index.ts'
import { POINT_STATE_TEXT, type PointRow } from '../model.ts'
import { SourcesCard } from './SourcesCard.tsx'
import { useAlarmSummary, useOrgWall } from './useMonitoring.ts'
import { agoText, colourOf, COLOUR_TEXT, valueText } from './words.ts'
import './monitoring.css'

function PointTile({ point, now }: { point: PointRow; now: number }): ReactNode {
  const t = useT()
  const colour = colourOf(point.colour)
  return (
    <Link
      to={'/monitoring/points/$id' as never}
      params={{ id: point.id } as never}
      className={point.state === 'unknown' ? 'point-tile point-unknown' : 'point-tile'}
      style={point.colour ? { borderLeftColor: COLOURS[colour] } : undefined}
    >
      <span>{point.name}</span>
      <span className="point-value num">{valueText(point.latest?.v, point.unit)}</span>
      <span>
        <Level colour={point.state === 'alarm' ? colour : 'grey'} text={POINT_STATE_TEXT[point.state]} />
        <span className="muted"> {point.latest ? t(agoText(point.latest.t, now)) : t(text('从未收到', 'never heard'))}</span>
      </span>
    </Link>
  )
}

/** One enterprise: all its points by what they stand at, alarms first. */
export default function EnterprisePage(): ReactNode {
  const t = useT()
  const { id } = useParams({ strict: false }) as { id: string }
  const wall = useOrgWall(id)
  const summary = useAlarmSummary(id).data
  const now = useNow().getTime()
  if (wall.error && !wall.data) return <Failure error={wall.error} retry={() => void wall.refetch()} />
  if (!wall.data) return <Loading />
  const { org, points, cameras, cut } = wall.data
  const groups = new Map<string, PointRow[]>()
  for (const p of points) {
    const name = p.subjectName ?? p.source ?? t(text('其他', 'Other'))
    groups.set(name, [...(groups.get(name) ?? []), p])
  }
  const loud = (list: readonly PointRow[]): number => list.filter((p) => p.state === 'alarm').length
  return (
    <Page wide title={org.name}>
      <div className="stats">
        {(['red', 'orange', 'gold', 'blue'] as const).map((c) => (
          <Stat
            key={c}
            label={COLOUR_TEXT[c] ?? text(c, c)}
            value={summary?.colours[c]}
            colour={c}
            to="/monitoring/alarms"
            search={{ show: 'active', colour: c, orgId: id }}
          />
        ))}
        <Stat
          label={text('未确认', 'not acknowledged')}
          value={summary?.unacknowledged}
          to="/monitoring/alarms"
          search={{ show: 'unacknowledged', orgId: id }}
        />
        <Stat label={text('点位', 'points')} value={points.length} />
        <Stat label={text('不明', 'not known')} value={points.filter((p) => p.state === 'unknown').length} />
      </div>
      {points.length === 0 ? <Nothing what={text('没有接入点位', 'No points')} /> : null}
      {cut ? <p className="muted">{t(text('只显示前 2000 个点位', 'The first 2,000 points are shown'))}</p> : null}
      {[...groups]
        .toSorted((a, b) => loud(b[1]) - loud(a[1]))
        .map(([name, list]) => (
          <Card
            key={name}
            title={name}
            extra={loud(list) > 0 ? <span>{t(text(`${loud(list)} 个报警`, `${loud(list)} in alarm`))}</span> : null}
          >
            <div className="point-grid">
              {list.map((p) => (
                <PointTile key={p.id} point={p} now={now} />
              ))}
            </div>
          </Card>
        ))}
      {cameras.length > 0 ? (
        <Card title={t(text('视频', 'Video'))}>
          <ul className="alarm-events">
            {cameras.map((c) => (
              <li key={c.id}>
                <a href={c.url} target="_blank" rel="noreferrer">
                  {c.name}
                </a>
              </li>
            ))}
          </ul>
        </Card>
      ) : null}
      <SourcesCard orgId={id} points={points} now={now} />
      <p>
        <Link to={'/registry/$id' as never} params={{ id } as never}>
          {t(text('企业档案', 'File of the enterprise'))}
        </Link>
      </p>
    </Page>
  )
}
