import { useQueryClient } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { useState, type ReactNode } from 'react'
import { uuidv7 } from '#kernel/ids.ts'
import { text } from '#kernel/text.ts'
import { api, faultsOf, fieldsOf, initialValues, SchemaForm, Sheet, toBody, useT, type FormValues } from '#platform/web/index.ts'
import type { KindInfo, MatterRow } from '../model.ts'
import type { ActInfo } from './kinds.ts'
import { MatterLink } from './Marks.tsx'
import { refusalOf } from './useAct.ts'

/** As many as one request may carry. */
export const BULK_MAX = 200

/** Acts that may be done on many at once and that the row's state allows. */
export function bulkActs(kind: KindInfo | undefined, row: MatterRow, holds: (permission: string) => boolean): [string, ActInfo][] {
  return Object.entries(kind?.acts ?? {}).filter(
    ([, act]) => act.bulk && !act.system && act.from?.includes(row.state) && holds(act.permission),
  )
}

interface Outcome {
  done: number
  refused: { matterId: string; why: string }[]
}

interface BulkDialogProps {
  readonly name: string
  readonly act: ActInfo
  readonly rows: readonly MatterRow[]
  readonly onClose: () => void
  /** After it was done: those that were refused stay chosen. */
  readonly onDone: (refused: string[]) => void
}

function Result({ outcome, rows }: { outcome: Outcome; rows: readonly MatterRow[] }): ReactNode {
  const t = useT()
  const refused = outcome.refused.length
  return (
    <div role="status" aria-live="polite">
      <Alert
        type={refused === 0 ? 'success' : 'warning'}
        showIcon
        title={t(text(`办成 ${outcome.done} 件，未办成 ${refused} 件`, `${outcome.done} done, ${refused} refused`))}
      />
      <ul className="refused">
        {outcome.refused.map((one) => {
          const row = rows.find((r) => r.id === one.matterId)
          return (
            <li key={one.matterId}>
              <MatterLink id={one.matterId}>{row ? `${row.no} ${row.title}` : one.matterId}</MatterLink>
              {t(text('：', ': '))}
              {one.why}
            </li>
          )
        })}
      </ul>
    </div>
  )
}

/** One form for many matters; each that is refused says why. */
export function BulkDialog({ name, act, rows, onClose, onDone }: BulkDialogProps): ReactNode {
  const t = useT()
  const client = useQueryClient()
  // Chosen when the dialog opened: the list behind may lose rows that were done. The ids stay the same on a retry.
  const [chosen] = useState(() => rows.slice(0, BULK_MAX))
  const [ids] = useState(() => chosen.map((row) => ({ matterId: row.id, id: uuidv7(Date.now()) })))
  const [values, setValues] = useState<FormValues>(() => initialValues(act.form))
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({})
  const [failed, setFailed] = useState<string | null>(null)
  const [sending, setSending] = useState(false)
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const send = async (): Promise<void> => {
    const faults = Object.fromEntries(Object.entries(faultsOf(act.form, values)).map(([k, why]) => [k, t(why)]))
    setErrors(faults)
    if (Object.keys(faults).length > 0) return
    setSending(true)
    setFailed(null)
    try {
      const result = await api.post<Outcome>('/api/matters/bulk', { act: name, form: toBody(values), items: ids })
      setOutcome(result)
      onDone(result.refused.map((r) => r.matterId))
      for (const topic of ['matter', 'matters', 'board']) void client.invalidateQueries({ queryKey: [topic] })
    } catch (error) {
      const why = refusalOf(
        error,
        name,
        fieldsOf(act.form).map((f) => f.name),
        t(text('没有办成，请重试', 'It was not done; please try again')),
      )
      setErrors(why.fields)
      setFailed([why.title, why.detail, ...why.rest].filter((s) => s !== '').join(' '))
    } finally {
      setSending(false)
    }
  }
  const footer = outcome ? (
    <Button type="primary" onClick={onClose}>
      {t(text('知道了', 'Close'))}
    </Button>
  ) : (
    <>
      <Button onClick={onClose}>{t(text('取消', 'Cancel'))}</Button>
      <Button type="primary" loading={sending} onClick={() => void send()}>
        {t(text(`办理 ${chosen.length} 件`, `Do ${chosen.length}`))}
      </Button>
    </>
  )
  return (
    <Sheet open title={t(text(`批量${act.text.zh}`, `${act.text.en}: many at once`))} onClose={onClose} footer={footer}>
      {rows.length > BULK_MAX ? (
        <Alert
          type="info"
          showIcon
          title={t(
            text(`一次最多办 ${BULK_MAX} 件，先办前 ${BULK_MAX} 件`, `At most ${BULK_MAX} at once: the first ${BULK_MAX} are taken`),
          )}
        />
      ) : null}
      {failed ? <Alert type="error" showIcon role="alert" title={failed} style={{ marginBottom: 12 }} /> : null}
      {outcome ? (
        <Result outcome={outcome} rows={chosen} />
      ) : (
        <SchemaForm schema={act.form} values={values} onChange={setValues} errors={errors} disabled={sending} idPrefix="bulk-form" />
      )}
    </Sheet>
  )
}
