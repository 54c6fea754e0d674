import { fill, text, type Lang, type Text } from '#kernel/text.ts'

/**
 * The open formula of regional risk (区域风险): enterprise → town or park → county. Pure, versioned, replayable: the same facts
 * and the same version give the same colour for any minute of the past. No public text fixes the figures; they are local
 * practice, kept under the setting `risks.region-formula`, and every result names the version it used.
 */

export const COLOURS4 = ['red', 'orange', 'gold', 'blue'] as const
export type Colour4 = (typeof COLOURS4)[number]
export type RegionColour = Colour4 | 'grey'

/** What counts, in the order in which it is shown. */
export const FACTORS = [
  'pointMajor',
  'pointLarger',
  'pointGeneral',
  'pointLow',
  'hazardMajorLate',
  'hazardMajor',
  'hazardGeneralLate',
  'hazardGeneral',
  'alarmHighest',
  'alarmHigh',
  'alarmMedium',
  'alarmLow',
  'warningRed',
  'warningOrange',
  'warningYellow',
  'warningBlue',
  'permit',
] as const
export type Factor = (typeof FACTORS)[number]
export const GROUPS = ['static', 'hazards', 'alarms', 'warnings', 'permits'] as const
export type Group = (typeof GROUPS)[number]

/** Counts of one enterprise at one instant; absent = none. */
export type Facts = Readonly<Partial<Record<Factor, number>>>

export const GROUP_OF: Readonly<Record<Factor, Group>> = {
  pointMajor: 'static',
  pointLarger: 'static',
  pointGeneral: 'static',
  pointLow: 'static',
  hazardMajorLate: 'hazards',
  hazardMajor: 'hazards',
  hazardGeneralLate: 'hazards',
  hazardGeneral: 'hazards',
  alarmHighest: 'alarms',
  alarmHigh: 'alarms',
  alarmMedium: 'alarms',
  alarmLow: 'alarms',
  warningRed: 'warnings',
  warningOrange: 'warnings',
  warningYellow: 'warnings',
  warningBlue: 'warnings',
  permit: 'permits',
}

export const FACTOR_TEXT: Readonly<Record<Factor, Text>> = {
  pointMajor: text('重大风险点', 'Major risk points'),
  pointLarger: text('较大风险点', 'Serious risk points'),
  pointGeneral: text('一般风险点', 'General risk points'),
  pointLow: text('低风险点', 'Low risk points'),
  hazardMajorLate: text('超期的重大隐患', 'Overdue major hazards'),
  hazardMajor: text('未销号的重大隐患（未超期）', 'Open major hazards, not overdue'),
  hazardGeneralLate: text('超期的一般隐患', 'Overdue general hazards'),
  hazardGeneral: text('未销号的一般隐患（未超期）', 'Open general hazards, not overdue'),
  alarmHighest: text('最高级报警', 'Alarms of the highest priority'),
  alarmHigh: text('高级报警', 'Alarms of high priority'),
  alarmMedium: text('中级报警', 'Alarms of medium priority'),
  alarmLow: text('低级报警', 'Alarms of low priority'),
  warningRed: text('红色预警', 'Red warnings'),
  warningOrange: text('橙色预警', 'Orange warnings'),
  warningYellow: text('黄色预警', 'Yellow warnings'),
  warningBlue: text('蓝色预警', 'Blue warnings'),
  permit: text('在办的特殊作业', 'Permits to work in force'),
}

export const GROUP_TEXT: Readonly<Record<Group, Text>> = {
  static: text('静态风险', 'Static risk'),
  hazards: text('隐患', 'Hazards'),
  alarms: text('报警', 'Alarms'),
  warnings: text('预警', 'Warnings'),
  permits: text('特殊作业', 'Work permits'),
}

export const COLOUR_TEXT: Readonly<Record<RegionColour, Text>> = {
  red: text('红 重大', 'Red, major'),
  orange: text('橙 较大', 'Orange, serious'),
  gold: text('黄 一般', 'Yellow, general'),
  blue: text('蓝 低', 'Blue, low'),
  grey: text('不能判定', 'Cannot judge'),
}

export type Weather = 'none' | 'blue' | 'yellow' | 'orange' | 'red'

export interface Formula {
  readonly version: string
  /** In force from this instant (ISO). */
  readonly from: string
  /** Static risk: what the worst point gives, and what each further point of that level adds. */
  readonly worst: Readonly<Record<'pointMajor' | 'pointLarger' | 'pointGeneral' | 'pointLow', number>>
  readonly further: number
  /** … and at most this much, so that many small points never outweigh one of the next level. */
  readonly furtherAtMost: number
  /** Points for each of the other factors. */
  readonly each: Readonly<Partial<Record<Factor, number>>>
  /** Most that a group gives. */
  readonly cap: Readonly<Record<Group, number>>
  /** Multiplies the sum where a weather warning is in force. */
  readonly weather: Readonly<Record<Weather, number>>
  /** From this score on. */
  readonly bands: Readonly<Record<'red' | 'orange' | 'gold', number>>
  /** One of these makes it at least that colour, whatever the sum. */
  readonly floors: readonly { readonly factor: Factor; readonly colour: Colour4 }[]
  /** An area: shares of its worst enterprise, of its worst tenth, and of the mean of all. */
  readonly area: { readonly worst: number; readonly tenth: number; readonly mean: number }
}

