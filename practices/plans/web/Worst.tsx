import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { text } from '#kernel/text.ts'
import type { Text } from '#kernel/text.ts'
import { api, Loading, useT } from '#platform/web/index.ts'
import type { Light } from '../model.ts'
import { LIGHTS } from '../rules.ts'
import { useIndicators, type TaskPage } from './data.ts'
import { LightMark } from './Light.tsx'

interface Bad {
  readonly key: string
  readonly to: string
  readonly hash?: string
  readonly name: string
  readonly what: Text
  readonly light: Light
  readonly owner: string
}

/** The worst things of a plan: indicators before tasks, red before yellow. */
function useWorst(planId: string, most: number): { rows: Bad[] | null } {
  const indicators = useIndicators(planId)
  const tasks = (colour: 'red' | 'yellow') => ({
    queryKey: ['plans', 'tasks', planId, colour, most],
    queryFn: () => api.get<TaskPage>(`/api/plans/${planId}/tasks`, { colour, limit: most }),
    enabled: planId !== '',
  })
  const red = useQuery(tasks('red'))
  const yellow = useQuery(tasks('yellow'))
  if (!indicators.data || !red.data || !yellow.data) return { rows: null }
  const rows: Bad[] = [
    ...indicators.data.items.map((i) => ({
      key: i.id,
      to: `/plans/${planId}`,
      hash: i.id,
      name: i.name,
      what: text('指标', 'Indicator'),
      light: i.light,
      owner: i.lead.join('、'),
    })),
    ...[...red.data.items, ...yellow.data.items].map((task) => ({
      key: task.id,
      to: `/matters/${task.id}`,
      name: task.title,
      what: text('任务', 'Task'),
      light: task.light,
      owner: task.orgName || (task.unresolved ?? ''),
    })),
  ].filter((b) => b.light.colour === 'red' || b.light.colour === 'yellow')
  return { rows: rows.toSorted((a, b) => LIGHTS.indexOf(a.light.colour) - LIGHTS.indexOf(b.light.colour)).slice(0, most) }
}

/** The worst three with reason and whose they are. */
export function WorstThree({ planId }: { planId: string }): ReactNode {
  const t = useT()
  const { rows } = useWorst(planId, 3)
  if (rows === null) return <Loading rows={2} />
  if (rows.length === 0) return <p className="muted">{t(text('没有红灯和黄灯', 'No red and no yellow light'))}</p>
  return (
    <ul className="rows">
      {rows.map((bad) => (
        <li key={bad.key} className="row">
          <Link to={bad.to} hash={bad.hash as never} className="row-title">
            {bad.name}
          </Link>
          <LightMark colour={bad.light.colour} />
          <div className="row-sub">
            <span>{t(bad.what)}</span>
            <span>{t(bad.light.reason)}</span>
            {bad.owner ? <span>{bad.owner}</span> : null}
          </div>
        </li>
      ))}
    </ul>
  )
}
