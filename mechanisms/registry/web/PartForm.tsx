import { useMutation } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { useState, type ReactNode } from 'react'
import { say, text, type Text } from '#kernel/text.ts'
import {
  api,
  ApiError,
  byField,
  faultsOf,
  FieldBox,
  fieldsOf,
  OrgPicker,
  SchemaForm,
  Sheet,
  toBody,
  useLang,
  useT,
  type FormValues,
  type JsonSchema,
  type WidgetProps,
} from '#platform/web/index.ts'
import { useRefresh } from './useRegistry.ts'

function OrgWidget({ id, field, values, change, error, disabled }: WidgetProps): ReactNode {
  const t = useT()
  const value = values[field.name]
  return (
    <FieldBox id={id} label={field.text ? t(field.text) : ''} required={field.required} error={error}>
      <OrgPicker
        id={id}
        disabled={disabled}
        value={typeof value === 'string' ? value : null}
        onChange={(org) => change({ [field.name]: org ?? undefined })}
      />
    </FieldBox>
  )
}

const WIDGETS = { org: OrgWidget }

interface PartFormProps {
  readonly title: Text
  readonly schema: JsonSchema
  readonly initial: FormValues
  /** What stands above the form, for instance the choice of the type. */
  readonly before?: ReactNode
  /** False while what stands above is not chosen yet. */
  readonly ready?: boolean
  readonly send: (values: FormValues) => Promise<unknown>
  readonly onClose: () => void
}

/** Values that a patch carries: what was emptied is null, so that it is cleared and not kept. */
export function withCleared(schema: JsonSchema, values: FormValues): Record<string, unknown> {
  const body = toBody(values)
  return Object.fromEntries(fieldsOf(schema).map((f) => [f.name, body[f.name] ?? null]))
}

/** A small form of something below an organisation, in a sheet. */
export function PartForm({ title, schema, initial, before, ready = true, send, onClose }: PartFormProps): ReactNode {
  const t = useT()
  const { lang } = useLang()
  const refresh = useRefresh()
  const [values, setValues] = useState<FormValues>(initial)
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [rest, setRest] = useState<string[]>([])
  const save = useMutation({
    mutationFn: () => send(values),
    onSuccess: () => {
      refresh()
      onClose()
    },
    onError: (error) => {
      if (!(error instanceof ApiError)) return setRest([t(text('没有保存，请重试', 'It was not saved; please try again'))])
      // Faults of subject fields come as body.fields.name.
      const plain = error.errors.map((e) => ({ ...e, field: e.field.replace('body.fields.', 'body.') }))
      const found = byField(
        plain,
        fieldsOf(schema).map((f) => f.name),
      )
      setErrors(found.fields)
      setRest([error.message, ...found.rest])
      if (error.status === 409) refresh()
    },
  })
  const submit = (): void => {
    const found = Object.fromEntries(Object.entries(faultsOf(schema, values)).map(([name, why]) => [name, say(why, lang)]))
    setErrors(found)
    setRest([])
    if (Object.keys(found).length === 0) save.mutate()
  }
  return (
    <Sheet
      open
      title={t(title)}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t(text('取消', 'Cancel'))}</Button>
          <Button type="primary" disabled={!ready} loading={save.isPending} onClick={submit}>
            {t(text('保存', 'Save'))}
          </Button>
        </>
      }
    >
      {rest.length > 0 ? <Alert type="error" showIcon title={rest.join(' ')} style={{ marginBottom: 12 }} /> : null}
      {before}
      {ready ? <SchemaForm schema={schema} values={values} onChange={setValues} errors={errors} widgets={WIDGETS} /> : null}
    </Sheet>
  )
}

/** Ends or revives something below an organisation; nothing is deleted. */
export function EndButton({ url, version, status }: { url: string; version: number; status: string }): ReactNode {
  const t = useT()
  const refresh = useRefresh()
  const [why, setWhy] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const change = async (): Promise<void> => {
    setBusy(true)
    try {
      await api.patch(url, { version, status: status === 'active' ? 'ended' : 'active' })
      refresh()
    } catch (error) {
      setWhy(error instanceof ApiError ? error.message : t(text('没有保存', 'It was not saved')))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Button size="small" loading={busy} danger={why !== null} title={why ?? undefined} onClick={() => void change()}>
      {why ?? (status === 'active' ? t(text('停用', 'End')) : t(text('恢复', 'Revive')))}
    </Button>
  )
}