/** As delivered. */
export const FORMULA: Formula = {
  version: '2026-1',
  from: '2000-01-01T00:00:00.000Z',
  worst: { pointMajor: 35, pointLarger: 22, pointGeneral: 12, pointLow: 5 },
  further: 1,
  furtherAtMost: 6,
  each: {
    hazardMajorLate: 25,
    hazardMajor: 15,
    hazardGeneralLate: 4,
    hazardGeneral: 1,
    alarmHighest: 15,
    alarmHigh: 8,
    alarmMedium: 3,
    alarmLow: 1,
    warningRed: 40,
    warningOrange: 25,
    warningYellow: 12,
    warningBlue: 5,
    permit: 2,
  },
  cap: { static: 45, hazards: 40, alarms: 25, warnings: 40, permits: 10 },
  weather: { none: 1, blue: 1.05, yellow: 1.1, orange: 1.2, red: 1.3 },
  bands: { red: 70, orange: 45, gold: 20 },
  floors: [
    { factor: 'warningRed', colour: 'red' },
    { factor: 'hazardMajorLate', colour: 'red' },
    { factor: 'warningOrange', colour: 'orange' },
    { factor: 'hazardMajor', colour: 'orange' },
    { factor: 'alarmHighest', colour: 'orange' },
    { factor: 'warningYellow', colour: 'gold' },
    { factor: 'pointMajor', colour: 'gold' },
  ],
  area: { worst: 0.5, tenth: 0.3, mean: 0.2 },
}

/** The version in force at an instant; the delivered one before all others. */
export function formulaAt(versions: readonly Formula[], at: Date): Formula {
  const held = versions.filter((f) => Date.parse(f.from) <= at.getTime())
  return held.reduce((a, b) => (Date.parse(b.from) >= Date.parse(a.from) ? b : a), FORMULA)
}

export interface Term {
  readonly factor: Factor
  readonly count: number
  readonly points: number
}

export interface GroupSum {
  readonly group: Group
  readonly points: number
  readonly capped: boolean
}

export interface OrgResult {
  readonly colour: RegionColour
  /** 0 to 100; null where nothing is graded and nothing else is on record. */
  readonly score: number | null
  readonly terms: readonly Term[]
  readonly groups: readonly GroupSum[]
  readonly floor: { readonly factor: Factor; readonly colour: Colour4 } | null
  readonly weather: Weather
  readonly reason: Text
}

/** `fill` with gaps that are words of both languages. */
function compose(pattern: Text, gaps: Readonly<Record<string, string | number | Text>>): Text {
  const of = (lang: Lang): Record<string, string | number> =>
    Object.fromEntries(Object.entries(gaps).map(([k, v]) => [k, typeof v === 'object' ? v[lang] : v]))
  return { zh: fill(pattern, of('zh')).zh, en: fill(pattern, of('en')).en }
}

const STATIC = ['pointMajor', 'pointLarger', 'pointGeneral', 'pointLow'] as const
const tenth = (x: number): number => Math.round(x * 10) / 10

export function bandOf(score: number, bands: Formula['bands']): Colour4 {
  if (score >= bands.red) return 'red'
  if (score >= bands.orange) return 'orange'
  return score >= bands.gold ? 'gold' : 'blue'
}

/** The worse of two colours; grey is no colour and gives way. */
export function worse(a: Colour4, b: Colour4): Colour4 {
  return COLOURS4.indexOf(a) <= COLOURS4.indexOf(b) ? a : b
}

function termsOf(facts: Facts, f: Formula): Term[] {
  const terms: Term[] = []
  let top = true
  for (const factor of STATIC) {
    const count = facts[factor] ?? 0
    if (count === 0) continue
    // the worst level counts; what lies below it is shown and adds nothing
    terms.push({ factor, count, points: top ? f.worst[factor] + Math.min((count - 1) * f.further, f.furtherAtMost) : 0 })
    top = false
  }
  for (const factor of FACTORS) {
    const count = facts[factor] ?? 0
    if (count > 0 && GROUP_OF[factor] !== 'static') terms.push({ factor, count, points: count * (f.each[factor] ?? 0) })
  }
  return terms
}

