import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { hasPassword, openDb, withDatabase, withUser, type Db } from '#platform/db/index.ts'

declare module 'vitest' {
  interface ProvidedContext {
    ownerUrl: string
  }
}

/** Name of the migrated database that every test database is copied from; made once by the global setup. */
export const TEMPLATE = 'anlan_template'

export interface TestDb {
  readonly ownerUrl: string
  readonly appUrl: string
  readonly db: Db
  readonly owner: pg.Pool
  drop(): Promise<void>
}

/** The test server listens on a private socket or on loopback; the password only satisfies servers that ask for one. */
export const APP_TEST_PASSWORD = 'test-only-password'

/** A fresh database of its own for one test file, on the server that the global setup started or was given. */
export async function testDb(): Promise<TestDb> {
  const server = inject('ownerUrl')
  const name = `t_${randomBytes(6).toString('hex')}`
  const admin = new pg.Client({ connectionString: server })
  await admin.connect()
  await admin.query(`create database ${name} template ${TEMPLATE}`)
  await admin.end()
  const ownerUrl = withDatabase(server, name)
  const appUrl = withUser(ownerUrl, 'anlan_app', hasPassword(ownerUrl) ? APP_TEST_PASSWORD : undefined)
  const db = openDb(appUrl, { max: 6 })
  const owner = new pg.Pool({ connectionString: ownerUrl, max: 2 })
  owner.on('error', () => {})
  return {
    ownerUrl,
    appUrl,
    db,
    owner,
    async drop() {
      await db.close()
      await owner.end()
      const last = new pg.Client({ connectionString: server })
      await last.connect()
      await last.query(`drop database if exists ${name} with (force)`)
      await last.end()
    },
  }
}
