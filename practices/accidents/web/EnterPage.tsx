import { useNavigate } from '@tanstack/react-router'
import { useQueryClient } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { useState, type ReactNode } from 'react'
import { uuidv7 } from '#kernel/ids.ts'
import { text } from '#kernel/text.ts'
import { useKinds } from '#mechanisms/matters/web/index.ts'
import {
  api,
  ApiError,
  byField,
  Card,
  Failure,
  faultsOf,
  FieldBox,
  fieldsOf,
  initialValues,
  Loading,
  OrgPicker,
  Page,
  SchemaForm,
  toBody,
  useDraft,
  useT,
  type FormValues,
} from '#platform/web/index.ts'
import { accidentWidgets } from './widgets.tsx'
import './accidents.css'

interface Draft {
  readonly id: string
  readonly matterId: string
  readonly orgId: string | null
  readonly orgName: string | null
  readonly form: FormValues
}

const fresh = (): Draft => ({
  id: uuidv7(Date.now()),
  matterId: uuidv7(Date.now()),
  orgId: null,
  orgName: null,
  form: { deaths: 0, serious: 0, poisoning: 0, minor: 0 },
})

/** Enters an accident into the ledger. What was typed is kept until the server has it. */
export default function EnterPage(): ReactNode {
  const t = useT()
  const navigate = useNavigate()
  const client = useQueryClient()
  const kinds = useKinds()
  const [empty] = useState(fresh)
  const [draft, setDraft, clear] = useDraft<Draft>('accident.enter', empty)
  const [faults, setFaults] = useState<Record<string, string>>({})
  const [why, setWhy] = useState<string | null>(null)
  const [sending, setSending] = useState(false)
  if (kinds.loading) return <Loading />
  const kind = kinds.of('accident')
  if (!kind) return <Failure error={kinds.error} />
  const schema = kind.acts['enter']?.form ?? {}
  const send = async (): Promise<void> => {
    const missing = Object.fromEntries(Object.entries(faultsOf(schema, draft.form)).map(([name, fault]) => [name, t(fault)]))
    setFaults(missing)
    if (Object.keys(missing).length > 0) return setWhy(t(text('还有没填好的地方', 'Some fields need attention')))
    setSending(true)
    setWhy(null)
    try {
      const { matterId } = await api.post<{ matterId: string }>('/api/matters', {
        id: draft.id,
        matterId: draft.matterId,
        kind: 'accident',
        act: 'enter',
        orgId: draft.orgId,
        form: toBody(draft.form),
      })
      clear()
      void client.invalidateQueries({ queryKey: ['accidents'] })
      void client.invalidateQueries({ queryKey: ['measures'] })
      void navigate({ to: '/accidents/$id', params: { id: matterId } as never })
    } catch (error) {
      if (!(error instanceof ApiError)) setWhy(String(error))
      else {
        const found = byField(
          error.errors,
          fieldsOf(schema).map((f) => f.name),
        )
        setFaults(found.fields)
        setWhy([error.message, error.detail, ...found.rest].filter((w) => w !== '').join('；'))
      }
    } finally {
      setSending(false)
    }
  }
  return (
    <Page title={t(text('登记事故', 'Enter an accident'))}>
      <Card className="accident-enter">
        <p className="muted">
          {t(
            text(
              '等级由程序按国务院令第493号第三条判定。损失还不清楚就先空着，等级显示“不能判定”，以后续报补上。',
              'The grade follows Order 493 art. 3. Leave the loss empty while it is not known: the grade then cannot be judged until a follow-up gives it.',
            ),
          )}
        </p>
        <FieldBox id="accident-org" label={t(text('事故单位（在册企业）', 'Enterprise, if registered'))}>
          <OrgPicker
            id="accident-org"
            value={draft.orgId}
            valueName={draft.orgName}
            onChange={(orgId, org) =>
              setDraft({
                ...draft,
                orgId,
                orgName: org?.name ?? null,
                form: org ? { ...draft.form, path: draft.form['path'] ?? org.path } : draft.form,
              })
            }
          />
        </FieldBox>
        <SchemaForm
          schema={schema}
          values={{ ...initialValues(schema), ...draft.form }}
          errors={faults}
          disabled={sending}
          widgets={accidentWidgets}
          onChange={(form) => {
            setDraft({ ...draft, form })
            setFaults({})
          }}
        />
        {why ? <Alert type="error" showIcon title={why} style={{ marginBottom: 8 }} /> : null}
        <Button type="primary" loading={sending} onClick={() => void send()}>
          {t(text('登记', 'Enter'))}
        </Button>
      </Card>
    </Page>
  )
}
