import type { Claims, Permission } from '#kernel/access/index.ts'
import { fill, text, type Text } from '#kernel/text.ts'
import type { AreaInputs, Grade, GradeSettings, GradeStep, PointInputs } from './model.ts'

/** Version of the formula below; it changes with the formula, so that an old colour can be explained. */
export const AREA_GRADE_VERSION = '2026-1'

/** Kinds of matter that the map looks at. A kind that is not wired counts nothing. */
export const WATCHED = { hazard: 'hazard', check: 'selfcheck', listing: 'listing' } as const

/** The worst level of a hazard. */
export const MAJOR = 'major'

/** Settings by which a deployment may change what the map shows. */
export const SETTING = { grade: 'map.area-grade', tiles: 'map.tiles' } as const

/** The figures as delivered: local practice without a source in law, to be set by the administrator. */
export const GRADE_SETTINGS: GradeSettings = { orangePer100: 5, orangeAtLeast: 3, goldMissedPer100: 10 }

/** Worst first. */
export const GRADE_ORDER: readonly Grade[] = ['red', 'orange', 'gold', 'blue', 'grey']

/** Worst first; equals keep their order. */
export function worstFirst<T extends { level: Grade }>(list: readonly T[]): T[] {
  return [...list].sort((a, b) => GRADE_ORDER.indexOf(a.level) - GRADE_ORDER.indexOf(b.level))
}

/** Most points of one answer. */
export const POINT_CAP = 5000

/** Weeks in the trend, the running one included. */
export const TREND_WEEKS = 26

/** Days before its end from which a licence stands on the home of an enterprise. */
export const LICENCE_DAYS = 60

export const GRADE_TEXT: Readonly<Record<Grade, Text>> = {
  red: text('红 重大', 'Red, major'),
  orange: text('橙 较大', 'Orange, serious'),
  gold: text('黄 一般', 'Yellow, general'),
  blue: text('蓝 低', 'Blue, low'),
  grey: text('不能判定', 'Cannot judge'),
}

/** The colour alone, for narrow places. */
export const GRADE_SHORT: Readonly<Record<Grade, Text>> = {
  red: text('红', 'red'),
  orange: text('橙', 'orange'),
  gold: text('黄', 'yellow'),
  blue: text('蓝', 'blue'),
  grey: text('不明', 'n/a'),
}

export interface GradeResult {
  readonly level: Grade
  /** One sentence: why this colour. */
  readonly reason: Text
  readonly steps: readonly GradeStep[]
  readonly version: string
}

interface Step {
  readonly level: Grade
  readonly text: Text
  readonly holds: boolean
  readonly reason: Text
}

/** First step that holds decides; the steps stay with the result, so that the reader can follow. */
function decide(steps: readonly Step[], otherwise: { level: Grade; reason: Text }): GradeResult {
  const found = steps.find((s) => s.holds) ?? otherwise
  return {
    level: found.level,
    reason: found.reason,
    steps: steps.map(({ level, text: words, holds }) => ({ level, text: words, holds })),
    version: AREA_GRADE_VERSION,
  }
}

const per100 = (count: number, enterprises: number): number => (enterprises > 0 ? (count * 100) / enterprises : 0)

/** 3.0 → 3, 3.26 → 3.3 */
const rounded = (value: number): number => Math.round(value * 10) / 10

/** Steps that an enterprise and an area share: what is major. */
function majorSteps(i: PointInputs): Step[] {
  return [
    {
      level: 'red',
      text: text('有超期的重大隐患', 'A major hazard is overdue'),
      holds: i.overdueMajors > 0,
      reason: fill(text('{n} 项重大隐患超期未销号', '{n} major hazard(s) overdue'), { n: i.overdueMajors }),
    },
    {
      level: 'red',
      text: text('有超期的挂牌督办', 'A supervised listing is overdue'),
      holds: i.overdueListings > 0,
      reason: fill(text('{n} 项挂牌督办超期', '{n} supervised listing(s) overdue'), { n: i.overdueListings }),
    },
    {
      level: 'orange',
      text: text('有未销号的重大隐患', 'A major hazard is open'),
      holds: i.openMajors > 0,
      reason: fill(text('{n} 项重大隐患未销号，均在期限内', '{n} major hazard(s) open, none overdue'), { n: i.openMajors }),
    },
    {
      level: 'orange',
      text: text('有挂牌督办', 'A supervised listing is open'),
      holds: i.listings > 0,
      reason: fill(text('{n} 项挂牌督办在期限内', '{n} supervised listing(s), none overdue'), { n: i.listings }),
    },
  ]
}

/**
 * The colour of an area from what is open in it now. Published, versioned; its figures are local practice and may be set.
 * An area without a registered enterprise and with nothing open cannot be judged: that is no low risk.
 * @param inputs counts, none negative
 * @param settings figures of the formula; the delivered ones when absent
 */
