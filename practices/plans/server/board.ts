import type { z } from 'zod'
import { cstDate } from '#kernel/calendar/index.ts'
import { text } from '#kernel/text.ts'
import { sql } from '#platform/db/index.ts'
import type { Board, IndicatorRow, Light } from '../model.ts'
import { wilson } from '../rules.ts'
import type { Read } from './deps.ts'
import type { Plan } from './store.ts'
import { worse, type Task } from './tasks.ts'

type Colours = z.output<typeof Board>['tasks']

const tally = (list: readonly { light: { colour: keyof Colours } }[]): Colours => {
  const found = { green: 0, yellow: 0, red: 0, grey: 0 }
  for (const one of list) found[one.light.colour]++
  return found
}

/** Fewer due tasks than this cannot be ranked against others. A local rule. */
const FEW = 5

function groups(tasks: readonly Task[]): Map<string, Task[]> {
  const found = new Map<string, Task[]>()
  for (const task of tasks) {
    const key = task.orgId ?? `?${task.orgName}`
    found.set(key, [...(found.get(key) ?? []), task])
  }
  return found
}

function ranking(tasks: readonly Task[], today: string): z.output<typeof Board>['ranking'] {
  const rows = [...groups(tasks.filter((t) => t.orgId !== null))].flatMap(([orgId, own]) => {
    const due = own.filter((t) => t.state === 'done' || (t.due !== null && t.due < today))
    const done = due.filter((t) => t.closedAt !== null && (t.due === null || cstDate(new Date(t.closedAt)) <= t.due))
    const interval = wilson(done.length, due.length)
    if (!interval) return []
    const share = done.length / due.length
    return [{ orgId, name: own[0]?.orgName ?? '', due: due.length, done: done.length, share, ...interval, few: due.length < FEW }]
  })
  return rows.toSorted((a, b) => Number(a.few) - Number(b.few) || b.share - a.share || b.due - a.due || (a.name < b.name ? -1 : 1))
}

/** Everything of the wall chart, the map and the ranking, from the tasks and indicators that the reader sees. */
export async function boardOf(
  read: Read,
  plan: Plan,
  tasks: readonly Task[],
  indicators: readonly IndicatorRow[],
  now: Date,
): Promise<z.output<typeof Board>> {
  const today = cstDate(now)
  const yearOf = (t: Task): number => Number((t.due ?? plan.to ?? today).slice(0, 4))
  const years = [...new Set(tasks.map(yearOf))].toSorted((a, b) => a - b)
  const places = await read<{ path: string; name: string }>(
    sql`select path, name from division where parent = ${plan.path} order by path limit 500`,
  )
  const rows = [...groups(tasks).values()].map((own) => ({
    orgId: own[0]?.orgId ?? null,
    name: own[0]?.orgName ?? '',
    cells: years.flatMap((year) => {
      const cell = own.filter((t) => yearOf(t) === year)
      return cell.length === 0 ? [] : [{ year, tasks: tally(cell) }]
    }),
  }))
  const towns = places.map(({ path, name }) => {
    const own = tasks.filter((t) => t.path.startsWith(path))
    const worst = own.toSorted((a, b) => (worse(a.light.colour, b.light.colour) === a.light.colour ? -1 : 1))[0]
    const none = text('没有由这里牵头的任务', 'No task is led here')
    const light: Light = worst
      ? {
          colour: worst.light.colour,
          reason: text(`${worst.title}：${worst.light.reason.zh}`, `${worst.title}: ${worst.light.reason.en}`),
          records: worst.light.records,
        }
      : { colour: 'grey', reason: none, records: [] }
    return { path, name, tasks: tally(own), light }
  })
  return {
    today,
    tasks: tally(tasks),
    indicators: tally(indicators),
    chart: { years, rows: rows.toSorted((a, b) => (a.name < b.name ? -1 : 1)) },
    towns,
    ranking: ranking(tasks, today),
    rankingNote: text(
      `按到期任务的按期办结率排列，括号内为 90% 区间；到期少于 ${FEW} 项的单位偶然性大，列在后面，不参加比较`,
      `By the share of due tasks done in time, with its 90% interval; units with fewer than ${FEW} due tasks stand after the others and are not compared`,
    ),
  }
}
