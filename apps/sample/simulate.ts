import { addDays, cstDate, fromCst } from '#kernel/calendar/index.ts'
import { uuidv7 } from '#kernel/ids.ts'
import type { EvidenceRef } from '#kernel/matter/index.ts'
import type { CheckItem } from '#kernel/sector/index.ts'
import type { ActResult, Doer, Performer } from '#mechanisms/matters/index.ts'
import { sql, type Tx } from '#platform/db/index.ts'
import type { Cast } from './actors.ts'
import type { SampleOrg, SamplePost } from './county.ts'
import type { Timeline } from './queue.ts'
import type { Chance } from './random.ts'
import { storiesOf, type Story } from './stories.ts'

const HOUR = 3_600_000

export interface World {
  readonly dice: Chance
  readonly cast: Cast
  readonly line: Timeline
  readonly performer: Performer
  /** Runs an act's writes; the world decides how many share a transaction. */
  readonly write: (work: (tx: Tx) => Promise<void>) => Promise<void>
  readonly photos: readonly EvidenceRef[]
  /** Divides every span of time: 1 in history, large when people watch. */
  readonly haste: number
}

/** Office hours of the day that the moment falls on, or of the next morning. */
function atWork(ms: number, dice: Chance): number {
  const day = cstDate(new Date(ms))
  const from = fromCst(day, '08:30').getTime()
  const to = fromCst(day, '17:30').getTime()
  if (ms < from) return from + dice.next() * 2 * HOUR
  return ms > to ? fromCst(addDays(day, 1), '08:30').getTime() + dice.next() * 6 * HOUR : ms
}

function later(world: World, from: Date, hoursFrom: number, hoursTo: number): number {
  const span = (hoursFrom + world.dice.next() * (hoursTo - hoursFrom)) * HOUR
  return world.haste === 1 ? atWork(from.getTime() + span, world.dice) : from.getTime() + span / world.haste
}

/** A limit some days ahead; never already past, also when the world runs fast. */
const limit = (from: Date, days: number): string => addDays(cstDate(from), days)

interface Request {
  act: string
  form: Record<string, unknown>
  evidence?: EvidenceRef[]
}

function actOn(world: World, post: SamplePost, matterId: string, now: Date, { act, form, evidence = [] }: Request): Promise<void> {
  const request = { id: uuidv7(now.getTime(), world.dice.bytes(10)), act, form, evidence, place: null }
  return world.write(async (tx) => void (await world.performer.act(tx, world.cast.by(post, now), matterId, request)))
}

function open(world: World, by: Doer, orgId: string, kind: string, request: Request, parentId: string | null = null): Promise<ActResult> {
  const now = by.now.getTime()
  const body = {
    id: uuidv7(now, world.dice.bytes(10)),
    matterId: uuidv7(now, world.dice.bytes(10)),
    kind,
    act: request.act,
    form: request.form,
    evidence: request.evidence ?? [],
    orgId,
    subjectId: null,
    parentId,
    place: null,
  }
  let result: ActResult | undefined
  return world
    .write(async (tx) => {
      result = await world.performer.open(tx, by, body)
    })
    .then(() => {
      if (!result) throw new Error('Nothing was opened')
      return result
    })
}

/** What comes to light: a major hazard is seldom found, and then it is graded as one. */
function storyFor(dice: Chance, sector: string): Story {
  const all = storiesOf(sector)
  const story = dice.pick(all)
  return story.major !== true || dice.yes(0.2) ? story : dice.pick(all.filter((s) => s.major !== true))
}

