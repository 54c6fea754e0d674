/** What the services need of a logger; pino and Fastify's logger both fit. */
export interface Log {
  info(about: object, message: string): void
  warn(about: object, message: string): void
  error(about: object, message: string): void
}

/** Says nothing: for tests and command lines. */
export const silentLog: Log = { info: () => {}, warn: () => {}, error: () => {} }
