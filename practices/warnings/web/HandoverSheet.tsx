import { useNavigate } from '@tanstack/react-router'
import { Alert, Button, Input } from 'antd'
import { useState, type ReactNode } from 'react'
import { uuidv7 } from '#kernel/ids.ts'
import { text, type Text } from '#kernel/text.ts'
import { MatterLink } from '#mechanisms/matters/web/index.ts'
import { Failure, FieldBox, Loading, Sheet, useT } from '#platform/web/index.ts'
import { useHandover, useSignHandover } from './useWarnings.ts'

const PARTS: readonly (readonly ['open' | 'answered' | 'alarms', Text])[] = [
  ['open', text('未办结的预警', 'Open warnings')],
  ['answered', text('本班处理的预警', 'Answered in the shift')],
  ['alarms', text('报警', 'Alarms')],
]

/** The note of the shift, written by the program; a word of one's own, and it is signed. */
export function HandoverSheet({ onClose }: { onClose: () => void }): ReactNode {
  const t = useT()
  const navigate = useNavigate()
  const draft = useHandover(true)
  const sign = useSignHandover()
  const [ids] = useState(() => ({ id: uuidv7(Date.now()), matterId: uuidv7(Date.now()) }))
  const [remark, setRemark] = useState('')
  const send = (): void =>
    sign.mutate(
      { ...ids, remark },
      { onSuccess: ({ matterId }) => void navigate({ to: '/matters/$id' as never, params: { id: matterId } as never }) },
    )
  const { data } = draft
  return (
    <Sheet
      open
      title={t(text('交班', 'Hand over the shift'))}
      onClose={onClose}
      footer={
        <Button type="primary" disabled={!data || data.waiting !== null} loading={sign.isPending} onClick={send}>
          {t(text('签字交班', 'Sign and hand over'))}
        </Button>
      }
    >
      {sign.error ? <Alert type="error" showIcon role="alert" title={sign.error.message} /> : null}
      {draft.error && !data ? <Failure error={draft.error} retry={() => void draft.refetch()} /> : null}
      {!data && !draft.error ? <Loading rows={4} /> : null}
      {data?.waiting ? (
        <p role="alert">
          {t(text(`${data.waiting.by}已交班，还没有人接班：`, `${data.waiting.by} has handed over; nobody has taken over: `))}
          <MatterLink id={data.waiting.id}>{data.waiting.no}</MatterLink>
        </p>
      ) : null}
      {data ? (
        <>
          <p className="muted">{data.shift}</p>
          {PARTS.map(([key, name]) => (
            <section key={key}>
              <h3>{t(name)}</h3>
              <p className="warning-note">{data[key]}</p>
            </section>
          ))}
          <FieldBox id="handover-remark" label={t(text('交代事项（可不填）', 'Remarks (optional)'))}>
            <Input.TextArea id="handover-remark" value={remark} maxLength={2000} rows={3} onChange={(e) => setRemark(e.target.value)} />
          </FieldBox>
          <p className="muted">{t(text('由另一人接班签字后生效。', 'In force when another person has signed the taking over.'))}</p>
        </>
      ) : null}
    </Sheet>
  )
}
