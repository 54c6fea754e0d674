import { applyRule, getRule, type Inputs, type RuleResult } from '@anlan/rules'
import type { IsoDate } from '#kernel/calendar/index.ts'
import { text, type Text } from '#kernel/text.ts'
import type { Grading, Item, WorkingLine } from './model.ts'
import { CANNOT, isMajorRank, NOT_MAJOR, rankText } from './ranks.ts'
import { isSupervised, SUPERVISED_SOURCE } from './supervised.ts'

const LEVELS = ['一级', '二级', '三级', '四级']

/** The inputs of the rule of GB 18218 from an inventory; what is not known is left out, so that the rule says so. */
export function gradingInputs(items: readonly Item[], population: number | null): Inputs {
  return {
    items: items.map((item) => ({
      name: item.substance,
      ...(item.no === null ? {} : { no: item.no }),
      ...(item.quantityT === null ? {} : { q_t: item.quantityT }),
      ...(item.classes.length === 0 ? {} : { beta_class: item.classes }),
      ...(item.beta === null ? {} : { beta: item.beta }),
    })),
    ...(population === null ? {} : { population_500m: population }),
  }
}

interface Value {
  readonly S?: number
  readonly is_major?: boolean
  readonly alpha?: number | null
  readonly R?: number | null
  readonly level?: string | null
}

function rankOf(value: Value, cannot: readonly string[]): number {
  // Below 1 it is none, whoever lives around it; only the sum itself must be known.
  if (value.is_major === false) return NOT_MAJOR
  const at = LEVELS.indexOf(value.level ?? '')
  return cannot.length > 0 || at < 0 ? CANNOT : at + 1
}

const rounded = (value: number): number => Number(value.toPrecision(10))

/** Threshold and β of one line: the rule itself is asked about one tonne with nobody around, so that the two cannot differ. */
function lineOf(item: Item, on: IsoDate): WorkingLine {
  const [one] = gradingInputs([{ ...item, quantityT: 1 }], 0)['items'] as unknown[]
  const probe = applyRule(getRule('gb18218'), { items: [one], population_500m: 0 }, on)
  const value = (probe.value ?? probe.partial ?? {}) as Value
  const said = /Q=[\d.]+ t\((.+?)\),q\/Q/.exec(probe.steps[0] ?? '')?.[1]
  const Q = value.S ? rounded(1 / value.S) : null
  const beta = value.S && value.R ? rounded(value.R / (0.5 * value.S)) : null
  const ratio = Q === null || item.quantityT === null ? null : rounded(item.quantityT / Q)
  return {
    label: item.label === '' ? item.substance : `${item.label}（${item.substance}）`,
    q: item.quantityT,
    Q,
    beta,
    ratio,
    weighted: ratio === null || beta === null ? null : rounded(ratio * beta),
    basis: `${said ?? '临界量未定'}${beta === null ? '；β 未定' : ''}`,
  }
}

/**
 * Identification and grading by GB 18218 on a day, with the working of every substance. An empty inventory cannot be judged.
 * @throws RuleInputError for a hazard class that table 2 does not have
 */
export function grade(items: readonly Item[], population: number | null, on: IsoDate): Grading {
  const rule = getRule('gb18218')
  const version = rule.versions[0]
  const empty = { onDate: on, rank: CANNOT, s: null, r: null, alpha: null, lines: [], steps: [] }
  if (items.length === 0) {
    return { ...empty, cannot: ['没有登记危险化学品'], clause: version?.clause ?? '', sourceStatus: version?.sourceStatus ?? 'uncertain' }
  }
  const result: RuleResult = applyRule(rule, gradingInputs(items, population), on)
  const value = (result.value ?? result.partial ?? {}) as Value
  const cannot = [...(result.cannotJudge ?? [])]
  const rank = rankOf(value, cannot)
  return {
    onDate: on,
    rank,
    s: value.S ?? null,
    r: value.R ?? null,
    alpha: value.alpha ?? null,
    lines: items.map((item) => lineOf(item, on)),
    steps: [...result.steps],
    // What is still missing does not matter once the sum is below 1.
    cannot: rank === NOT_MAJOR ? [] : cannot,
    clause: result.clause,
    sourceStatus: result.sourceStatus,
  }
}

export interface Flagged {
  readonly flag: 'chemicals' | 'process' | 'major'
  readonly holds: boolean | null
  readonly why: Text
}

