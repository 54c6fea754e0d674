import { text, type Text } from '#kernel/text.ts'
import { absoluteTarget, linearPath } from './indicator-rules.ts'
import type { Binding } from './model-track.ts'
import type { ItemFields } from './model.ts'

interface Named {
  readonly id: string
  readonly text: Text
}

const plain = (value: string): string =>
  value.replace(/[\s，。、（）()“”"'的数量率总]/g, '').replace(/安全生产|生产安全|全县|全市|全区/g, '')

function pairsOf(value: string): Set<string> {
  const found = new Set<string>()
  for (let i = 0; i + 1 < value.length; i++) found.add(value.slice(i, i + 2))
  return found
}

/** Below this a measure's name has too little in common with an indicator's. */
const ENOUGH = 0.5

/** Measures whose words an indicator uses, the nearest first. A suggestion: people decide. */
export function suggestMeasures<T extends Named>(name: string, measures: readonly T[], most = 4): { measure: T; score: number }[] {
  const own = pairsOf(plain(name))
  return measures
    .map((measure) => {
      const theirs = pairsOf(plain(measure.text.zh))
      const shared = [...theirs].filter((p) => own.has(p)).length
      const size = theirs.size + own.size
      return { measure, score: size === 0 ? 0 : (2 * shared) / size }
    })
    .filter((s) => s.score >= ENOUGH)
    .toSorted((a, b) => b.score - a.score || (a.measure.id < b.measure.id ? -1 : 1))
    .slice(0, most)
}

/** What counts as reached, by the direction the plan writes. */
export function reachOf(direction: ItemFields['direction']): Binding['reach'] {
  if (direction === 'increase' || direction === 'at_least') return 'at_least'
  return direction === 'exactly' ? 'exactly' : 'at_most'
}

/** The year that a base in words names (2025年), else the year before the plan. */
export function baseYearOf(base: string | null | undefined, planFrom: string | null): number | null {
  const written = /(?:19|20)\d\d/.exec(base ?? '')?.[0]
  if (written) return Number(written)
  return planFrom === null ? null : Number(planFrom.slice(0, 4)) - 1
}

export interface BindingBasis {
  readonly fields: ItemFields
  readonly planFrom: string | null
  readonly planTo: string | null
  readonly measure: string | null
  readonly baseYear: number | null
  readonly baseValue: number | null
}

/** A binding as it would be without anybody's word, and how its target was found. */
export function suggestBinding({ fields, planTo, measure, baseYear, baseValue }: BindingBasis): { binding: Binding; why: Text } {
  const targetYear = fields.targetYear ?? (planTo === null ? (baseYear ?? 2025) + 5 : Number(planTo.slice(0, 4)))
  const { target, why } = absoluteTarget(fields, baseValue, false)
  const goal = { baseValue, baseYear, target, targetYear }
  const binding: Binding = {
    ...goal,
    measure,
    reach: reachOf(fields.direction),
    pathHow: 'linear',
    path: linearPath(goal),
    splitBy: null,
    split: [],
  }
  return { binding, why }
}

export const joinWhy = (a: Text, b: Text): Text => text(`${a.zh}；${b.zh}`, `${a.en}; ${b.en}`)
