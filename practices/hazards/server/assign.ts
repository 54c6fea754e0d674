import { createHash } from 'node:crypto'
import type { Calendar, IsoDate } from '#kernel/calendar/index.ts'
import { uuidv7 } from '#kernel/ids.ts'
import type { Checklist } from '#kernel/sector/index.ts'
import type { Doer, Performer } from '#mechanisms/matters/index.ts'
import { sql, type Db } from '#platform/db/index.ts'
import { checksOn } from '../checks.ts'

export interface AssignDeps {
  readonly db: Db
  readonly performer: Performer
  readonly calendar: () => Calendar
  readonly system: (now: Date) => Doer
  /** Lists in force for a sector and size on a day. */
  readonly lists: (sector: string, size: string, day: IsoDate) => readonly Checklist[]
  /** Lists that enterprises made of their own controls, by enterprise. */
  readonly ownLists?: (orgIds: readonly string[]) => Promise<ReadonlyMap<string, readonly Checklist[]>>
}

interface Plant {
  id: string
  sector: string
  size: string
}

/** A name-based UUID, so that a day's checks are assigned once however often the job runs. */
function stableId(...parts: string[]): string {
  const hex = createHash('sha256').update(parts.join('\u0000')).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** Assigns the self-checks that begin on a day to every active enterprise that uses them. Safe to run again. */
export async function assignChecks(deps: AssignDeps, day: IsoDate, now: Date, only?: ReadonlySet<string>): Promise<number> {
  const by = deps.system(now)
  const plants = await deps.db.read<Plant>(
    by.claims,
    sql`select id, sector, coalesce(size, 'small') as size from org
      where kind = 'enterprise' and status = 'active' and sector is not null and coalesce((fields->>'selfCheck')::boolean, true) order by id`,
  )
  const due = new Map<string, ReturnType<typeof checksOn>>()
  let assigned = 0
  for (let i = 0; i < plants.length; i += 50) {
    const some = plants.slice(i, i + 50).filter((p) => !only || only.has(p.id))
    const own = (await deps.ownLists?.(some.map((p) => p.id))) ?? new Map<string, readonly Checklist[]>()
    await deps.db.tx(by.claims, async (tx) => {
      for (const plant of some) {
        const key = `${plant.sector}/${plant.size}`
        const checks = due.get(key) ?? checksOn(deps.lists(plant.sector, plant.size, day), day, deps.calendar())
        due.set(key, checks)
        for (const { checklist, deadline } of [...checks, ...checksOn(own.get(plant.id) ?? [], day, deps.calendar())]) {
          const result = await deps.performer.open(tx, by, {
            id: stableId('assign', plant.id, checklist.id, day),
            matterId: stableId('selfcheck', plant.id, checklist.id, day),
            kind: 'selfcheck',
            act: 'assign',
            orgId: plant.id,
            subjectId: null,
            parentId: null,
            evidence: [],
            place: null,
            form: { checklist: checklist.id, title: checklist.text.zh, level: checklist.level, period: checklist.period, day, deadline },
          })
          if (!result.repeated) assigned++
        }
      }
    })
  }
  return assigned
}

/** Marks checks past their time as missed, and missed ones of more than 30 days as never done. */
export async function sweepChecks(deps: AssignDeps, now: Date): Promise<{ missed: number; lapsed: number }> {
  const by = deps.system(now)
  const run = async (state: string, act: string, before: Date): Promise<number> => {
    const column = state === 'due' ? sql`due_at` : sql`state_since`
    const rows = await deps.db.read<{ id: string; day: string }>(
      by.claims,
      sql`select id, fields->>'day' as day from matter where kind = 'selfcheck' and phase = 'open' and state = ${state}
        and ${column} < ${before.toISOString()}::timestamptz limit 5000`,
    )
    for (let i = 0; i < rows.length; i += 50) {
      await deps.db.tx(by.claims, async (tx) => {
        for (const row of rows.slice(i, i + 50)) {
          const request = { id: uuidv7(now.getTime()), act, form: { day: row.day }, evidence: [], place: null }
          await deps.performer.act(tx, by, row.id, request)
        }
      })
    }
    return rows.length
  }
  const missed = await run('due', 'miss', now)
  return { missed, lapsed: await run('missed', 'lapse', new Date(now.getTime() - 30 * 86_400_000)) }
}
