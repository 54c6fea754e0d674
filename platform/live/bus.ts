import type pg from 'pg'
import type { Log } from '#platform/observe/log.ts'

export interface Bus {
  start(): Promise<void>
  stop(): Promise<void>
}

const RETRY_MS = 1000

/**
 * Listens to the database's notifications on one connection of its own and comes back when that breaks. What was said in
 * the meantime is lost: `missed` then tells the browsers to load anew.
 */
export function openBus(pool: pg.Pool, log: Log, receive: (payload: string) => void, missed: () => void): Bus {
  let client: pg.PoolClient | null = null
  let stopped = true
  let timer: NodeJS.Timeout | null = null

  function lost(error?: Error): void {
    if (!client) return
    const broken = client
    client = null
    broken.removeAllListeners('notification')
    broken.release(true)
    if (stopped) return
    log.warn({ err: error }, 'The connection for live events broke; it is made again')
    again()
  }

  function again(): void {
    timer = setTimeout(() => {
      connect().then(missed, () => {
        if (!stopped) again()
      })
    }, RETRY_MS)
    timer.unref()
  }

  async function connect(): Promise<void> {
    const made = await pool.connect()
    try {
      made.on('notification', (message) => {
        try {
          receive(message.payload ?? '')
        } catch (error) {
          log.warn({ err: error }, 'A live event could not be read')
        }
      })
      made.on('error', lost)
      made.on('end', () => lost())
      await made.query('listen anlan_live')
    } catch (error) {
      made.release(true)
      throw error
    }
    if (stopped) {
      made.release(true)
      return
    }
    client = made
  }

  return {
    async start() {
      stopped = false
      await connect()
    },
    async stop() {
      stopped = true
      if (timer) clearTimeout(timer)
      lost()
    },
  }
}