/** A hazard comes to light at an enterprise: by a worker, by its safety manager or by an officer. All else follows. */
export async function newHazard(world: World, org: SampleOrg, now: Date): Promise<void> {
  const { dice, cast } = world
  const story = storyFor(dice, org.sector ?? '')
  const safety = cast.inOrg(org.id, 'safety')[0]
  if (!safety) return
  const workers = cast.inOrg(org.id, 'worker')
  const photo = dice.yes(0.8) ? [dice.pick(world.photos)] : []
  const major = story.major === true
  const seen = { what: story.what, where: story.where }
  if (workers.length > 0 && dice.yes(0.4)) {
    const report = { act: 'report', form: { ...seen, urgent: major && dice.yes(0.3) }, evidence: photo }
    const { matterId } = await open(world, cast.by(dice.pick(workers), now), org.id, 'hazard', report)
    const at = later(world, now, 1, dice.yes(0.85) ? 8 : 90)
    world.line.add({ at, run: (then) => confirm(world, org, safety, matterId, story, major, then) })
    return
  }
  const byOffice = dice.yes(0.45)
  const finder = byOffice ? (dice.yes(0.5) ? cast.supervisor(org) : cast.officer(org)) : safety
  const days = major ? dice.int(15, 45) : dice.int(3, 15)
  const form = { ...seen, level: major ? 'major' : 'general', deadline: limit(now, days) }
  const { matterId } = await open(world, cast.by(finder, now), org.id, 'hazard', { act: 'find', form, evidence: photo })
  if (major) world.line.add({ at: later(world, now, 4, 60), run: (then) => plan(world, org, safety, matterId, story, then) })
  else
    world.line.add({
      at: later(world, now, 10, days * 24 * (dice.yes(0.88) ? 0.9 : 2.2)),
      run: (then) => rectify(world, org, safety, matterId, story, then),
    })
}

async function confirm(
  world: World,
  org: SampleOrg,
  safety: SamplePost,
  matterId: string,
  story: Story,
  major: boolean,
  now: Date,
): Promise<void> {
  const { dice } = world
  if (!major && dice.yes(0.05)) {
    return actOn(world, safety, matterId, now, { act: 'dismiss', form: { reason: '经现场核实，属正常工况，已向上报人说明' } })
  }
  const days = major ? dice.int(15, 45) : dice.int(2, 14)
  const form = {
    level: major ? 'major' : 'general',
    responsible: safety.name,
    measures: major ? '立即停用相关部位，制定方案限期整改' : '安排班组整改，整改前设警戒',
    deadline: limit(now, days),
  }
  await actOn(world, safety, matterId, now, { act: 'confirm', form })
  if (major) world.line.add({ at: later(world, now, 4, 60), run: (then) => plan(world, org, safety, matterId, story, then) })
  else
    world.line.add({
      at: later(world, now, 8, days * 24 * (dice.yes(0.88) ? 0.9 : 2.2)),
      run: (then) => rectify(world, org, safety, matterId, story, then),
    })
}

async function plan(world: World, org: SampleOrg, safety: SamplePost, matterId: string, story: Story, now: Date): Promise<void> {
  const { dice, cast } = world
  const days = dice.int(20, 60)
  const form = {
    responsible: org.legalPerson ?? safety.name,
    measures: `${story.done}；整改期间停用，专人值守`,
    funds: dice.int(2, 120),
    deadline: limit(now, days),
    contingency: '设置警戒区，备齐应急物资，发现异常立即停车撤人并报告',
  }
  await actOn(world, safety, matterId, now, { act: 'plan', form })
  const today = cstDate(now)
  const twice = { act: 'doubleReport', form: { office: today, congress: today, note: '书面报送监管部门，职工大会通报' } }
  world.line.add({ at: later(world, now, 1, 20), run: (then) => actOn(world, safety, matterId, then, twice) })
  let listingId: string | null = null
  if (dice.yes(0.6)) {
    world.line.add({
      at: later(world, now, 20, 70),
      run: async (then) => {
        const list = {
          act: 'list',
          form: {
            level: dice.yes(0.85) ? 'county' : 'city',
            notice: `云安办督〔${cstDate(then).slice(0, 4)}〕${dice.int(1, 199)}号`,
            reason: story.what,
            demands: '限期整改到位，整改期间落实防控措施，完成后书面申请摘牌',
            deadline: limit(then, days),
            public: true,
          },
        }
        listingId = (await open(world, cast.by(cast.officer(org), then), org.id, 'listing', list, matterId)).matterId
      },
    })
  }
  const done = later(world, now, 80, days * 24 * (dice.yes(0.75) ? 0.9 : 1.6))
  world.line.add({
    at: done,
    run: async (then) => {
      if (listingId) await unlist(world, org, safety, listingId, story, then)
      await rectify(world, org, safety, matterId, story, then)
    },
  })
}

