import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Input, Segmented } from 'antd'
import { useState, type ReactNode } from 'react'
import type { z } from 'zod'
import { text, type Text } from '#kernel/text.ts'
import { api, ApiError, Card, chinaDay, Failure, FieldBox, Loading, MonthField, useDraft, useT } from '#platform/web/index.ts'
import { PAPER_KINDS, type Paper, type PaperFile, type PaperKind } from '../model-papers.ts'
import { usePlanId } from './data.ts'
import { PlanFrame } from './PlanFrame.tsx'
import { useFilters } from './search.ts'

const KINDS: Readonly<Record<PaperKind, Text>> = {
  month: text('月度通报', 'Monthly bulletin'),
  year: text('年度报告', 'Yearly report'),
  mid: text('中期评估', 'Mid-term evaluation'),
  final: text('总结评估', 'Final evaluation'),
}
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** Gives a file made by the server to the browser's own download. */
function save({ name, base64 }: z.output<typeof PaperFile>): void {
  const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))
  const url = URL.createObjectURL(new Blob([bytes], { type: DOCX }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}

interface Typed {
  readonly title: string | null
  /** What was changed, by part; the rest comes from the records anew each time. */
  readonly parts: Readonly<Record<string, string>>
}

function Table({ table }: { table: NonNullable<Paper['parts'][number]['table']> }): ReactNode {
  return (
    <div className="plan-scroll" tabIndex={0} role="region" aria-label={table.columns.join('、')}>
      <table className="plan-table">
        <thead>
          <tr>
            {table.columns.map((c) => (
              <th key={c}>{c}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, i) => (
            <tr key={`${i}${row[0] ?? ''}`}>
              {row.map((value, j) => (
                <td key={table.columns[j]}>{value}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Draft({ paper }: { paper: Paper }): ReactNode {
  const t = useT()
  const [typed, setTyped, clear] = useDraft<Typed>(`plans.paper.${paper.planId}.${paper.kind}.${paper.period ?? ''}`, {
    title: null,
    parts: {},
  })
  const [failure, setFailure] = useState<ApiError | null>(null)
  const [busy, setBusy] = useState(false)
  const wordsOf = (part: Paper['parts'][number]): string => typed.parts[part.id] ?? part.paragraphs.join('\n')
  const title = typed.title ?? paper.title
  const changed = typed.title !== null || Object.keys(typed.parts).length > 0
  const make = async (): Promise<void> => {
    setBusy(true)
    setFailure(null)
    try {
      const parts = paper.parts.map((p) => ({ id: p.id, paragraphs: wordsOf(p).split('\n') }))
      const body = { kind: paper.kind, ...(paper.period ? { period: paper.period } : {}), title, parts }
      save(await api.post<z.output<typeof PaperFile>>(`/api/plans/${paper.planId}/papers`, body))
    } catch (error) {
      setFailure(error instanceof ApiError ? error : null)
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <Alert
        type="info"
        showIcon
        style={{ marginBottom: 12 }}
        title={t(
          text(
            '这是按记录写好的草稿，文字可以改，表格和来源由系统按记录生成',
            'A draft from the records: words can be changed, tables and sources are made from the records',
          ),
        )}
        description={t(
          text(
            '〔1〕是来源编号，在 Word 里变成脚注；删掉它，脚注就没有了。改动存在本机。',
            '〔1〕 marks a source and becomes a footnote in the DOCX; without the mark there is no footnote. Changes are kept on this device.',
          ),
        )}
      />
      <div className="filters">
        <Button type="primary" loading={busy} onClick={() => void make()}>
          {t(text('生成 Word 文件', 'Make the DOCX'))}
        </Button>
        {changed ? <Button onClick={clear}>{t(text('放弃改动，恢复草稿', 'Back to the draft'))}</Button> : null}
      </div>
      {failure ? (
        <Alert type="error" showIcon role="alert" style={{ marginBottom: 12 }} title={failure.message} description={failure.detail} />
      ) : null}
      <Card>
        <FieldBox id="paper-title" label={t(text('标题', 'Title'))} required>
          <Input id="paper-title" maxLength={200} value={title} onChange={(e) => setTyped({ ...typed, title: e.target.value })} />
        </FieldBox>
        {paper.parts.map((part) => (
          <section key={part.id} className="paper-part">
            {part.level === 1 ? <h2>{part.title}</h2> : <h3>{part.title}</h3>}
            <Input.TextArea
              aria-label={part.title}
              autoSize={{ minRows: 1, maxRows: 14 }}
              value={wordsOf(part)}
              onChange={(e) => setTyped({ ...typed, parts: { ...typed.parts, [part.id]: e.target.value } })}
            />
            {part.table ? <Table table={part.table} /> : null}
          </section>
        ))}
      </Card>
      <Card title={t(text(`来源（${paper.notes.length} 条）`, `Sources (${paper.notes.length})`))}>
        <ol className="paper-notes">
          {paper.notes.map((note) => (
            <li key={note.text + note.href}>
              <a href={note.href}>{note.text}</a>
            </li>
          ))}
        </ol>
      </Card>
    </>
  )
}

function Loaded({ id }: { id: string }): ReactNode {
  const t = useT()
  const [search, set] = useFilters()
  const kind = PAPER_KINDS.find((k) => k === search['kind']) ?? 'month'
  const [today] = useState(() => chinaDay(Date.now()))
  const wanted = search['period'] ?? (kind === 'month' ? today.slice(0, 7) : today.slice(0, 4))
  const period = kind === 'month' || kind === 'year' ? wanted : undefined
  const { data, error, refetch } = useQuery({
    queryKey: ['plans', 'paper', id, kind, period],
    queryFn: () => api.get<Paper>(`/api/plans/${id}/papers`, { kind, period }),
  })
  return (
    <>
      <div className="filters">
        <Segmented
          value={kind}
          onChange={(next) => set({ kind: next, period: undefined })}
          options={PAPER_KINDS.map((value) => ({ value, label: t(KINDS[value]) }))}
        />
        {kind === 'month' ? (
          <MonthField
            aria-label={t(text('月份', 'Month'))}
            width={160}
            value={wanted}
            allowClear={false}
            onChange={(month) => (month === '' ? undefined : set({ period: month }))}
          />
        ) : null}
        {kind === 'year' ? (
          <Input
            type="number"
            min={2000}
            max={2100}
            aria-label={t(text('年份', 'Year'))}
            style={{ width: 110 }}
            value={period}
            onChange={(e) => /^20\d{2}$/.test(e.target.value) && set({ period: e.target.value })}
          />
        ) : null}
      </div>
      {error ? (
        <Failure error={error} retry={() => void refetch()} />
      ) : data ? (
        <Draft key={`${kind}${period ?? ''}`} paper={data} />
      ) : (
        <Loading />
      )}
    </>
  )
}

/** Reports of a plan: drafted from the records, corrected, made as DOCX. */
export default function PapersPage(): ReactNode {
  const id = usePlanId()
  return (
    <PlanFrame id={id} here="papers" title={text('报告', 'Reports')}>
      {() => <Loaded id={id} />}
    </PlanFrame>
  )
}
