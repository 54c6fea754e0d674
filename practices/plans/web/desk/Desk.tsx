import { Alert, Button, Segmented } from 'antd'
import { useSearch } from '@tanstack/react-router'
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { Nothing, useDraft, useMe, usePhone, useT } from '#platform/web/index.ts'
import { ITEM_KINDS, type PlanItem, type PlanView } from '../../model.ts'
import type { UnitList } from '../data.ts'
import { KIND_WORDS } from '../words.ts'
import { DeskFilters } from './DeskFilters.tsx'
import { chosenPlace, Doc } from './Doc.tsx'
import { EditSheet, type Editing } from './EditSheet.tsx'
import { ItemCard, type ItemActs } from './ItemCard.tsx'
import { KeyLegend, useKeys } from './Keys.tsx'
import { slice } from './spans.ts'
import { SplitSheet } from './SplitSheet.tsx'
import './desk.css'
import { useChanges } from './useChanges.ts'
import { usePresence } from './usePresence.ts'
import { afterDeciding, chapterStep, EMPTY_VIEW, shownItems, stepFrom, UNSURE, type DeskView, type HeadingMark } from './view.ts'

export interface DeskProps {
  readonly plan: PlanView
  readonly words: string
  readonly headings: readonly HeadingMark[]
  readonly items: readonly PlanItem[]
  readonly units: UnitList | undefined
  readonly put: (items: readonly PlanItem[]) => void
}

const unknownOf = (item: PlanItem, unresolved: ReadonlySet<string>): string =>
  [...new Set([...(item.fields.lead ?? []), ...(item.fields.responsible ?? [])])].filter((u) => unresolved.has(u)).join('、')

