import { Checkbox, Select } from 'antd'
import type { ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { useT } from '#platform/web/index.ts'
import { ITEM_KINDS, type PlanItem } from '../../model.ts'
import { KIND_WORDS, STATE_WORDS } from '../words.ts'
import { UNSURE, type DeskView, type HeadingMark } from './view.ts'

interface DeskFiltersProps {
  readonly items: readonly PlanItem[]
  readonly headings: readonly HeadingMark[]
  readonly view: DeskView
  readonly onView: (view: DeskView) => void
  readonly unresolved: number
}

/** The filters of the desk; the counts are those of the list that they open. */
export function DeskFilters({ items, headings, view, onView, unresolved }: DeskFiltersProps): ReactNode {
  const t = useT()
  const count = (test: (i: PlanItem) => boolean): number => items.filter(test).length
  return (
    <div className="desk-filters" role="group" aria-label={t(text('筛选条目', 'Filter the items'))}>
      <div className="desk-kinds">
        {ITEM_KINDS.map((kind, i) => (
          <button
            key={kind}
            type="button"
            aria-pressed={view.kind === kind}
            className={`desk-kind span-${kind}`}
            onClick={() => onView({ ...view, kind: view.kind === kind ? null : kind })}
          >
            <i aria-hidden="true">{KIND_WORDS[kind].shape}</i> {t(KIND_WORDS[kind].text)}{' '}
            <b className="num">{count((x) => x.kind === kind)}</b> <kbd>{i + 1}</kbd>
          </button>
        ))}
      </div>
      <Select
        aria-label={t(text('审定情况', 'State'))}
        style={{ width: 130 }}
        value={view.state ?? ''}
        options={[
          { value: '', label: t(text(`全部 ${items.length}`, `All ${items.length}`)) },
          ...(['open', 'accepted', 'rejected'] as const).map((state) => ({
            value: state,
            label: `${t(STATE_WORDS[state].text)} ${count((x) => x.state === state)}`,
          })),
        ]}
        onChange={(state) => onView({ ...view, state: state === '' ? null : (state as DeskView['state']) })}
      />
      <Select
        aria-label={t(text('章节', 'Chapter'))}
        style={{ minWidth: 160, maxWidth: 260, flex: 1 }}
        value={view.heading ?? ''}
        options={[
          { value: '', label: t(text('全部章节', 'All chapters')) },
          ...headings
            .filter((h) => h.level <= 3)
            .map((h) => ({ value: h.id, label: `${'　'.repeat(Math.max(0, h.level - 2))}${h.title}` })),
        ]}
        showSearch={{ optionFilterProp: 'label' }}
        onChange={(heading) => onView({ ...view, heading: heading === '' ? null : heading })}
      />
      <Checkbox checked={view.below !== null} onChange={(e) => onView({ ...view, below: e.target.checked ? UNSURE : null })}>
        {t(text(`把握不大 ${count((x) => x.confidence < UNSURE)}`, `Unsure ${count((x) => x.confidence < UNSURE)}`))}
      </Checkbox>
      <Checkbox checked={view.units} onChange={(e) => onView({ ...view, units: e.target.checked })}>
        {t(text(`单位对不上（${unresolved} 个单位）`, `Units not found (${unresolved} units)`))}
      </Checkbox>
    </div>
  )
}
