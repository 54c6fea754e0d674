import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Select } from 'antd'
import type { ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { Card, DataTable, Failure, Loading, Nothing, Page, useT, type Column } from '#platform/web/index.ts'
import type { MeasureInfo, MeasureSeries, MeasureValue } from '../model.ts'
import { DivisionField } from './DivisionField.tsx'
import { Figure, Spark } from './Figure.tsx'
import { useMeasureSeries } from './useMeasures.ts'
import { BY, doorOf, shown, spanText, STATUS } from './words.ts'

const STEPS = { year: text('按年', 'By year'), quarter: text('按季', 'By quarter'), month: text('按月', 'By month') } as const
const COUNT = { year: 5, quarter: 12, month: 24 } as const
type Step = keyof typeof STEPS

/** How the last value came about: inputs with source and date, the steps, the clause. */
function How({ info, value }: { info: MeasureInfo; value: MeasureValue }): ReactNode {
  const t = useT()
  return (
    <Card title={t(text(`怎么算的：${spanText(value).zh}`, `How it was computed: ${spanText(value).en}`))}>
      {value.because ? <p>{t(value.because)}</p> : null}
      <ol className="measure-steps">
        {value.steps.map((step) => (
          <li key={step.zh}>{t(step)}</li>
        ))}
      </ol>
      <ul className="measure-inputs">
        {value.inputs.map((input) => {
          const door = input.href ? doorOf(input.href) : null
          const figure = `${input.value === null ? '—' : shown(input.value, Number.isInteger(input.value) ? 0 : 2)} ${t(input.unit)}`
          return (
            <li key={input.id}>
              {t(input.name)}：
              {door ? (
                <Link to={door.to} search={door.search as never}>
                  {figure}
                </Link>
              ) : (
                figure
              )}
              <span className="muted">
                {t(text(`　来源：${input.source.zh}`, ` Source: ${input.source.en}`))}
                {input.asOf ? t(text(`，截至 ${input.asOf}`, `, as of ${input.asOf}`)) : ''}
              </span>
            </li>
          )
        })}
      </ul>
      <p className="muted">
        {t(text('依据：', 'Basis: '))}
        {t(info.clause.text)}（{t(STATUS[info.clause.status] ?? text('存疑', 'uncertain'))}）
      </p>
    </Card>
  )
}

/** The groups of the last period, worst first. */
function Ranking({ series }: { series: MeasureSeries }): ReactNode {
  const t = useT()
  const { info } = series
  const known = series.items.filter((v) => v.value !== null && !(v.value === 0 && series.items.length > 15))
  const unknown = series.items.filter((v) => v.value === null)
  const sorted = [...known].sort((a, b) => ((b.value ?? 0) - (a.value ?? 0)) * (info.better === 'less' ? 1 : -1))
  const top = Math.max(...known.map((v) => v.value ?? 0), 0)
  if (known.length === 0) return <Nothing what={unknown[0]?.because ?? text('这段时间没有记录', 'No records in this period')} />
  return (
    <>
      <div className="measure-bars">
        {sorted.flatMap((v) => [
          <span key={`${v.group?.key}n`}>{v.group ? t(v.group.name) : ''}</span>,
          <span key={`${v.group?.key}b`} className="track" aria-hidden="true">
            <span className="fill" style={{ width: `${top === 0 ? 0 : ((v.value ?? 0) / top) * 100}%` }} />
          </span>,
          <Figure key={`${v.group?.key}v`} info={info} value={v} />,
        ])}
      </div>
      {unknown.length > 0 ? (
        <p className="muted">
          {t(
            text(
              `不能判定 ${unknown.length} 个：${unknown.map((v) => v.group?.name.zh).join('、')}。${unknown[0]?.because?.zh ?? ''}`,
              `${unknown.length} cannot be judged: ${unknown.map((v) => v.group?.name.en).join(', ')}. ${unknown[0]?.because?.en ?? ''}`,
            ),
          )}
        </p>
      ) : null}
      <p className="muted">
        {t(
          text(
            '各地企业数、人口差别大，数字小的地方一起事故就会大起大落，排名不等于工作好坏。',
            'Places differ in size: where numbers are small one accident moves them far; the order is no verdict.',
          ),
        )}
      </p>
    </>
  )
}

function Split({ id, path, to, info }: { id: string; path: string | undefined; to: string | undefined; info: MeasureInfo }): ReactNode {
  const t = useT()
  const navigate = useNavigate()
  const search = useSearch({ strict: false }) as Record<string, string>
  const by = info.breakdowns.find((b) => b === search['by']) ?? info.breakdowns[0] ?? 'town'
  // A rate that needs the whole year is split for the last full year, a count for the year so far.
  const step = 'year'
  const asked = info.period === 'year' && to === undefined ? 2 : 1
  const split = useMeasureSeries(id, { path, to, by, step, count: asked })
  const period = info.period === 'year' && asked === 2 ? split.data?.periods[0] : split.data?.periods.at(-1)
  const data = split.data && { ...split.data, items: split.data.items.filter((v) => v.from === period?.from) }
  return (
    <Card
      title={t(
        text(`${BY[by]?.zh ?? ''}：${period ? spanText(period).zh : ''}`, `${BY[by]?.en ?? ''}: ${period ? spanText(period).en : ''}`),
      )}
      extra={
        <Select
          size="small"
          aria-label={t(text('分组', 'Group by'))}
          value={by}
          options={info.breakdowns.map((b) => ({ value: b, label: t(BY[b] ?? text(b, b)) }))}
          onChange={(next) =>
            void navigate({ to: '/measures/$id', params: { id } as never, search: { ...search, by: next } as never, replace: true })
          }
        />
      }
    >
      {split.error ? <Failure error={split.error} retry={() => void split.refetch()} /> : null}
      {split.isPending ? <Loading rows={4} /> : null}
      {data ? <Ranking series={data} /> : null}
    </Card>
  )
}

const columns = (t: (v: { zh: string; en: string }) => string, info: MeasureInfo): Column<MeasureValue>[] => [
  { key: 'period', text: text('时段', 'Period'), card: 'title', render: (v) => t(spanText(v)) },
  { key: 'value', text: info.unit, align: 'right', render: (v) => <Figure info={info} value={v} why /> },
  {
    key: 'inputs',
    text: text('其中', 'Of it'),
    render: (v: MeasureValue) =>
      v.inputs.map((i) => `${t(i.name)} ${i.value === null ? '—' : shown(i.value, Number.isInteger(i.value) ? 0 : 2)}`).join('，'),
  },
]

/** One measure: its series, its split, and how the figure came about. */
export default function MeasurePage(): ReactNode {
  const t = useT()
  const { id = '' } = useParams({ strict: false })
  const navigate = useNavigate()
  const search = useSearch({ strict: false }) as Record<string, string | number | undefined>
  const path = search['path'] === undefined ? undefined : String(search['path'])
  const to = typeof search['to'] === 'string' ? search['to'] : undefined
  const step: Step = search['step'] === 'month' || search['step'] === 'quarter' ? search['step'] : 'year'
  const series = useMeasureSeries(id, { path, to, step, count: COUNT[step] })
  const go = (next: Record<string, string | undefined>): void =>
    void navigate({ to: '/measures/$id', params: { id } as never, search: { ...search, ...next } as never, replace: true })
  if (series.error) return <Failure error={series.error} retry={() => void series.refetch()} />
  if (!series.data) return <Loading />
  const { info, items } = series.data
  const told = [...items].reverse().find((v) => v.value !== null) ?? items.at(-1)
  return (
    <Page wide title={t(info.text)} extra={<Link to="/measures">{t(text('全部指标', 'All measures'))}</Link>}>
      <div className="filters" role="search" aria-label={t(text('筛选', 'Filters'))}>
        <div className="f">
          <DivisionField value={path ?? series.data.path} onChange={(next) => go({ path: next })} />
        </div>
        <div className="f">
          <Select
            aria-label={t(text('时段', 'Step'))}
            value={step}
            options={Object.entries(STEPS).map(([value, words]) => ({ value, label: t(words) }))}
            onChange={(next) => go({ step: next })}
          />
        </div>
      </div>
      <div className="two">
        <div>
          <Card
            title={t(text(`${series.data.place}，${info.unit.zh}`, `${series.data.place}, ${info.unit.en}`))}
            extra={<Spark points={items.map((v) => v.value)} label={t(text('走势', 'Trend'))} />}
          >
            <DataTable rows={[...items].reverse()} columns={columns(t, info)} rowKey={(v) => v.from} caption={info.text} />
          </Card>
        </div>
        <div>
          {told ? <How info={info} value={told} /> : null}
          {info.breakdowns.length > 0 ? <Split id={id} path={path} to={to} info={info} /> : null}
        </div>
      </div>
    </Page>
  )
}
