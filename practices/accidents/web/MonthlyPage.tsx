import { FileExcelOutlined, PrinterOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Select } from 'antd'
import type { ReactNode } from 'react'
import { text, type Text } from '#kernel/text.ts'
import { DivisionField } from '#mechanisms/measures/web/index.ts'
import { api, Card, chinaDay, Failure, Loading, MonthField, Page, useNow, useT, When, withQuery } from '#platform/web/index.ts'
import type { MonthlyTable } from '../model.ts'
import './accidents.css'

const BY: Readonly<Record<MonthlyTable['by'], Text>> = {
  sector: text('按行业', 'By sector'),
  town: text('按乡镇街道', 'By town'),
  category: text('按统计类别', 'By category'),
}
const PARTS = [
  ['month', text('本月', 'Month')],
  ['year', text('本年累计', 'Year so far')],
  ['before', text('上年同期', 'Same days last year')],
] as const
const FIGURES = [
  ['accidents', text('起数', 'Accidents')],
  ['deaths', text('死亡', 'Deaths')],
  ['serious', text('重伤', 'Serious')],
  ['lossWan', text('损失（万元）', 'Loss (10,000 yuan)')],
] as const
const LINES = [
  ['last', text('上期累计', 'Last total')],
  ['entered', text('＋ 本期登记', '+ entered')],
  ['corrected', text('＋ 本期更正', '+ corrected')],
  ['removed', text('－ 本期核销', '− removed')],
  ['total', text('＝ 本期累计', '= this total')],
] as const

function Door({ href, children }: { href: string; children: ReactNode }): ReactNode {
  const [to = '/', query = ''] = href.split('?')
  return (
    <Link to={to} search={Object.fromEntries(new URLSearchParams(query)) as never}>
      {children}
    </Link>
  )
}

function Table({ table }: { table: MonthlyTable }): ReactNode {
  const t = useT()
  const lines = [{ key: 'all', name: text('合计', 'Total'), ...table.total }, ...table.rows]
  return (
    <div
      className="monthly-scroll"
      tabIndex={0}
      role="region"
      aria-label={t(text('月报表，可左右滚动', 'Monthly table, scrolls sideways'))}
    >
      <table className="monthly">
        <thead>
          <tr>
            <th rowSpan={2}>{t(BY[table.by])}</th>
            {PARTS.map(([part, words]) => (
              <th key={part} colSpan={4}>
                {t(words)}
              </th>
            ))}
          </tr>
          <tr>{PARTS.flatMap(([part]) => FIGURES.map(([f, words]) => <th key={`${part}${f}`}>{t(words)}</th>))}</tr>
        </thead>
        <tbody>
          {lines.map((row) => (
            <tr key={row.key}>
              <th scope="row">
                <Door href={row.href}>{t(row.name)}</Door>
              </th>
              {PARTS.flatMap(([part]) => FIGURES.map(([f]) => <td key={`${part}${f}`}>{row[part][f]}</td>))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Account({ table }: { table: MonthlyTable }): ReactNode {
  const t = useT()
  return (
    <Card title={t(text('勾稽关系', 'Reconciliation'))}>
      <div className="monthly-scroll" tabIndex={0} role="region" aria-label={t(text('勾稽表', 'Reconciliation'))}>
        <table className="monthly">
          <thead>
            <tr>
              <th>{t(text('项目', 'Item'))}</th>
              {FIGURES.map(([f, words]) => (
                <th key={f}>{t(words)}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {LINES.map(([key, words]) => (
              <tr key={key}>
                <th scope="row">{t(words)}</th>
                {FIGURES.map(([f]) => (
                  <td key={f}>{table.reconciliation[key][f]}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="muted">
        {t(
          text(
            '上期累计是上月底台账里的数；此后补登的计入“登记”，更正和续报的差额计入“更正”。同一期内登记又核销的不出现。',
            'The last total is what the ledger held at the end of the month before; what was entered late counts as entered, follow-ups and corrections as corrected.',
          ),
        )}
      </p>
    </Card>
  )
}

/** The statutory monthly table, made from the ledger. */
export default function MonthlyPage(): ReactNode {
  const t = useT()
  const navigate = useNavigate()
  const today = chinaDay(useNow().getTime())
  const search = useSearch({ strict: false }) as { month?: string; by?: MonthlyTable['by']; path?: string | number }
  const query = {
    month: search.month ?? today.slice(0, 7),
    by: search.by ?? 'sector',
    path: search.path === undefined ? undefined : String(search.path),
  }
  const { data, error, refetch } = useQuery({
    queryKey: ['accidents', 'monthly', query],
    queryFn: () => api.get<MonthlyTable>('/api/accidents/monthly', query),
  })
  const go = (next: Record<string, string | undefined>): void =>
    void navigate({ to: '/measures/monthly', search: { ...search, ...next } as never, replace: true })
  return (
    <Page
      wide
      title={t(text('事故统计月报', 'Monthly tables of accidents'))}
      extra={
        <>
          <Button icon={<FileExcelOutlined />} href={withQuery('/api/accidents/monthly.xlsx', query)}>
            {t(text('导出表格', 'Spreadsheet'))}
          </Button>
          <Button icon={<PrinterOutlined />} href={withQuery('/api/accidents/monthly.pdf', query)} target="_blank">
            {t(text('打印', 'Print'))}
          </Button>
        </>
      }
    >
      <div className="filters" role="search" aria-label={t(text('筛选', 'Filters'))}>
        <div className="f">
          <MonthField
            aria-label={t(text('月份', 'Month'))}
            value={query.month}
            max={today.slice(0, 7)}
            allowClear={false}
            onChange={(month) => (month === '' ? undefined : go({ month }))}
          />
        </div>
        <div className="f">
          <Select
            aria-label={t(text('分组', 'Group by'))}
            value={query.by}
            options={Object.entries(BY).map(([value, words]) => ({ value, label: t(words) }))}
            onChange={(by) => go({ by })}
          />
        </div>
        <div className="f">
          <DivisionField value={query.path} onChange={(path) => go({ path })} />
        </div>
      </div>
      {error ? <Failure error={error} retry={() => void refetch()} /> : null}
      {!data && !error ? <Loading /> : null}
      {data ? (
        <>
          <Card
            title={t(text(`${data.place} ${data.month}`, `${data.place} ${data.month}`))}
            extra={
              <span className="muted">
                {t(text('台账截至 ', 'Ledger as of '))}
                <When at={data.cut} />
              </span>
            }
          >
            <Table table={data} />
          </Card>
          <Account table={data} />
        </>
      ) : null}
    </Page>
  )
}
