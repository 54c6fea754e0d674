import { addDays, cstDate, fromCst, type Calendar } from '#kernel/calendar/index.ts'
import type { Role, Claims } from '#kernel/access/index.ts'
import { makePerformer, type MatterDeps } from '#mechanisms/matters/index.ts'
import { openDb, sql, type Db, type Tx } from '#platform/db/index.ts'
import { Problem } from '#platform/http/index.ts'
import { assignChecks, sweepChecks } from '#practices/hazards/index.ts'
import { assignPledges } from '#practices/installations/index.ts'
import { checklistsFor } from '#sectors/index.ts'
import { castOf } from './actors.ts'
import type { SampleCounty, SampleOrg } from './county.ts'
import { timeline, type Happening } from './queue.ts'
import { chance } from './random.ts'
import { enterUnits, fileAll, growUnit, liveDay, sweepAt, type InstallationWorld } from './installations.ts'
import type { SampleUnit } from './units.ts'
import { newWarning, watchedPoints, type WarningWorld } from './warnings.ts'
import { doCheck, newHazard, type World } from './simulate.ts'
import type { EvidenceRef } from '#kernel/matter/index.ts'
import type { Doer } from '#mechanisms/matters/index.ts'

const DAY = 86_400_000
/** Days of pledges and guarantee duties in the history. */
const PLEDGE_DAYS = 15

export interface RunDeps {
  readonly appUrl: string
  readonly system: Claims
  readonly doer: (now: Date) => Doer
  readonly matters: Omit<MatterDeps, 'attach'>
  readonly roles: ReadonlyMap<string, Role>
  readonly calendar: () => Calendar
  readonly photos: readonly EvidenceRef[]
  readonly county: SampleCounty
  readonly units: readonly SampleUnit[]
  /** Renews the planner's statistics. */
  readonly analyse: () => Promise<void>
}

/** How often an enterprise is the scene, by size. */
const LOT: Readonly<Record<string, number>> = { large: 12, medium: 5, small: 1.4, micro: 0.5 }

function drawer(plants: readonly SampleOrg[], dice: ReturnType<typeof chance>, shown: ReadonlySet<string>): () => SampleOrg {
  const sums: number[] = []
  let total = 0
  for (const p of plants) sums.push((total += (LOT[p.size ?? 'small'] ?? 1) * (p.sector === 'hazchem' ? 2 : 1) * (shown.has(p.id) ? 8 : 1)))
  return () => {
    const x = dice.next() * total
    let [lo, hi] = [0, sums.length - 1]
    while (lo < hi) {
      const mid = (lo + hi) >> 1
      if ((sums[mid] ?? 0) < x) lo = mid + 1
      else hi = mid
    }
    const found = plants[lo]
    if (!found) throw new Error('The sample has no enterprises')
    return found
  }
}

/** Binds evidence of the sample's own pictures; the people of the sample did not upload them one by one. */
export const attach: MatterDeps['attach'] = async (tx, use) => {
  for (const [i, hash] of use.hashes.entries()) {
    await tx.query(
      sql`insert into file_use (hash, person_id, org_id, matter_id, act_id, name)
        values (${hash}, ${use.by.personId}::uuid, ${use.by.orgId}::uuid, ${use.matterId}::uuid, ${use.actId}::uuid, ${use.names[i] ?? ''})
        on conflict do nothing`,
      true,
    )
  }
}

/** The database as seen from inside the transaction that happenings share: another connection would wait for it for ever. */
function within(world: World, db: Db): Db {
  const run = async <T>(work: (tx: Tx) => Promise<T>): Promise<T> => {
    const got: T[] = []
    await world.write(async (tx) => void got.push(await work(tx)))
    return got[0] as T
  }
  return { ...db, read: (_, statement) => run((tx) => tx.query(statement)), tx: (_, work) => run(work) }
}

export interface History {
  readonly hazards: number
  readonly checks: number
  readonly dropped: number
}

