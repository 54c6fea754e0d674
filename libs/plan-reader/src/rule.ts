/**
 * A rule of the grammar: a pattern with its examples beside it. The test runs every example, so that
 * the examples are the documentation and cannot grow stale.
 */
export interface Rule {
  name: string
  pattern: RegExp
  /** dense, half-width texts in which the pattern must be found */
  examples: string[]
  /** texts in which it must not be found */
  not: string[]
}

const rules: Rule[] = []

/** Declares a rule and returns it; all rules of the package are listed by {@link allRules}. */
export function rule(name: string, pattern: RegExp, examples: string[], not: string[] = []): Rule {
  const made = { name, pattern, examples, not }
  rules.push(made)
  return made
}

/** Every rule declared so far. */
export function allRules(): readonly Rule[] {
  return rules
}

/** Does the rule hold anywhere in the text? Safe for global and sticky patterns. */
export function holds(r: Rule, text: string): boolean {
  r.pattern.lastIndex = 0
  return r.pattern.test(text)
}

/** The last match of a global pattern; the pattern is reused, not copied. */
export function lastMatch(pattern: RegExp, text: string): { index: number; length: number } | null {
  let found: { index: number; length: number } | null = null
  pattern.lastIndex = 0
  for (let m = pattern.exec(text); m !== null; m = pattern.exec(text)) {
    found = { index: m.index, length: m[0].length }
    if (m[0].length === 0) pattern.lastIndex++
  }
  return found
}

/** All matches of a global pattern, left to right. */
export function matches(r: Rule, text: string): RegExpExecArray[] {
  const found: RegExpExecArray[] = []
  const pattern = r.pattern
  pattern.lastIndex = 0
  for (let m = pattern.exec(text); m !== null; m = pattern.exec(text)) {
    found.push(m)
    if (m[0].length === 0) pattern.lastIndex++
  }
  return found
}
