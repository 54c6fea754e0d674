import { Client } from 'pg'
import { startEmbedded } from './embedded.ts'

/**
 * Child of the crash trials: starts the database of the folder given as first argument, then commits rows one by one and writes each row's
 * number to its output after the server acknowledged it, until it is killed. Says "adopted" or "started" first.
 */
const dataDir = process.argv[2] ?? ''
const server = await startEmbedded({ dataDir })
const client = new Client({ connectionString: server.ownerUrl })
await client.connect()
await client.query('create table if not exists crash_row (id bigint primary key, round text, body text)')
process.stdout.write(`${server.adopted ? 'adopted' : 'started'}\n`)
const highest = await client.query<{ next: string }>('select coalesce(max(id), 0) + 1 as next from crash_row')
for (let id = Number(highest.rows[0]?.next); ; id++) {
  await client.query('insert into crash_row values ($1, $2, $3)', [id, String(process.pid), 'x'.repeat(200)])
  process.stdout.write(`${id}\n`)
}
