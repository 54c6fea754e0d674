import { chance } from './random.ts'
import { castOf } from './actors.ts'
import type { SampleCounty } from './county.ts'
import { timeline } from './queue.ts'
import { doOneDue } from './installations.ts'
import { doCheck, newHazard, type World } from './simulate.ts'
import { storiesOf } from './stories.ts'
import { cstDate } from '#kernel/calendar/index.ts'
import type { Role } from '#kernel/access/index.ts'
import type { EvidenceRef } from '#kernel/matter/index.ts'
import type { Checklist } from '#kernel/sector/index.ts'
import type { Performer } from '#mechanisms/matters/index.ts'
import { sql, type Db } from '#platform/db/index.ts'
import { Problem } from '#platform/http/index.ts'

export interface LifeDeps {
  readonly anlan: {
    readonly db: Db
    readonly performer: Performer
    readonly roles: () => ReadonlyMap<string, Role>
    readonly nudge: () => void
    readonly systemClaims: Parameters<Db['tx']>[0]
    readonly log: (message: string) => void
    /** With what the administrator entered. */
    readonly checklistsFor: (sector: string, size: string, day: string) => readonly Checklist[]
  }
  readonly county: SampleCounty
  /** Milliseconds between happenings. */
  readonly beat?: number
}

/** Spans of history divided by this: what took days takes minutes. */
const HASTE = 600

/**
 * Keeps the sample county alive in slow motion, so that the board moves: every beat a hazard comes to light or one that is
 * due goes a step on; each day's pledges are signed and the guarantee duties done. People who try the program act on the same matters; whoever is first wins, as in life.
 */
export async function startLife({ anlan, county, beat = 20_000 }: LifeDeps): Promise<{ stop(): Promise<void> }> {
  const { db, systemClaims } = anlan
  const dice = chance(Date.now() >>> 0)
  const line = timeline()
  const photos = await db.read<EvidenceRef>(
    systemClaims,
    sql`select distinct on (u.hash) u.hash, u.name, f.media_type as "mediaType", f.size from file_use u join file f on f.hash = u.hash
      where u.name like '样例图片%' order by u.hash limit 24`,
  )
  if (photos.length === 0) return { stop: async () => {} }
  const world: World = {
    dice,
    cast: castOf(county, anlan.roles()),
    line,
    photos,
    haste: HASTE,
    performer: anlan.performer,
    write: async (work) => {
      await db.tx(systemClaims, work)
      anlan.nudge()
    },
  }
  // The plants that people sign in to are left to them: nothing moves there under their hands.
  const own = new Set(county.demo.map((d) => d.post.orgId))
  const plants = world.cast.plants.filter((p) => !own.has(p.id) && storiesOf(p.sector ?? '').length > 0)
  /** Does one of the checks that are due, of any period: without it the weekly and monthly ones would all be missed. */
  const checkDue = async (now: Date): Promise<void> => {
    const rows = await db.read<{ id: string; orgId: string; checklist: string }>(
      systemClaims,
      sql`select distinct on (fields->>'period') id, org_id as "orgId", fields->>'checklist' as checklist from matter
        where kind = 'selfcheck' and state = 'due' and org_id <> all(${[...own]}::uuid[]) order by fields->>'period', due_at, id`,
    )
    if (rows.length === 0) return
    const check = dice.pick(rows)
    const org = plants.find((p) => p.id === check.orgId)
    const list = org && anlan.checklistsFor(org.sector ?? '', org.size ?? '', cstDate(now)).find((c) => c.id === check.checklist)
    if (org && list) await doCheck(world, org, { id: check.id, items: list.items }, now)
  }
  const works = { world, db, system: systemClaims, shown: own }
  let running: Promise<void> = Promise.resolve()
  const step = async (): Promise<void> => {
    const now = Date.now()
    const due = line.take(now)
    try {
      if (due) await due.run(new Date(now))
      else if (dice.yes(0.4) && (await doOneDue(works, new Date(now)))) return
      else if (dice.yes(0.6)) await checkDue(new Date(now))
      else if (line.size() < 60) await newHazard(world, dice.pick(plants), new Date(now))
    } catch (error) {
      if (!(error instanceof Problem)) anlan.log(`sample: ${String(error)}`)
    }
  }
  const timer = setInterval(() => {
    running = running.then(step)
  }, beat)
  return {
    async stop() {
      clearInterval(timer)
      await running
    },
  }
}
