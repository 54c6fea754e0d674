import { Input, Radio } from 'antd'
import type { ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { FieldBox, PhotoPicker, useT } from '#platform/web/index.ts'
import { missing, type Answer } from './answers.ts'
import type { ChecklistItem } from './checklist.ts'
import { ANSWERS, SOURCE_MARKS } from './words.ts'

export interface CheckItemCardProps {
  readonly item: ChecklistItem
  readonly index: number
  readonly answer: Answer | undefined
  readonly onChange: (answer: Answer) => void
  readonly onBusy: (busy: boolean) => void
  readonly disabled: boolean
  /** After sending was tried, what is missing is marked. */
  readonly marked: boolean
}

/** The id of a line on the page, to jump to it. */
export const lineId = (item: string): string => `line-${item}`

function Clause({ item }: { item: ChecklistItem }): ReactNode {
  const t = useT()
  if (!item.clause) return null
  const mark = SOURCE_MARKS[item.clause.status]
  return (
    <p className="check-small">
      {t(text('依据：', 'Clause: '))}
      {t(item.clause.text)}
      {mark ? ` 〔${t(mark)}〕` : null}
    </p>
  )
}

/** One line of a checklist with its three answers; a finding asks for words or a photograph. */
export function CheckItemCard({ item, index, answer, onChange, onBusy, disabled, marked }: CheckItemCardProps): ReactNode {
  const t = useT()
  const lacking = marked ? missing(answer) : null
  const id = lineId(item.id)
  const needs = t(text('请写一句情况，或拍一张照片', 'Say what is wrong, or take a photograph'))
  return (
    <li className={lacking ? 'card check-item check-missing' : 'card check-item'} id={id}>
      <h3 id={`${id}-name`}>
        {index + 1}. {t(item.text)}
      </h3>
      {item.method ? (
        <p className="check-small">
          {t(text('怎么查：', 'How: '))}
          {t(item.method)}
        </p>
      ) : null}
      <Radio.Group
        aria-labelledby={`${id}-name`}
        optionType="button"
        buttonStyle="solid"
        disabled={disabled}
        value={answer?.result}
        options={(['ok', 'hazard', 'na'] as const).map((value) => ({ value, label: t(ANSWERS[value]) }))}
        onChange={(e) => onChange({ ...answer, result: e.target.value as Answer['result'] })}
      />
      {lacking === 'answer' ? <div className="field-fault">{t(text('这一项还没有查', 'This line is not answered yet'))}</div> : null}
      {answer?.result === 'hazard' ? (
        <div className="check-found">
          {item.criterion ? (
            <p className="check-small">
              {t(
                text(
                  '这一项可能构成重大隐患，安全员会对照判定标准核定。',
                  'This may be a major hazard; the safety manager judges it by the criteria.',
                ),
              )}
            </p>
          ) : null}
          <FieldBox
            id={`${id}-note`}
            required
            label={t(text('什么情况（写一句，或拍一张照片）', 'What is wrong (a sentence or a photograph)'))}
            error={lacking === 'note' ? needs : undefined}
          >
            <Input.TextArea
              id={`${id}-note`}
              autoSize={{ minRows: 2, maxRows: 6 }}
              maxLength={500}
              value={answer.note ?? ''}
              disabled={disabled}
              onChange={(e) => onChange({ ...answer, note: e.target.value })}
            />
          </FieldBox>
          <PhotoPicker
            label={t(text('照片', 'Photograph'))}
            max={1}
            value={answer.photo ? [answer.photo] : []}
            disabled={disabled}
            onBusy={onBusy}
            onChange={([photo]) => onChange(photo ? { ...answer, photo } : { result: answer.result, note: answer.note })}
          />
        </div>
      ) : null}
      <Clause item={item} />
    </li>
  )
}
