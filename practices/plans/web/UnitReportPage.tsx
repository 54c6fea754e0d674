import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert, Button, Input, InputNumber } from 'antd'
import { useState, type ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { api, ApiError, Card, Failure, Loading, Page, useDraft, useT } from '#platform/web/index.ts'
import { usePlanId, type ReportDraft } from './data.ts'
import './plans.css'

type Line = ReportDraft['lines'][number]
interface Typed {
  readonly lines: Readonly<Record<string, { value: number | null; note: string }>>
  readonly summary: string | null
}

const keyOf = (line: Line): string => `${line.itemId}/${line.indicatorId ?? ''}`

function LineForm({
  line,
  typed,
  onChange,
}: {
  line: Line
  typed: { value: number | null; note: string }
  onChange: (next: { value: number | null; note: string }) => void
}): ReactNode {
  const t = useT()
  const id = `line-${keyOf(line)}`
  return (
    <div className="draft-line">
      <h3 id={`${id}-name`}>{line.name}</h3>
      {line.hasValue ? (
        <p>
          <InputNumber
            aria-label={t(text(`${line.name}：数值`, `${line.name}: value`))}
            value={typed.value}
            suffix={line.unit ?? undefined}
            style={{ width: 200 }}
            onChange={(value) => onChange({ ...typed, value })}
          />
          {typed.value !== line.value && line.value !== null ? (
            <span className="muted"> {t(text(`按记录是 ${line.value}`, `the records say ${line.value}`))}</span>
          ) : null}
        </p>
      ) : null}
      <Input.TextArea
        aria-labelledby={`${id}-name`}
        autoSize={{ minRows: 2, maxRows: 10 }}
        maxLength={2000}
        value={typed.note}
        onChange={(e) => onChange({ ...typed, note: e.target.value })}
      />
      {line.records.length > 0 ? (
        <div className="draft-records">
          <span className="muted">{t(text('依据：', 'From: '))}</span>
          {line.records.map((r) => (
            <a key={r.href} href={r.href}>
              {t(r.text)}
            </a>
          ))}
        </div>
      ) : null}
    </div>
  )
}

function Form({ draft }: { draft: ReportDraft }): ReactNode {
  const t = useT()
  const client = useQueryClient()
  const [typed, setTyped, clear] = useDraft<Typed>(`plans.report.${draft.matterId}`, { lines: {}, summary: null })
  const [failure, setFailure] = useState<ApiError | null>(null)
  const [busy, setBusy] = useState(false)
  const [sent, setSent] = useState(false)
  // One id for all tries: a repeat after a lost answer does not send twice.
  const [actId] = useState(() => crypto.randomUUID())
  const summary = typed.summary ?? draft.summary
  const of = (line: Line): { value: number | null; note: string } => typed.lines[keyOf(line)] ?? { value: line.value, note: line.note }
  const send = async (): Promise<void> => {
    setBusy(true)
    setFailure(null)
    try {
      await api.post(`/api/matters/${draft.matterId}/acts`, {
        id: actId,
        act: 'submit',
        form: {
          lines: draft.lines.map((line) => ({ itemId: line.itemId, indicatorId: line.indicatorId, ...of(line) })),
          summary,
        },
      })
      clear()
      setSent(true)
      for (const topic of ['plans', 'matters', 'matter', 'board']) void client.invalidateQueries({ queryKey: [topic] })
    } catch (error) {
      setFailure(error instanceof ApiError ? error : null)
    } finally {
      setBusy(false)
    }
  }
  if (sent)
    return (
      <Alert
        type="success"
        showIcon
        title={t(text('已报送', 'Sent'))}
        description={
          <Link to="/matters/$id" params={{ id: draft.matterId } as never}>
            {t(text('看报送记录', 'See the record'))}
          </Link>
        }
      />
    )
  return (
    <>
      <Alert
        type="info"
        showIcon
        style={{ marginBottom: 12 }}
        title={t(text('这是按本期记录写好的草稿，改对了再报', 'This draft was written from the records; correct it and send'))}
        description={t(
          text(`时段 ${draft.from} 至 ${draft.to}。改动随时存在本机。`, `${draft.from} to ${draft.to}. Changes are kept on this device.`),
        )}
      />
      <Card title={t(text('总体情况', 'Summary'))}>
        <Input.TextArea
          aria-label={t(text('总体情况', 'Summary'))}
          autoSize={{ minRows: 3, maxRows: 12 }}
          value={summary}
          onChange={(e) => setTyped({ ...typed, summary: e.target.value })}
        />
      </Card>
      <Card title={t(text(`逐条情况（${draft.lines.length} 条）`, `Line by line (${draft.lines.length})`))}>
        {draft.lines.map((line) => (
          <LineForm
            key={keyOf(line)}
            line={line}
            typed={of(line)}
            onChange={(next) => setTyped({ ...typed, lines: { ...typed.lines, [keyOf(line)]: next } })}
          />
        ))}
      </Card>
      {failure ? (
        <Alert
          type="error"
          showIcon
          role="alert"
          style={{ marginBottom: 12 }}
          title={failure.message}
          description={[failure.detail, ...failure.errors.map((e) => e.message)].filter((l) => l !== '').join('；')}
        />
      ) : null}
      <Button type="primary" size="large" loading={busy} onClick={() => void send()}>
        {t(text('报送', 'Send'))}
      </Button>
    </>
  )
}

/** The report of a unit on its part of a plan: drafted from the records, corrected, sent. */
export default function UnitReportPage(): ReactNode {
  const t = useT()
  const id = usePlanId()
  const { data, error, refetch } = useQuery({
    queryKey: ['plans', 'draft', id],
    queryFn: () => api.get<ReportDraft>(`/api/plans/report/${id}/draft`),
    enabled: id !== '',
  })
  if (error && !data) return <Failure error={error} retry={() => void refetch()} />
  if (!data) return <Loading />
  return (
    <Page title={t(text(`${data.planTitle}：${data.period} 进展报送`, `${data.planTitle}: report of ${data.period}`))}>
      <Form draft={data} />
    </Page>
  )
}
