import { useMemo, useState, type ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { useNow, useT } from '#platform/web/index.ts'
import { limitsOf } from './PointPage.tsx'
import { Trend } from './Trend.tsx'
import { useAlarms, usePoint, useSeries } from './useMonitoring.ts'
import './monitoring.css'

const HOURS = 6
const EMPTY = { resolution: 'raw' as const, t: [], v: [], lo: [], hi: [], q: [], cut: false }
const keep = (): void => {}

/** The last six hours of a point, for pages of others. Nothing where the point may not be seen. */
export function PointTrend({ id }: { id: string }): ReactNode {
  const t = useT()
  const now = useNow().getTime() / 1000
  const to = Math.ceil(now / 30) * 30
  const from = to - HOURS * 3600
  const [width, setWidth] = useState(0)
  const point = usePoint(id).data
  const series = useSeries(id, from, to, width, true)
  const alarms = useAlarms({ show: 'all', pointId: id }).data?.items
  const rules = point?.rules
  const limits = useMemo(() => (rules ? limitsOf(rules) : []), [rules])
  const marks = useMemo(() => (alarms ?? []).filter((a) => a.kind !== 'missing'), [alarms])
  if (!point) return null
  return (
    <Trend
      series={series.data ?? EMPTY}
      from={from}
      to={to}
      unit={point.unit}
      limits={limits}
      alarms={marks}
      label={t(text(`${point.name} 近 ${HOURS} 小时`, `${point.name}, last ${HOURS} hours`))}
      onWidth={setWidth}
      onSpan={keep}
    />
  )
}
