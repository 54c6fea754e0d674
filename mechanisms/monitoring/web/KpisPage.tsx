import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Segmented } from 'antd'
import { useState, type ReactNode } from 'react'
import { text, type Text } from '#kernel/text.ts'
import { api, Card, DataTable, Failure, Loading, Nothing, Page, useNow, useT, type Column } from '#platform/web/index.ts'
import './monitoring.css'

interface Kpis {
  readonly activations: number
  readonly planned: number
  readonly perDay: number | null
  readonly per10Minutes: number | null
  readonly most10Minutes: number | null
  readonly floodShare: number | null
  readonly floods: number
  readonly topTenShare: number | null
  readonly chattering: number
  readonly fleeting: number
  readonly stale: number
  readonly priorities: Readonly<Record<string, number>>
  readonly acknowledgeMedian: number | null
  readonly acknowledge95: number | null
  readonly falseShare: number | null
  readonly judged: number
  readonly band: string
}
interface Group {
  readonly id: string
  readonly name: string
  readonly kpis: Kpis
}
interface Actor {
  readonly alarm: string
  readonly alarmId: string
  readonly title: string
  readonly orgId: string
  readonly orgName: string
  readonly activations: number
  readonly share: number
  readonly reasons: readonly string[]
  readonly hazardId: string | null
}

const BANDS: Readonly<Record<string, Text>> = {
  robust: text('稳健', 'Robust'),
  stable: text('平稳', 'Stable'),
  reactive: text('被动', 'Reactive'),
  overloaded: text('过载', 'Overloaded'),
}
const REASONS: Readonly<Record<string, Text>> = {
  topTen: text('次数前十', 'among the ten most frequent'),
  chattering: text('抖动', 'chattering'),
  fleeting: text('一闪即逝', 'fleeting'),
  stale: text('超过 24 小时不消', 'standing over 24 h'),
  falseAlarms: text('误报多', 'often false'),
}
const DAYS = [1, 7, 30, 90]
const share = (v: number | null): string => (v === null ? '—' : `${(v * 100).toFixed(1)}%`)
const figure = (v: number | null): string => (v === null ? '—' : String(Number(v.toFixed(2))))
const minutes = (v: number | null): string => (v === null ? '—' : v < 120 ? `${Math.round(v)} s` : `${Math.round(v / 60)} min`)

/** What may be called good, from ISA-18.2, IEC 62682 and EEMUA 191 (secondary sources). */
const ROWS: readonly { text: Text; of: (k: Kpis) => string; good: Text }[] = [
  { text: text('每天报警次数', 'Activations a day'), of: (k) => figure(k.perDay), good: text('约 150 以下', 'about 150 at most') },
  { text: text('每 10 分钟平均', 'Mean in 10 minutes'), of: (k) => figure(k.per10Minutes), good: text('约 1 以下', 'about 1 at most') },
  { text: text('10 分钟内最多', 'Most in 10 minutes'), of: (k) => figure(k.most10Minutes), good: text('不超过 10', '10 at most') },
  { text: text('报警潮时间占比', 'Share of time in flood'), of: (k) => share(k.floodShare), good: text('1% 以下', 'below 1 %') },
  { text: text('前十名占比', 'Share of the top ten'), of: (k) => share(k.topTenShare), good: text('5% 以下', 'below 5 %') },
  { text: text('抖动的报警', 'Chattering alarms'), of: (k) => String(k.chattering), good: text('0', '0') },
  { text: text('一闪即逝', 'Fleeting'), of: (k) => String(k.fleeting), good: text('0', '0') },
  { text: text('超过 24 小时不消', 'Standing over 24 h'), of: (k) => String(k.stale), good: text('5 条以下', 'below 5') },
  { text: text('确认用时（中位）', 'Time to acknowledge (median)'), of: (k) => minutes(k.acknowledgeMedian), good: text('—', '—') },
  { text: text('确认用时（95%）', 'Time to acknowledge (95 %)'), of: (k) => minutes(k.acknowledge95), good: text('—', '—') },
  {
    text: text('误报占比（已判定）', 'False share (judged)'),
    of: (k) => (k.judged === 0 ? '—' : share(k.falseShare)),
    good: text('—', '—'),
  },
  { text: text('计划内（校准检修）', 'Planned'), of: (k) => String(k.planned), good: text('另计', 'counted apart') },
]