/** The review desk: document left, items right; everything by keyboard. */
export function Desk({ plan, words, headings, items, units, put }: DeskProps): ReactNode {
  const t = useT()
  const phone = usePhone()
  const { me } = useMe()
  const [view, setView] = useDraft<DeskView>(`plans.desk.${plan.id}`, EMPTY_VIEW)
  const [legend, setLegend] = useDraft<boolean>('plans.desk.keys', true)
  const [tab, setTab] = useState<'items' | 'text'>('items')
  const [editing, setEditing] = useState<Editing | null>(null)
  const [splitting, setSplitting] = useState<PlanItem | null>(null)
  const { send, undo, trouble, busy, quiet } = useChanges(plan.id, me?.person.id, put)
  const others = usePresence(plan.id, view.selected, me?.person.id)
  const unresolved = useMemo(
    () => new Set((units?.items ?? []).filter((u) => u.how === 'none' || u.how === 'many').map((u) => u.unit)),
    [units],
  )
  const shown = useMemo(() => shownItems(items, view, headings, unresolved), [items, view, headings, unresolved])
  const selected = items.find((i) => i.id === view.selected) ?? null
  const canReview = plan.abilities.review

  const latest = useRef({ view, shown, items })
  useLayoutEffect(() => {
    latest.current = { view, shown, items }
  })
  const { item: asked } = useSearch({ strict: false }) as { item?: string }
  useEffect(() => {
    // Another page asks for one sentence: no filter may hide it.
    if (asked !== undefined) setView({ ...EMPTY_VIEW, selected: asked })
  }, [asked, setView])
  const go = useCallback((id: string | null) => id !== null && setView({ ...latest.current.view, selected: id }), [setView])
  const acts: ItemActs = useMemo(() => {
    const one = (item: PlanItem) => [{ id: item.id, version: item.version }]
    const decide = (act: 'accept' | 'reject', item: PlanItem): void => {
      const next = afterDeciding(latest.current.shown, item.id)
      void send({ act, items: one(item) }).then((done) => done && go(next))
    }
    return {
      select: (id) => go(id),
      accept: (item) => decide('accept', item),
      reject: (item) => decide('reject', item),
      reopen: (item) => void send({ act: 'reopen', items: one(item) }),
      edit: (item) =>
        setEditing({ kind: item.kind, fields: item.fields, quote: item.quote, item, place: { start: item.start, end: item.end } }),
      split: (item) => setSplitting(item),
      merge: (item) => {
        const all = latest.current.items
        const next = all.slice(all.findIndex((i) => i.id === item.id) + 1).find((i) => i.kind === item.kind)
        if (!next) return
        void send({ act: 'merge', items: [...one(item), ...one(next)] }).then((done) => {
          const made = done?.items.find((i) => i.state !== 'replaced')
          if (made) go(made.id)
        })
      },
    }
  }, [send, go])
  const add = (): void => {
    const place = chosenPlace()
    if (!place) return
    const quote = slice(words, place.start, place.end)
    setEditing({ kind: 'commitment', fields: { name: quote.replace(/\s/g, '').slice(0, 600) }, quote, item: null, place })
  }

  useKeys(editing === null && splitting === null, (key) => {
    const next = (id: string | null): true => (go(id), true)
    if (key === 'j' || key === 'ArrowDown') return next(stepFrom(shown, view.selected, 1))
    if (key === 'k' || key === 'ArrowUp') return next(stepFrom(shown, view.selected, -1))
    if (key === 'n')
      return next(stepFrom(shown, view.selected, 1, (i) => i.state === 'open') ?? stepFrom(shown, null, 1, (i) => i.state === 'open'))
    if (key === 'c') return next(stepFrom(shown, view.selected, 1, (i) => i.confidence < UNSURE))
    if (key === '[' || key === ']') return next(chapterStep(shown, view.selected, key === ']' ? 1 : -1))
    if (key === '?') return (setLegend(!legend), true)
    if (key === '0') return (setView({ ...view, kind: null }), true)
    const kind = ITEM_KINDS[Number(key) - 1]
    if (kind) return (setView({ ...view, kind: view.kind === kind ? null : kind }), true)
    if (!canReview) return false
    if (key === 'u') return (void undo(), true)
    if (!selected) return false
    if (key === 'a' && selected.state === 'open') return (acts.accept(selected), true)
    if (key === 'r' && selected.state === 'open') return (acts.reject(selected), true)
    if (key === 'o' && selected.state !== 'open') return (acts.reopen(selected), true)
    if (key === 'e') return (acts.edit(selected), true)
    if (key === 's') return (acts.split(selected), true)
    if (key === 'm') return (acts.merge(selected), true)
    return false
  })

  const open = items.filter((i) => i.state === 'open').length
  const lookers = (id: string): string =>
    others
      .filter((o) => o.itemId === id)
      .map((o) => o.name)
      .join('、')
  return (
    <div className="desk">
      <div className="desk-bar">
        <span role="status">
          {t(text(`待定 ${open} 条，共 ${items.length} 条`, `${open} of ${items.length} open`))}
          {busy ? t(text('，正在保存…', ', saving…')) : ''}
        </span>
        {others.length > 0 ? (
          <span className="desk-others">
            {t(text(`同时在看：${others.map((o) => o.name).join('、')}`, `Also here: ${others.map((o) => o.name).join(', ')}`))}
          </span>
        ) : null}
        {canReview ? (
          <>
            <Button size="small" onClick={() => void undo()}>
              {t(text('撤销', 'Undo'))} <kbd>U</kbd>
            </Button>
            {/* The choice in the text would be lost by a press that takes the focus. */}
            <Button size="small" onMouseDown={(e) => e.preventDefault()} onClick={add}>
              {t(text('把所选文字补为一条', 'Make an item of the chosen words'))}
            </Button>
          </>
        ) : null}
      </div>
      {trouble && !editing ? (
        <Alert type="error" showIcon role="alert" closable={{ onClose: quiet }} title={trouble} style={{ marginBottom: 8 }} />
      ) : null}
      <DeskFilters items={items} headings={headings} view={view} onView={setView} unresolved={unresolved.size} />
      {legend && !phone ? <KeyLegend /> : null}
      {phone ? (
        <Segmented
          block
          value={tab}
          onChange={setTab}
          options={[
            { value: 'items', label: t(text(`条目 ${shown.length}`, `Items ${shown.length}`)) },
            { value: 'text', label: t(text('原文', 'Text')) },
          ]}
          style={{ marginBottom: 8 }}
        />
      ) : null}
      <div className="desk-two">
        {!phone || tab === 'text' ? (
          <Doc
            text={words}
            headings={headings}
            items={items}
            selected={selected}
            onSelect={(id) => {
              go(id)
              if (phone) setTab('items')
            }}
          />
        ) : null}
        {!phone || tab === 'items' ? (
          <div className="desk-items">
            {shown.length === 0 ? <Nothing what={text('没有符合筛选的条目', 'No item fits the filters')} /> : null}
            <ul className="items" aria-label={view.kind ? t(KIND_WORDS[view.kind].text) : t(text('条目', 'Items'))}>
              {shown.map((item) => (
                <ItemCard
                  key={item.id}
                  item={item}
                  here={item.id === view.selected}
                  acts={acts}
                  canReview={canReview}
                  others={lookers(item.id)}
                  unknown={unknownOf(item, unresolved)}
                />
              ))}
            </ul>
          </div>
        ) : null}
      </div>
      {editing ? (
        <EditSheet
          editing={editing}
          chosen={editing.item ? chosenPlace() : null}
          trouble={trouble}
          onClose={() => setEditing(null)}
          onSave={async (kind, fields, place) => {
            const { item } = editing
            const done = item
              ? await send({ act: 'edit', items: [{ id: item.id, version: item.version }], fields, ...(place ? { place } : {}) })
              : await send({ act: 'add', kind, place: editing.place, fields })
            if (done?.items[0]) go(done.items[0].id)
            return done !== null
          }}
        />
      ) : null}
      {splitting ? (
        <SplitSheet
          item={splitting}
          onClose={() => setSplitting(null)}
          onCut={(at) => {
            setSplitting(null)
            void send({ act: 'split', items: [{ id: splitting.id, version: splitting.version }], at }).then((done) => {
              const first = done?.items.find((i) => i.state !== 'replaced')
              if (first) go(first.id)
            })
          }}
        />
      ) : null}
    </div>
  )
}
