import { Button, Checkbox, Input, InputNumber, Radio, Select } from 'antd'
import type { ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { useT } from '../i18n.tsx'
import { DayField, MinuteField } from './DayField.tsx'
import { faultId, labelId } from './FieldBox.tsx'
import type { FormField } from './fields.ts'

interface ControlProps {
  readonly id: string
  readonly field: FormField
  readonly value: unknown
  readonly onChange: (value: unknown) => void
  readonly faulty: boolean
  readonly disabled: boolean
}

const DAY = 86_400_000

/** The date in China some days from an instant, YYYY-MM-DD. */
export function chinaDay(now: number, days = 0): string {
  return new Date(now + 8 * 3_600_000 + days * DAY).toISOString().slice(0, 10)
}

/** A limit is mostly so many days from today: one tap instead of a calendar. */
function QuickDays({ onPick, disabled }: { onPick: (day: string) => void; disabled: boolean }): ReactNode {
  const t = useT()
  return (
    <div className="quick">
      {[1, 3, 7, 15, 30].map((days) => (
        <Button key={days} size="small" disabled={disabled} onClick={() => onPick(chinaDay(Date.now(), days))}>
          {days === 1 ? t(text('明天', 'Tomorrow')) : t(text(`${days} 天后`, `In ${days} days`))}
        </Button>
      ))}
    </div>
  )
}

/** `YYYY-MM-DDThh:mm` of the picker as an instant with the offset of China, and back. */
const toInstant = (local: string): string | undefined => (local === '' ? undefined : `${local.length === 16 ? `${local}:00` : local}+08:00`)
const toLocal = (instant: unknown): string => {
  const ms = typeof instant === 'string' ? Date.parse(instant) : Number.NaN
  return Number.isNaN(ms) ? '' : new Date(ms + 8 * 3_600_000).toISOString().slice(0, 16)
}

/** One control by the kind of the field. */
export function Control({ id, field, value, onChange, faulty, disabled }: ControlProps): ReactNode {
  const t = useT()
  const status = faulty ? ('error' as const) : undefined
  const common = {
    id,
    disabled,
    'aria-required': field.required,
    'aria-invalid': faulty,
    'aria-describedby': faulty ? faultId(id) : undefined,
  }
  const said = typeof value === 'string' ? value : ''
  const options = field.options.map((o) => ({ value: o.value, label: t(o.text) }))
  switch (field.kind) {
    case 'lines':
      return (
        <Input.TextArea
          {...common}
          status={status}
          value={said}
          maxLength={field.max ?? undefined}
          autoSize={{ minRows: 2, maxRows: 8 }}
          onChange={(e) => onChange(e.target.value)}
        />
      )
    case 'number':
      return (
        <InputNumber
          {...common}
          status={status}
          value={typeof value === 'number' ? value : null}
          min={field.min ?? undefined}
          max={field.max ?? undefined}
          precision={field.integer ? 0 : undefined}
          inputMode={field.integer ? 'numeric' : 'decimal'}
          style={{ width: '100%' }}
          onChange={(next) => onChange(next ?? undefined)}
        />
      )
    case 'boolean':
      return (
        <Checkbox id={id} disabled={disabled} checked={value === true} onChange={(e) => onChange(e.target.checked)}>
          {field.text ? t(field.text) : null}
        </Checkbox>
      )
    case 'date':
      return (
        <>
          <DayField {...common} faulty={faulty} value={said} onChange={(day) => onChange(day === '' ? undefined : day)} />
          {field.name === 'deadline' ? <QuickDays onPick={onChange} disabled={disabled} /> : null}
        </>
      )
    case 'datetime':
      return <MinuteField {...common} faulty={faulty} value={toLocal(value)} onChange={(local) => onChange(toInstant(local))} />
    case 'choice':
      return options.length <= 4 ? (
        <Radio.Group
          id={id}
          disabled={disabled}
          value={said === '' ? undefined : said}
          options={options}
          optionType="button"
          aria-labelledby={labelId(id)}
          onChange={(e) => onChange(e.target.value)}
        />
      ) : (
        <Select
          {...common}
          status={status}
          value={said === '' ? undefined : said}
          options={options}
          allowClear={!field.required}
          style={{ width: '100%' }}
          onChange={onChange}
        />
      )
    case 'choices':
      return (
        <Select
          {...common}
          status={status}
          mode={options.length > 0 ? 'multiple' : 'tags'}
          value={Array.isArray(value) ? value.map(String) : []}
          options={options}
          style={{ width: '100%' }}
          onChange={onChange}
        />
      )
    default:
      return (
        <Input {...common} status={status} value={said} maxLength={field.max ?? undefined} onChange={(e) => onChange(e.target.value)} />
      )
  }
}
