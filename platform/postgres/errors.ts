/** What went wrong, as a word a program can act on. */
export type PostgresErrorCode =
  | 'unsupported-platform'
  | 'binaries-broken'
  | 'folder-not-traversable'
  | 'folder-wrong-owner'
  | 'folder-in-use'
  | 'identity-mismatch'
  | 'cluster-missing'
  | 'wrong-version'
  | 'start-failed'
  | 'stop-failed'
  | 'connect-failed'
  | 'backup-refused'
  | 'backup-failed'
  | 'restore-refused'
  | 'archive-damaged'
  | 'restore-failed'

export type BilingualText = { zh: string; en: string }

/** The one error this folder throws on purpose: a code, and a sentence in Chinese and English for the person who runs Anlan. */
export class PostgresError extends Error {
  readonly code: PostgresErrorCode
  readonly text: BilingualText

  constructor(code: PostgresErrorCode, text: BilingualText, cause?: unknown) {
    super(`${text.en} / ${text.zh}`, cause === undefined ? undefined : { cause })
    this.name = 'PostgresError'
    this.code = code
    this.text = text
  }
}

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** The `code` of a Node or PostgreSQL error ('ENOENT', '57P03'), or undefined. */
export function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}