export function areaGrade(inputs: AreaInputs, settings: GradeSettings = GRADE_SETTINGS): GradeResult {
  const { enterprises, overdueGenerals, missedChecks } = inputs
  const rate = per100(overdueGenerals, enterprises)
  const missedRate = per100(missedChecks, enterprises)
  const figures = { ...settings, n: overdueGenerals, rate: rounded(rate), missed: missedChecks, e: enterprises }
  const anything = inputs.openMajors + inputs.listings + inputs.openGenerals + overdueGenerals + missedChecks
  const steps: Step[] = [
    {
      level: 'grey',
      text: text('没有登记企业，也没有任何记录', 'No enterprise is registered and nothing is on record'),
      holds: enterprises === 0 && anything === 0,
      reason: text('没有登记企业，不能判定', 'No enterprise is registered here, so it cannot be judged'),
    },
    ...majorSteps(inputs),
    {
      level: 'orange',
      text: fill(
        text(
          '每百家企业超期一般隐患多于 {orangePer100} 项，且不少于 {orangeAtLeast} 项',
          'More than {orangePer100} overdue general hazards per 100 enterprises, and at least {orangeAtLeast}',
        ),
        figures,
      ),
      holds: rate > settings.orangePer100 && overdueGenerals >= settings.orangeAtLeast,
      reason: fill(
        text(
          '{n} 项一般隐患超期，每百家企业 {rate} 项，超过 {orangePer100} 项',
          '{n} general hazards overdue: {rate} per 100 enterprises, above {orangePer100}',
        ),
        figures,
      ),
    },
    {
      level: 'gold',
      text: text('有超期的一般隐患', 'A general hazard is overdue'),
      holds: overdueGenerals > 0,
      reason: fill(text('{n} 项一般隐患超期', '{n} general hazard(s) overdue'), figures),
    },
    {
      level: 'gold',
      text: fill(
        text('每百家企业应查未查多于 {goldMissedPer100} 次', 'More than {goldMissedPer100} missed checks per 100 enterprises'),
        figures,
      ),
      holds: missedRate > settings.goldMissedPer100,
      reason: fill(text('{e} 家企业应查未查 {missed} 次', '{missed} check(s) missed by {e} enterprises'), figures),
    },
  ]
  const calm =
    inputs.openGenerals > 0
      ? fill(text('没有重大隐患；{n} 项一般隐患都在期限内', 'No major hazard; {n} general hazard(s) open, none overdue'), {
          n: inputs.openGenerals,
        })
      : text('没有未销号的隐患', 'No hazard is open')
  return decide(steps, { level: 'blue', reason: calm })
}

/** The colour of one enterprise by its worst open hazard, on the same scale: an area is never calmer than its worst enterprise. */
export function pointGrade(inputs: PointInputs): GradeResult {
  const steps: Step[] = [
    ...majorSteps(inputs),
    {
      level: 'gold',
      text: text('有超期的一般隐患', 'A general hazard is overdue'),
      holds: inputs.overdueGenerals > 0,
      reason: fill(text('{n} 项一般隐患超期', '{n} general hazard(s) overdue'), { n: inputs.overdueGenerals }),
    },
  ]
  const calm =
    inputs.openGenerals > 0
      ? fill(text('{n} 项一般隐患，都在期限内', '{n} general hazard(s), none overdue'), { n: inputs.openGenerals })
      : text('没有未销号的隐患', 'No hazard is open')
  return decide(steps, { level: 'blue', reason: calm })
}

/** How much of an area the reader sees: all of it, his sectors of it, or a part that carries no grade. */
export type Coverage = 'whole' | 'sectors' | 'part'

/** What must be readable area-wide for a grade to mean something. */
const NEEDED: readonly Permission[] = ['org.read', `${WATCHED.hazard}.read`, `${WATCHED.listing}.read`, `${WATCHED.check}.read`]

/** A colour over rows that the reader may not see would be calm and wrong: such an area is grey. */
export function coverage(claims: Pick<Claims, 'grants' | 'path' | 'sectors'>, areaPath: string): Coverage {
  const inside = claims.path !== '' && areaPath.startsWith(claims.path)
  const whole = NEEDED.every((p) => (claims.grants[p] ?? []).some((scope) => scope === 'all' || (scope === 'area' && inside)))
  if (!whole) return 'part'
  return claims.sectors === null ? 'whole' : 'sectors'
}

/** The grade of an area that the reader sees in part only. */
export const NOT_SEEN: Pick<GradeResult, 'level' | 'reason' | 'steps'> = {
  level: 'grey',
  reason: text(
    '不在您的辖区，或您的岗位看不到全部数据，不能判定',
    'Outside your jurisdiction or not wholly visible to your post, so it cannot be judged',
  ),
  steps: [],
}

export const LIMITED: Readonly<Record<Coverage, Text | null>> = {
  whole: null,
  sectors: text('仅按您分管的行业计算', 'Computed from your sectors only'),
  part: text('您的岗位只看得到部分数据', 'Your post sees a part of the data only'),
}
