import type { Client } from 'pg'
import { connect } from './control.ts'
import type { EmbeddedServer } from './embedded.ts'
import { messageOf, PostgresError } from './errors.ts'

/** The oldest server whose SQL Anlan keeps to. */
export const OLDEST_VERSION = 15

/**
 * Connects once to a server the customer runs (DATABASE_URL) and checks that it serves: version 15 or later, UTF-8.
 * Its life is not ours: `stop` does nothing. Throws 'connect-failed' or 'wrong-version'.
 */
export async function connectExternal(url: string): Promise<EmbeddedServer> {
  let client: Client
  try {
    client = await connect(url)
  } catch (error) {
    throw new PostgresError(
      'connect-failed',
      {
        zh: `无法连接 DATABASE_URL 指定的数据库：${messageOf(error)}`,
        en: `cannot connect to the database of DATABASE_URL: ${messageOf(error)}`,
      },
      error,
    )
  }
  try {
    const result = await client.query<{ number: number; version: string; database: string; encoding: string }>(
      `select current_setting('server_version_num')::int as number, split_part(current_setting('server_version'), ' ', 1) as version,
              current_database() as database, current_setting('server_encoding') as encoding`,
    )
    const facts = result.rows[0]
    if (facts === undefined || Math.floor(facts.number / 10_000) < OLDEST_VERSION || facts.encoding !== 'UTF8') {
      throw new PostgresError('wrong-version', {
        zh: `需要 PostgreSQL ${OLDEST_VERSION} 或更高版本、UTF8 编码，该服务器为 ${facts?.version} 版、${facts?.encoding} 编码`,
        en: `PostgreSQL ${OLDEST_VERSION} or later with encoding UTF8 is needed; this server is ${facts?.version} with ${facts?.encoding}`,
      })
    }
    // Some hosted servers do not let an ordinary role read the control file.
    const systemId = await client
      .query<{ id: string }>('select system_identifier::text as id from pg_control_system()')
      .then((found) => found.rows[0]?.id ?? '')
      .catch(() => '')
    const { host, port } = client
    return {
      ownerUrl: url,
      host,
      port,
      database: facts.database,
      systemId,
      adopted: false,
      version: facts.version,
      stop: async () => undefined,
    }
  } finally {
    await client.end().catch(() => undefined)
  }
}
