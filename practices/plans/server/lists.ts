import type { z } from 'zod'
import { cstDate } from '#kernel/calendar/index.ts'
import { text, type Text } from '#kernel/text.ts'
import { empty, sql } from '#platform/db/index.ts'
import { badInput } from '#platform/http/index.ts'
import type { Amendments, ListQuery, MeasurePage, PlanItem, ProblemPage } from '../model.ts'
import type { Read } from './deps.ts'
import { followedOf } from './indicators.ts'
import { documentsOf, itemsOf, type Plan } from './store.ts'
import { plainTask, type Task } from './tasks.ts'

type Query = z.output<typeof ListQuery>

/** 问题隐患清单: hazards found in the plan's place and period, the newest first. */
export async function problemPage(read: Read, plan: Plan, query: Query, now: Date): Promise<z.output<typeof ProblemPage>> {
  const [at, id] = query.after?.split('~') ?? []
  if (query.after && (!at || !id))
    throw badInput([{ field: 'query.after', message: text('翻页位置不对', 'The place in the list is wrong') }])
  const [from, to] = [plan.from ?? '1990-01-01', plan.to ?? cstDate(now)]
  const where = sql`m.kind = 'hazard' and m.phase <> 'void' and m.path >= ${plan.path} and m.path < ${`${plan.path}~`}
    and m.opened_at >= (${from}::date)::timestamp at time zone 'Asia/Shanghai'
    and m.opened_at < (${to}::date + 1)::timestamp at time zone 'Asia/Shanghai'`
  const [rows, [count]] = await Promise.all([
    read<z.output<typeof ProblemPage>['items'][number] & { key: string }>(
      sql`select m.id as "matterId", m.no, m.title, coalesce(o.name, '') as "orgName", m.level, m.state, m.phase, m.opened_at as "foundAt",
          to_char(m.due_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as due, m.closed_at as "closedAt", m.opened_at::text as key
        from matter m left join org o on o.id = m.org_id where ${where}
          ${at && id ? sql`and (m.opened_at, m.id) < (${at}::timestamptz, ${id}::uuid)` : empty}
        order by m.opened_at desc, m.id desc limit ${query.limit + 1}`,
    ),
    read<{ n: number }>(sql`select count(*)::int as n from matter m where ${where}`),
  ])
  const items = rows.slice(0, query.limit)
  const last = rows.length > query.limit ? items.at(-1) : undefined
  return { items, total: count?.n ?? 0, next: last ? `${last.key}~${last.matterId}` : null }
}

const RULE = /制度|机制|标准|办法|规定|体系|清单|台账|目录|规范|预案|责任制/

/** 制度措施清单: the rules, lists and systems that the plan wants set up, with how each stands. */
export function measurePage(tasks: readonly Task[], query: Query): z.output<typeof MeasurePage> {
  const wanted = tasks.filter((t) => t.system || RULE.test(t.title))
  const start = query.after ? wanted.findIndex((t) => t.id === query.after) + 1 : 0
  const items = wanted.slice(start, start + query.limit)
  return {
    items: items.map(plainTask),
    total: wanted.length,
    next: start + items.length < wanted.length ? (items.at(-1)?.id ?? null) : null,
  }
}

const day = (i: PlanItem): string => i.fields.deadline?.date ?? '—'
const figure = (i: PlanItem): string => `${i.fields.value ?? '—'}${i.fields.unit ?? ''}`

function changesOf(before: PlanItem, after: PlanItem): Text[] {
  const found: Text[] = []
  const add = (zh: string, en: string, a: string, b: string): void => {
    if (a !== b) found.push(text(`${zh}：${a} → ${b}`, `${en}: ${a} → ${b}`))
  }
  add('数值', 'Figure', figure(before), figure(after))
  add('期限', 'Deadline', day(before), day(after))
  add('目标年', 'Target year', String(before.fields.targetYear ?? '—'), String(after.fields.targetYear ?? '—'))
  add('牵头单位', 'Lead', (before.fields.lead ?? []).join('、'), (after.fields.lead ?? []).join('、'))
  if (before.quote !== after.quote && found.length === 0) found.push(text('文字有改动', 'The words have changed'))
  return found
}

/** How the newest version of a plan relates to the one before, and every target that was ever changed. */
export async function amendmentsOf(read: Read, plan: Plan): Promise<z.output<typeof Amendments>> {
  const documents = await documentsOf(read, plan.id)
  const [last, before] = [documents.at(-1), documents.at(-2)]
  const targets = (await followedOf(read, plan.id)).flatMap((f) => f.targets.map((t) => ({ ...t, indicatorId: f.id, name: f.name })))
  if (!last || !before) return { documentId: last?.id ?? null, against: null, rows: [], targets }
  const living = (i: PlanItem): boolean => i.state === 'open' || i.state === 'accepted'
  const fresh = (await itemsOf(read, last.id)).filter(living)
  const old = await itemsOf(read, before.id, 'accepted')
  const byId = new Map(old.map((i) => [i.id, i]))
  const rows: z.output<typeof Amendments>['rows'] = fresh.map((item) => {
    const match = item.matchId === null ? undefined : byId.get(item.matchId)
    const changes = match ? changesOf(match, item) : []
    const how = !match ? 'new' : changes.length > 0 ? 'changed' : 'same'
    return {
      how,
      itemId: item.id,
      oldId: match?.id ?? null,
      kind: item.kind,
      name: item.fields.name,
      before: match?.quote ?? null,
      after: item.quote,
      changes,
    }
  })
  const kept = new Set(fresh.map((i) => i.matchId))
  const gone = old
    .filter((i) => !kept.has(i.id))
    .map((i) => ({
      how: 'gone' as const,
      itemId: null,
      oldId: i.id,
      kind: i.kind,
      name: i.fields.name,
      before: i.quote,
      after: null,
      changes: [],
    }))
  return { documentId: last.id, against: before.id, rows: [...rows, ...gone], targets }
}
