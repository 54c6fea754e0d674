import { Button, Input } from 'antd'
import { useState, type ReactNode } from 'react'
import type { OwnCriterion } from '#kernel/sector/index.ts'
import { text } from '#kernel/text.ts'
import { FieldBox, Sheet, useDraft, useT } from '#platform/web/index.ts'
import { Fault } from './Fault.tsx'
import { linesOf, type Editing } from './own-lists.ts'
import { OwnEntryFields } from './OwnEntryFields.tsx'

export interface OwnSheetProps<E> {
  readonly editing: Editing<E>
  readonly busy: boolean
  readonly error: unknown
  /** Resolves to false when it was refused; what was typed then stays. */
  readonly onSave: (editing: Editing<E>) => Promise<boolean>
  readonly onClose: () => void
}

/** Writes a criterion of major hazards as questions that can be answered on the spot. */
export function OwnCriterionSheet({ editing, busy, error, onSave, onClose }: OwnSheetProps<OwnCriterion>): ReactNode {
  const t = useT()
  const [entry, setEntry, drop] = useDraft<OwnCriterion>(`own-criterion.${editing.draft}`, editing.entry)
  const [questions, setQuestions] = useState(entry.questions.join('\n'))
  const change = (patch: Partial<OwnCriterion>): void => setEntry({ ...entry, ...patch })
  const faulty =
    [entry.text, entry.source].some((v) => v.trim().length < 2) || entry.clause.trim().length < 2 || entry.questions.length === 0
  const store = async (): Promise<void> => {
    if (!(await onSave({ ...editing, entry: { ...entry, id: editing.entry.id, sector: editing.entry.sector } }))) return
    drop()
    onClose()
  }
  return (
    <Sheet
      open
      width={680}
      onClose={onClose}
      title={t(editing.follows ? text('判定标准改版', 'New version of a criterion') : text('录入判定标准', 'Enter a criterion'))}
      footer={
        <>
          <Button onClick={onClose}>{t(text('取消', 'Cancel'))}</Button>
          <Button type="primary" disabled={faulty} loading={busy} onClick={() => void store()}>
            {t(text('保存', 'Save'))}
          </Button>
        </>
      }
    >
      <Fault error={error} />
      <FieldBox id="own-text" label={t(text('情形', 'What makes it a major hazard'))} required>
        <Input id="own-text" value={entry.text} maxLength={200} onChange={(e) => change({ text: e.target.value })} />
      </FieldBox>
      <FieldBox id="own-clause" label={t(text('条款', 'Clause'))} required hint={t(text('例如 第4.2条', 'For example 4.2'))}>
        <Input id="own-clause" value={entry.clause} maxLength={80} onChange={(e) => change({ clause: e.target.value })} />
      </FieldBox>
      <FieldBox
        id="own-questions"
        label={t(text('现场怎么问', 'Questions on the spot'))}
        required
        hint={t(
          text(
            '一行一问，用“是”“否”能答。全部答“是”判为重大；有一个“否”就不构成；答不上来就不能判定。',
            'One question a line. All yes: major; one no: not; otherwise it cannot be judged.',
          ),
        )}
      >
        <Input.TextArea
          id="own-questions"
          value={questions}
          autoSize={{ minRows: 3, maxRows: 12 }}
          maxLength={3600}
          onChange={(e) => {
            setQuestions(e.target.value)
            change({ questions: linesOf(e.target.value).slice(0, 12) })
          }}
        />
      </FieldBox>
      <OwnEntryFields entry={entry} onChange={change} />
    </Sheet>
  )
}
