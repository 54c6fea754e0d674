import { memo, useEffect, useMemo, useRef, type ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { useT } from '#platform/web/index.ts'
import type { PlanItem } from '../../model.ts'
import { KIND_WORDS, STATE_WORDS } from '../words.ts'
import { byParagraph, paragraphs, segments, type Paragraph } from './spans.ts'
import type { HeadingMark } from './view.ts'

interface LineProps {
  readonly line: Paragraph
  readonly items: readonly PlanItem[]
  /** What the items look like, as one word: a line is drawn again only when that changes. */
  readonly look: string
  /** The selected item, where it touches this line. */
  readonly selected: string | null
}

/** Markdown's heading marks take no room; they stay in the text, so that places in it keep their count. */
function withoutMarks(words: string): ReactNode {
  const marks = /^#+\s*/.exec(words)?.[0] ?? ''
  return marks === '' ? (
    words
  ) : (
    <>
      <span className="doc-raw">{marks}</span>
      {words.slice(marks.length)}
    </>
  )
}

const Line = memo(
  function Line({ line, items, selected }: LineProps): ReactNode {
    const t = useT()
    const of = new Map(items.map((i) => [i.id, i]))
    const name = (i: PlanItem): string => `${t(KIND_WORDS[i.kind].text)}，${t(STATE_WORDS[i.state].text)}`
    const begun = new Set<string>()
    const parts = segments(line, items).map((part) => {
      const top = part.items.map((id) => of.get(id)).find((i) => i !== undefined)
      if (!top) return <span key={part.start}>{part.start === line.start ? withoutMarks(part.text) : part.text}</span>
      const first = !begun.has(top.id) && top.start >= line.start
      begun.add(top.id)
      const here = selected !== null && part.items.includes(selected)
      return (
        <mark
          key={part.start}
          data-items={part.items.join(' ')}
          data-at={part.start}
          className={`span span-${top.kind} span-${top.state}${here ? ' span-here' : ''}`}
          title={name(top)}
        >
          {first ? (
            <b className="span-mark" aria-hidden="true">
              {KIND_WORDS[top.kind].shape}
              {t(KIND_WORDS[top.kind].short)}
            </b>
          ) : null}
          {part.text}
        </mark>
      )
    })
    return line.level === null ? (
      <p className="doc-line" data-start={line.start}>
        {parts}
      </p>
    ) : (
      <p
        className={`doc-line doc-h doc-h${Math.min(line.level, 4)}`}
        data-start={line.start}
        role="heading"
        aria-level={Math.min(line.level + 2, 6)}
      >
        {parts}
      </p>
    )
  },
  (a, b) => a.line === b.line && a.look === b.look && a.selected === b.selected,
)

export interface DocProps {
  readonly text: string
  readonly headings: readonly HeadingMark[]
  readonly items: readonly PlanItem[]
  readonly selected: PlanItem | null
  readonly onSelect: (id: string) => void
}

/** The document with the places of its items marked. A click goes to the shortest item there, again to the next. */
export function Doc({ text: words, headings, items, selected, onSelect }: DocProps): ReactNode {
  const t = useT()
  const box = useRef<HTMLDivElement>(null)
  const lines = useMemo(() => paragraphs(words, headings), [words, headings])
  const placed = useMemo(() => byParagraph(lines, items), [lines, items])
  const id = selected?.id ?? null
  const start = selected?.start ?? null
  useEffect(() => {
    if (id === null) return
    const mark = [...(box.current?.querySelectorAll<HTMLElement>('mark') ?? [])].find((m) => m.dataset['items']?.split(' ').includes(id))
    // Two steps: lines far away have only a guessed height until they are drawn.
    mark?.scrollIntoView({ block: 'center' })
    requestAnimationFrame(() => mark?.scrollIntoView({ block: 'center' }))
  }, [id, start])
  return (
    <div
      ref={box}
      className="doc"
      role="region"
      tabIndex={0}
      aria-label={t(text('规划原文', 'Text of the plan'))}
      onClick={(event) => {
        const mark = (event.target as HTMLElement).closest<HTMLElement>('mark')
        const ids = mark?.dataset['items']?.split(' ') ?? []
        const now = ids.indexOf(id ?? '')
        const next = ids[(now + 1) % Math.max(1, ids.length)]
        if (next && window.getSelection()?.isCollapsed !== false) onSelect(next)
      }}
    >
      {lines.map((line, i) => {
        const here = placed[i] ?? []
        return (
          <Line
            key={line.start}
            line={line}
            items={here}
            look={here.map((x) => `${x.id}${x.kind}${x.state}${x.start}-${x.end}`).join()}
            selected={id !== null && here.some((x) => x.id === id) ? id : null}
          />
        )
      })}
    </div>
  )
}

/** The words chosen with the mouse in the document, as code points; null when none are. */
export function chosenPlace(): { start: number; end: number } | null {
  const chosen = window.getSelection()
  if (!chosen || chosen.isCollapsed || chosen.rangeCount === 0) return null
  const range = chosen.getRangeAt(0)
  const at = (node: Node, offset: number): number | null => {
    const line = (node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>('.doc-line')
    if (!line) return null
    const before = document.createRange()
    before.selectNodeContents(line)
    before.setEnd(node, offset)
    const part = before.cloneContents()
    for (const mark of part.querySelectorAll('.span-mark')) mark.remove()
    return Number(line.dataset['start']) + Array.from(part.textContent ?? '').length
  }
  const start = at(range.startContainer, range.startOffset)
  const end = at(range.endContainer, range.endOffset)
  return start !== null && end !== null && start < end ? { start, end } : null
}
