import type { ReactNode } from 'react'
import { sayDate } from '#kernel/calendar/dates.ts'
import { text } from '#kernel/text.ts'
import { useT, When } from '#platform/web/index.ts'
import { useCriterion } from './criteria.ts'
import { MatterLink } from './Marks.tsx'
import type { Fact, Shown } from './words.ts'

function CriterionName({ id, sector }: { id: string; sector: string | null }): ReactNode {
  const t = useT()
  const found = useCriterion(sector, id)
  if (found === undefined) return '…'
  if (found === null) return t(text(`已不在库的判定标准（${id}）`, `a criterion no longer kept (${id})`))
  return (
    <>
      {t(found.text)} <span className="muted">{t(found.clause.text)}</span>
    </>
  )
}

/** A value of a record as people read it. */
export function Value({ value, sector }: { value: Shown; sector: string | null }): ReactNode {
  const t = useT()
  switch (value.as) {
    case 'text':
      return t(value.text)
    case 'day':
      return <time dateTime={value.day}>{t(sayDate(value.day))}</time>
    case 'instant':
      return <When at={value.at} />
    case 'matter':
      return <MatterLink id={value.id}>{t(text('查看该事项', 'Open that matter'))}</MatterLink>
    case 'criterion':
      return <CriterionName id={value.id} sector={sector} />
    case 'pairs':
      return (
        <span className="pairs">
          {value.pairs.map((pair) => (
            <span key={pair.name.zh}>
              <span className="muted">{t(pair.name)}</span> <Value value={pair.value} sector={sector} />
            </span>
          ))}
        </span>
      )
    case 'list':
      if (value.items.every((i) => i.as === 'text')) {
        return value.items.map((i) => (i.as === 'text' ? t(i.text) : '')).join(t(text('、', ', ')))
      }
      return (
        <details>
          <summary>{t(text(`共 ${value.items.length} 项`, `${value.items.length} items`))}</summary>
          <ol className="value-list">
            {value.items.map((item, i) => (
              <li key={i}>
                <Value value={item} sector={sector} />
              </li>
            ))}
          </ol>
        </details>
      )
  }
}

/** Names and values, side by side. */
export function Facts({
  facts,
  sector,
  className = 'facts',
  children,
}: {
  facts: readonly Fact[]
  sector: string | null
  className?: string
  children?: ReactNode
}): ReactNode {
  const t = useT()
  return (
    <dl className={className}>
      {children}
      {facts.map((fact) => (
        <div key={fact.name} className="pair">
          <dt>{t(fact.label)}</dt>
          <dd>
            <Value value={fact.value} sector={sector} />
          </dd>
        </div>
      ))}
    </dl>
  )
}
