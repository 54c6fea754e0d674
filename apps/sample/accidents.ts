import { addDays, cstDate, fromCst } from '#kernel/calendar/index.ts'
import { uuidv7 } from '#kernel/ids.ts'
import type { Performer } from '#mechanisms/matters/index.ts'
import { addBaseFigures } from '#mechanisms/measures/index.ts'
import type { Db, Tx } from '#platform/db/index.ts'
import { CATEGORIES, type Category } from '#practices/accidents/index.ts'
import { castOf } from './actors.ts'
import type { SampleCounty, SamplePost } from './county.ts'
import { COUNTY, PLACES } from './places.ts'
import type { Chance } from './random.ts'
import type { RunDeps } from './run.ts'

/** What happens in an invented county: type until mid-2026, type since, where, how. */
const STORIES: Readonly<Record<Category, readonly (readonly [before: string, since: string, site: string, what: string])[]>> = {
  industry: [
    ['机械伤害', '机械致害', '破碎车间', '检修皮带机时未停机挂牌，被卷伤（样例）'],
    ['高处坠落', '高处坠落', '厂房屋面', '更换采光板时踩空坠落（样例）'],
    ['物体打击', '物体打击', '堆场', '吊装时物料滑落（样例）'],
    ['触电', '触电', '配电间', '带电检修时触电（样例）'],
    ['中毒和窒息', '窒息', '污水池', '未检测气体即下池清理（样例）'],
    ['坍塌', '坍塌', '基坑', '边坡支护不足，局部坍塌（样例）'],
  ],
  road: [['车辆伤害', '道路(轨道)车辆致害', '县道弯道', '货车下坡制动失效，与对向车相撞（样例）']],
  fire: [['火灾', '火灾', '临街商铺', '电动自行车室内充电起火（样例）']],
  other: [['车辆伤害', '厂(场)内车辆致害', '田间', '拖拉机转弯侧翻（样例）']],
}

const OFTEN: readonly Category[] = ['industry', 'industry', 'industry', 'industry', 'road', 'road', 'road', 'fire', 'other']

/** Base figures of the invented county in its first year, and how much a year adds; the towns share them by weight. */
const FIGURES = [
  { series: 'gdp', first: 182, growth: 0.05, whole: false, towns: true },
  { series: 'employees', first: 46_000, growth: 0.02, whole: true, towns: true },
  { series: 'population', first: 398_000, growth: -0.002, whole: true, towns: true },
  { series: 'vehicles', first: 88_000, growth: 0.06, whole: true, towns: false },
  { series: 'coal-output', first: 2_600_000, growth: 0.03, whole: true, towns: false },
  { series: 'special-equipment', first: 5200, growth: 0.07, whole: true, towns: false },
] as const

export interface SampleLedger {
  readonly db: Db
  readonly deps: Pick<RunDeps, 'system' | 'roles'>
  readonly performer: Performer
  readonly county: SampleCounty
  readonly dice: Chance
  readonly now: Date
}

/** Five whole years of base statistics, entered each spring for the year before. */
async function writeFigures({ db, deps, now }: SampleLedger, by: SamplePost): Promise<void> {
  const thisYear = Number(cstDate(now).slice(0, 4))
  const weight = PLACES.reduce((sum, p) => sum + p.weight, 0)
  for (let year = thisYear - 5; year < thisYear; year++) {
    const asOf = `${year + 1}-03-20`
    if (asOf > cstDate(now)) continue
    const at = (value: number, whole: boolean): number => (whole ? Math.round(value) : Math.round(value * 100) / 100)
    const rows = FIGURES.flatMap(({ series, first, growth, whole, towns }) => {
      const value = first * (1 + growth) ** (year - thisYear + 5)
      const parts = towns ? PLACES.map((p) => ({ path: p.path, value: at((value * p.weight) / weight, whole) })) : []
      return [{ path: COUNTY.path as string, value: at(value, whole) }, ...parts].map((part) => ({
        ...part,
        series,
        year,
        version: 1,
        source: `云泽县 ${year} 年统计公报（样例，虚构）`,
        asOf,
        reason: null,
      }))
    })
    const actor = { personId: by.personId, postId: by.id, orgId: by.orgId, role: by.role, name: `${by.name}（${by.orgName} ${by.title}）` }
    await db.tx(deps.system, (tx) => addBaseFigures(tx, rows, { actor, now: fromCst(asOf, '10:00'), via: 'form' }))
  }
}

