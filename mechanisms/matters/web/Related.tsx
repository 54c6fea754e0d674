import { Button } from 'antd'
import type { ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { Card, Due, useHolds, useT } from '#platform/web/index.ts'
import type { KindInfo, MatterPage, MatterRow } from '../model.ts'
import { openingActs, type Kinds } from './kinds.ts'
import { LevelMark, MatterLink, StateMark } from './Marks.tsx'

const isActive = (phase: string): boolean => phase === 'open' || phase === 'waiting'

/** A matter in two lines: what it is, how it stands. */
export function ShortRow({ row, kind }: { row: MatterRow; kind: KindInfo | undefined }): ReactNode {
  const active = isActive(row.phase)
  return (
    <li className="row">
      <MatterLink id={row.id} className="row-title">
        {row.title}
      </MatterLink>
      <div className="row-sub">
        <span>{row.no}</span>
        <LevelMark kind={kind} level={row.level} />
        <StateMark kind={kind} state={row.state} phase={row.phase} />
        {active ? <Due at={row.dueAt} /> : null}
      </div>
    </li>
  )
}

interface RelatedProps {
  readonly page: MatterPage
  readonly kind: KindInfo
  readonly kinds: Kinds
  readonly onOpen: (kind: string, act: string) => void
}

/** What this matter belongs to, what was opened below it, and what may be opened. */
export function Related({ page, kind, kinds, onOpen }: RelatedProps): ReactNode {
  const t = useT()
  const holds = useHolds()
  const active = isActive(page.matter.phase)
  const offers = active
    ? kind.children.flatMap((id) => {
        const child = kinds.of(id)
        if (child?.oneAtATime && page.children.some((c) => c.kind === id && isActive(c.phase))) return []
        return child ? openingActs(child, holds).map(([name, act]) => ({ kind: id, name, act })) : []
      })
    : []
  if (page.parent === null && page.children.length === 0 && offers.length === 0) return null
  return (
    <Card title={t(text('关联事项', 'Related matters'))}>
      <ul className="rows">
        {page.parent ? <ShortRow row={page.parent} kind={kinds.of(page.parent.kind)} /> : null}
        {page.children.map((row) => (
          <ShortRow key={row.id} row={row} kind={kinds.of(row.kind)} />
        ))}
      </ul>
      {offers.length > 0 ? (
        <div className="matter-acts" style={{ marginTop: 8 }}>
          {offers.map((offer) => (
            <Button key={`${offer.kind}.${offer.name}`} danger={offer.act.tone === 'danger'} onClick={() => onOpen(offer.kind, offer.name)}>
              {t(offer.act.text)}
            </Button>
          ))}
        </div>
      ) : null}
    </Card>
  )
}
