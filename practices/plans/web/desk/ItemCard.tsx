import { Button } from 'antd'
import { memo, useEffect, useRef, type ReactNode } from 'react'
import { text, type Text } from '#kernel/text.ts'
import { useT } from '#platform/web/index.ts'
import type { PlanItem } from '../../model.ts'
import { DIRECTION_WORDS, everyWords, fig, KIND_WORDS, STATE_WORDS } from '../words.ts'
import { UNSURE } from './view.ts'

const list = (units: readonly string[] | undefined): string => (units ?? []).join('、')

/** What the reader found besides the name: until when, how often, how much, who. */
function factsOf(item: PlanItem, t: (value: Text) => string): string[] {
  const f = item.fields
  const found: string[] = []
  if (f.direction)
    found.push(
      `${t(DIRECTION_WORDS[f.direction])}${f.value === null || f.value === undefined ? '' : ` ${fig(f.value)}`}${f.unit ?? ''}`.trim(),
    )
  if (f.targetYear) found.push(t(text(`到 ${f.targetYear} 年`, `by ${f.targetYear}`)))
  if (f.deadline) found.push(f.deadline.date ? t(text(`期限 ${f.deadline.date}`, `due ${f.deadline.date}`)) : f.deadline.words)
  for (const r of f.recurrence ?? []) found.push(`${t(everyWords(r.every))}${r.by ? ` ${r.by}` : ''}`)
  if (f.lead && f.lead.length > 0) found.push(t(text(`牵头 ${list(f.lead)}`, `lead ${list(f.lead)}`)))
  if (f.responsible && f.responsible.length > 0) found.push(t(text(`责任 ${list(f.responsible)}`, `in charge ${list(f.responsible)}`)))
  return found
}

export interface ItemActs {
  readonly select: (id: string) => void
  readonly accept: (item: PlanItem) => void
  readonly reject: (item: PlanItem) => void
  readonly reopen: (item: PlanItem) => void
  readonly edit: (item: PlanItem) => void
  readonly split: (item: PlanItem) => void
  readonly merge: (item: PlanItem) => void
}

export interface ItemCardProps {
  readonly item: PlanItem
  readonly here: boolean
  readonly acts: ItemActs
  readonly canReview: boolean
  /** Names of the other reviewers who look at it. */
  readonly others: string
  /** Units of it that lead to no organisation. */
  readonly unknown: string
}

function Detail({ item, acts, canReview, unknown }: ItemCardProps): ReactNode {
  const t = useT()
  return (
    <div className="item-detail">
      <blockquote>{item.quote}</blockquote>
      <p className="muted">
        {item.chapter}
        {' · '}
        {t(text(`把握 ${Math.round(item.confidence * 100)}%：`, `Confidence ${Math.round(item.confidence * 100)} %: `))}
        {t(item.reason)}
        {item.core ? null : t(text('（可有可无的一类）', ' (one that may be left out)'))}
      </p>
      {unknown ? <p className="item-unknown">{t(text(`对不上单位：${unknown}`, `No organisation for: ${unknown}`))}</p> : null}
      {canReview ? (
        <div className="item-acts">
          {item.state === 'open' ? (
            <>
              <Button size="small" type="primary" onClick={() => acts.accept(item)}>
                {t(text('采用', 'Accept'))} <kbd>A</kbd>
              </Button>
              <Button size="small" onClick={() => acts.reject(item)}>
                {t(text('不采用', 'Reject'))} <kbd>R</kbd>
              </Button>
            </>
          ) : (
            <Button size="small" onClick={() => acts.reopen(item)}>
              {t(text('改回待定', 'Reopen'))} <kbd>O</kbd>
            </Button>
          )}
          <Button size="small" onClick={() => acts.edit(item)}>
            {t(text('修改', 'Edit'))} <kbd>E</kbd>
          </Button>
          <Button size="small" onClick={() => acts.split(item)}>
            {t(text('拆分', 'Split'))} <kbd>S</kbd>
          </Button>
          <Button size="small" onClick={() => acts.merge(item)}>
            {t(text('并入下一条', 'Merge with next'))} <kbd>M</kbd>
          </Button>
        </div>
      ) : null}
    </div>
  )
}

/** One item: its kind as shape and word, what it says, how sure the reader is; selected, also the sentence and what may be done. */
export const ItemCard = memo(function ItemCard(props: ItemCardProps): ReactNode {
  const { item, here, acts, others, unknown } = props
  const t = useT()
  const box = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (here) box.current?.scrollIntoView({ block: 'nearest' })
  }, [here])
  const kind = KIND_WORDS[item.kind]
  const state = STATE_WORDS[item.state]
  return (
    <li ref={box} className={`item item-${item.state}${here ? ' item-here' : ''}`} data-item={item.id}>
      <button type="button" className="item-head" aria-expanded={here} aria-current={here} onClick={() => acts.select(item.id)}>
        <span className={`item-kind span-${item.kind}`}>
          <i aria-hidden="true">{kind.shape}</i> {t(kind.text)}
        </span>
        <span className="item-name">{item.fields.name}</span>
        <span className="item-state">
          <i aria-hidden="true">{state.shape}</i> {t(state.text)}
        </span>
        <span className="item-facts">
          {factsOf(item, t).map((fact) => (
            <span key={fact}>{fact}</span>
          ))}
          {item.confidence < UNSURE ? <span>{t(text('把握不大', 'Unsure'))}</span> : null}
          {unknown ? <span>{t(text('单位对不上', 'Unit not found'))}</span> : null}
          {others ? <span className="item-others">{t(text(`${others} 正在看`, `${others} is looking`))}</span> : null}
        </span>
      </button>
      {here ? <Detail {...props} /> : null}
    </li>
  )
})