/** Base statistics and an invented ledger of accidents over five years, through the same doors as an office uses. */
export async function makeLedger(ledger: SampleLedger): Promise<void> {
  const { db, deps, performer, county, dice, now } = ledger
  const cast = castOf(county, deps.roles)
  const clerk = county.posts.find((p) => p.role === 'officer' && p.path === COUNTY.path && p.sectors === null)
  if (!clerk) throw new Error('The sample has no officer for the ledger')
  await writeFigures(ledger, clerk)
  const today = cstDate(now)
  const open = (tx: Tx, at: Date, orgId: string | null, form: Record<string, unknown>) =>
    performer.open(tx, cast.by(clerk, at), {
      id: uuidv7(at.getTime(), dice.bytes(10)),
      matterId: uuidv7(at.getTime(), dice.bytes(10)),
      kind: 'accident',
      act: 'enter',
      form,
      evidence: [],
      orgId,
      subjectId: null,
      parentId: null,
      place: null,
    })
  const first = `${Number(today.slice(0, 4)) - 5}-01-03`
  for (let day = first; day < addDays(today, -3); day = addDays(day, dice.int(18, 48))) {
    const category = dice.pick(OFTEN)
    const [before, since, site, what] = dice.pick(STORIES[CATEGORIES.find((c) => c === category) ?? 'other'])
    const org = category === 'industry' ? dice.pick(cast.plants) : null
    const happened = fromCst(day, `${String(dice.int(7, 20)).padStart(2, '0')}:${dice.pick(['05', '20', '45'])}`)
    const deaths = dice.yes(0.55) ? (dice.yes(0.04) ? 3 : 1) : 0
    const form = {
      occurredAt: happened.toISOString(),
      path: org?.path ?? dice.pick(PLACES).path,
      site,
      category,
      ...(category === 'industry' ? {} : category === 'other' ? {} : { sector: category === 'road' ? 'road-transport' : 'fire' }),
      type: day < '2026-07-01' ? before : since,
      deaths,
      serious: dice.int(0, deaths > 0 ? 1 : 2),
      poisoning: 0,
      minor: dice.int(0, 2),
      lossWan: dice.int(3, 1800) / 10,
      what,
      knownAt: new Date(happened.getTime() + 20 * 60_000).toISOString(),
      reportedAt: new Date(happened.getTime() + 70 * 60_000).toISOString(),
    }
    const entered = new Date(Math.min(happened.getTime() + dice.int(4, 60) * 3_600_000, now.getTime()))
    await db.tx(deps.system, async (tx) => {
      const { matterId } = await open(tx, entered, org?.id ?? null, form)
      const act = (name: string, days: number, more: Record<string, unknown>): Promise<unknown> | null => {
        const at = fromCst(addDays(day, days), '15:00')
        if (at >= now) return null
        return performer.act(tx, cast.by(clerk, at), matterId, {
          id: uuidv7(at.getTime(), dice.bytes(10)),
          act: name,
          form: more,
          evidence: [],
          place: null,
        })
      }
      if (deaths === 0 && dice.yes(0.15)) {
        const later = dice.int(3, 34)
        await act('followUp', later, { diedOn: addDays(day, later), newDeaths: 1, serious: 0, note: '伤者经抢救无效死亡（样例）' })
      }
      if (dice.yes(0.08)) await act('correct', 36, { ...form, lossWan: form.lossWan + 6.5, reason: '损失核定后更正（样例）' })
      if (dice.yes(0.05)) await act('remove', 45, { reason: '经认定不属于生产安全事故（样例）', basis: '县政府认定意见（样例）' })
      else await act('conclude', 90, { note: '调查报告已批复，整改措施落实（样例）' })
    })
  }
}
