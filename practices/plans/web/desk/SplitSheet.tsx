import { Button } from 'antd'
import { useState, type ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { Sheet, useT } from '#platform/web/index.ts'
import type { PlanItem } from '../../model.ts'
import { cutPoints, slice } from './spans.ts'

/** Cuts an item: left and right go through the possible places, Space sets or takes a cut, Enter cuts. */
export function SplitSheet({ item, onCut, onClose }: { item: PlanItem; onCut: (at: number[]) => void; onClose: () => void }): ReactNode {
  const t = useT()
  const points = cutPoints(item)
  const [at, setAt] = useState(0)
  const [cuts, setCuts] = useState<readonly number[]>([])
  const end = Array.from(item.quote).length
  const bounds = [0, ...points.map((p) => p - item.start), end]
  const toggle = (point: number): void => setCuts(cuts.includes(point) ? cuts.filter((c) => c !== point) : [...cuts, point])
  const here = points[at]
  const cut = (): void => {
    const chosen = cuts.length > 0 ? cuts : here === undefined ? [] : [here]
    if (chosen.length > 0) onCut(chosen.toSorted((a, b) => a - b))
  }
  return (
    <Sheet
      open
      title={t(text('拆成几条', 'Split the item'))}
      onClose={onClose}
      footer={
        <Button type="primary" disabled={points.length === 0} onClick={cut}>
          {t(text('拆开', 'Split'))}
        </Button>
      }
    >
      <p className="muted">
        {t(
          text(
            '左右键选位置，空格可以多选几处，回车拆开。拆出的条目仍需逐条审定。',
            'Left and right choose the place, Space marks several, Enter splits. The new items are to be judged one by one.',
          ),
        )}
      </p>
      {points.length === 0 ? <p>{t(text('这一条太短，拆不开', 'Too short to be split'))}</p> : null}
      <div
        className="split"
        role="listbox"
        tabIndex={0}
        // The dialog was opened to choose a place: the keys belong to it at once.
        ref={(box) => box?.focus()}
        aria-label={t(text('拆分位置', 'Place of the cut'))}
        aria-activedescendant={here === undefined ? undefined : `cut-${here}`}
        onKeyDown={(e) => {
          if (e.key === 'ArrowRight') setAt(Math.min(points.length - 1, at + 1))
          else if (e.key === 'ArrowLeft') setAt(Math.max(0, at - 1))
          else if (e.key === ' ' && here !== undefined) toggle(here)
          else if (e.key === 'Enter') cut()
          else return
          e.preventDefault()
        }}
      >
        {bounds.slice(0, -1).map((from, i) => {
          const point = points[i]
          return (
            <span key={from}>
              {slice(item.quote, from, bounds[i + 1] ?? end)}
              {point === undefined ? null : (
                <span
                  id={`cut-${point}`}
                  role="option"
                  aria-selected={cuts.includes(point)}
                  className={`split-at${i === at ? ' split-here' : ''}${cuts.includes(point) ? ' split-cut' : ''}`}
                  aria-label={t(text(`第 ${i + 1} 处`, `Place ${i + 1}`))}
                  onClick={() => {
                    setAt(i)
                    toggle(point)
                  }}
                >
                  ✂
                </span>
              )}
            </span>
          )
        })}
      </div>
    </Sheet>
  )
}
