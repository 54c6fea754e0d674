import { applyRule, findRule, RuleInputError, type Rule, type RuleResult } from '@anlan/rules'
import { Link, useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState, type ReactNode } from 'react'
import { makeCalendar, watch } from '#kernel/calendar/index.ts'
import { text, type Text } from '#kernel/text.ts'
import { Card, chinaDay, DayField, FieldBox, Nothing, Page, useDraft } from '#platform/web/index.ts'
import { FieldFault, fromInputs, toInputs, type Raw } from './inputs.ts'
import { ResultView } from './ResultView.tsx'
import { RuleField } from './RuleField.tsx'
import { useRuleT } from './useRuleT.ts'
import './rules.css'

interface Form {
  readonly on: string
  readonly raw: Raw
}

type Ran =
  | { readonly result: RuleResult; readonly guessedYears: readonly number[] }
  | { readonly field: string | null; readonly fault: Text }

const calendar = makeCalendar()

/** Applies the rule to what was typed; a refusal names its field. */
function run(rule: Rule, form: Form): Ran {
  const watched = watch(calendar)
  try {
    const result = applyRule(rule, toInputs(rule.fields, form.raw), form.on, { isWorkday: watched.isWorkday })
    return { result, guessedYears: watched.unconfirmedYears() }
  } catch (error) {
    if (error instanceof FieldFault) return { field: error.field, fault: error.text }
    if (!(error instanceof RuleInputError)) throw error
    const name = error.field.split('.')[0] ?? ''
    const field = rule.fields.find((f) => f.name === name || f.aliases?.includes(name))
    if (!field) return { field: null, fault: text('日期或输入填得不对，请检查', error.message) }
    return { field: field.name, fault: text(`${field.label.zh}填得不对，请检查`, `${field.label.en}: ${error.message}`) }
  }
}

function Calculator({ rule }: { rule: Rule }): ReactNode {
  const t = useRuleT()
  const [today] = useState(() => chinaDay(Date.now()))
  const [form, setForm, clear] = useDraft<Form>(`rule.${rule.name}`, { on: today, raw: {} })
  const [ran, setRan] = useState<Ran | null>(null)
  const change = (next: Form): void => {
    setForm(next)
    // Once it was asked for, the result follows what is typed: an old one beside new figures would mislead.
    if (ran) setRan(run(rule, next))
  }
  const fault = ran && 'fault' in ran ? ran : null
  return (
    <div className="rule-two">
      <Card title={t(text('填写', 'Inputs'))}>
        <form
          onSubmit={(e) => {
            e.preventDefault()
            setRan(run(rule, form))
          }}
        >
          <FieldBox
            id="rule-on"
            label={t(text('日期', 'Day'))}
            required
            hint={t(text('事发或检查当日，按当日有效的规定判断', 'Of the event or inspection: the rules of that day apply'))}
          >
            <DayField id="rule-on" value={form.on} allowClear={false} onChange={(on) => change({ ...form, on })} />
          </FieldBox>
          {rule.fields.map((field) => (
            <RuleField
              key={field.name}
              field={field}
              value={form.raw[field.name]}
              error={fault?.field === field.name ? t(fault.fault) : undefined}
              onChange={(value) => change({ ...form, raw: { ...form.raw, [field.name]: value } })}
            />
          ))}
          {fault && fault.field === null ? (
            <p role="alert" className="field-fault">
              {t(fault.fault)}
            </p>
          ) : null}
          <div className="rule-buttons">
            <Button type="primary" htmlType="submit">
              {t(text('计算', 'Calculate'))}
            </Button>
            <Button
              onClick={() => {
                clear()
                setRan(null)
              }}
            >
              {t(text('清空', 'Clear'))}
            </Button>
          </div>
          {rule.examples.length > 0 ? (
            <p className="rule-examples">
              <span className="muted">{t(text('填入例子：', 'Fill in an example: '))}</span>
              {rule.examples.map((example, i) => (
                <Button
                  key={i}
                  type="link"
                  size="small"
                  onClick={() => {
                    // Read once by the rule itself, so that other spellings of names fall into their boxes.
                    const on = example.on ?? today
                    const next = { on, raw: fromInputs(rule.fields, applyRule(rule, example.inputs, on).inputs) }
                    setForm(next)
                    setRan(run(rule, next))
                  }}
                >
                  {t(example.title)}
                </Button>
              ))}
            </p>
          ) : null}
        </form>
      </Card>
      <Card title={t(text('结果', 'Result'))}>
        {ran && 'result' in ran ? (
          <ResultView rule={rule} result={ran.result} guessedYears={ran.guessedYears} />
        ) : (
          <p className="muted">
            {fault
              ? t(text('左边有一处填写要改。', 'One input needs correction.'))
              : t(text('填好后点“计算”。缺什么会告诉您。', 'Fill in and calculate. What is missing will be named.'))}
          </p>
        )}
      </Card>
    </div>
  )
}

/** One rule: what it asks, what it says, and why. */
export default function RulePage(): ReactNode {
  const t = useRuleT()
  const { name = '' } = useParams({ strict: false }) as { name?: string }
  const rule = findRule(name)
  const back = <Link to="/rules">{t(text('全部规则', 'All rules'))}</Link>
  if (!rule) {
    return (
      <Page title={t(text('规则计算', 'Rule calculators'))}>
        <Nothing what={text('没有这条规则', 'No such rule')} action={back} />
      </Page>
    )
  }
  return (
    <Page title={t(rule.title)} extra={back}>
      {rule.summary ? <p className="muted">{t(rule.summary)}</p> : null}
      <Calculator key={rule.name} rule={rule} />
    </Page>
  )
}
