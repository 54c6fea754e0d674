import { addDays, cstDate, fromCst, type IsoDate } from '#kernel/calendar/index.ts'
import { uuidv7 } from '#kernel/ids.ts'
import type { EvidenceRef } from '#kernel/matter/index.ts'
import type { Doer } from '#mechanisms/matters/index.ts'
import { sql, type Db } from '#platform/db/index.ts'
import {
  assignDuties,
  assignPledges,
  createInstallation,
  draftPledge,
  draftValues,
  patchInstallation,
  PLEDGE_STATEMENT,
  saveInventory,
  sweepInstallations,
  type ClockDeps,
  type Guarantor,
} from '#practices/installations/index.ts'
import type { Claims } from '#kernel/access/index.ts'
import type { Cast } from './actors.ts'
import type { SampleOrg, SamplePost } from './county.ts'
import type { SampleUnit } from './units.ts'
import type { World } from './simulate.ts'

export interface InstallationWorld {
  readonly world: World
  readonly db: Db
  readonly system: Claims
  readonly clock: ClockDeps
  /** Enterprises that people sign in to: what is due there today is left to them. */
  readonly shown: ReadonlySet<string>
  readonly until: Date
}

const guarantor = (post: SamplePost | undefined): Guarantor | null =>
  post ? { id: post.personId, name: post.name, title: post.title, phone: '' } : null

/** The three persons: the principal, the safety manager as technical person, a worker who leads the unit. */
function personsOf(cast: Cast, org: SampleOrg) {
  const safety = cast.inOrg(org.id, 'safety')[0]
  const principal = cast.inOrg(org.id, 'principal')[0]
  const worker = cast.inOrg(org.id, 'worker')[0]
  return { principal: guarantor(principal), technical: guarantor(safety), operation: guarantor(worker) }
}

const noWork = async () => null

/** Enters the units with their tanks, by the safety managers; some name no persons, some cannot be judged. */
export async function enterUnits(w: InstallationWorld, units: readonly SampleUnit[], at: Date): Promise<void> {
  const { world, clock } = w
  const byId = new Map(world.cast.plants.map((p) => [p.id, p]))
  for (const unit of units) {
    const org = byId.get(unit.orgId)
    const safety = org && world.cast.inOrg(org.id, 'safety')[0]
    if (!org || !safety) continue
    const by = world.cast.by(safety, at)
    const deps = { performer: world.performer, system: clock.system }
    await w.db.tx(w.system, async (tx) => {
      await createInstallation(deps, tx, by, { ...unit, items: [...unit.items] })
      const [row] = await tx.query<{ version: number }>(sql`select version from installation where id = ${unit.id}::uuid`)
      if (unit.named && row) await patchInstallation(deps, tx, by, unit.id, { version: row.version, ...personsOf(world.cast, org) })
    })
  }
}

const photo = (world: World): EvidenceRef[] => (world.photos.length > 0 ? [world.dice.pick(world.photos)] : [])

async function actOn(
  w: Pick<InstallationWorld, 'world'>,
  by: Doer,
  matterId: string,
  act: string,
  form: Record<string, unknown>,
  evidence: EvidenceRef[] = [],
) {
  const { world } = w
  const request = { id: uuidv7(by.now.getTime(), world.dice.bytes(10)), act, form, evidence, place: null }
  await world.write(async (tx) => void (await world.performer.act(tx, by, matterId, request)))
}

interface Filing {
  id: string
  orgId: string
}

