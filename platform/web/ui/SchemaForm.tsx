import { useId, type ComponentType, type ReactNode } from 'react'
import { useT } from '../i18n.tsx'
import { Control } from './Control.tsx'
import { FieldBox } from './FieldBox.tsx'
import { askedFields, type FormField, type FormValues, type JsonSchema } from './fields.ts'

/** What a control of its own gets; it may set other fields too, for instance hidden ones. */
export interface WidgetProps {
  readonly id: string
  readonly field: FormField
  readonly values: FormValues
  readonly change: (patch: FormValues) => void
  readonly error: string | undefined
  readonly disabled: boolean
}

export type Widgets = Readonly<Record<string, ComponentType<WidgetProps>>>

export interface SchemaFormProps {
  readonly schema: JsonSchema
  readonly values: FormValues
  readonly onChange: (values: FormValues) => void
  /** Already in the user's language, by field. */
  readonly errors?: Readonly<Record<string, string>>
  readonly disabled?: boolean
  /** Controls by the schema's `widget`; they bring their own label. */
  readonly widgets?: Widgets
  /** Prefix of the controls' ids; give it to focus a field from outside. */
  readonly idPrefix?: string
}

/** The fields that the form cannot ask: their widget is of a page of their own. */
export function unasked(schema: JsonSchema, widgets: Widgets = {}): FormField[] {
  return askedFields(schema).filter((f) => f.kind === 'other' && !(f.widget && widgets[f.widget]))
}

/** A form made from the JSON Schema of an act. Controlled: the values and the faults belong to the caller. */
export function SchemaForm({
  schema,
  values,
  onChange,
  errors = {},
  disabled = false,
  widgets = {},
  idPrefix,
}: SchemaFormProps): ReactNode {
  const t = useT()
  const own = useId()
  const change = (patch: FormValues): void => onChange({ ...values, ...patch })
  return askedFields(schema).map((field) => {
    const id = `${idPrefix ?? own}-${field.name}`
    const error = errors[field.name]
    const Widget = field.widget ? widgets[field.widget] : undefined
    if (Widget) return <Widget key={field.name} id={id} field={field} values={values} change={change} error={error} disabled={disabled} />
    if (field.kind === 'other' || field.text === null) return null
    const control = (
      <Control
        id={id}
        field={field}
        value={values[field.name]}
        onChange={(value) => change({ [field.name]: value })}
        faulty={error !== undefined}
        disabled={disabled}
      />
    )
    const group = field.kind === 'choice' && field.options.length <= 4
    return (
      <FieldBox
        key={field.name}
        id={id}
        // A tick box stands before its own words.
        label={field.kind === 'boolean' ? null : t(field.text)}
        required={field.required || field.kind === 'boolean' || field.initial !== undefined}
        error={error}
        group={group || field.kind === 'boolean'}
      >
        {control}
      </FieldBox>
    )
  })
}
