/** Shorthands in which the usual risk points of a sector are written; they only build the shapes declared in the kernel. */
import type { CheckLevel, Clause, ControlKind, RiskControlDef, RiskKind, RiskTemplate } from '#kernel/sector/index.ts'
import { text, type Text } from '#kernel/text.ts'
import type { Pair } from './define.ts'
import { known } from './laws.ts'

/** Types of accident of GB 6441-2025 (in force since 2026-07-01) that the templates use. */
const ACCIDENTS = {
  struck: text('物体打击', 'Struck by an object'),
  vehicle: text('厂(场)内车辆致害', 'Vehicle on the site'),
  road: text('道路(轨道)车辆致害', 'Vehicle on the road'),
  machine: text('机械致害', 'Machine injury'),
  lifting: text('起重致害', 'Lifting injury'),
  electric: text('触电', 'Electric shock'),
  drowning: text('淹溺', 'Drowning'),
  burn: text('灼烫', 'Burn'),
  fire: text('火灾', 'Fire'),
  height: text('高处坠落', 'Fall from height'),
  fall: text('跌落', 'Fall on a level or into a pit'),
  collapse: text('坍塌', 'Collapse'),
  flood: text('水害', 'Inrush of water'),
  vessel: text('容器爆炸', 'Vessel explosion'),
  pipe: text('管道爆炸', 'Pipeline explosion'),
  gas: text('可燃气体爆炸', 'Flammable gas explosion'),
  vapour: text('可燃液体蒸气爆炸', 'Flammable vapour explosion'),
  dust: text('粉尘爆炸', 'Dust explosion'),
  blasting: text('民用爆炸物品爆炸', 'Explosion of civil explosives'),
  firework: text('烟花爆竹爆炸', 'Firework explosion'),
  molten: text('高温熔融物爆炸', 'Explosion of molten material'),
  poison: text('中毒', 'Poisoning'),
  asphyxia: text('窒息', 'Asphyxia'),
  slide: text('滑坡', 'Landslide'),
  leak: text('泄漏', 'Leak'),
} as const satisfies Readonly<Record<string, Text>>
export type Accident = keyof typeof ACCIDENTS

/** The templates were written for this program from common practice; nothing is cited that was not read. */
const PRACTICE: Clause = known(
  '行业通行做法，本软件编写，企业须逐条核对',
  'Common practice, written for this program; to be checked line by line by the enterprise',
)

type Period = NonNullable<RiskControlDef['check']>['period']

const say = ([zh, en]: Pair): Text => text(zh, en)

const by =
  (kind: ControlKind) =>
  (level: CheckLevel, zh: string, en: string, check?: readonly [period: Period, zh: string, en: string]): RiskControlDef => ({
    kind,
    level,
    text: text(zh, en),
    ...(check && { check: { period: check[0], text: text(check[1], check[2]) } }),
  })

export const engineering = by('engineering')
export const interlock = by('interlock')
export const isolation = by('isolation')
export const protection = by('protection')
export const management = by('management')
export const training = by('training')
export const emergency = by('emergency')

export interface RiskSpec {
  readonly kind: RiskKind
  /** Workshop or area. */
  readonly at: Pair
  readonly post: Pair
  readonly accidents: readonly Accident[]
  readonly factors: readonly (readonly [code: string, zh: string, en: string])[]
  /** Proposal by LEC: likelihood, exposure, consequence. */
  readonly lec?: readonly [number, number, number]
  /** Proposal by LS: likelihood, severity. */
  readonly ls?: readonly [number, number]
  readonly controls: readonly RiskControlDef[]
  readonly steps: readonly Pair[]
  readonly source?: Clause
}

/** A usual risk point. Without a proposal by LS the one by LEC is needed. */
export function risk(id: string, name: Pair, spec: RiskSpec): RiskTemplate {
  const { lec = [1, 6, 3], ls } = spec
  return {
    id,
    text: say(name),
    kind: spec.kind,
    workshop: say(spec.at),
    post: say(spec.post),
    accidents: spec.accidents.map((a) => ACCIDENTS[a]),
    factors: spec.factors.map(([code, zh, en]) => ({ code, text: text(zh, en) })),
    proposal: ls ? { method: 'LS', inputs: { L: ls[0], S: ls[1] } } : { method: 'LEC', inputs: { L: lec[0], E: lec[1], C: lec[2] } },
    controls: spec.controls,
    emergency: spec.steps.map(say),
    source: spec.source ?? PRACTICE,
  }
}
