import { pino } from 'pino'

/** What the services need of a logger; pino and Fastify's logger both fit. */
export interface Log {
  info(about: object, message: string): void
  warn(about: object, message: string): void
  error(about: object, message: string): void
}

/** Lines of JSON on standard output. `level`: trace, debug, info, warn, error, fatal or silent. */
export function createLog(level = 'info'): Log {
  return pino({ level, redact: ['password', '*.password', 'secret', '*.secret', 'token', '*.token'] })
}

/** Says nothing: for tests and command lines. */
export const silentLog: Log = { info: () => {}, warn: () => {}, error: () => {} }
