import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import { Card, Due, Level, useHolds, useT } from '#platform/web/index.ts'
import { LEVEL_COLOUR, LEVEL_TEXT } from '../model.ts'
import { useDesk } from './useWarnings.ts'
import './warnings.css'

/** On a home: the open warnings, worst first; nothing where there are none. */
export function OpenWarnings(): ReactNode {
  const holds = useHolds()
  return holds('warning.read') ? <Some /> : null
}

function Some(): ReactNode {
  const t = useT()
  const desk = useDesk({ queue: 'all' }).data
  if (!desk || desk.items.length === 0) return null
  return (
    <Card
      title={t(text('未办结的预警', 'Open warnings'))}
      extra={<Link to={'/warnings' as never}>{t(text(`全部 ${desk.counts.all} 件`, `All ${desk.counts.all}`))}</Link>}
    >
      <ul className="warning-home">
        {desk.items.slice(0, 5).map((row) => (
          <li key={row.id}>
            <Link to={'/warnings/$id' as never} params={{ id: row.id } as never}>
              <Level colour={LEVEL_COLOUR[row.level]} text={LEVEL_TEXT[row.level]} /> {row.title}
            </Link>{' '}
            <Due at={row.dueAt} />
          </li>
        ))}
      </ul>
    </Card>
  )
}
