import type { z } from 'zod'
import { checkRules } from './check.ts'
import { RuleFile } from './schema.ts'

/** One fault of a rule file; `field` is the path as a person would write it: `rules[2].deadBand`. */
export type FieldError = { field: string; zh: string; en: string }
export type ParsedRules = { ok: true; file: RuleFile } | { ok: false; errors: FieldError[] }

type Issue = z.core.$ZodIssue

const pathOf = (path: readonly PropertyKey[]): string =>
  path.map((part, i) => (typeof part === 'number' ? `[${part}]` : `${i ? '.' : ''}${String(part)}`)).join('') || '(file)'

const wordsOf = (issue: Issue): { zh: string; en: string } => {
  switch (issue.code) {
    case 'invalid_type':
      return { zh: `类型不对，应为 ${issue.expected}`, en: `wrong type, expected ${issue.expected}` }
    case 'unrecognized_keys':
      return { zh: `不认识的字段：${issue.keys.join('、')}`, en: `unknown field: ${issue.keys.join(', ')}` }
    case 'too_small':
      return { zh: `过小或过少，下限 ${issue.minimum}`, en: `too small, minimum ${issue.minimum}` }
    case 'too_big':
      return { zh: `过大或过多，上限 ${issue.maximum}`, en: `too big, maximum ${issue.maximum}` }
    case 'invalid_value':
      return { zh: `只能取：${issue.values.join('、')}`, en: `must be one of: ${issue.values.join(', ')}` }
    case 'invalid_format':
      return { zh: '格式不对', en: 'wrong format' }
    default:
      return { zh: '填写不合要求', en: issue.message }
  }
}

const fieldsOf = (issue: Issue): FieldError[] => {
  const words = wordsOf(issue)
  // An unknown key is itself the field at fault, not the object it stands in.
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => ({ field: pathOf([...issue.path, key]), ...words }))
  return [{ field: pathOf(issue.path), ...words }]
}

/** Reads a rule file (already JSON). Never throws; every error names its field. */
export const parseRules = (json: unknown): ParsedRules => {
  const result = RuleFile.safeParse(json)
  if (!result.success) return { ok: false, errors: result.error.issues.flatMap(fieldsOf) }
  const errors = checkRules(result.data)
  return errors.length ? { ok: false, errors } : { ok: true, file: result.data }
}
