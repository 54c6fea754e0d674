import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Select } from 'antd'
import type { ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { Card, chinaDay, DataTable, Failure, Loading, Page, useMe, useNow, useT, type Column } from '#platform/web/index.ts'
import type { MeasureLine } from '../model.ts'
import { DivisionField } from './DivisionField.tsx'
import { Figure, Spark } from './Figure.tsx'
import { useMeasureList } from './useMeasures.ts'
import { STATUS } from './words.ts'

/** A change against the same days of the year before, in words and by a sign: colour is for levels. */
function Change({ line }: { line: MeasureLine }): ReactNode {
  const t = useT()
  const [now, before] = [line.now.value, line.before.value]
  if (now === null || before === null) return <span className="muted">—</span>
  const by = now - before
  const sign = by === 0 ? '' : by > 0 ? '▲' : '▼'
  const good = by === 0 ? null : by > 0 === (line.info.better === 'more')
  const word = good === null ? text('持平', 'same') : good ? text('好转', 'better') : text('变差', 'worse')
  return (
    <span>
      <span className="num">
        {sign} {Math.abs(by).toFixed(line.info.digits)}
      </span>{' '}
      <span className="muted">{t(word)}</span>
    </span>
  )
}

function columnsOf(t: (v: { zh: string; en: string }) => string, year: number, path: string): Column<MeasureLine>[] {
  return [
    {
      key: 'name',
      text: text('指标', 'Measure'),
      card: 'title',
      render: ({ info }) => (
        <div>
          <Link to="/measures/$id" params={{ id: info.id } as never} search={{ path } as never}>
            <strong>{t(info.text)}</strong>
          </Link>
          <div className="muted">
            {t(info.unit)} · {t(info.clause.text)}
            {info.clause.status === 'verified'
              ? ''
              : t(text(`（${STATUS[info.clause.status]?.zh ?? ''}）`, ` (${STATUS[info.clause.status]?.en ?? ''})`))}
          </div>
        </div>
      ),
    },
    {
      key: 'now',
      text: text(`${year} 年至今`, `${year} so far`),
      align: 'right',
      width: 200,
      render: (l) => <Figure info={l.info} value={l.now} why />,
    },
    {
      key: 'before',
      text: text('上年同期', 'Same days last year'),
      align: 'right',
      width: 110,
      render: (l) => <Figure info={l.info} value={l.before} />,
    },
    { key: 'change', text: text('比较', 'Change'), align: 'right', width: 130, render: (l) => <Change line={l} /> },
    {
      key: 'last',
      text: text(`${year - 1} 全年`, `Whole of ${year - 1}`),
      align: 'right',
      width: 110,
      render: (l) => <Figure info={l.info} value={l.lastYear} />,
    },
    {
      key: 'trend',
      text: text('走势', 'Trend'),
      width: 140,
      render: (l) => <Spark points={l.trend.map((p) => p.value)} label={t(text(`${l.info.text.zh}走势`, `Trend of ${l.info.text.en}`))} />,
    },
  ]
}

/** All measures of a place with what is compared first. */
export default function MeasuresPage(): ReactNode {
  const t = useT()
  const navigate = useNavigate()
  const { me } = useMe()
  const search = useSearch({ strict: false }) as { path?: string; year?: number }
  const path = search.path === undefined ? undefined : String(search.path)
  const list = useMeasureList({ path, year: search.year })
  const thisYear = Number(chinaDay(useNow().getTime()).slice(0, 4))
  const go = (next: Record<string, string | number | undefined>): void =>
    void navigate({ to: '/measures', search: { ...search, ...next } as never, replace: true })
  const may = (permission: string): boolean => me?.permissions.includes(permission) ?? false
  return (
    <Page
      wide
      title={t(text('指标', 'Measures'))}
      extra={
        <>
          {may('accident.read') ? (
            <>
              <Link to="/accidents">
                <Button tabIndex={-1}>{t(text('事故台账', 'Accident ledger'))}</Button>
              </Link>
              <Link to="/measures/monthly">
                <Button tabIndex={-1}>{t(text('统计月报', 'Monthly tables'))}</Button>
              </Link>
            </>
          ) : null}
          <Link to="/measures/base">
            <Button tabIndex={-1}>{t(text('基础数据', 'Base statistics'))}</Button>
          </Link>
        </>
      }
    >
      <div className="filters" role="search" aria-label={t(text('筛选', 'Filters'))}>
        <div className="f">
          <DivisionField value={path ?? list.data?.path} onChange={(next) => go({ path: next })} />
        </div>
        <div className="f">
          <Select
            aria-label={t(text('年份', 'Year'))}
            value={list.data?.year ?? search.year ?? thisYear}
            options={Array.from({ length: 6 }, (_, i) => ({
              value: thisYear - i,
              label: t(text(`${thisYear - i} 年`, String(thisYear - i))),
            }))}
            onChange={(year) => go({ year })}
          />
        </div>
      </div>
      <Card>
        {list.error ? <Failure error={list.error} retry={() => void list.refetch()} /> : null}
        {list.isPending ? <Loading /> : null}
        {list.data ? (
          <>
            <p className="muted">
              {t(
                text(
                  `${list.data.place}，截至 ${list.data.to}。数字可点开看记录；“—”是不能判定，旁边写明原因，不是 0。`,
                  `${list.data.place}, up to ${list.data.to}. Numbers open their records; "—" means that it cannot be judged, with the reason; it is not 0.`,
                ),
              )}
            </p>
            <DataTable
              rows={list.data.items}
              columns={columnsOf(t, list.data.year, list.data.path)}
              rowKey={(l) => l.info.id}
              caption={text('指标', 'Measures')}
            />
          </>
        ) : null}
      </Card>
    </Page>
  )
}
