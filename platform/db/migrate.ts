import { createHash, randomBytes } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import pg from 'pg'
import { rowPolicySql, type RowColumns } from '#kernel/access/index.ts'
import { hasPassword, withUser } from './url.ts'

/** Row-level security of one table: by its own columns, or by a condition (`visible through its parent`). */
export interface TablePolicy {
  readonly table: string
  readonly rows: RowColumns | { readonly sql: string }
}

export interface MigrationState {
  readonly applied: string[]
  readonly pending: string[]
  /** Files whose text changed after they were applied. */
  readonly altered: string[]
}

/** Any constant will do; it must only be the same in every process that migrates. */
const LOCK = 0x416e6c61

async function files(folder: string): Promise<{ name: string; sql: string; hash: string }[]> {
  const found = (await readdir(folder)).filter((f) => f.endsWith('.sql')).sort()
  return Promise.all(
    found.map(async (name) => {
      const sql = await readFile(path.join(folder, name), 'utf8')
      return { name, sql, hash: createHash('sha256').update(sql).digest('hex') }
    }),
  )
}

async function appliedFiles(client: pg.ClientBase): Promise<Map<string, string>> {
  await client.query(`create table if not exists migration (
    name text primary key, hash text not null, at timestamptz not null default now())`)
  const { rows } = await client.query<{ name: string; hash: string }>('select name, hash from migration')
  return new Map(rows.map((r) => [r.name, r.hash]))
}

/** What is applied, pending or altered; changes nothing but the bookkeeping table. */
export async function migrationState(ownerUrl: string, folder: string): Promise<MigrationState> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    const done = await appliedFiles(client)
    const all = await files(folder)
    return {
      applied: all.filter((f) => done.has(f.name)).map((f) => f.name),
      pending: all.filter((f) => !done.has(f.name)).map((f) => f.name),
      altered: all.filter((f) => done.has(f.name) && done.get(f.name) !== f.hash).map((f) => f.name),
    }
  } finally {
    await client.end()
  }
}

function policySql({ table, rows }: TablePolicy): string {
  const condition = 'sql' in rows ? rows.sql : rowPolicySql(rows)
  return `alter table ${table} enable row level security;
    drop policy if exists anlan_scope on ${table};
    create policy anlan_scope on ${table} for all to anlan_app using (${condition}) with check (${condition});`
}

/**
 * Applies pending migrations, each in a transaction of its own, and then the access policy, under an advisory lock so
 * that processes which start together do it once. Refuses when an applied file was altered.
 * @returns names of the files applied now
 */
export async function migrate(ownerUrl: string, folder: string, policies: readonly TablePolicy[]): Promise<string[]> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK])
    await client.query(`do $$ begin
      if not exists (select from pg_roles where rolname = 'anlan_app') then create role anlan_app login; end if;
    end $$`)
    const done = await appliedFiles(client)
    const now: string[] = []
    for (const file of await files(folder)) {
      const before = done.get(file.name)
      if (before !== undefined && before !== file.hash) {
        throw new Error(`Migration ${file.name} was changed after it had been applied. Restore the file; put the change into a new one.`)
      }
      if (before !== undefined) continue
      await client.query('begin')
      try {
        await client.query(file.sql)
        await client.query('insert into migration (name, hash) values ($1, $2)', [file.name, file.hash])
        await client.query('commit')
      } catch (error) {
        await client.query('rollback')
        throw new Error(`Migration ${file.name} failed: ${(error as Error).message}`, { cause: error })
      }
      now.push(file.name)
    }
    const wanted = policies.map(policySql).join('\n')
    const wantedHash = createHash('sha256').update(wanted).digest('hex')
    if (done.get('(policies)') !== wantedHash) {
      await client.query('begin')
      await client.query(wanted)
      await client.query(
        `insert into migration (name, hash) values ('(policies)', $1) on conflict (name) do update set hash = excluded.hash, at = now()`,
        [wantedHash],
      )
      await client.query('commit')
    }
    return now
  } finally {
    await client.end()
  }
}

/**
 * The application's connection string. On a socket in a private folder the role name is enough; on a server the role
 * gets a password made anew at each start, unless one is given for several processes to share.
 */
export async function appUrlOf(ownerUrl: string, sharedPassword?: string): Promise<string> {
  const password = sharedPassword ?? (hasPassword(ownerUrl) ? randomBytes(24).toString('hex') : undefined)
  if (password === undefined) return withUser(ownerUrl, 'anlan_app')
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query(`alter role anlan_app password ${pg.escapeLiteral(password)}`)
  } finally {
    await client.end()
  }
  return withUser(ownerUrl, 'anlan_app', password)
}
