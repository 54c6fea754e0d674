import { Link, useParams } from '@tanstack/react-router'
import { Button, Segmented } from 'antd'
import { useCallback, useMemo, useState, type ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { Card, Failure, Level, Loading, Nothing, Page, useNow, useT } from '#platform/web/index.ts'
import { POINT_STATE_TEXT, QUALITY_TEXT, type PointView } from '../model.ts'
import { LEVEL_TEXT, RULE_TEXT } from '../rules.ts'
import { ThresholdSheet } from './ThresholdSheet.tsx'
import { Trend, type Limit } from './Trend.tsx'
import { useAlarms, usePoint, useSeries } from './useMonitoring.ts'
import { WindowsCard } from './WindowsCard.tsx'
import { agoText, clockText, colourOf, kindText, reasonOf, valueText } from './words.ts'
import './monitoring.css'

const SPANS = [
  { value: 3600, text: text('1 小时', '1 hour') },
  { value: 86_400, text: text('1 天', '1 day') },
  { value: 7 * 86_400, text: text('1 周', '1 week') },
  { value: 31 * 86_400, text: text('1 月', '1 month') },
  { value: 366 * 86_400, text: text('1 年', '1 year') },
]
const RESOLUTION = {
  raw: text('每次读数', 'every reading'),
  minute: text('每分钟', 'by minute'),
  hour: text('每小时', 'by hour'),
  day: text('每天', 'by day'),
}
const LEVELS = ['LL', 'L', 'H', 'HH'] as const

export function limitsOf(rules: PointView['rules']): Limit[] {
  return rules
    .filter((r) => r.kind === 'limits')
    .flatMap((r) =>
      LEVELS.flatMap((level) => {
        const value = r[level]
        const priority = (r['priority'] ?? 'low') as Limit['priority']
        return typeof value === 'number' ? [{ name: LEVEL_TEXT[level]?.zh ?? level, value, level, priority }] : []
      }),
    )
}

function TrendCard({ point }: { point: PointView }): ReactNode {
  const t = useT()
  const now = useNow().getTime() / 1000
  const [span, setSpan] = useState(86_400)
  const [fixed, setFixed] = useState<{ from: number; to: number } | null>(null)
  const [width, setWidth] = useState(0)
  // The end moves on in steps, so that the same stretch is asked for once.
  const step = Math.max(5, span / 1000)
  const to = fixed?.to ?? Math.ceil(now / step) * step
  const from = fixed?.from ?? to - span
  const series = useSeries(point.id, from, to, width, fixed === null)
  const alarms = useAlarms({ show: 'all', pointId: point.id }).data?.items
  const limits = useMemo(() => limitsOf(point.rules), [point.rules])
  const marks = useMemo(() => (alarms ?? []).filter((a) => a.kind !== 'missing'), [alarms])
  const onSpan = useCallback((a: number, b: number) => setFixed({ from: a, to: b }), [])
  const move = (share: number): void => setFixed({ from: from + (to - from) * share, to: Math.min(now, to + (to - from) * share) })
  const empty = { resolution: 'raw' as const, t: [], v: [], lo: [], hi: [], q: [], cut: false }
  return (
    <Card
      title={t(text('趋势', 'Trend'))}
      extra={series.data ? <span className="muted">{t(RESOLUTION[series.data.resolution])}</span> : null}
    >
      <div className="trend-bar">
        <Segmented
          aria-label={t(text('多长时间', 'How long'))}
          value={fixed ? 0 : span}
          options={SPANS.map((s) => ({ value: s.value, label: t(s.text) }))}
          onChange={(v) => {
            setFixed(null)
            setSpan(Number(v))
          }}
        />
        <Button size="small" onClick={() => move(-0.5)}>
          {t(text('← 往前', '← Earlier'))}
        </Button>
        <Button size="small" disabled={fixed === null} onClick={() => move(0.5)}>
          {t(text('往后 →', 'Later →'))}
        </Button>
        {fixed ? (
          <Button size="small" onClick={() => setFixed(null)}>
            {t(text('回到现在', 'Back to now'))}
          </Button>
        ) : null}
        <span className="muted">{t(text('在图上拖动可放大', 'Drag on the chart to look closer'))}</span>
      </div>
      {series.error && !series.data ? (
        <Failure error={series.error} retry={() => void series.refetch()} />
      ) : (
        <Trend
          series={series.data ?? empty}
          from={from}
          to={to}
          unit={point.unit}
          limits={limits}
          alarms={marks}
          label={t(text(`${point.name} 趋势`, `Trend of ${point.name}`))}
          onWidth={setWidth}
          onSpan={onSpan}
        />
      )}
      {series.data && series.data.t.length === 0 ? (
        <p className="muted">{t(text('这段时间没有数据', 'No readings in this time'))}</p>
      ) : null}
      {series.data?.cut ? (
        <p className="muted">
          {t(
            text(
              '读数太多，只画出前 20000 个；请选短一些的时间。',
              'Too many readings: the first 20,000 are drawn. Choose a shorter time.',
            ),
          )}
        </p>
      ) : null}
    </Card>
  )
}

function RulesCard({ point }: { point: PointView }): ReactNode {
  const t = useT()
  const [open, setOpen] = useState(false)
  const limits = limitsOf(point.rules)
  const others = point.rules.filter((r) => r.kind !== 'limits')
  return (
    <Card
      title={t(text('报警值', 'Limits'))}
      extra={
        point.pending ? (
          <Link to={'/matters/$id' as never} params={{ id: point.pending.id } as never}>
            {t(text(`变更待批 ${point.pending.no}`, `Change waits: ${point.pending.no}`))}
          </Link>
        ) : point.abilities.propose ? (
          <Button size="small" onClick={() => setOpen(true)}>
            {t(text('申请变更', 'Propose a change'))}
          </Button>
        ) : null
      }
    >
      {limits.length === 0 ? (
        <p className="muted">
          {t(
            text(
              '没有设报警值：标准不给统一数值，由设计或企业核定后申请。',
              'No limits: no standard gives a figure; they come from the design or the plant and are applied for.',
            ),
          )}
        </p>
      ) : (
        <table className="limits">
          <tbody>
            {limits.map((l) => (
              <tr key={l.level}>
                <th scope="row">
                  <Level colour={colourOf(levelColour(l))} text={LEVEL_TEXT[l.level] ?? text(l.level, l.level)} />
                </th>
                <td className="num">{valueText(l.value, point.unit)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {point.clause ? <p className="muted">{t(text(`建议值来源：${point.clause.zh}`, `Suggested after: ${point.clause.en}`))}</p> : null}
      {others.length > 0 ? (
        <p className="muted">
          {t(text('还有：', 'Also: '))}
          {others.map((r) => t(RULE_TEXT[r.kind] ?? text(r.kind, r.kind))).join('、')}
        </p>
      ) : null}
      <h3>{t(text('版本', 'Versions'))}</h3>
      <ol className="alarm-events">
        {point.history.map((h) => (
          <li key={h.version}>
            {t(text(`第 ${h.version} 版`, `Version ${h.version}`))} · <span className="num">{h.from.slice(0, 10)}</span> · {h.by.name} ·{' '}
            {h.reason}
            {h.matterId ? (
              <>
                {' · '}
                <Link to={'/matters/$id' as never} params={{ id: h.matterId } as never}>
                  {t(text('审批', 'Approval'))}
                </Link>
              </>
            ) : null}
          </li>
        ))}
      </ol>
      {open ? <ThresholdSheet point={point} onClose={() => setOpen(false)} /> : null}
    </Card>
  )
}

const RANK = { low: 0, medium: 1, high: 2, highest: 3 }
const levelColour = (l: Limit): string =>
  ['blue', 'gold', 'orange', 'red'][Math.min(3, RANK[l.priority] + (l.level === 'HH' || l.level === 'LL' ? 1 : 0))] ?? 'red'

/** One point: what it reads now, its trend with limits and alarms, its limits with their history. */
export default function PointPage(): ReactNode {
  const t = useT()
  const { id } = useParams({ strict: false }) as { id: string }
  const { data: point, error, refetch } = usePoint(id)
  const alarms = useAlarms({ show: 'all', pointId: id })
  const now = useNow().getTime()
  if (error && !point) return <Failure error={error} retry={() => void refetch()} />
  if (!point) return <Loading />
  const quality = point.latest ? QUALITY_TEXT[point.latest.q] : undefined
  return (
    <Page wide title={point.name}>
      <Card>
        <div className="point-heads">
          <span className="point-now num">{valueText(point.latest?.v, point.unit)}</span>
          <Level
            colour={point.state === 'alarm' ? colourOf(point.colour) : 'grey'}
            text={POINT_STATE_TEXT[point.state]}
            strong={point.state === 'alarm'}
          />
          <span>
            {point.latest ? t(agoText(point.latest.t, now)) + t(text('前', ' ago')) : t(text('从未收到数据', 'Never heard'))}
            {quality && point.latest?.q ? ` · ${t(quality)}` : ''}
          </span>
          <Link to={'/monitoring/enterprise/$id' as never} params={{ id: point.orgId } as never}>
            {point.orgName}
          </Link>
          <span className="muted">
            {t(point.typeText)} · {point.code}
            {point.subjectName ? ` · ${point.subjectName}` : ''}
            {point.source ? ` · ${t(text('网关', 'gateway'))} ${point.source}` : ''} ·{' '}
            {t(
              text(
                `量程 ${point.low ?? '—'} 至 ${point.high ?? '—'} ${point.unit}`,
                `range ${point.low ?? '—'} to ${point.high ?? '—'} ${point.unit}`,
              ),
            )}
          </span>
          {point.cameras.map((c) => (
            <a key={c.id} href={c.url} target="_blank" rel="noreferrer">
              {t(text('视频', 'Video'))} {c.name}
            </a>
          ))}
        </div>
      </Card>
      <TrendCard point={point} />
      <Card title={t(text('报警记录', 'Alarms'))}>
        {alarms.data?.items.length === 0 ? <Nothing what={text('没有报警记录', 'No alarms yet')} /> : null}
        <ol className="alarm-events">
          {(alarms.data?.items ?? []).slice(0, 50).map((a) => (
            <li key={a.id}>
              <span className="num">{clockText(a.openedAt, now)}</span> <Level colour={colourOf(a.colour)} text={kindText(a)} />{' '}
              {t(reasonOf(a))}
              {a.clearedAt ? ` · ${t(text('恢复于', 'returned'))} ${clockText(a.clearedAt, now)}` : ` · ${t(text('持续中', 'goes on'))}`}
            </li>
          ))}
        </ol>
      </Card>
      <RulesCard point={point} />
      <WindowsCard point={point} />
    </Page>
  )
}
