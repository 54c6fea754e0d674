import type { RuleConfig, RuleFile } from './schema.ts'
import type { FieldError } from './parse.ts'

const LEVELS = ['LL', 'L', 'H', 'HH'] as const

const checkLimits = (rule: Extract<RuleConfig, { kind: 'limits' }>, at: string): FieldError[] => {
  const given = LEVELS.filter((level) => rule[level] !== undefined)
  if (given.length === 0) return [{ field: at, zh: '至少给出一个限值（LL、L、H、HH）', en: 'give at least one of LL, L, H, HH' }]
  const errors: FieldError[] = []
  for (let i = 1; i < given.length; i++) {
    const low = given[i - 1] ?? 'LL'
    const high = given[i] ?? 'HH'
    // Between a low and a high limit both dead-bands must fit, or the alarms could never both be clear.
    const room = low === 'L' || low === 'LL' ? (high === 'H' || high === 'HH' ? 2 * rule.deadBand : 0) : 0
    if ((rule[high] ?? 0) - (rule[low] ?? 0) <= room)
      errors.push({
        field: `${at}.${high}`,
        zh: `${high} 须高于 ${low}，并留出回差`,
        en: `${high} must lie above ${low} with room for the dead-band`,
      })
  }
  return errors
}

const checkOne = (rule: RuleConfig, at: string): FieldError[] => {
  switch (rule.kind) {
    case 'limits':
      return checkLimits(rule, at)
    case 'deviation':
      return (rule.setPoint === undefined) === (rule.reference === undefined)
        ? [{ field: `${at}.setPoint`, zh: '设定值与参照点须给且只给一个', en: 'give either setPoint or reference' }]
        : []
    case 'nOfM':
      return rule.n > rule.m ? [{ field: `${at}.n`, zh: 'n 不得大于 m', en: 'n must not exceed m' }] : []
    case 'plausible':
      return rule.min !== undefined && rule.max !== undefined && rule.min >= rule.max
        ? [{ field: `${at}.max`, zh: '上限须大于下限', en: 'max must exceed min' }]
        : []
    case 'combine':
      if (rule.op === 'atLeast' && (rule.n === undefined || rule.n > rule.inputs.length))
        return [{ field: `${at}.n`, zh: '须给出 n，且不大于输入个数', en: 'n is needed and must not exceed the number of inputs' }]
      return rule.op === 'not' && rule.inputs.length !== 1
        ? [{ field: `${at}.inputs`, zh: '“非”只能有一个输入', en: 'not takes one input' }]
        : []
    case 'area':
      return (rule.speed === undefined) === (rule.speedLimit === undefined)
        ? []
        : [{ field: `${at}.speedLimit`, zh: '车速点与限速须同时给出', en: 'speed and speedLimit go together' }]
    default:
      return []
  }
}

/** Checks that need more than one field or more than one rule. */
export const checkRules = (file: RuleFile): FieldError[] => {
  const errors: FieldError[] = []
  const seen = new Map<string, number>()
  file.rules.forEach((rule, i) => {
    const at = `rules[${i}]`
    if (seen.has(rule.id)) errors.push({ field: `${at}.id`, zh: `规则编号重复：${rule.id}`, en: `rule id used twice: ${rule.id}` })
    if (rule.kind === 'combine')
      for (const [k, input] of rule.inputs.entries()) {
        const id = input.split(':')[0] ?? ''
        // Inputs come first: this rules out cycles and fixes the order of evaluation. `id@point` is one copy of a rule for all points.
        if (!seen.has(id) && !seen.has(id.split('@')[0] ?? ''))
          errors.push({ field: `${at}.inputs[${k}]`, zh: `输入规则须写在前面：${id}`, en: `input rule must stand before: ${id}` })
      }
    seen.set(rule.id, i)
    errors.push(...checkOne(rule, at))
  })
  return errors
}
