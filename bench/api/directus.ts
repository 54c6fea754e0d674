import type { ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { SOME } from './anlan.ts'
import type { Cluster } from './cluster.ts'
import { COLUMNS, copy } from './copy.ts'
import { TOWN } from './county.ts'
import { answers, freePort, install, run, start, stop } from './procs.ts'
import type { Program } from './program.ts'

const VERSION = '12.3.1'
const ADMIN = { email: 'admin@example.com', password: 'Bench-2026-admin' }
const CLERK = { email: 'clerk@example.com', password: 'Bench-2026-town' }

/** The columns of Anlan's matter and the same indexes for the same questions; foreign keys give Directus its relations. */
const TABLES = `
  create table org (id uuid primary key, kind text not null, name text not null, path text collate "C" not null);
  create table matter (id uuid primary key, kind text not null, no text not null unique, title text not null, state text not null,
    phase text not null, level text, path text collate "C" not null, org_id uuid references org (id), office_id uuid references org (id),
    sector text, opened_by uuid not null, opened_at timestamptz not null, assignee_id uuid, state_since timestamptz not null,
    closed_at timestamptz, due_at timestamptz, due_clause json, fields json, done_by json, seq integer not null, head_hash text not null);`
const INDEXES = `
  create index on org (path, name, id);
  create index on matter (path, kind, phase, opened_at desc, id desc);
  create index on matter (kind, phase, opened_at desc, id desc);
  create index on matter (org_id, kind, opened_at desc);
  create index on matter (office_id, kind, phase, due_at);
  create index on matter (opened_by, opened_at desc);`

const FIELDS = `id,kind,no,title,state,phase,level,path,org_id.id,org_id.name,office_id.id,office_id.name,sector,opened_at,state_since,closed_at,due_at,assignee_id,seq`
/** The town stands in the question: see `permissions`. */
const FILTER = JSON.stringify({
  _and: [{ path: { _eq: TOWN } }, { kind: { _eq: 'hazard' } }, { phase: { _eq: 'open' } }, { level: { _eq: 'general' } }],
})

async function ask<T>(base: string, method: string, at: string, token: string, body?: unknown): Promise<T> {
  const answer = await fetch(base + at, {
    method,
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  if (!answer.ok) throw new Error(`Directus: ${method} ${at} answers ${answer.status} ${await answer.text()}`)
  return ((await answer.json()) as { data: T }).data
}

const signIn = async (base: string, who: typeof ADMIN): Promise<string> =>
  (await ask<{ access_token: string }>(base, 'POST', '/auth/login', '', who)).access_token

/**
 * A role that may read and create. Rules by row (`custom_permission_rules_enabled`) are a licensed feature of this version, so
 * the role sees every town and the question names the one: that is less work for Directus than the rule would be.
 */
async function permissions(base: string): Promise<void> {
  const admin = await signIn(base, ADMIN)
  for (const collection of ['org', 'matter']) await ask(base, 'PATCH', `/collections/${collection}`, admin, { meta: { hidden: false } })
  const rule = (collection: string, action: string) => ({ collection, action, fields: ['*'], permissions: null, validation: null })
  const policy = await ask<{ id: string }>(base, 'POST', '/policies', admin, {
    name: 'town',
    app_access: false,
    admin_access: false,
    permissions: [rule('org', 'read'), rule('matter', 'read'), rule('matter', 'create')],
  })
  const role = await ask<{ id: string }>(base, 'POST', '/roles', admin, { name: 'clerk' })
  await ask(base, 'POST', '/access', admin, { role: role.id, policy: policy.id })
  await ask(base, 'POST', '/users', admin, { ...CLERK, role: role.id })
}

async function fill(bin: string, cluster: Cluster, source: string, database: string): Promise<void> {
  const client = new pg.Client({ connectionString: cluster.url(database) })
  await client.connect()
  try {
    await client.query(TABLES)
    await copy(bin, source, 'select id, kind, name, path from org', cluster.url(database), 'org (id, kind, name, path)')
    const columns = ['id', 'org_id', 'office_id', ...COLUMNS].join(', ')
    await copy(bin, source, `select ${columns} from matter order by opened_at`, cluster.url(database), `matter (${columns})`)
    await client.query(INDEXES)
    await client.query('vacuum analyze')
  } finally {
    await client.end()
  }
}

/** Installs Directus into the folder at the first time, fills a database of its own, starts it as for production. */
export async function startDirectus(bin: string, node: string, folder: string, cluster: Cluster, source: string): Promise<Program> {
  mkdirSync(folder, { recursive: true })
  const log = path.join(folder, 'directus.log')
  const environment = { ...process.env, PATH: `${path.dirname(node)}:${process.env['PATH']}` }
  if (!existsSync(path.join(folder, 'node_modules/directus/package.json'))) {
    writeFileSync(path.join(folder, 'package.json'), '{"private":true}')
    await install(node, folder, log, [`directus@${VERSION}`])
  }
  const database = `directus_${new URL(source).pathname.slice(1)}`
  const fresh = await cluster.create(database)
  const server = new URL(cluster.url(database))
  const port = await freePort()
  const env = {
    ...environment,
    NODE_ENV: 'production',
    HOST: '127.0.0.1',
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    LOG_LEVEL: 'warn',
    SECRET: 'bench-secret-of-thirty-two-octets!',
    ACCESS_TOKEN_TTL: '1d',
    TELEMETRY: 'false',
    RATE_LIMITER_ENABLED: 'false',
    DB_CLIENT: 'pg',
    DB_HOST: '127.0.0.1',
    DB_PORT: server.port,
    DB_DATABASE: database,
    DB_USER: 'owner',
    DB_PASSWORD: 'trusted',
    DB_POOL__MIN: '0',
    DB_POOL__MAX: '12',
    ADMIN_EMAIL: ADMIN.email,
    ADMIN_PASSWORD: ADMIN.password,
  }
  const cli = path.join(folder, 'node_modules/directus/cli.js')
  if (fresh) {
    await run(node, [cli, 'bootstrap'], log, { cwd: folder, env })
    await fill(bin, cluster, source, database)
  }
  const child = start(node, [cli, 'start'], log, { cwd: folder, env })
  try {
    return await ready(child, port, log, cluster.url(database), fresh)
  } catch (error) {
    await stop(child)
    // Half filled it would pass for filled the next time.
    if (fresh) await cluster.drop(database)
    throw error
  }
}

async function ready(child: ChildProcess, port: number, log: string, url: string, fresh: boolean): Promise<Program> {
  const base = `http://127.0.0.1:${port}`
  await answers(`${base}/server/ping`, child, log, 120)
  if (fresh) await permissions(base)
  const headers = { authorization: `Bearer ${await signIn(base, CLERK)}` }

  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<Record<string, unknown> & { id: string }>(
    `select * from matter where path = $1 and phase = 'open' order by md5(id::text) limit ${SOME}`,
    [TOWN],
  )
  await client.end()
  return {
    name: `Directus ${VERSION}`,
    pid: child.pid ?? 0,
    port,
    headers,
    foreign: null,
    rowsOf: (answer) => (answer as { data: unknown[] }).data.length,
    workloads: {
      list: { method: 'GET', paths: [`/items/matter?fields=${FIELDS}&filter=${encodeURIComponent(FILTER)}&sort=-opened_at&limit=20`] },
      one: { method: 'GET', paths: rows.map((r) => `/items/matter/${r.id}?fields=*,org_id.name,office_id.name`) },
      write: { method: 'POST', paths: ['/items/matter'], body: JSON.stringify({ ...rows[0], id: '<uuid>', no: 'YH-<uuid>' }) },
    },
    stop: () => stop(child),
  }
}
