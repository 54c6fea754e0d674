import type { ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { SOME } from './anlan.ts'
import type { Cluster } from './cluster.ts'
import { COLUMNS, copy } from './copy.ts'
import { TOWN } from './county.ts'
import { answers, freePort, install, start, stop } from './procs.ts'
import type { Program } from './program.ts'
import { FILES } from './strapi-files.ts'

const VERSION = '5.54.0'
const PASSWORD = 'Bench-2026-town'
const NEEDS = ['pg@8', 'react@18', 'react-dom@18', 'react-router-dom@6', 'styled-components@6']

/** The same questions have the same indexes; the links between rows have those that Strapi makes. */
const INDEXES = `
  create index on orgs (path, name, id);
  create unique index on matters (no);
  create index on matters (path, kind, phase, opened_at desc, id desc);
  create index on matters (kind, phase, opened_at desc, id desc);
  create index on matters (opened_by, opened_at desc);`

/** Rows get Strapi's own numbers and document ids; `n` is the same in every statement. */
const orgs = `(select o.*, row_number() over (order by id) as n from org o)`
const matters = `(select m.*, row_number() over (order by opened_at, id) as n from matter m)`

async function fill(bin: string, source: string, target: string): Promise<void> {
  const client = new pg.Client({ connectionString: target })
  await client.connect()
  try {
    const now = `now(), now(), now()`
    const kept = ['id', 'document_id', 'created_at', 'updated_at', 'published_at']
    await copy(
      bin,
      source,
      `select n, substr(md5(id::text), 1, 24), ${now}, kind, name, path from ${orgs} o`,
      target,
      `orgs (${kept}, kind, name, path)`,
    )
    const into = COLUMNS.map((c) => (c === 'fields' ? 'details' : c))
    await copy(
      bin,
      source,
      `select n, substr(md5(id::text), 1, 24), ${now}, ${COLUMNS} from ${matters} m order by n`,
      target,
      `matters (${kept}, ${into})`,
    )
    for (const link of ['org', 'office']) {
      const select = `select m.n, o.n from ${matters} m join ${orgs} o on o.id = m.${link}_id order by m.n`
      await copy(bin, source, select, target, `matters_${link}_lnk (matter_id, org_id)`)
    }
    await client.query(INDEXES)
    for (const table of ['orgs', 'matters']) await client.query(`select setval('${table}_id_seq', (select max(id) from ${table}))`)
    await client.query('vacuum analyze')
  } finally {
    await client.end()
  }
}

/** Installs Strapi into the folder at the first time, fills a database of its own, starts it as for production without its admin pages. */
export async function startStrapi(bin: string, node: string, folder: string, cluster: Cluster, source: string): Promise<Program> {
  const log = path.join(folder, 'strapi.log')
  mkdirSync(folder, { recursive: true })
  const environment = { ...process.env, PATH: `${path.dirname(node)}:${process.env['PATH']}` }
  if (!existsSync(path.join(folder, 'node_modules/@strapi/strapi/package.json'))) {
    writeFileSync(path.join(folder, 'package.json'), '{"name":"peer","version":"0.0.0","private":true}')
    const packages = [`@strapi/strapi@${VERSION}`, `@strapi/plugin-users-permissions@${VERSION}`, ...NEEDS]
    await install(node, folder, log, packages)
  }
  for (const [name, content] of Object.entries(FILES)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
    writeFileSync(path.join(folder, name), content)
  }
  mkdirSync(path.join(folder, 'public/uploads'), { recursive: true })
  const database = `strapi_${new URL(source).pathname.slice(1)}`
  const fresh = await cluster.create(database)
  const target = cluster.url(database)
  const port = await freePort()
  const env = {
    ...environment,
    NODE_ENV: 'production',
    PORT: String(port),
    DB_PORT: new URL(target).port,
    DB_NAME: database,
    BENCH_TOWN: TOWN,
    BENCH_PASSWORD: PASSWORD,
    STRAPI_TELEMETRY_DISABLED: 'true',
  }
  const child = start(node, [path.join(folder, 'node_modules/@strapi/strapi/bin/strapi.js'), 'start'], log, { cwd: folder, env })
  try {
    await answers(`http://127.0.0.1:${port}/_health`, child, log, 120)
    if (fresh) await fill(bin, source, target)
    return await ready(child, port, target)
  } catch (error) {
    await stop(child)
    // Half filled it would pass for filled the next time.
    if (fresh) await cluster.drop(database)
    throw error
  }
}

const NAMES = 'populate[org][fields][0]=name&populate[office][fields][0]=name'
const FIELDS = [
  'kind',
  'no',
  'title',
  'state',
  'phase',
  'level',
  'path',
  'sector',
  'opened_at',
  'state_since',
  'closed_at',
  'due_at',
  'assignee_id',
  'seq',
]
const LIST = [
  '/api/matters?filters[kind][$eq]=hazard&filters[phase][$eq]=open&filters[level][$eq]=general&sort=opened_at:desc',
  'pagination[limit]=20&pagination[withCount]=false',
  ...FIELDS.map((name, i) => `fields[${i}]=${name}`),
  NAMES,
].join('&')

async function ready(child: ChildProcess, port: number, target: string): Promise<Program> {
  const answer = await fetch(`http://127.0.0.1:${port}/api/auth/local`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ identifier: TOWN, password: PASSWORD }),
  })
  if (!answer.ok) throw new Error(`Strapi refuses the sign-in: ${await answer.text()}`)
  const { jwt } = (await answer.json()) as { jwt: string }
  const client = new pg.Client({ connectionString: target })
  await client.connect()
  const { rows } = await client.query<{ id: string; org: string; office: string } & Record<string, unknown>>(
    `select m.document_id as id, o.document_id as org, f.document_id as office, ${COLUMNS.map((c) => (c === 'fields' ? 'm.details' : `m.${c}`))}
     from matters m join matters_org_lnk l on l.matter_id = m.id join orgs o on o.id = l.org_id
       join matters_office_lnk k on k.matter_id = m.id join orgs f on f.id = k.org_id
     where m.path = $1 and m.phase = 'open' order by md5(m.document_id) limit ${SOME}`,
    [TOWN],
  )
  const { rows: foreign } = await client.query<{ id: string }>(`select document_id as id from matters where path <> $1 limit 1`, [TOWN])
  await client.end()
  const { id: _none, org, office, ...first } = rows[0] ?? { id: '', org: '', office: '' }
  // A bare document id that begins with a digit is taken for a row number and refused.
  const data = { ...first, org: { set: [{ documentId: org }] }, office: { set: [{ documentId: office }] }, no: 'YH-<uuid>' }
  return {
    name: `Strapi ${VERSION}`,
    pid: child.pid ?? 0,
    port,
    headers: { authorization: `Bearer ${jwt}` },
    foreign: `/api/matters/${foreign[0]?.id}`,
    rowsOf: (answer) => (answer as { data: unknown[] }).data.length,
    workloads: {
      list: { method: 'GET', paths: [encodeURI(LIST)] },
      one: { method: 'GET', paths: rows.map((r) => encodeURI(`/api/matters/${r.id}?${NAMES}`)) },
      write: { method: 'POST', paths: ['/api/matters'], body: JSON.stringify({ data }) },
    },
    stop: () => stop(child),
  }
}
