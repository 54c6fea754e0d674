import { Button, Input, Select } from 'antd'
import type { ReactNode } from 'react'
import { text, type Text } from '#kernel/text.ts'
import { FieldBox, useT } from '#platform/web/index.ts'
import { ANSWER_TEXT, ANSWERS, CONTROL_KINDS, CONTROL_TEXT, PERIOD_TEXT, PERIODS, type ControlInput, type Factor } from '../model.ts'
import { FACTOR_CLASSES } from '../rules.ts'

export interface PointValues {
  readonly name: string
  readonly workshop: string
  readonly post: string
  readonly accidents: readonly string[]
  readonly factors: readonly Factor[]
  readonly emergency: readonly string[]
  readonly controls: readonly ControlInput[]
}

interface Props {
  readonly value: PointValues
  readonly onChange: (next: PointValues) => void
  readonly errors: Readonly<Record<string, string>>
}

const CODES = Object.entries(FACTOR_CLASSES).filter(([code]) => code.length === 2)

const put = <T,>(list: readonly T[], i: number, next: T): T[] => list.map((x, at) => (at === i ? next : x))
const cut = <T,>(list: readonly T[], i: number): T[] => list.filter((_, at) => at !== i)

function Factors({ value, onChange }: Props): ReactNode {
  const t = useT()
  const set = (factors: readonly Factor[]): void => onChange({ ...value, factors })
  return (
    <fieldset className="risk-set">
      <legend>{t(text('危险和有害因素', 'Hazard factors'))}</legend>
      {value.factors.map((factor, i) => (
        <div className="risk-line" key={i}>
          <Select
            aria-label={t(text(`第 ${i + 1} 项的类别`, `Class of factor ${i + 1}`))}
            value={factor.code}
            options={CODES.map(([code, name]) => ({ value: code, label: `${code} ${name}` }))}
            onChange={(code: string) => set(put(value.factors, i, { ...factor, code }))}
          />
          <Input
            aria-label={t(text(`第 ${i + 1} 项因素`, `Factor ${i + 1}`))}
            value={factor.text}
            maxLength={200}
            onChange={(e) => set(put(value.factors, i, { ...factor, text: e.target.value }))}
          />
          <Button onClick={() => set(cut(value.factors, i))}>{t(text('去掉', 'Remove'))}</Button>
        </div>
      ))}
      <Button onClick={() => set([...value.factors, { code: '21', text: '' }])}>{t(text('加一项因素', 'Add a factor'))}</Button>
    </fieldset>
  )
}

function Controls({ value, onChange }: Props): ReactNode {
  const t = useT()
  const set = (controls: readonly ControlInput[]): void => onChange({ ...value, controls })
  return (
    <fieldset className="risk-set">
      <legend>{t(text('管控措施', 'Controls'))}</legend>
      {value.controls.map((c, i) => {
        const change = (patch: Partial<ControlInput>): void => set(put(value.controls, i, { ...c, ...patch }))
        const nth = (what: Text): string => t(text(`第 ${i + 1} 条${what.zh}`, `Control ${i + 1}: ${what.en}`))
        return (
          <div className="risk-control" key={i}>
            <Select
              aria-label={nth(text('类别', 'kind'))}
              value={c.kind}
              options={CONTROL_KINDS.map((k) => ({ value: k, label: t(CONTROL_TEXT[k]) }))}
              onChange={(kind) => change({ kind })}
            />
            <Select
              aria-label={nth(text('责任层级', 'who answers'))}
              value={c.level}
              options={ANSWERS.map((k) => ({ value: k, label: t(ANSWER_TEXT[k]) }))}
              onChange={(level) => change({ level })}
            />
            <Input
              aria-label={nth(text('内容', 'words'))}
              value={c.text}
              maxLength={300}
              onChange={(e) => change({ text: e.target.value })}
            />
            <Select
              aria-label={nth(text('自查周期', 'check period'))}
              allowClear
              placeholder={t(text('不列入自查', 'Not checked'))}
              value={c.period}
              options={PERIODS.map((k) => ({ value: k, label: t(PERIOD_TEXT[k]) }))}
              onChange={(period) => change({ period: period ?? null, ...(period ? {} : { check: null }) })}
            />
            <Input
              aria-label={nth(text('自查内容', 'what is checked'))}
              placeholder={t(text('自查内容', 'What is checked'))}
              disabled={c.period === null}
              value={c.check ?? ''}
              maxLength={200}
              onChange={(e) => change({ check: e.target.value === '' ? null : e.target.value })}
            />
            <Button onClick={() => set(cut(value.controls, i))}>{t(text('去掉', 'Remove'))}</Button>
          </div>
        )
      })}
      <Button onClick={() => set([...value.controls, { kind: 'management', text: '', level: 'team', period: null, check: null }])}>
        {t(text('加一条措施', 'Add a control'))}
      </Button>
    </fieldset>
  )
}

/** The fields of a risk point besides its kind and grade. */
export function PointFields(props: Props): ReactNode {
  const t = useT()
  const { value, onChange, errors } = props
  const line = (key: 'name' | 'workshop' | 'post', label: Text): ReactNode => (
    <FieldBox id={`point-${key}`} label={t(label)} required error={errors[key]}>
      <Input
        id={`point-${key}`}
        value={value[key]}
        maxLength={key === 'name' ? 100 : 60}
        onChange={(e) => onChange({ ...value, [key]: e.target.value })}
      />
    </FieldBox>
  )
  return (
    <>
      <div className="risk-two">
        {line('name', text('风险点名称', 'Risk point'))}
        {line('workshop', text('车间或区域', 'Workshop or area'))}
        {line('post', text('责任岗位', 'Post'))}
        <FieldBox id="point-accidents" label={t(text('可能的事故', 'Accidents'))}>
          <Select
            id="point-accidents"
            mode="tags"
            value={[...value.accidents]}
            style={{ width: '100%' }}
            onChange={(accidents: string[]) => onChange({ ...value, accidents })}
          />
        </FieldBox>
      </div>
      {errors['factors'] ? <p className="field-fault">{errors['factors']}</p> : null}
      <Factors {...props} />
      {errors['controls'] ? <p className="field-fault">{errors['controls']}</p> : null}
      <Controls {...props} />
      <FieldBox id="point-emergency" label={t(text('应急处置（一行一步）', 'Emergency steps, one a line'))}>
        <Input.TextArea
          id="point-emergency"
          value={value.emergency.join('\n')}
          autoSize={{ minRows: 3, maxRows: 10 }}
          onChange={(e) => onChange({ ...value, emergency: e.target.value.split('\n') })}
        />
      </FieldBox>
    </>
  )
}

/** What is sent: empty lines and steps fall away. */
export function cleaned(value: PointValues): PointValues {
  return {
    ...value,
    name: value.name.trim(),
    emergency: value.emergency.map((s) => s.trim()).filter((s) => s !== ''),
    factors: value.factors.filter((f) => f.text.trim() !== ''),
    controls: value.controls.filter((c) => c.text.trim() !== ''),
  }
}
