import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { uuidv7 } from '#kernel/ids.ts'

/** How often a row like an act's can be inserted and committed at all, by node-postgres and nothing else. */
export interface Commits {
  readonly url: string
  readonly connections: number
  readonly seconds: number
  /** With `begin` and `commit` of their own, or the insert alone, which commits by itself. */
  readonly explicit: boolean
}

/** Name and text of the table: the size of an act's row, one index. */
const TABLE =
  'create table if not exists bare_commit (id uuid primary key, at timestamptz not null, hash text not null, body jsonb not null)'
const BODY = JSON.stringify({ form: { reason: '已电话提醒企业尽快整改' }, actor: '王镇安'.repeat(20), effect: 'x'.repeat(300) })

/** Commits a second. */
export async function commits({ url, connections, seconds, explicit }: Commits): Promise<number> {
  const clients = Array.from({ length: connections }, () => new pg.Client({ connectionString: url }))
  await Promise.all(clients.map((client) => client.connect()))
  await clients[0]?.query(TABLE)
  await clients[0]?.query('truncate bare_commit')
  await wait(500)
  const began = performance.now()
  let done = 0
  const worker = async (client: pg.Client): Promise<void> => {
    while (performance.now() - began < seconds * 1000) {
      if (explicit) await client.query('begin')
      const values = [uuidv7(Date.now()), new Date().toISOString(), 'a'.repeat(64), BODY]
      await client.query({ name: 'bare', text: 'insert into bare_commit (id, at, hash, body) values ($1, $2, $3, $4)', values })
      if (explicit) await client.query('commit')
      done++
    }
  }
  await Promise.all(clients.map(worker))
  const rate = done / ((performance.now() - began) / 1000)
  await Promise.all(clients.map((client) => client.end()))
  return rate
}

if (process.send) {
  process.once('message', (asked: Commits) => {
    void commits(asked).then((rate) => process.send?.(rate, () => process.exit(0)))
  })
}
