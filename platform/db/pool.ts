import { Socket } from 'node:net'
import pg from 'pg'
import type { Sql } from 'sql-template-tag'
import { readableObjects, type Claims } from '#kernel/access/index.ts'

// Instants leave the database as ISO strings and dates as they are: rows then equal what JSON carries.
pg.types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, (value) => new Date(value).toISOString())
pg.types.setTypeParser(pg.types.builtins.DATE, (value) => value)
pg.types.setTypeParser(pg.types.builtins.INT8, (value) => Number(value))
pg.types.setTypeParser(pg.types.builtins.NUMERIC, (value) => Number(value))

export interface Tx {
  /** Rows of one statement. `prepared` keeps the plan on the connection: for hot statements of fixed text. */
  query<T>(statement: Sql, prepared?: boolean): Promise<T[]>
  /**
   * Sends a fixed statement whose rows nobody needs and does not wait: it runs in its place, and its failure fails the
   * transaction at the latest at the commit. A round trip less for each.
   */
  send(statement: Sql): void
  /** COPY … FROM STDIN of ready octets, sent like `send` without waiting. Refused by PostgreSQL where row-level security binds the role. */
  copy(statement: string, data: Buffer): void
  /** Run after the commit; a failure there is logged by the caller and changes nothing. */
  afterCommit(task: () => void): void
}

export interface Db {
  /** One statement under the claims, outside a transaction. */
  read<T>(claims: Claims, statement: Sql, prepared?: boolean): Promise<T[]>
  /** Several statements under the claims in one transaction. Throwing rolls all back. */
  tx<T>(claims: Claims, work: (tx: Tx) => Promise<T>): Promise<T>
  close(): Promise<void>
  readonly pool: pg.Pool
}

interface AppClient extends pg.PoolClient {
  /** Which claims the connection carries now. */
  claimsKey?: string
}

const names = new Map<string, string>()

/** A short stable name for a statement's text, so that each connection plans it once. */
function planName(statementText: string): string {
  let name = names.get(statementText)
  if (!name) {
    name = `s${names.size}`
    names.set(statementText, name)
  }
  return name
}

async function run<T>(client: pg.ClientBase, statement: Sql, prepared: boolean): Promise<T[]> {
  const query = { text: statement.text, values: statement.values as unknown[] }
  const result = await client.query(prepared ? { ...query, name: planName(query.text) } : query)
  return result.rows as T[]
}

interface CopyConnection {
  query(text: string): void
  sendCopyFromChunk(chunk: Buffer): void
  endCopyFrom(): void
}

/** The data go right behind the statement: the server throws them away where it refuses the statement. */
function copyIn(client: pg.ClientBase, statement: string, data: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    // The driver takes only queries of its own class on a pipelined connection.
    const query = new pg.Query(statement) as unknown as {
      callback: (error: Error | null) => void
      submit: (connection: CopyConnection) => void
      handleCopyInResponse: () => void
    }
    query.callback = (error) => (error ? reject(error) : resolve())
    query.submit = (connection) => {
      connection.query(statement)
      connection.sendCopyFromChunk(data)
      connection.endCopyFrom()
    }
    query.handleCopyInResponse = () => {}
    client.query(query as unknown as pg.Submittable)
  })
}

const SETTINGS = ['person', 'org', 'path', 'any_sector', 'sectors', 'read_self', 'read_office', 'read_area', 'read_all'] as const
const SET_CLAIMS = `select ${SETTINGS.map((name, i) => `set_config('app.${name}', $${i + 1}, false)`).join(', ')}`

const arrayText = (values: readonly string[]): string => `{${values.map((v) => JSON.stringify(v)).join(',')}}`

function claimValues(claims: Claims): string[] {
  const objects = readableObjects(claims)
  return [
    claims.personId,
    claims.orgId,
    claims.path,
    claims.sectors === null ? 'yes' : 'no',
    arrayText(claims.sectors ?? []),
    arrayText(objects.self),
    arrayText(objects.office),
    arrayText(objects.area),
    arrayText(objects.all),
  ]
}

const keys = new WeakMap<Claims, string>()

/** Puts the claims on the connection unless it carries just these. Every use of a connection goes through here. */
async function carry(client: AppClient, claims: Claims): Promise<void> {
  let key = keys.get(claims)
  const values = key === undefined ? claimValues(claims) : null
  if (values) {
    key = values.join('\u0000')
    keys.set(claims, key)
  }
  if (client.claimsKey === key) return
  client.claimsKey = undefined
  await client.query({ name: 'claims', text: SET_CLAIMS, values: values ?? claimValues(claims) })
  client.claimsKey = key
}

/**
 * A socket that lets the writes of one turn of the event loop leave together: statements that are sent one behind the
 * other then cost one system call, which is half of what a small statement costs at all.
 */
function gatheringSocket(): Socket {
  const socket = new Socket()
  const write = socket.write.bind(socket) as (chunk: Uint8Array) => boolean
  let held = false
  socket.write = (chunk: string | Uint8Array) => {
    if (!held) {
      held = true
      socket.cork()
      process.nextTick(() => {
        held = false
        socket.uncork()
      })
    }
    return write(chunk as Uint8Array)
  }
  return socket
}

/** Opens the application's pool: a role that owns nothing, so that row-level security and grants bind it. */
export function openDb(appUrl: string, options: { max?: number } = {}): Db {
  const pool = new pg.Pool({
    connectionString: appUrl,
    max: options.max ?? 12,
    application_name: 'anlan',
    pipeline: true,
    stream: gatheringSocket,
  })
  // An idle connection that breaks (server restart) is replaced at the next use; without a listener Node would exit.
  pool.on('error', () => {})

  return {
    pool,
    async read<T>(claims: Claims, statement: Sql, prepared = false): Promise<T[]> {
      const client = (await pool.connect()) as AppClient
      let broken = true
      try {
        await carry(client, claims)
        const rows = await run<T>(client, statement, prepared)
        broken = false
        return rows
      } catch (error) {
        broken = !(error instanceof pg.DatabaseError)
        throw error
      } finally {
        client.release(broken)
      }
    },
    async tx<T>(claims: Claims, work: (tx: Tx) => Promise<T>): Promise<T> {
      const client = (await pool.connect()) as AppClient
      const after: (() => void)[] = []
      const faults: unknown[] = []
      const sent: Promise<unknown>[] = []
      const send = (answer: Promise<unknown>): void => void sent.push(answer.catch((error: unknown) => faults.push(error)))
      let broken = true
      try {
        await carry(client, claims)
        send(client.query('begin'))
        const result = await work({
          query: (statement, prepared = false) => run(client, statement, prepared),
          send: (statement) => send(run(client, statement, true)),
          copy: (statement, data) => send(copyIn(client, statement, data)),
          afterCommit: (task) => void after.push(task),
        })
        const [ended] = await Promise.all([client.query('commit'), ...sent])
        // After a fault the server answers a commit with a rollback, and calls it no error.
        if (faults.length > 0) throw faults[0]
        if (ended.command !== 'COMMIT') throw new Error('The transaction was rolled back')
        broken = false
        for (const task of after) task()
        return result
      } catch (error) {
        try {
          await Promise.all([client.query('rollback'), ...sent])
          broken = false
        } catch {
          broken = true
        }
        // The first fault is the cause; what came behind it only says that the transaction is aborted.
        throw faults[0] ?? error
      } finally {
        client.release(broken)
      }
    },
    close: () => pool.end(),
  }
}
