import { useQuery } from '@tanstack/react-query'
import { Input } from 'antd'
import { useState, type ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { api, Card, DataTable, Failure, useT, type Column } from '#platform/web/index.ts'
import type { Grading, WorkingLine } from '../model.ts'
import { figure, Rank } from './parts.tsx'
import { SOURCE_TEXT } from './words.ts'

const columns: Column<WorkingLine>[] = [
  { key: 'label', text: text('物质', 'Substance'), card: 'title', render: (l) => l.label },
  { key: 'q', text: text('设计最大量 q（t）', 'q (t)'), align: 'right', render: (l) => <span className="num">{figure(l.q)}</span> },
  { key: 'Q', text: text('临界量 Q（t）', 'Q (t)'), align: 'right', render: (l) => <span className="num">{figure(l.Q)}</span> },
  { key: 'ratio', text: text('q/Q', 'q/Q'), align: 'right', render: (l) => <span className="num">{figure(l.ratio)}</span> },
  { key: 'beta', text: text('β', 'β'), align: 'right', render: (l) => <span className="num">{figure(l.beta)}</span> },
  { key: 'weighted', text: text('β·q/Q', 'β·q/Q'), align: 'right', render: (l) => <span className="num">{figure(l.weighted)}</span> },
  { key: 'basis', text: text('依据', 'Basis'), render: (l) => <span className="muted">{l.basis}</span> },
]

/** The answer, then every step to it: S, R, α, β and each substance's share. */
export function GradingView({ grading }: { grading: Grading }): ReactNode {
  const t = useT()
  const mark = SOURCE_TEXT[grading.sourceStatus]
  return (
    <>
      <div className="inst-answer">
        <Rank rank={grading.rank} />
        <span className="num">S = {figure(grading.s)}</span>
        <span className="num">α = {figure(grading.alpha)}</span>
        <span className="num">R = {figure(grading.r)}</span>
        <span className="muted">
          {grading.clause}
          {mark ? t(text(`（${mark.zh}）`, ` (${mark.en})`)) : ''}
        </span>
      </div>
      {grading.cannot.length > 0 ? (
        <div className="inst-cannot">
          {t(text('不能判定，因为：', 'Cannot judge, because:'))}
          <ul className="inst-steps">
            {grading.cannot.map((why) => (
              <li key={why}>{why}</li>
            ))}
          </ul>
        </div>
      ) : null}
      {grading.lines.length > 0 ? (
        <div className="inst-scroll">
          <DataTable
            rows={grading.lines.map((line, n) => ({ ...line, n }))}
            columns={columns}
            rowKey={(l) => String((l as WorkingLine & { n: number }).n)}
            caption={text('辨识分级计算', 'Working')}
          />
        </div>
      ) : null}
      <ol className="inst-steps" aria-label={t(text('计算步骤', 'Steps'))}>
        {grading.steps.map((step, n) => (
          // Steps are a fixed list of the working: their place is their name.
          <li key={`${n} ${step}`}>{step}</li>
        ))}
      </ol>
    </>
  )
}

/** The grading now, or as it was on a day. */
export function Working({ id, now, today }: { id: string; now: Grading; today: string }): ReactNode {
  const t = useT()
  const [day, setDay] = useState(today)
  const then = useQuery({
    queryKey: ['installations', 'working', id, day],
    queryFn: () => api.get<{ grading: Grading | null; known: boolean }>(`/api/installations/${id}/working`, { on: day }),
    enabled: day !== today && day !== '',
  })
  const picker = (
    <label>
      {t(text('按哪一天：', 'On the day: '))}
      <Input type="date" size="small" style={{ width: 150 }} max={today} value={day} onChange={(e) => setDay(e.target.value)} />
    </label>
  )
  return (
    <Card title={t(text('辨识和分级', 'Identification and grading'))} extra={picker}>
      {day === today || day === '' ? <GradingView grading={now} /> : null}
      {day !== today && then.error ? <Failure error={then.error} retry={() => void then.refetch()} /> : null}
      {day !== today && then.data?.grading ? <GradingView grading={then.data.grading} /> : null}
      {day !== today && then.data && !then.data.known ? (
        <p className="muted">{t(text('那一天还没有登记物料，不能判定。', 'Nothing was entered on that day; it cannot be judged.'))}</p>
      ) : null}
    </Card>
  )
}