/** Six months of acts on a simulated clock, up to `until`; `progress` is told the share done. */
export async function makeHistory(deps: RunDeps, days: number, until: Date, progress: (share: number) => void): Promise<History> {
  // History is made again when it is lost: its commits need not wait for the disk.
  const separator = deps.appUrl.includes('?') ? '&' : '?'
  const db = openDb(`${deps.appUrl}${separator}options=${encodeURIComponent('-c synchronous_commit=off')}`, { max: 2 })
  const dice = chance(20260101)
  const line = timeline()
  const cast = castOf(deps.county, deps.roles)
  let tx: Tx | null = null
  const world: World = {
    dice,
    cast,
    line,
    photos: deps.photos,
    haste: 1,
    performer: makePerformer({ ...deps.matters, attach }),
    write: (work) => (tx ? work(tx) : db.tx(deps.system, work)),
  }
  const plants = cast.plants
  const draw = drawer(plants, dice, new Set(deps.county.demo.map((d) => d.post.orgId)))
  const byId = new Map(plants.map((p) => [p.id, p]))
  const perDay = Math.max(1, Math.round((plants.length / 2000) * 26))
  const count = { hazards: 0, checks: 0, dropped: 0 }

  const attempt = async (one: Happening, tries = 0): Promise<void> => {
    try {
      await one.run(new Date(one.at))
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      // Not possible yet (still listed, not yet reported twice): people try again the next day.
      if (tries < 20) line.add({ at: one.at + DAY, run: (then) => attempt({ at: then.getTime(), run: one.run }, tries + 1) })
      else count.dropped++
    }
  }
  const checker = { db, performer: world.performer, calendar: deps.calendar, system: deps.doer }
  const selfCheckers = new Set(plants.filter((p) => p.selfCheck).map((p) => p.id))

  const shown = new Set(deps.county.demo.map((d) => d.post.orgId))
  const watched: WarningWorld = {
    world,
    points: await watchedPoints(db, deps.system),
    orgs: byId,
    duty: deps.county.posts.filter((p) => p.role === 'duty'),
    system: deps.doer,
  }
  const works: InstallationWorld = { world, db, system: deps.system, clock: { ...checker, db: within(world, db) }, shown, until }
  const first = cstDate(new Date(until.getTime() - days * DAY))
  for (let n = 0; n <= days; n++) {
    // The planner must know that the tables have grown, or each act slows down.
    if (n === 10 || n === 60) await deps.analyse()
    const day = addDays(first, n)
    const opens = fromCst(day, '06:00')
    const end = Math.min(fromCst(addDays(day, 1), '00:00').getTime(), until.getTime())
    if (opens.getTime() > until.getTime()) break
    if (n === 0) await enterUnits(works, deps.units, fromCst(first, '08:00') > until ? until : fromCst(first, '05:30'))
    // A pledge a day of half a year would drown the rest: the last two weeks have them, duties with them.
    if (n === Math.floor(days / 2)) for (const unit of deps.units.filter((_, i) => i % 9 === 4)) await growUnit(works, unit, opens)
    await fileAll(works, opens)
    if (n > days - PLEDGE_DAYS) {
      await liveDay(works, day, opens)
      sweepAt(works, day)
    }
    const working = deps.calendar().isWorkday(day)
    for (let i = 0; i < (working ? perDay : Math.ceil(perDay / 4)); i++) {
      const at = fromCst(day, '07:30').getTime() + dice.next() * 11 * 3_600_000
      line.add({ at, run: (now) => (count.hazards++, newHazard(world, draw(), now)) })
    }
    for (let i = 0; i < 1 + Math.floor(plants.length / 1000); i++) {
      const at = fromCst(day, '00:00').getTime() + dice.next() * DAY
      if (at < until.getTime()) line.add({ at, run: (now) => newWarning(watched, now) })
    }
    // Daily lists of six months would drown the rest: history keeps the weekly and rarer ones, the last week has all.
    const recent = n > days - 7
    const lists = (sector: string, size: string, on: string) =>
      checklistsFor(sector, size, on).filter((c) => recent || (c.period !== 'daily' && c.period !== 'shift'))
    await assignChecks({ ...checker, lists }, day, opens, selfCheckers)
    const due = await db.read<{ id: string; orgId: string; checklist: string; dueAt: string }>(
      deps.system,
      sql`select id, org_id as "orgId", fields->>'checklist' as checklist, due_at as "dueAt" from matter
        where kind = 'selfcheck' and state = 'due' and opened_at >= ${opens.toISOString()}::timestamptz`,
    )
    for (const check of due) {
      const org = byId.get(check.orgId)
      if (!org || dice.yes(0.07)) continue
      const items = checklistsFor(org.sector ?? '', org.size ?? '', day).find((c) => c.id === check.checklist)?.items ?? []
      const span = Date.parse(check.dueAt) - opens.getTime()
      const at = opens.getTime() + span * (0.15 + 0.8 * dice.next())
      if (items.length > 0) line.add({ at, run: (now) => (count.checks++, doCheck(world, org, { id: check.id, items }, now)) })
    }
    await sweepChecks({ ...checker, lists }, opens)
    for (let one = line.take(end); one;) {
      await db.tx(deps.system, async (shared) => {
        tx = shared
        for (let i = 0; one && i < 60; i++, one = line.take(end)) await attempt(one)
      })
      tx = null
    }
    progress((n + 1) / (days + 1))
  }
  await db.tx(deps.system, async (shared) => {
    // One that waits for the duty officer, so that the desk shows what it is for.
    tx = shared
    await newWarning(watched, new Date(until.getTime() - 2 * 60_000))
  })
  tx = null
  // Made before the morning, the day still has its pledges to sign.
  await assignPledges(works.clock, cstDate(until), until)
  await db.close()
  return count
}
