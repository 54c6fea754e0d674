import { Link } from '@tanstack/react-router'
import { Checkbox, Input, InputNumber, Radio } from 'antd'
import type { ReactNode } from 'react'
import type { ScoreItem, ScoreVeto } from '#kernel/score/index.ts'
import { text } from '#kernel/text.ts'
import { useT } from '#platform/web/index.ts'
import type { Answers, EvidenceFact } from '../model.ts'

type Given = number | 'na' | undefined

interface Shared {
  /** Set while it may be answered. */
  readonly edit: boolean
  readonly note: string
  /** A word is needed here: why it differs from the records, or from the first score. */
  readonly must: boolean
  readonly onNote: (note: string) => void
  /** What the party itself answered; shown beside the reviewed. */
  readonly self: Answers | null
  readonly both: boolean
}

interface ItemProps extends Shared {
  readonly item: ScoreItem
  readonly value: Given
  readonly fact: EvidenceFact | undefined
  readonly onValue: (value: Given) => void
}

function Note({
  id,
  edit,
  note,
  must,
  onNote,
  name,
}: Pick<Shared, 'edit' | 'note' | 'must' | 'onNote'> & { id: string; name: string }): ReactNode {
  const t = useT()
  if (!edit) return note === '' ? null : <p className="score-note">{note}</p>
  if (!must && note === '') return null
  return (
    <Input
      id={`note-${id}`}
      aria-label={t(text(`${name}：原因`, `${name}: reason`))}
      placeholder={t(text('改动的原因（必填）', 'Why it was changed'))}
      status={must && note.trim().length < 2 ? 'error' : ''}
      maxLength={500}
      value={note}
      onChange={(e) => onNote(e.target.value)}
    />
  )
}

/** One item: its points, what the records say of it, and the first score beside the second. */
export function ItemRow({ item, value, fact, onValue, edit, note, must, onNote, self, both }: ItemProps): ReactNode {
  const t = useT()
  const words = (given: Given): string => (given === undefined ? '—' : given === 'na' ? t(text('不适用', 'n/a')) : String(given))
  const first = self?.points[item.id]
  return (
    <li className={both && first !== value ? 'score-row score-changed' : 'score-row'}>
      <div className="score-words">
        <span id={`item-${item.id}`}>{t(item.text)}</span>
        {fact ? (
          <small>
            {t(text('取自记录：', 'From the records: '))}
            {fact.href ? <Link to={fact.href as never}>{t(fact.why)}</Link> : t(fact.why)}
            {fact.points !== null && value !== fact.points ? (
              <strong>{t(text(`（记录为 ${fact.points} 分，已改）`, ` (${fact.points} by the records, changed)`))}</strong>
            ) : null}
          </small>
        ) : null}
        {item.clause ? <small>{t(item.clause.text)}</small> : null}
        {both && self?.notes[item.id] ? <small>{t(text(`自评说明：${self.notes[item.id]}`, `Self: ${self.notes[item.id]}`))}</small> : null}
        <Note id={item.id} name={t(item.text)} edit={edit} note={note} must={must} onNote={onNote} />
      </div>
      <div className="score-figures">
        {both ? (
          <span className="num">
            <small>{t(text('自评', 'Self'))}</small> {words(first)}
          </span>
        ) : null}
        {edit ? (
          <>
            <InputNumber
              aria-labelledby={`item-${item.id}`}
              min={0}
              max={item.points}
              step={item.points > 20 ? 1 : 0.5}
              disabled={value === 'na'}
              value={typeof value === 'number' ? value : null}
              onChange={(v) => onValue(v ?? undefined)}
            />
            {item.optional ? (
              <Checkbox checked={value === 'na'} onChange={(e) => onValue(e.target.checked ? 'na' : undefined)}>
                {t(text('不适用', 'n/a'))}
              </Checkbox>
            ) : null}
          </>
        ) : (
          <strong className="num">{words(value)}</strong>
        )}
        <span className="muted num">/ {item.points}</span>
      </div>
    </li>
  )
}

interface VetoProps extends Shared {
  readonly veto: ScoreVeto
  readonly value: boolean | undefined
  readonly onValue: (value: boolean) => void
}

/** A question that counts whatever the points are. */
export function VetoRow({ veto, value, onValue, edit, note, must, onNote, self, both }: VetoProps): ReactNode {
  const t = useT()
  const words = (given: boolean | undefined): string => (given === undefined ? '—' : t(given ? text('有', 'Yes') : text('没有', 'No')))
  const first = self?.vetoes[veto.id]
  return (
    <li className={both && first !== value ? 'score-row score-changed' : 'score-row'}>
      <div className="score-words">
        <span id={`veto-${veto.id}`}>{t(veto.text)}</span>
        <small>
          {t(veto.clause.text)}
          {veto.band === null ? t(text('（只作提示，不改变档次）', ' (told only, changes no band)')) : ''}
        </small>
        <Note id={veto.id} name={t(veto.text)} edit={edit} note={note} must={must} onNote={onNote} />
      </div>
      <div className="score-figures">
        {both ? (
          <span>
            <small>{t(text('自评', 'Self'))}</small> {words(first)}
          </span>
        ) : null}
        {edit ? (
          <Radio.Group
            aria-labelledby={`veto-${veto.id}`}
            optionType="button"
            value={value}
            options={[
              { value: false, label: t(text('没有', 'No')) },
              { value: true, label: t(text('有', 'Yes')) },
            ]}
            onChange={(e) => onValue(e.target.value as boolean)}
          />
        ) : (
          <strong>{words(value)}</strong>
        )}
      </div>
    </li>
  )
}
