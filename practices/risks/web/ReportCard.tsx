import { useMutation, useQuery } from '@tanstack/react-query'
import { Alert, Button, Input } from 'antd'
import { useState, type ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { uuidv7 } from '#kernel/ids.ts'
import { api, Card, Due, FieldBox, Sheet, useDraft, useT } from '#platform/web/index.ts'
import { useRefresh } from './useRisks.ts'

interface Draft {
  year: number
  draft: string
  matterId: string | null
  due: string | null
  maySend: boolean
}

function Desk({ draft, onClose }: { draft: Draft; onClose: () => void }): ReactNode {
  const t = useT()
  const refresh = useRefresh()
  const [words, setWords, clear] = useDraft<string>(`risk-report.${draft.matterId}`, draft.draft)
  const send = useMutation({
    mutationFn: () => api.post(`/api/matters/${draft.matterId}/acts`, { id: uuidv7(Date.now()), act: 'send', form: { report: words } }),
    onSuccess: () => {
      clear()
      refresh()
      onClose()
    },
  })
  return (
    <Sheet
      open
      width={860}
      title={t(text(`${draft.year} 年度风险管控报告`, `Risk report of ${draft.year}`))}
      onClose={onClose}
      footer={
        <Button type="primary" loading={send.isPending} onClick={() => send.mutate()}>
          {t(text('报送', 'Send'))}
        </Button>
      }
    >
      {send.error ? <Alert type="error" showIcon title={send.error.message} /> : null}
      <FieldBox
        id="risk-report"
        label={t(text('报告正文（由记录起草，请核对补充）', 'Report, drafted from the records; check and add'))}
        required
      >
        <Input.TextArea id="risk-report" value={words} autoSize={{ minRows: 12, maxRows: 24 }} onChange={(e) => setWords(e.target.value)} />
      </FieldBox>
    </Sheet>
  )
}

/** The yearly report of an enterprise, while it is due: until when, and the desk on which it is corrected and sent. */
export function ReportCard({ orgId }: { orgId: string }): ReactNode {
  const t = useT()
  const [open, setOpen] = useState(false)
  const draft = useQuery({ queryKey: ['risks', 'report', orgId], queryFn: () => api.get<Draft>('/api/risks/report-draft', { orgId }) })
  if (!draft.data?.matterId) return null
  return (
    <Card
      title={t(text(`${draft.data.year} 年度风险管控报告待报送`, `Risk report of ${draft.data.year} is due`))}
      extra={
        draft.data.maySend ? (
          <Button type="primary" onClick={() => setOpen(true)}>
            {t(text('核对并报送', 'Check and send'))}
          </Button>
        ) : null
      }
    >
      <Due at={draft.data.due} exact />
      {open ? <Desk draft={draft.data} onClose={() => setOpen(false)} /> : null}
    </Card>
  )
}
