import type { z } from 'zod'
import { cstDate } from '#kernel/calendar/index.ts'
import { text, type Text } from '#kernel/text.ts'
import { sql } from '#platform/db/index.ts'
import type { LightColour, TaskPage, TaskQuery, TaskRow } from '../model.ts'
import { planProjectKind } from '../project-kind.ts'
import { lightOf, type LightInput } from '../rules.ts'
import { planTaskKind } from '../task-kind.ts'
import type { Read } from './deps.ts'
import type { Plan } from './store.ts'

type Colour = LightColour

interface Stage {
  readonly state: LightInput['state']
  readonly due: string | null
  readonly title: string
}

interface Row {
  readonly id: string
  readonly itemId: string
  readonly kind: 'planTask' | 'planProject'
  readonly no: string
  readonly title: string
  readonly state: LightInput['state']
  readonly path: string
  readonly orgId: string | null
  readonly orgName: string | null
  readonly unresolved: string | null
  readonly responsible: string[] | null
  readonly from: string | null
  readonly due: string | null
  readonly closedAt: string | null
  readonly children: readonly Stage[]
}

/** A task or project with its light, and what boards need besides the row. */
export type Task = z.output<typeof TaskRow> & { readonly path: string; readonly closedAt: string | null; readonly system: boolean }

const RANK: Readonly<Record<Colour, number>> = { green: 0, grey: 1, yellow: 2, red: 3 }
export const worse = (a: Colour, b: Colour): Colour => (RANK[a] >= RANK[b] ? a : b)

/** The light of a task with its stages: an overdue stage shows in the whole. */
export function taskLight(row: Pick<Row, 'state' | 'from' | 'due' | 'children'>, today: string): { colour: Colour; reason: Text } {
  const own = lightOf(row, today)
  if (row.state === 'done' || row.state === 'void') return own
  const late = row.children.filter((c) => lightOf({ state: c.state, from: row.from, due: c.due }, today).colour === 'red')
  const first = late[0]
  if (!first) return own
  const reason = text(
    `${late.length} 项年度或分项任务已超期：${first.title}（${first.due ?? ''}）`,
    `${late.length} stages or parts overdue: ${first.title}`,
  )
  return { colour: worse(own.colour, 'red'), reason }
}

const kindText = (kind: Row['kind'], state: string): Text =>
  (kind === 'planTask' ? planTaskKind : planProjectKind).states[state]?.text ?? text(state, state)

function shown(row: Row, today: string): Task {
  const { children, responsible, orgName, ...rest } = row
  return {
    ...rest,
    orgName: orgName ?? row.unresolved ?? '—',
    responsible: responsible ?? [],
    stateText: kindText(row.kind, row.state),
    stagesDone: children.filter((c) => c.state === 'done').length,
    stages: children.length,
    system: row.kind === 'planProject',
    light: { ...taskLight(row, today), records: [{ text: text(row.no, row.no), href: `/matters/${row.id}` }] },
  }
}

/** Every task and project of a plan that the reader sees, by deadline. Void ones are left out. */
export async function tasksOf(read: Read, plan: Pick<Plan, 'id'>, now: Date): Promise<Task[]> {
  const rows = await read<Row>(
    sql`select m.id, m.fields->>'itemId' as "itemId", m.kind, m.no, m.title, m.state, m.path, m.org_id as "orgId", o.name as "orgName",
        m.fields->>'unresolved' as unresolved, m.fields->'responsible' as responsible, m.fields->>'from' as "from",
        to_char(m.due_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as due, m.closed_at as "closedAt",
        coalesce((select jsonb_agg(jsonb_build_object('state', c.state, 'title', c.title,
            'due', to_char(c.due_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD')) order by c.due_at)
          from matter c where c.parent_id = m.id and c.phase <> 'void'), '[]') as children
      from matter m left join org o on o.id = m.org_id
      where m.fields->>'planId' = ${plan.id} and m.kind in ('planTask', 'planProject') and m.parent_id is null and m.phase <> 'void'
      order by m.due_at nulls last, m.id`,
  )
  const today = cstDate(now)
  return rows.map((row) => shown(row, today))
}

export const plainTask = ({ path: _path, closedAt: _closed, system: _system, ...row }: Task): z.output<typeof TaskRow> => row

/** One page of the tasks by the filters of the board. */
export function taskPage(all: readonly Task[], query: z.output<typeof TaskQuery>): z.output<typeof TaskPage> {
  const wanted = all.filter(
    (t) =>
      (!query.colour || t.light.colour === query.colour) &&
      (!query.kind || t.kind === query.kind) &&
      (!query.org || t.orgId === query.org) &&
      (!query.year || t.due?.startsWith(`${query.year}-`) === true),
  )
  const start = query.after ? wanted.findIndex((t) => t.id === query.after) + 1 : 0
  const items = wanted.slice(start, start + query.limit)
  return { items: items.map(plainTask), next: start + items.length < wanted.length ? (items.at(-1)?.id ?? null) : null }
}
