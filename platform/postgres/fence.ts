import type { Client } from 'pg'
import { messageOf, PostgresError } from './errors.ts'
import { connect } from './control.ts'

/**
 * The second lock, held inside the server by an open connection: the server drops it the moment the holder dies, whatever the
 * process numbers say, and it also sees a holder in another container that shares the folder.
 */
export type Fence = { release(): Promise<void> }

/** "anlan" in the key space of two-integer advisory locks; the product uses other first numbers. */
const LOCK_CLASS = 0x61_6e_6c_61
const LOCK_OBJECT = 1

const nothing = (): void => undefined

async function tryTake(client: Client): Promise<boolean> {
  const result = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1::int, $2::int) as taken', [LOCK_CLASS, LOCK_OBJECT])
  return result.rows[0]?.taken === true
}

async function holderOf(client: Client): Promise<string> {
  const result = await client.query<{ name: string }>(
    `select a.application_name || ', server process ' || a.pid as name
       from pg_locks l join pg_stat_activity a on a.pid = l.pid
      where l.locktype = 'advisory' and l.granted and l.classid = $1::oid and l.objid = $2::oid`,
    [LOCK_CLASS, LOCK_OBJECT],
  )
  return result.rows[0]?.name ?? '?'
}

async function take(url: string, dataDir: string, waitMs: number): Promise<Client> {
  // The pid in the name tells the second opener who holds it.
  const client = await connect(url, `anlan pid ${process.pid}`)
  try {
    const end = Date.now() + waitMs
    while (!(await tryTake(client))) {
      if (Date.now() > end) {
        const holder = await holderOf(client)
        throw new PostgresError('folder-in-use', {
          zh: `数据目录 ${dataDir} 的数据库正被另一个安澜进程使用（${holder}）`,
          en: `the database of data folder ${dataDir} is in use by another Anlan process (${holder})`,
        })
      }
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    return client
  } catch (error) {
    await client.end().catch(() => undefined)
    throw error
  }
}

/**
 * Takes the lock in the server; waits a few seconds, for the connection of a killed process may be ending just now.
 * When the connection is lost later (the server restarts its children after a crash of one), it is taken again; when that fails for
 * a minute, `log` and `lost` are told and the lock file alone protects the folder.
 */
export async function takeFence(
  url: string,
  dataDir: string,
  log: (line: string) => void,
  lost: (reason: string) => void = nothing,
): Promise<Fence> {
  const state = { open: true }
  let client = await take(url, dataDir, 5_000)
  const watch = (): void => {
    client.once('end', () => {
      if (state.open) void retake(Date.now() + 60_000)
    })
  }
  const retake = async (end: number): Promise<void> => {
    log('the database cut the lock connection (a server process crashed or was ended); taking the lock again')
    while (state.open) {
      try {
        client = await take(url, dataDir, 0)
        if (!state.open) await client.end().catch(() => undefined)
        else watch()
        return
      } catch (error) {
        if (Date.now() > end) {
          log(`the database lock could not be taken again: ${messageOf(error)}`)
          lost(messageOf(error))
          return
        }
        await new Promise((resolve) => setTimeout(resolve, 500))
      }
    }
  }
  watch()
  return {
    async release() {
      state.open = false
      await client.end().catch(() => undefined)
    },
  }
}