/** Two keys, one major (两重点一重大) of a unit, each with its reason. */
export function flagsOf(items: readonly Item[], process: string | null, rank: number): Flagged[] {
  const found = items.filter((i) => i.supervised ?? isSupervised(i.substance))
  const byList = found.some((i) => i.supervised === null)
  const names = [...new Set(found.map((i) => i.substance))].join('、')
  const mark = byList ? `（${SUPERVISED_SOURCE.zh}）` : '（企业填报）'
  const markEn = byList ? ` (${SUPERVISED_SOURCE.en})` : ' (said by the enterprise)'
  return [
    {
      flag: 'chemicals',
      holds: items.length === 0 ? null : found.length > 0,
      why:
        items.length === 0
          ? text('没有登记危险化学品', 'No substance is entered')
          : found.length > 0
            ? text(`${names}${mark}`, `${names}${markEn}`)
            : text(
                `登记的 ${items.length} 项都不在名录内（${SUPERVISED_SOURCE.zh}）`,
                `None of ${items.length} is listed (${SUPERVISED_SOURCE.en})`,
              ),
    },
    {
      flag: 'process',
      holds: process !== null && process !== '',
      why:
        process !== null && process !== ''
          ? text(`${process}（企业填报）`, `${process} (said by the enterprise)`)
          : text('未登记重点监管的工艺', 'No supervised process is entered'),
    },
    {
      flag: 'major',
      holds: rank === CANNOT ? null : isMajorRank(rank),
      why: text(`辨识分级结果：${rankText(rank).zh}`, `Result of the grading: ${rankText(rank).en}`),
    },
  ]
}

/** When the next assessment is due by the rule of the periods, and its clause with how sure it is. */
export function reassessBy(assessedOn: string | null, on: IsoDate): { by: string | null; clause: string } {
  const rule = getRule('major-hazard-duty')
  const version = rule.versions.at(-1)
  const clause = `${version?.clause ?? ''}〔待核原文〕`
  if (assessedOn === null) return { by: null, clause }
  const { value } = applyRule(rule, { assessed: assessedOn }, on)
  return { by: (value as { reassess_by?: string } | null)?.reassess_by ?? null, clause }
}

/** By when a finished assessment report is filed. */
export function fileBy(reportDone: string, on: IsoDate): string {
  const { value } = applyRule(getRule('major-hazard-duty'), { report_done: reportDone }, on)
  return (value as { file_by: string }).file_by
}

export type FilingPurpose = 'first' | 'change' | 'reassess' | 'writeoff'

/** Whether a new grading calls for a filing, and why. */
export function filingNeeded(rank: number, filedRank: number | null): FilingPurpose | null {
  if (rank === CANNOT) return null
  if (isMajorRank(rank)) return filedRank === null ? 'first' : filedRank === rank ? null : 'change'
  return isMajorRank(filedRank) ? 'writeoff' : null
}

export interface Change {
  readonly what: Text
  readonly from: string | null
  readonly to: string | null
}

const tonnes = (q: number | null): string => (q === null ? '未知' : `${q} t`)

/** What changed between two inventories, line by line. */
export function inventoryChanges(before: readonly Item[], after: readonly Item[]): Change[] {
  const name = (i: Item): Text => {
    const words = i.label === '' ? i.substance : `${i.label}（${i.substance}）`
    return text(words, words)
  }
  const old = new Map(before.map((i) => [i.id, i]))
  const kept = new Set(after.map((i) => i.id))
  const changes: Change[] = before.filter((i) => !kept.has(i.id)).map((i) => ({ what: name(i), from: tonnes(i.quantityT), to: null }))
  for (const item of after) {
    const was = old.get(item.id)
    if (!was) changes.push({ what: name(item), from: null, to: tonnes(item.quantityT) })
    else if (was.substance !== item.substance) changes.push({ what: name(item), from: was.substance, to: item.substance })
    else if (was.quantityT !== item.quantityT) changes.push({ what: name(item), from: tonnes(was.quantityT), to: tonnes(item.quantityT) })
    else if (was.classes.join() !== item.classes.join() || was.beta !== item.beta || was.no !== item.no)
      changes.push({ what: name(item), from: was.classes.join('、') || '未定', to: item.classes.join('、') || '未定' })
  }
  return changes
}