/** Filings go their way: assessed, handed in, checked by the office; a few are still under way. */
export async function fileAll(w: InstallationWorld, now: Date): Promise<void> {
  const { world } = w
  const byId = new Map(world.cast.plants.map((p) => [p.id, p]))
  const open = await w.db.read<Filing>(
    w.system,
    sql`select id, org_id as "orgId" from matter where kind = 'installation-filing' and state = 'due' and opened_at >= ${now.toISOString()}::timestamptz - interval '1 day' order by id`,
  )
  for (const filing of open) {
    const org = byId.get(filing.orgId)
    const safety = org && world.cast.inOrg(org.id, 'safety')[0]
    if (!org || !safety || world.dice.yes(0.15)) continue
    const spot = (days: number): number => fromCst(addDays(cstDate(now), days), '09:30').getTime() + world.dice.next() * 6 * 3_600_000
    const days = world.dice.int(4, 20)
    world.line.add({
      at: spot(days),
      run: (then) =>
        actOn(
          w,
          world.cast.by(safety, then),
          filing.id,
          'report',
          { reportDone: cstDate(then), assessor: '云泽安全评价有限公司（虚构）' },
          photo(world),
        ),
    })
    const documents = ['grading', 'report', 'rules', 'monitoring', 'plan']
    world.line.add({
      at: spot(days + 4),
      run: (then) => actOn(w, world.cast.by(safety, then), filing.id, 'submit', { documents }, photo(world)),
    })
    if (world.dice.yes(0.12)) continue
    const number = `BA云泽${filing.id.slice(-6)}`
    world.line.add({
      at: spot(days + 9),
      run: (then) => actOn(w, world.cast.by(world.cast.officer(org), then), filing.id, 'accept', { filingNumber: number }),
    })
  }
}

/** One signature: the figures as recorded, what is not recorded as on an ordinary day. */
async function sign(
  w: Pick<InstallationWorld, 'world'>,
  post: SamplePost,
  matter: { id: string; orgId: string; day: string },
  act: string,
  now: Date,
): Promise<void> {
  const { world } = w
  await world.write(async (tx) => {
    const lines = await draftPledge((statement) => tx.query(statement), matter.orgId, matter.day, noWork)
    const drafted = draftValues(lines)
    const hot2 = world.dice.int(0, 2)
    const usual: Record<string, number | boolean> = {
      hotSpecial: 0,
      hot1: world.dice.yes(0.2) ? 1 : 0,
      hot2,
      confined: world.dice.yes(0.2) ? 1 : 0,
      otherWork: world.dice.int(0, 3),
      startStop: false,
    }
    const figures = Object.fromEntries(Object.entries(drafted).map(([name, value]) => [name, value ?? usual[name] ?? 0]))
    const request = {
      id: uuidv7(now.getTime(), world.dice.bytes(10)),
      act,
      form: { figures, drafted, statement: PLEDGE_STATEMENT },
      evidence: [],
      place: null,
    }
    await world.performer.act(tx, world.cast.by(post, now), matter.id, request)
  })
}

/** The post of the person whom a duty names. */
const personAt = ({ cast }: World, { orgId, person }: { orgId: string; person: string | null }): SamplePost | undefined =>
  (['principal', 'safety', 'worker'] as const).flatMap((role) => cast.inOrg(orgId, role)).find((p) => p.personId === person)

const SEEN = [
  '罐区液位、压力、温度在线正常，围堰阀门关闭，静电接地完好',
  '可燃气体探测器逐台核对，无报警，切断阀动作试验正常',
  '当班交接记录、巡检记录齐全，应急器材在位',
  '装卸区无违章，鹤管接地良好，视频监控画面清晰',
]