/** How good the alarms are: by desk, enterprise and sensor, and what troubles most. */
export default function KpisPage(): ReactNode {
  const t = useT()
  const [days, setDays] = useState(30)
  const [by, setBy] = useState<'desk' | 'enterprise' | 'sensor'>('enterprise')
  const hour = Math.floor(useNow().getTime() / 3_600_000) * 3_600_000 + 3_600_000
  const range = { from: new Date(hour - days * 86_400_000).toISOString(), to: new Date(hour).toISOString(), by }
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['alarms', 'kpis', range],
    queryFn: () => api.get<{ cut: boolean; all: Kpis; groups: Group[]; badActors: Actor[] }>('/api/monitoring/kpis', range),
    staleTime: 60_000,
  })
  const columns: Column<Group>[] = [
    {
      key: 'name',
      text: text('名称', 'Name'),
      card: 'title',
      render: (g) =>
        by === 'enterprise' ? (
          <Link to={'/monitoring/enterprise/$id' as never} params={{ id: g.id } as never}>
            {g.name}
          </Link>
        ) : (
          g.name
        ),
    },
    { key: 'n', text: text('报警次数', 'Activations'), align: 'right', render: (g) => g.kpis.activations },
    { key: 'most', text: text('10 分钟最多', 'Most in 10 min'), align: 'right', render: (g) => figure(g.kpis.most10Minutes) },
    { key: 'flood', text: text('潮占比', 'In flood'), align: 'right', render: (g) => share(g.kpis.floodShare) },
    { key: 'ack', text: text('确认中位', 'Acknowledged'), align: 'right', render: (g) => minutes(g.kpis.acknowledgeMedian) },
    { key: 'band', text: text('评价', 'Band'), render: (g) => t(BANDS[g.kpis.band] ?? text(g.kpis.band, g.kpis.band)) },
  ]
  const actors: Column<Actor>[] = [
    {
      key: 'title',
      text: text('报警', 'Alarm'),
      card: 'title',
      render: (a) => (
        <span>
          {a.title} <span className="muted">{a.orgName}</span>
        </span>
      ),
    },
    { key: 'n', text: text('次数', 'Activations'), align: 'right', render: (a) => a.activations },
    { key: 'share', text: text('占比', 'Share'), align: 'right', render: (a) => share(a.share) },
    {
      key: 'why',
      text: text('原因', 'Reasons'),
      card: 'bare',
      render: (a) => a.reasons.map((r) => t(REASONS[r] ?? text(r, r))).join('、'),
    },
    {
      key: 'hazard',
      text: text('整改', 'Rectify'),
      card: 'bare',
      render: (a) =>
        a.hazardId ? (
          <Link to={'/matters/$id' as never} params={{ id: a.hazardId } as never}>
            {t(text('隐患', 'Hazard'))}
          </Link>
        ) : (
          <Link to={'/monitoring/alarms' as never} search={{ show: 'active', orgId: a.orgId } as never}>
            {t(text('去处理', 'Go to it'))}
          </Link>
        ),
    },
  ]
  return (
    <Page wide title={t(text('报警质量', 'Alarm quality'))}>
      <div className="filters">
        <Segmented
          aria-label={t(text('多长时间', 'How long'))}
          value={days}
          options={DAYS.map((d) => ({ value: d, label: t(text(`${d} 天`, `${d} days`)) }))}
          onChange={(v) => setDays(Number(v))}
        />
        <Segmented
          aria-label={t(text('按什么分', 'By what'))}
          value={by}
          options={[
            { value: 'enterprise', label: t(text('按企业', 'By enterprise')) },
            { value: 'desk', label: t(text('按值班台', 'By desk')) },
            { value: 'sensor', label: t(text('按点位', 'By sensor')) },
          ]}
          onChange={(v) => setBy(v as typeof by)}
        />
      </div>
      {isPending ? (
        <Loading />
      ) : error ? (
        <Failure error={error} retry={() => void refetch()} />
      ) : data.all.activations === 0 && data.all.planned === 0 ? (
        <Nothing what={text('这段时间没有报警', 'No alarms in this time')} />
      ) : (
        <>
          <Card title={t(text(`全部：${BANDS[data.all.band]?.zh ?? ''}`, `All: ${BANDS[data.all.band]?.en ?? ''}`))}>
            <table className="limits">
              <thead>
                <tr>
                  <th scope="col">{t(text('指标', 'Figure'))}</th>
                  <th scope="col">{t(text('现在', 'Now'))}</th>
                  <th scope="col">{t(text('通行的好', 'Usually called good'))}</th>
                </tr>
              </thead>
              <tbody>
                {ROWS.map((r) => (
                  <tr key={r.text.en}>
                    <th scope="row">{t(r.text)}</th>
                    <td className="num">{r.of(data.all)}</td>
                    <td className="muted">{t(r.good)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
            <p className="muted">
              {t(
                text(
                  '参照 ISA-18.2、IEC 62682、EEMUA 191（二手资料）；每个值班台、至少 30 天的数据才可比。',
                  'After ISA-18.2, IEC 62682 and EEMUA 191 (secondary sources); comparable per desk and over 30 days at least.',
                ),
              )}
            </p>
          </Card>
          <Card title={t(text('最扰人的报警', 'Bad actors'))}>
            {data.badActors.length === 0 ? (
              <Nothing what={text('没有', 'None')} />
            ) : (
              <DataTable rows={data.badActors} columns={actors} rowKey={(a) => a.alarm} caption={text('最扰人的报警', 'Bad actors')} />
            )}
          </Card>
          <Card title={t(text('分项', 'In parts'))}>
            <DataTable rows={data.groups} columns={columns} rowKey={(g) => g.id} caption={text('分项', 'In parts')} />
          </Card>
        </>
      )}
    </Page>
  )
}
