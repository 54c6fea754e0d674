import { uuidv7 } from '#kernel/ids.ts'
import type { EvidenceRef } from '#kernel/matter/index.ts'
import type { Doer } from '#mechanisms/matters/index.ts'
import { sql, type Db } from '#platform/db/index.ts'
import type { Claims } from '#kernel/access/index.ts'
import { LADDER } from '#practices/warnings/index.ts'
import type { SampleOrg, SamplePost } from './county.ts'
import type { World } from './simulate.ts'

const MINUTE = 60_000

interface WatchedPoint {
  readonly id: string
  readonly orgId: string
  readonly name: string
  readonly unit: string
  readonly high: number
}

export interface WarningWorld {
  readonly world: World
  readonly points: readonly WatchedPoint[]
  readonly orgs: ReadonlyMap<string, SampleOrg>
  readonly duty: readonly SamplePost[]
  readonly system: (now: Date) => Doer
}

/** Points with an upper limit, which the history lets alarm now and then. */
export const watchedPoints = (db: Db, system: Claims): Promise<WatchedPoint[]> =>
  db.read<WatchedPoint>(
    system,
    sql`select p.id, p.org_id as "orgId", p.name, p.unit, (r->>'H')::float8 as high from point p, jsonb_array_elements(p.rules) r
      where r->>'key' = 'limits' and (r->>'H')::float8 > 1 order by p.no limit 2000`,
  )

/** What was found and done, and what it was where it was false. Invented, as such answers are usually worded. */
const ANSWERS = [
  ['密封垫老化，轻微渗漏', '已紧固并更换垫片，复测正常'],
  ['夏季气温高，循环水阀门开度不足', '已开大阀门并启用喷淋，温度已回落'],
  ['进料速度偏快', '已降低进料速度，岗位人员现场盯守'],
  ['排风机皮带断裂', '已切换备用风机，更换皮带'],
] as const
const FALSES = [
  ['sensor', '探头进水，更换后示值正常'],
  ['calibration', '当班正在标定，未提前报备'],
  ['work', '旁边补漆作业引起，作业结束后恢复'],
] as const

/** A warning on the simulated clock: an alarm, the duty desk, the plant, sometimes the town on the spot, closed or judged false. */
export async function newWarning(w: WarningWorld, now: Date): Promise<void> {
  const { world, system } = w
  const { dice, cast, line } = world
  if (w.points.length === 0) return
  const point = dice.pick(w.points)
  const org = w.orgs.get(point.orgId)
  const [ladder] = LADDER
  const duty = w.duty.length > 0 ? dice.pick(w.duty) : undefined
  if (!org || !ladder || !duty) return
  const level = dice.yes(0.08) ? 'red' : dice.yes(0.3) ? 'orange' : 'yellow'
  const matterId = uuidv7(now.getTime(), dice.bytes(10))
  const value = Math.round(point.high * (1.04 + 0.2 * dice.next()) * 10) / 10
  await world.write(async (tx) => {
    await world.performer.open(tx, system(now), {
      id: uuidv7(now.getTime(), dice.bytes(10)),
      matterId,
      kind: 'warning',
      act: 'open',
      orgId: org.id,
      subjectId: null,
      parentId: null,
      evidence: [],
      place: null,
      form: {
        title: `${point.name}高报`,
        level,
        source: 'alarm',
        words: `${value} ${point.unit}，限值 ${point.high} ${point.unit}`,
        pointId: point.id,
        ladder,
      },
    })
  })
  const minutes = ladder.minutes[level]
  let at = now.getTime()
  const then = (post: SamplePost | undefined, within: number, act: string, form: Record<string, unknown>, photo = false): void => {
    if (!post) return
    // Most answer in time, some late.
    at += within * MINUTE * (dice.yes(0.9) ? 0.1 + 0.7 * dice.next() : 1.1 + 0.8 * dice.next())
    const evidence: EvidenceRef[] = photo ? [dice.pick(world.photos)] : []
    line.add({
      at,
      run: (when) =>
        world.write(async (tx) => {
          const request = { id: uuidv7(when.getTime(), dice.bytes(10)), act, form, evidence, place: null }
          await world.performer.act(tx, cast.by(post, when), matterId, request)
        }),
    })
  }
  then(duty, minutes.receive, 'receive', {})
  const how = dice.pick(['phone', 'video', 'data'] as const)
  if (dice.yes(0.18)) {
    const [why, reason] = dice.pick(FALSES)
    then(duty, minutes.verify, 'verify', { how, finding: '企业反映现场无异常，已要求核对仪表' })
    then(duty, minutes.verify, 'judgeFalse', { why, reason })
    return
  }
  const [cause, done] = dice.pick(ANSWERS)
  const plant = cast.inOrg(org.id, 'safety')[0] ?? cast.inOrg(org.id, 'principal')[0]
  if (!plant) return
  then(duty, minutes.verify, 'verify', { how, finding: `电话核实属实，${point.name}示值 ${value} ${point.unit}` })
  then(duty, minutes.verify, 'push', { to: ['enterprise', 'town'], demand: '查明原因，处置后反馈并附照片' })
  then(plant, minutes.answer, 'feedback', { cause, done, safe: true }, true)
  // Red and orange are looked at on the spot before they are closed.
  if (level !== 'yellow' || dice.yes(0.15)) {
    const town = cast.supervisor(org)
    then(town, minutes.answer, 'goSite', {})
    then(town, minutes.answer, 'siteCheck', { finding: `现场查看属实：${done}` }, true)
  }
  then(duty, minutes.verify, 'close', { conclusion: '已处置，示值恢复正常' })
}
