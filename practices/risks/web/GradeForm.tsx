import { Radio, Select } from 'antd'
import type { ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { FieldBox, Loading, useT } from '#platform/web/index.ts'
import { METHODS, type Method } from '../model.ts'
import { gradeRisk, type Graded } from '../rules.ts'
import { RiskMark, SourceNote } from './parts.tsx'
import { useMethods, type Methods } from './useRisks.ts'

export interface Grading {
  readonly method: Method
  readonly inputs: Readonly<Record<string, number>>
}

const NAMES: Readonly<Record<Method, ReturnType<typeof text>>> = {
  LEC: text('作业条件危险性 LEC', 'LEC'),
  LS: text('风险矩阵 LS', 'LS matrix'),
  MES: text('MES 法', 'MES'),
}

function compute({ on, bands }: Methods, { method, inputs }: Grading): Graded {
  return gradeRisk(method, inputs, on, bands)
}

/** The grading as it comes out, with its steps; changes with every value. */
function Result({ graded }: { graded: Graded }): ReactNode {
  const t = useT()
  return (
    <div className="risk-result" aria-live="polite">
      <RiskMark level={graded.level} strong />
      {graded.missing.length > 0 ? (
        <p>{t(text(`不能判定，因为：${graded.missing.join('、')}`, `Cannot judge, because: ${graded.missing.join(', ')}`))}</p>
      ) : (
        <ol>
          {graded.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      )}
      <p className="muted">
        {t(text('依据：', 'By: '))}
        {graded.clause} <SourceNote status={graded.sourceStatus} />
      </p>
    </div>
  )
}

/** Calculator inside a form: choose the method and the values, see the steps at once. */
export function GradeForm({ value, onChange }: { value: Grading; onChange: (next: Grading) => void }): ReactNode {
  const t = useT()
  const methods = useMethods()
  if (!methods.data) return <Loading rows={3} />
  const method = methods.data.methods.find((m) => m.id === value.method)
  return (
    <div className="risk-grade">
      <FieldBox id="risk-method" label={t(text('评价方法', 'Method'))} required group>
        <Radio.Group
          id="risk-method"
          aria-labelledby="risk-method-label"
          optionType="button"
          value={value.method}
          options={METHODS.map((m) => ({ value: m, label: t(NAMES[m]) }))}
          onChange={(e) => onChange({ method: e.target.value as Method, inputs: {} })}
        />
      </FieldBox>
      <div className="risk-factors">
        {(method?.factors ?? []).map((factor) => (
          <FieldBox key={factor.name} id={`risk-${factor.name}`} label={`${factor.name} ${t(factor.label)}`} required>
            <Select<number>
              id={`risk-${factor.name}`}
              value={value.inputs[factor.name]}
              allowClear
              style={{ width: '100%' }}
              placeholder={t(text('请选择', 'Choose'))}
              options={factor.values.map((v) => ({ value: v, label: String(v) }))}
              onChange={(v) => {
                const { [factor.name]: _gone, ...rest } = value.inputs
                onChange({ ...value, inputs: v === undefined ? rest : { ...rest, [factor.name]: v } })
              }}
            />
          </FieldBox>
        ))}
      </div>
      <Result graded={compute(methods.data, value)} />
    </div>
  )
}
