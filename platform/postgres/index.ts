export { startEmbedded, type EmbeddedServer, type StartOptions } from './embedded.ts'
export { connectExternal, OLDEST_VERSION } from './external.ts'
export { PostgresError, type BilingualText, type PostgresErrorCode } from './errors.ts'
