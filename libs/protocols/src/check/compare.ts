import { sameWord } from './words.ts'

/** A decoded frame in the vocabulary of the worked frames. */
export type View = Record<string, unknown>

export function isView(value: unknown): value is View {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Expected texts that say why something is refused: any refusal meets them, as each decoder words its own. */
const REASONS = new Set(['error', 'app_error'])

function show(value: unknown): string {
  return JSON.stringify(value) ?? 'nothing'
}

function sameScalar(key: string, expected: unknown, actual: unknown): boolean {
  if (typeof expected === 'number' && typeof actual === 'number')
    return Math.abs(expected - actual) <= 1e-9 * Math.max(1, Math.abs(expected))
  if (typeof expected === 'string' && typeof actual === 'string') return sameWord(key, expected, actual)
  return expected === actual
}

/**
 * What is expected and not so, as `path: expected …, got …`. Every expected field must be there with its value; fields beyond
 * them are no fault. Lists must have the same length. An expected null is also met by a missing field.
 */
export function differences(expected: unknown, actual: unknown, path = ''): string[] {
  const key = path.slice(path.lastIndexOf('.') + 1).replace(/\[\d+\]$/, '')
  if (expected === null) return actual === null || actual === undefined ? [] : [`${path}: expected null, got ${show(actual)}`]
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual)) return [`${path}: expected ${show(expected)}, got ${show(actual)}`]
    if (actual.length !== expected.length) return [`${path}: expected ${expected.length} entries, got ${show(actual)}`]
    return expected.flatMap((value: unknown, at) => differences(value, actual[at], `${path}[${at}]`))
  }
  if (isView(expected)) {
    if (!isView(actual)) return [`${path}: expected ${show(expected)}, got ${show(actual)}`]
    return Object.entries(expected).flatMap(([name, value]) => {
      const at = path === '' ? name : `${path}.${name}`
      if (REASONS.has(name) && typeof value === 'string') {
        return typeof actual[name] === 'string' ? [] : [`${at}: expected a refusal (${value}), got none`]
      }
      return differences(value, actual[name], at)
    })
  }
  return sameScalar(key, expected, actual) ? [] : [`${path}: expected ${show(expected)}, got ${show(actual)}`]
}
