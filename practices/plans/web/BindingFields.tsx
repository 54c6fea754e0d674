import { Input, InputNumber, Select } from 'antd'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import { text } from '#kernel/text.ts'
import { FieldBox, useT } from '#platform/web/index.ts'
import type { Binding, MeasureChoice } from '../model.ts'
import { SplitFields } from './SplitFields.tsx'
import { REACH_WORDS } from './words.ts'

export type BindingValue = z.output<typeof Binding>
type Choice = z.output<typeof MeasureChoice>

const years = (typed: string): BindingValue['path'] =>
  typed
    .split(/[；;,，\n]+/)
    .map((part) => /^\s*(\d{4})\s*[:：=]\s*(-?\d+(?:\.\d+)?)\s*$/.exec(part))
    .flatMap((m) => (m ? [{ year: Number(m[1]), value: Number(m[2]) }] : []))
    .toSorted((a, b) => a.year - b.year)

export const pathWords = (path: BindingValue['path']): string => path.map((p) => `${p.year}:${p.value}`).join('；')

/** How an indicator is measured and what it has to reach: the fields. */
export function BindingFields({
  id,
  value,
  onChange,
  measures,
  suggested,
}: {
  id: string
  value: BindingValue
  onChange: (value: BindingValue) => void
  measures: readonly Choice[]
  suggested: readonly Choice[]
}): ReactNode {
  const t = useT()
  const first = new Set(suggested.map((m) => m.id))
  const set = (patch: Partial<BindingValue>): void => onChange({ ...value, ...patch })
  const number = (name: 'baseValue' | 'target' | 'baseYear' | 'targetYear', label: string): ReactNode => (
    <FieldBox id={`${id}-${name}`} label={label} required={name === 'targetYear'}>
      <InputNumber
        id={`${id}-${name}`}
        style={{ width: '100%' }}
        value={value[name]}
        {...(name.endsWith('Year') ? { min: 1990, max: 2100, precision: 0 } : {})}
        onChange={(next) => (name === 'targetYear' ? next !== null && set({ targetYear: next }) : set({ [name]: next }))}
      />
    </FieldBox>
  )
  return (
    <>
      <FieldBox
        id={`${id}-measure`}
        label={t(text('用哪个统计口径', 'Measure'))}
        hint={t(text('能从记录里算的就不用报；没有合适的就由单位报送', 'What the records give is not reported by hand'))}
      >
        <Select
          id={`${id}-measure`}
          style={{ width: '100%' }}
          value={value.measure ?? ''}
          showSearch={{ optionFilterProp: 'label' }}
          options={[
            { value: '', label: t(text('没有合适的，由单位报送', 'None: reported by the unit')) },
            ...suggested.map((m) => ({ value: m.id, label: `${t(m.text)}（${t(m.unit)}）${t(text('· 推荐', ' · suggested'))}` })),
            ...measures.filter((m) => !first.has(m.id)).map((m) => ({ value: m.id, label: `${t(m.text)}（${t(m.unit)}）` })),
          ]}
          onChange={(next) => set({ measure: next === '' ? null : next })}
        />
      </FieldBox>
      <div className="edit-row">
        {number('baseYear', t(text('基期年份', 'Base year')))}
        {number('baseValue', t(text('基期数值', 'Base value')))}
        {number('targetYear', t(text('目标年份', 'Target year')))}
        {number('target', t(text('目标数值（绝对数，不写下降百分之几）', 'Target (absolute, not a percentage down)')))}
        <FieldBox id={`${id}-reach`} label={t(text('怎样算达到', 'Reached when'))} required>
          <Select
            id={`${id}-reach`}
            style={{ width: '100%' }}
            value={value.reach}
            options={Object.entries(REACH_WORDS).map(([key, word]) => ({ value: key, label: t(word) }))}
            onChange={(reach: BindingValue['reach']) => set({ reach })}
          />
        </FieldBox>
        <FieldBox id={`${id}-how`} label={t(text('年度路径', 'Yearly path'))} required>
          <Select
            id={`${id}-how`}
            style={{ width: '100%' }}
            value={value.pathHow}
            options={[
              { value: 'linear', label: t(text('逐年均匀', 'Straight line')) },
              { value: 'given', label: t(text('逐年指定', 'Given year by year')) },
            ]}
            onChange={(pathHow: BindingValue['pathHow']) => set({ pathHow })}
          />
        </FieldBox>
      </div>
      {value.pathHow === 'given' ? (
        <FieldBox
          id={`${id}-path`}
          label={t(text('各年目标', 'Targets by year'))}
          hint={t(text('例如 2026:12；2027:10', 'For example 2026:12; 2027:10'))}
        >
          <Input
            id={`${id}-path`}
            key={pathWords(value.path)}
            defaultValue={pathWords(value.path)}
            onBlur={(e) => set({ path: years(e.target.value) })}
          />
        </FieldBox>
      ) : null}
      <SplitFields id={id} value={value} onChange={set} />
    </>
  )
}