async function unlist(world: World, org: SampleOrg, safety: SamplePost, listingId: string, story: Story, now: Date): Promise<void> {
  const evidence = [world.dice.pick(world.photos)]
  await actOn(world, safety, listingId, now, { act: 'apply', form: { proof: story.done }, evidence })
  const remove = { act: 'remove', form: { opinion: '现场核查，整改到位，同意摘牌' }, evidence }
  world.line.add({ at: later(world, now, 4, 40), run: (then) => actOn(world, world.cast.officer(org), listingId, then, remove) })
}

async function rectify(world: World, org: SampleOrg, safety: SamplePost, matterId: string, story: Story, now: Date): Promise<void> {
  const { dice, cast } = world
  const evidence = [dice.pick(world.photos)]
  await actOn(world, safety, matterId, now, { act: 'rectify', form: { done: story.done, cost: dice.int(0, 60) / 10 }, evidence })
  const verifier = dice.yes(0.7) ? cast.supervisor(org) : cast.officer(org)
  world.line.add({
    at: later(world, now, 50, dice.yes(0.85) ? 110 : 260),
    run: async (then) => {
      if (dice.yes(0.1)) {
        const back = { act: 'return', form: { reason: '整改不彻底，照片未反映全部部位', deadline: limit(then, dice.int(3, 10)) } }
        await actOn(world, verifier, matterId, then, back)
        world.line.add({ at: later(world, then, 10, 120), run: (next) => rectify(world, org, safety, matterId, story, next) })
        return
      }
      await actOn(world, verifier, matterId, then, {
        act: 'verify',
        form: { opinion: '现场复查，整改到位', onSpot: dice.yes(0.9) },
        evidence: [],
      })
    },
  })
}

/** An enterprise's people do a check that is due, mostly; sometimes it finds something. */
export async function doCheck(world: World, org: SampleOrg, check: { id: string; items: readonly CheckItem[] }, now: Date): Promise<void> {
  const { dice, cast } = world
  const doer = cast.inOrg(org.id, 'safety')[0]
  if (!doer) return
  const bad = dice.yes(0.05) ? dice.pick(check.items) : null
  const where = dice.pick(storiesOf(org.sector ?? '')).where
  const results = check.items.map((item) =>
    item === bad
      ? { item: item.id, result: 'hazard', where, note: `不符合：${item.text.zh}`.slice(0, 400) }
      : { item: item.id, result: dice.yes(0.06) ? 'na' : 'ok' },
  )
  await actOn(world, doer, check.id, now, {
    act: 'do',
    form: { results, startedAt: new Date(now.getTime() - dice.int(4, 40) * 60_000).toISOString() },
  })
  if (bad === null) return
  const story: Story = { what: '', where: '', done: '已按检查表要求整改到位' }
  await world.write(async (tx) => {
    const found = await tx.query<{ id: string }>(
      sql`select id from matter where org_id = ${org.id}::uuid and kind = 'hazard' and fields->>'checkId' = ${check.id}`,
    )
    for (const { id } of found) {
      world.line.add({
        at: later(world, now, 10, 24 * (dice.yes(0.9) ? 6 : 16)),
        run: (then) => rectify(world, org, doer, id, story, then),
      })
    }
  })
}