/** Colour and score of one enterprise, with everything that made them. */
export function orgRisk(facts: Facts, f: Formula, weather: Weather = 'none'): OrgResult {
  const terms = termsOf(facts, f)
  const groups = GROUPS.flatMap((group): GroupSum[] => {
    const sum = terms.reduce((n, t) => (GROUP_OF[t.factor] === group ? n + t.points : n), 0)
    return sum === 0 ? [] : [{ group, points: tenth(Math.min(sum, f.cap[group])), capped: sum > f.cap[group] }]
  })
  const floor = f.floors.find((x) => (facts[x.factor] ?? 0) > 0) ?? null
  const graded = STATIC.some((factor) => (facts[factor] ?? 0) > 0)
  if (!graded && !floor) {
    const reason = text('没有登记并分级的风险点，不能判定', 'No graded risk point on record, so it cannot be judged')
    return { colour: 'grey', score: null, terms, groups, floor, weather, reason }
  }
  const score = tenth(Math.min(100, groups.reduce((n, g) => n + g.points, 0) * f.weather[weather]))
  const band = bandOf(score, f.bands)
  const colour = floor ? worse(floor.colour, band) : band
  return { colour, score, terms, groups, floor, weather, reason: reasonOf(terms, groups, score, colour, band, floor) }
}

function reasonOf(
  terms: readonly Term[],
  groups: readonly GroupSum[],
  score: number,
  colour: Colour4,
  band: Colour4,
  floor: OrgResult['floor'],
): Text {
  if (floor && colour !== band) {
    const n = terms.find((t) => t.factor === floor.factor)?.count ?? 0
    return compose(text('有{what} {n} 项，至少为{colour}', '{n} of: {what}; at least {colour}'), {
      what: FACTOR_TEXT[floor.factor],
      n,
      colour: COLOUR_TEXT[floor.colour],
    })
  }
  const most = groups.toSorted((a, b) => b.points - a.points)[0]
  const worst = terms.filter((t) => GROUP_OF[t.factor] === most?.group).toSorted((a, b) => b.points - a.points)[0]
  if (!most || !worst) return text('没有计分的事项', 'Nothing counts')
  return compose(text('{score} 分，主要是{group}：{what} {n} 项', '{score} points, mostly {group}: {what}, {n}'), {
    score,
    group: GROUP_TEXT[most.group],
    what: FACTOR_TEXT[worst.factor],
    n: worst.count,
  })
}

export interface AreaResult {
  readonly colour: RegionColour
  readonly score: number | null
  /** Enterprises that could be judged, and all. */
  readonly judged: number
  readonly enterprises: number
  readonly worst: number
  readonly tenth: number
  readonly mean: number
  readonly counts: Readonly<Record<RegionColour, number>>
  readonly reason: Text
}

const mean = (xs: readonly number[]): number => (xs.length === 0 ? 0 : xs.reduce((a, b) => a + b, 0) / xs.length)

/**
 * Colour of an area from its enterprises. An area is at most one level calmer than its worst enterprise, so that many calm
 * shops never hide one burning plant.
 */
export function areaRisk(orgs: readonly Pick<OrgResult, 'colour' | 'score'>[], f: Formula): AreaResult {
  const counts: Record<RegionColour, number> = { red: 0, orange: 0, gold: 0, blue: 0, grey: 0 }
  for (const o of orgs) counts[o.colour]++
  const scores = orgs.flatMap((o) => (o.score === null ? [] : [o.score])).toSorted((a, b) => b - a)
  const all = { judged: scores.length, enterprises: orgs.length, counts }
  if (scores.length === 0) {
    const reason = text('没有可判定的企业，不能判定', 'No enterprise can be judged here, so it cannot be judged')
    return { colour: 'grey', score: null, worst: 0, tenth: 0, mean: 0, reason, ...all }
  }
  const parts = {
    worst: tenth(scores[0] ?? 0),
    tenth: tenth(mean(scores.slice(0, Math.max(1, Math.ceil(scores.length / 10))))),
    mean: tenth(mean(scores)),
  }
  const score = tenth(f.area.worst * parts.worst + f.area.tenth * parts.tenth + f.area.mean * parts.mean)
  const band = bandOf(score, f.bands)
  const top = COLOURS4.find((c) => counts[c] > 0) ?? 'blue'
  const least = COLOURS4[Math.min(COLOURS4.indexOf(top) + 1, COLOURS4.length - 1)] ?? 'blue'
  const colour = worse(band, least)
  const figures = { score, n: counts[top], top: COLOUR_TEXT[top], of: all.judged, colour: COLOUR_TEXT[colour] }
  const reason =
    colour === band
      ? compose(
          text('{score} 分；{of} 家可判定的企业中 {n} 家为{top}', '{score} points; {n} of {of} judged enterprises are {top}'),
          figures,
        )
      : compose(text('有 {n} 家企业为{top}，本区域至少为{colour}', '{n} enterprise(s) {top}, so the area is at least {colour}'), figures)
  return { colour, score, ...parts, ...all, reason }
}
