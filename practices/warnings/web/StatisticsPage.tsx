import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Segmented } from 'antd'
import type { ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { Card, chinaDay, Failure, Loading, Nothing, Page, useNow, useT } from '#platform/web/index.ts'
import { FALSE_TEXT, LEVEL_TEXT, type IndexRow, type StatsRow } from '../model.ts'
import { INDEX_PARTS } from '../rules.ts'
import { useStats } from './useWarnings.ts'
import './warnings.css'

const BY = [
  { value: 'level', text: text('按等级', 'By level') },
  { value: 'office', text: text('按部门', 'By office') },
  { value: 'org', text: text('按企业', 'By enterprise') },
] as const

function Clock({ rows, by }: { rows: readonly StatsRow[]; by: string }): ReactNode {
  const t = useT()
  const spell = (m: number | null): string => (m === null ? '—' : t(text(`${Math.round(m)} 分钟`, `${Math.round(m)} min`)))
  const nameOf = (row: StatsRow): string =>
    row.name ?? (row.key && row.key in LEVEL_TEXT ? t(LEVEL_TEXT[row.key as keyof typeof LEVEL_TEXT]) : t(text('未定', 'none')))
  const door = (row: StatsRow): Record<string, string> => ({
    kind: 'warning',
    ...(row.key === null ? {} : by === 'level' ? { level: row.key } : by === 'office' ? { officeId: row.key } : { orgId: row.key }),
  })
  if (rows.length === 0) return <Nothing what={text('这段时间没有预警', 'No warnings in this time')} />
  const heads = [
    text('', ''),
    text('发出', 'Raised'),
    text('在办', 'Active'),
    text('超时', 'Overdue'),
    text('办结', 'Closed'),
    text('误报', 'False'),
    text('接收', 'Receive'),
    text('核实', 'Verify'),
    text('反馈', 'Feed back'),
    text('办结用时', 'Close'),
  ]
  return (
    <div className="warning-table" tabIndex={0} role="region" aria-label={t(text('响应时间', 'Response clock'))}>
      <table>
        <thead>
          <tr>
            {heads.map((h) => (
              <th key={h.en}>{h.zh === '' ? t(BY.find((b) => b.value === by)?.text ?? h) : t(h)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key ?? ''}>
              <th scope="row">{nameOf(row)}</th>
              <td>
                <Link to="/matters" search={door(row) as never}>
                  {row.opened}
                </Link>
              </td>
              <td>
                <Link to="/matters" search={{ ...door(row), phase: 'open,waiting' } as never}>
                  {row.active}
                </Link>
              </td>
              <td>
                <Link to="/matters" search={{ ...door(row), due: 'overdue' } as never}>
                  {row.overdue}
                </Link>
              </td>
              <td>
                <Link to="/matters" search={{ ...door(row), state: 'closed' } as never}>
                  {row.closed}
                </Link>
              </td>
              <td>
                <Link to="/matters" search={{ ...door(row), state: 'false' } as never}>
                  {row.falses}
                </Link>
              </td>
              <td>{spell(row.receive)}</td>
              <td>{spell(row.verify)}</td>
              <td>{spell(row.feedback)}</td>
              <td>{spell(row.close)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Index({ rows, version }: { rows: readonly IndexRow[]; version: string }): ReactNode {
  const t = useT()
  if (rows.length === 0) return <Nothing what={text('没有接入监测的企业', 'No enterprise with points')} />
  return (
    <>
      <p className="muted">
        {t(text(`预警指数 = 100 − 下列各项扣分（第 ${version} 版，本县约定）：`, `Index = 100 less (version ${version}, local): `))}
        {Object.values(INDEX_PARTS)
          .map((p) => t(text(`${p.text.zh}：${p.how.zh}，最多扣 ${p.most} 分`, `${p.text.en}: ${p.how.en}, ${p.most} at most`)))
          .join(t(text('；', '; ')))}
      </p>
      <div className="warning-table" tabIndex={0} role="region" aria-label={t(text('企业预警指数', 'Index of enterprises'))}>
        <table>
          <thead>
            <tr>
              <th>{t(text('企业', 'Enterprise'))}</th>
              <th>{t(text('指数', 'Index'))}</th>
              {Object.values(INDEX_PARTS).map((p) => (
                <th key={p.text.en}>{t(p.text)}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.orgId}>
                <th scope="row">{row.orgName}</th>
                <td>
                  <Link to={'/monitoring/enterprise/$id' as never} params={{ id: row.orgId } as never}>
                    {row.value}
                  </Link>
                </td>
                {row.parts.map((p) => (
                  <td key={p.id}>{t(text(`${p.counted}（扣 ${p.off}）`, `${p.counted} (−${p.off})`))}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

/** The month before the one of a day, `YYYY-MM`. */
function lastMonth(day: string): string {
  const [y = 0, m = 1] = day.split('-').map(Number)
  return new Date(Date.UTC(y, m - 2, 1)).toISOString().slice(0, 7)
}

/** Response clock, false warnings with their reasons, the index of enterprises with its parts: the last 30 days. */
export default function StatisticsPage(): ReactNode {
  const t = useT()
  const navigate = useNavigate()
  const search = useSearch({ strict: false }) as { by?: string }
  const by = BY.find((b) => b.value === search.by)?.value ?? 'level'
  const now = useNow()
  const to = chinaDay(now.getTime())
  const from = chinaDay(now.getTime() - 30 * 86_400_000)
  const { data, error, refetch } = useStats({ from, to, by })
  if (error && !data) return <Failure error={error} retry={() => void refetch()} />
  if (!data) return <Loading />
  const all = data.rows.reduce((sum, r) => sum + r.opened, 0)
  const falses = data.rows.reduce((sum, r) => sum + r.falses, 0)
  return (
    <Page
      wide
      title={t(text('预警统计（近 30 天）', 'Warnings, last 30 days'))}
      extra={
        <>
          <Button href={`/api/warnings/monthly.docx?month=${lastMonth(to)}`}>{t(text('上月分析报告', "Last month's report"))}</Button>{' '}
          <Button href={`/api/warnings/monthly.docx?month=${to.slice(0, 7)}`}>{t(text('本月分析报告', "This month's report"))}</Button>{' '}
          <Link to={'/warnings' as never}>{t(text('值班台', 'Duty desk'))}</Link>
        </>
      }
    >
      <Card
        title={t(text('响应时间（中位数，自发出起）', 'Response clock (medians from raising)'))}
        extra={
          <Segmented
            aria-label={t(text('分组', 'Group'))}
            value={by}
            options={BY.map((b) => ({ value: b.value, label: t(b.text) }))}
            onChange={(v) => void navigate({ to: '/warnings/statistics' as never, search: { by: v } as never, replace: true })}
          />
        }
      >
        <Clock rows={data.rows} by={by} />
      </Card>
      <Card title={t(text('误报', 'False warnings'))}>
        <p>
          {t(
            text(
              `${all} 件预警中误报 ${falses} 件，占 ${all === 0 ? 0 : Math.round((falses / all) * 1000) / 10}%`,
              `${falses} of ${all} were false, ${all === 0 ? 0 : Math.round((falses / all) * 1000) / 10}%`,
            ),
          )}
        </p>
        <ul className="warning-lines">
          {data.reasons.map((r) => (
            <li key={r.why}>
              {t(FALSE_TEXT[r.why as keyof typeof FALSE_TEXT] ?? FALSE_TEXT.other)} <span className="num">{r.n}</span>
            </li>
          ))}
        </ul>
      </Card>
      <Card title={t(text('企业预警指数', 'Index of enterprises'))}>
        <Index rows={data.index} version={data.indexVersion} />
      </Card>
    </Page>
  )
}
