import type { Field } from '@anlan/rules'
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Input, Radio, Select } from 'antd'
import type { ReactNode } from 'react'
import { text, type Text } from '#kernel/text.ts'
import { DayField, FieldBox, labelId, MinuteField } from '#platform/web/index.ts'
import { NO, takesSeveral, YES, type RawRow } from './inputs.ts'
import { useRuleT } from './useRuleT.ts'

const NUMERIC = ['number', 'integer']

/** How several values are typed into one box. */
const HINTS: Readonly<Partial<Record<Field['kind'], Text>>> = {
  numbers: text('可以填一个，也可以填多个，用逗号隔开', 'One or several, with commas between'),
  dates: text('多个日期用逗号隔开，如 2026-03-01, 2026-05-02', 'Several dates with commas between'),
  list: text('每行一项；一项有几个部分时用逗号隔开', 'One entry a line; its parts with commas between'),
  object: text('每行一条，写成“编号: 值”，如 HZ121-01: yes', 'One a line as "id: value", for example HZ121-01: yes'),
}

interface BoxProps {
  readonly id: string
  readonly field: Field
  readonly value: string
  readonly several?: boolean
  readonly label?: string
  readonly onChange: (value: string) => void
}

function Box({ id, field, value, several = false, label, onChange }: BoxProps): ReactNode {
  const t = useRuleT()
  const common = { id, 'aria-label': label }
  const plainBox = (type: string): ReactNode => (
    <Input
      {...common}
      type={type}
      value={value}
      inputMode={NUMERIC.includes(field.kind) ? 'decimal' : undefined}
      suffix={field.unit ? <span className="muted">{field.unit}</span> : undefined}
      onChange={(e) => onChange(e.target.value)}
    />
  )
  switch (field.kind) {
    case 'boolean':
      return (
        <Radio.Group
          id={id}
          aria-labelledby={label ? undefined : labelId(id)}
          aria-label={label}
          optionType="button"
          value={value}
          options={[
            { value: YES, label: t(text('是', 'Yes')) },
            { value: NO, label: t(text('否', 'No')) },
            { value: '', label: t(text('不清楚', 'Not known')) },
          ]}
          onChange={(e) => onChange(e.target.value as string)}
        />
      )
    case 'choice': {
      const options = (field.choices ?? []).map((c) => ({ value: c.value, label: t(c.label) }))
      const shared = { ...common, options, allowClear: true, showSearch: { optionFilterProp: 'label' }, style: { width: '100%' } }
      return several ? (
        <Select<string[]>
          {...shared}
          mode="multiple"
          value={value === '' ? [] : value.split(', ')}
          onChange={(next) => onChange(next.join(', '))}
        />
      ) : (
        <Select<string> {...shared} value={value === '' ? undefined : value} onChange={(next) => onChange(next ?? '')} />
      )
    }
    case 'date':
      return <DayField {...common} value={value} onChange={onChange} />
    case 'datetime':
      return <MinuteField {...common} value={value} onChange={onChange} />
    case 'list':
    case 'object':
      return <Input.TextArea {...common} value={value} autoSize={{ minRows: 2, maxRows: 10 }} onChange={(e) => onChange(e.target.value)} />
    default:
      return plainBox('text')
  }
}

function Rows({ field, rows, onChange }: { field: Field; rows: readonly RawRow[]; onChange: (rows: RawRow[]) => void }): ReactNode {
  const t = useRuleT()
  const columns = field.itemFields ?? []
  const shown: readonly RawRow[] = rows.length === 0 ? [{}] : rows
  return (
    <>
      {shown.map((row, i) => (
        <fieldset key={i} className="rule-row">
          <legend>{t(text(`第 ${i + 1} 项`, `Entry ${i + 1}`))}</legend>
          {columns.map((column) => {
            const id = `rule-${field.name}-${i}-${column.name}`
            return (
              <label key={column.name} htmlFor={id}>
                <span className="muted">{t(column.label)}</span>
                <Box
                  id={id}
                  field={column}
                  value={row[column.name] ?? ''}
                  several={takesSeveral(field, column)}
                  onChange={(value) => onChange(shown.map((r, at) => (at === i ? { ...r, [column.name]: value } : r)))}
                />
              </label>
            )
          })}
          {shown.length > 1 ? (
            <Button
              icon={<DeleteOutlined />}
              aria-label={t(text(`删除第 ${i + 1} 项`, `Remove entry ${i + 1}`))}
              onClick={() => onChange(shown.filter((_, at) => at !== i))}
            />
          ) : null}
        </fieldset>
      ))}
      <Button size="small" icon={<PlusOutlined />} onClick={() => onChange([...shown, {}])}>
        {t(text('加一项', 'Add an entry'))}
      </Button>
    </>
  )
}

interface RuleFieldProps {
  readonly field: Field
  readonly value: string | readonly RawRow[] | undefined
  readonly error: string | undefined
  readonly onChange: (value: string | RawRow[]) => void
}

/** One input of a rule with its label, unit and help. */
export function RuleField({ field, value, error, onChange }: RuleFieldProps): ReactNode {
  const t = useRuleT()
  const id = `rule-${field.name}`
  const columns = field.kind === 'list' && (field.itemFields?.length ?? 0) > 0
  const hint = field.help ?? (columns ? undefined : HINTS[field.kind])
  return (
    <FieldBox
      id={id}
      label={t(field.label)}
      required={!field.optional}
      error={error}
      hint={hint ? t(hint) : undefined}
      group={columns || field.kind === 'boolean'}
    >
      {columns ? (
        <Rows field={field} rows={Array.isArray(value) ? (value as readonly RawRow[]) : []} onChange={onChange} />
      ) : (
        <Box id={id} field={field} value={typeof value === 'string' ? value : ''} onChange={onChange} />
      )}
    </FieldBox>
  )
}
