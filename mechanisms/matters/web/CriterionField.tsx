import { Radio, Select } from 'antd'
import { createContext, useContext, type ReactNode } from 'react'
import { judge, type Answer, type SourceStatus } from '#kernel/sector/index.ts'
import { text, type Text } from '#kernel/text.ts'
import { FieldBox, useT, type WidgetProps } from '#platform/web/index.ts'
import { useCriteria, type CriterionItem } from './criteria.ts'
import './matters.css'

const ANSWERS: readonly { value: Answer; text: Text }[] = [
  { value: 'yes', text: text('是', 'Yes') },
  { value: 'no', text: text('否', 'No') },
  { value: 'unknown', text: text('不清楚', 'Not known') },
]

const VERDICTS: Readonly<Record<'major' | 'not' | 'cannot-judge', Text>> = {
  major: text('判为重大隐患', 'Major by this criterion'),
  not: text('按此条不构成重大隐患', 'Not major by this criterion'),
  'cannot-judge': text('还不能判定，缺以下回答', 'Cannot be judged yet; still to be answered'),
}

const SOURCES: Readonly<Record<SourceStatus, Text | null>> = {
  verified: null,
  secondary: text('条文据转载，未核对原文', 'Clause from a secondary source'),
  'from-knowledge': text('条文凭业务知识整理，请核对原文', 'Clause from general knowledge; check the original'),
  uncertain: text('条文不确定，请核对原文', 'Clause uncertain; check the original'),
}

const answersIn = (value: unknown): Record<string, Answer> =>
  typeof value === 'object' && value !== null ? (value as Record<string, Answer>) : {}

/** The verdict by the answers so far, with the clause and what is still missing. */
export function Verdict({ criterion, answers }: { criterion: CriterionItem; answers: Readonly<Record<string, Answer>> }): ReactNode {
  const t = useT()
  const asked = new Set(criterion.questions.map((q) => q.id))
  // A draft may hold answers to questions of an older edition.
  const known = Object.fromEntries(Object.entries(answers).filter(([id]) => asked.has(id)))
  const found = judge({ ...criterion, effectiveFrom: criterion.effectiveFrom ?? '' }, known)
  const source = SOURCES[found.status]
  return (
    <div className="verdict" role="status" aria-live="polite">
      <strong>{t(VERDICTS[found.verdict])}</strong>
      <div className="muted">
        {t(found.clause.text)}
        {source ? ` · ${t(source)}` : ''}
      </div>
      {found.missing.length > 0 ? (
        <ul>
          {found.missing.map((m) => (
            <li key={m.zh}>{t(m)}</li>
          ))}
        </ul>
      ) : null}
    </div>
  )
}

/** The sector whose criteria are offered: that of the matter. */
export const SectorContext = createContext<string | null>(null)

/** Chooses a criterion of the sector, asks its questions and says at once what they come to. */
export function CriterionField({ id, field, values, change, error, disabled }: WidgetProps): ReactNode {
  const t = useT()
  const { items, loading, error: failed } = useCriteria(useContext(SectorContext))
  const chosen = items.find((c) => c.id === values[field.name])
  const answers = answersIn(values['answers'])
  return (
    <>
      <FieldBox
        id={id}
        label={field.text ? t(field.text) : null}
        required={field.required}
        error={error}
        hint={
          failed
            ? t(text('判定标准没有取到，可先不选', 'The criteria could not be fetched; you may go on without'))
            : !loading && items.length === 0
              ? t(text('本行业没有登记判定标准', 'No criteria are kept for this sector'))
              : undefined
        }
      >
        <Select
          id={id}
          value={chosen?.id}
          disabled={disabled}
          loading={loading}
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={t(text('选一条，按问题判定', 'Choose one and answer its questions'))}
          style={{ width: '100%' }}
          options={items.map((c) => ({ value: c.id, label: t(c.text), title: t(c.clause.text) }))}
          onChange={(next) => change({ [field.name]: next, answers: undefined })}
        />
      </FieldBox>
      {chosen ? (
        <div className="field">
          {chosen.questions.map((q) => (
            <fieldset key={q.id} className="answers">
              <legend>{t(q.text)}</legend>
              <Radio.Group
                disabled={disabled}
                value={answers[q.id]}
                options={ANSWERS.map((a) => ({ value: a.value, label: t(a.text) }))}
                optionType="button"
                onChange={(e) => change({ answers: { ...answers, [q.id]: e.target.value as Answer } })}
              />
            </fieldset>
          ))}
          <Verdict criterion={chosen} answers={answers} />
        </div>
      ) : null}
    </>
  )
}