/** Pledges and guarantee duties of a day: made by the clock, done by their people, some late, some never. */
export async function liveDay(w: InstallationWorld, day: IsoDate, opens: Date): Promise<void> {
  const { world, clock } = w
  const last = cstDate(w.until) === day
  await assignPledges(clock, day, opens)
  await assignDuties(clock, day, opens)
  const made = await w.db.read<{ id: string; kind: string; orgId: string; day: string; person: string | null; dueAt: string }>(
    w.system,
    sql`select id, kind, org_id as "orgId", fields->>'day' as day, assignee_id as person, due_at as "dueAt" from matter
      where kind in ('safety-pledge', 'guarantee-duty') and state = 'due' and opened_at = ${opens.toISOString()}::timestamptz order by id`,
  )
  for (const one of made) {
    const shown = w.shown.has(one.orgId)
    if (one.kind === 'safety-pledge') {
      const principal = world.cast.inOrg(one.orgId, 'principal')[0]
      if (!principal || (shown && last) || world.dice.yes(0.03)) continue
      const late = world.dice.yes(0.05)
      const at = fromCst(day, late ? '10:20' : '07:40').getTime() + world.dice.next() * 2 * 3_600_000
      world.line.add({ at, run: (now) => sign(w, principal, one, at > Date.parse(one.dueAt) ? 'signLate' : 'sign', now) })
      continue
    }
    const post = personAt(world, one)
    if (!post || world.dice.yes(0.08) || (shown && Date.parse(one.dueAt) > w.until.getTime())) continue
    const span = Date.parse(one.dueAt) - opens.getTime()
    const at = opens.getTime() + span * (0.1 + 0.8 * world.dice.next())
    const form = { seen: world.dice.pick(SEEN), hazards: 0 }
    world.line.add({ at, run: (now) => actOn(w, world.cast.by(post, now), one.id, 'checkIn', form, photo(world)) })
  }
  await sweepInstallations(clock, opens)
}

interface Due {
  id: string
  kind: string
  orgId: string
  day: string
  person: string | null
}

/**
 * One pledge or guarantee duty of a running county that is due now, done by its own people; the next call takes the next one.
 * What is due at the enterprises that people sign in to is left to them. Answers whether something was done.
 */
export async function doOneDue(w: Pick<InstallationWorld, 'world' | 'db' | 'system' | 'shown'>, now: Date): Promise<boolean> {
  const { world } = w
  const [one] = await w.db.read<Due>(
    w.system,
    sql`select id, kind, org_id as "orgId", fields->>'day' as day, assignee_id as person from matter
      where kind in ('safety-pledge', 'guarantee-duty') and state = 'due' and org_id <> all(${[...w.shown]}::uuid[])
        and due_at > ${now.toISOString()}::timestamptz order by due_at, id limit 1 offset ${world.dice.int(0, 3)}`,
  )
  if (!one) return false
  if (one.kind === 'safety-pledge') {
    const principal = world.cast.inOrg(one.orgId, 'principal')[0]
    if (principal) await sign(w, principal, one, 'sign', now)
    return principal !== undefined
  }
  const post = personAt(world, one)
  if (post) await actOn(w, world.cast.by(post, now), one.id, 'checkIn', { seen: world.dice.pick(SEEN), hazards: 0 }, photo(world))
  return post !== undefined
}

/** Pledges that nobody signed by their hour are late from that hour, not from the next morning. */
export const sweepAt = (w: InstallationWorld, day: IsoDate): void =>
  w.world.line.add({ at: fromCst(day, '10:01').getTime(), run: async (now) => void (await sweepInstallations(w.clock, now)) })

/** A tank is replaced by a larger one: the level changes, and the filing is asked for again. */
export async function growUnit(w: InstallationWorld, unit: SampleUnit, now: Date): Promise<void> {
  const org = w.world.cast.plants.find((p) => p.id === unit.orgId)
  const safety = org && w.world.cast.inOrg(org.id, 'safety')[0]
  if (!safety) return
  await w.db.tx(w.system, async (tx) => {
    const [row] = await tx.query<{ version: number }>(sql`select version from installation where id = ${unit.id}::uuid`)
    if (!row) return
    const items = unit.items.map((item, n) => (n === 0 && item.quantityT !== null ? { ...item, quantityT: item.quantityT * 2 } : item))
    await saveInventory({ performer: w.world.performer, system: w.clock.system }, tx, w.world.cast.by(safety, now), unit.id, {
      version: row.version,
      items,
    })
  })
}
