import { Link } from '@tanstack/react-router'
import { Alert, Button } from 'antd'
import { useState, type ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { useT } from '#platform/web/index.ts'
import type { IndicatorRow, PlanView } from '../model.ts'
import { BindingSheet } from './BindingSheet.tsx'
import type { IndicatorList } from './data.ts'
import { IndicatorChart } from './IndicatorChart.tsx'
import { LightWhy } from './Light.tsx'
import { SplitTable } from './SplitTable.tsx'
import { fig, REACH_WORDS } from './words.ts'

function ForecastLine({ row, unit }: { row: IndicatorRow; unit: string }): ReactNode {
  const t = useT()
  const { forecast: f } = row
  if (f.value === null) return <p className="muted">{t(text(`不能预测：${f.note.zh}`, `No forecast: ${f.note.en}`))}</p>
  const interval =
    f.low === null || f.high === null
      ? text('', '')
      : text(`（区间 ${fig(f.low)} 至 ${fig(f.high)}）`, ` (${fig(f.low)} to ${fig(f.high)})`)
  return (
    <>
      <p>
        {t(text(`预计到 ${f.day} 为 ${fig(f.value)} ${unit}`, `Expected ${fig(f.value)} ${unit} by ${f.day}`))}
        {t(interval)}
        {f.reached === 'yes' ? t(text('，能达到', ', will be reached')) : null}
        {f.reached === 'unsure' ? t(text('，说不准能不能达到', ', may or may not be reached')) : null}
      </p>
      {f.reached === 'no' ? (
        <Alert
          type="warning"
          showIcon
          title={t(text('预计达不到目标，已提醒主管单位', 'Expected not to be reached; the office has been warned'))}
        />
      ) : null}
      <details>
        <summary>{t(text('怎么预测的', 'How it is forecast'))}</summary>
        <p className="muted">
          {t(f.method)} {t(f.note)} {t(text(`用了 ${f.points} 个数值。`, `From ${f.points} values.`))}
        </p>
      </details>
    </>
  )
}

function Values({ row }: { row: IndicatorRow }): ReactNode {
  const t = useT()
  if (row.points.length === 0) return null
  return (
    <details>
      <summary>{t(text(`${row.points.length} 个数值和来源`, `${row.points.length} values and their sources`))}</summary>
      <table className="plan-table">
        <thead>
          <tr>
            <th>{t(text('时段', 'Period'))}</th>
            <th>{t(text('数值', 'Value'))}</th>
            <th>{t(text('来源', 'Source'))}</th>
          </tr>
        </thead>
        <tbody>
          {row.points.map((p) => (
            <tr key={p.from + p.to}>
              <td className="num">{`${p.from} — ${p.to}`}</td>
              <td className="num">{p.href ? <a href={p.href}>{fig(p.value)}</a> : fig(p.value)}</td>
              <td>{t(p.source)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}

function Indicator({ row, plan, list }: { row: IndicatorRow; plan: PlanView; list: IndicatorList }): ReactNode {
  const t = useT()
  const [editing, setEditing] = useState(false)
  const { binding: b } = row
  const measure = list.measures.find((m) => m.id === b.measure)
  // A change in % is written in the plan, but what is measured has its own unit.
  const unit = measure ? t(measure.unit) : (row.unit ?? '')
  return (
    <article className="indicator" id={row.id}>
      <div>
        <h3>{row.name}</h3>
        <LightWhy light={{ ...row.light, records: [] }} />
        <p>
          {row.value === null
            ? t(text('还没有数值', 'No value yet'))
            : t(text(`现在 ${fig(row.value)} ${unit}（截至 ${row.asOf ?? ''}）`, `Now ${fig(row.value)} ${unit} (${row.asOf ?? ''})`))}
          {row.expected === null ? null : t(text(`，按路径应为 ${fig(row.expected)}`, `, the path asks ${fig(row.expected)}`))}
          {b.target === null
            ? t(text('；目标没有数值', '; the target has no number'))
            : t(
                text(
                  `；${b.targetYear} 年目标 ${REACH_WORDS[b.reach].zh} ${fig(b.target)} ${unit}`,
                  `; target of ${b.targetYear}: ${REACH_WORDS[b.reach].en} ${fig(b.target)} ${unit}`,
                ),
              )}
        </p>
        <ForecastLine row={row} unit={unit} />
        <p className="muted">
          {measure
            ? t(text(`数值由“${measure.text.zh}”计算`, `Computed as “${measure.text.en}”`))
            : t(text('没有可用的统计口径，由单位报送', 'No measure; reported by the unit'))}
          {row.lead.length > 0 ? t(text(`，${row.lead.join('、')}牵头`, `, led by ${row.lead.join(', ')}`)) : null}
        </p>
        <SplitTable planId={plan.id} row={row} />
        <Values row={row} />
        {row.targets.length > 1 ? (
          <details>
            <summary>{t(text('目标改过', 'The target was changed'))}</summary>
            <ul>
              {row.targets.map((c) => (
                <li key={c.at}>{`${c.at.slice(0, 10)} ${c.by}：${fig(c.target)}（${c.targetYear}）`}</li>
              ))}
            </ul>
          </details>
        ) : null}
        <p>
          <Link to="/plans/$id/review" params={{ id: plan.id } as never} search={{ item: row.itemId } as never}>
            {t(text('看原文这一句', 'The sentence in the plan'))}
          </Link>
          {plan.abilities.edit ? (
            <Button type="link" size="small" onClick={() => setEditing(true)}>
              {t(text('调整目标和路径', 'Change target and path'))}
            </Button>
          ) : null}
        </p>
      </div>
      <IndicatorChart row={row} />
      {editing ? <BindingSheet planId={plan.id} row={row} list={list} onClose={() => setEditing(false)} /> : null}
    </article>
  )
}

/** The indicators of a plan, each with its light, chart, forecast and sources. */
export function Indicators({ plan, list, colour }: { plan: PlanView; list: IndicatorList; colour: string | null }): ReactNode {
  const t = useT()
  const rows = list.items.filter((r) => colour === null || r.light.colour === colour)
  if (rows.length === 0) return <p className="muted">{t(text('没有这样的指标', 'No such indicator'))}</p>
  return rows.map((row) => <Indicator key={row.id} row={row} plan={plan} list={list} />)
}
