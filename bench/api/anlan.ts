import type { ChildProcess } from 'node:child_process'
import path from 'node:path'
import pg from 'pg'
import { CLERK, TOWN } from './county.ts'
import { answers, freePort, start, stop } from './procs.ts'
import type { Program } from './program.ts'

const LIST = '/api/matters?kind=hazard&phase=open&level=general&sort=opened&limit=20'

/** Any ids of open matters of the clerk's town: the same choice for every program. */
export const SOME = 2000

/** Starts `anlan serve` as anyone would, with the comparison's server as DATABASE_URL, and signs the clerk in. */
export async function startAnlan(node: string, root: string, ownerUrl: string, dataDir: string): Promise<Program> {
  const port = await freePort()
  const log = path.join(path.dirname(dataDir), 'anlan.log')
  const args = [path.join(root, 'apps/cli/anlan.mjs'), 'serve', '--empty', '--port', String(port), '--data', dataDir]
  const child = start(node, args, log, {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production', DATABASE_URL: ownerUrl, ANLAN_PER_MINUTE: '100000000' },
  })
  try {
    return await ready(child, port, log, ownerUrl)
  } catch (error) {
    await stop(child)
    throw error
  }
}

async function ready(child: ChildProcess, port: number, log: string, ownerUrl: string): Promise<Program> {
  await answers(`http://127.0.0.1:${port}/healthz`, child, log, 60)
  const answer = await fetch(`http://127.0.0.1:${port}/api/auth/sign-in/username`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: `http://127.0.0.1:${port}` },
    body: JSON.stringify(CLERK),
  })
  if (!answer.ok) throw new Error(`Anlan refuses the sign-in: ${await answer.text()}`)
  const cookie = answer.headers
    .getSetCookie()
    .map((c) => c.split(';')[0])
    .join('; ')
  const headers = { cookie, origin: `http://127.0.0.1:${port}` }

  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  const { rows } = await client.query<{ id: string; org: string }>(
    `select id, org_id as org from matter where path = $1 and phase = 'open' order by md5(id::text) limit ${SOME}`,
    [TOWN],
  )
  const { rows: foreign } = await client.query<{ id: string }>(`select id from matter where path <> $1 limit 1`, [TOWN])
  await client.end()

  const open = { id: '<uuid>', matterId: '<uuid>', kind: 'hazard', act: 'find', orgId: rows[0]?.org, evidence: [] }
  const deadline = new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10)
  return {
    name: 'Anlan',
    pid: child.pid ?? 0,
    port,
    headers,
    foreign: `/api/matters/${foreign[0]?.id}`,
    rowsOf: (answer) => (answer as { items: unknown[] }).items.length,
    workloads: {
      list: { method: 'GET', paths: [LIST] },
      one: { method: 'GET', paths: rows.map((r) => `/api/matters/${r.id}`) },
      write: {
        method: 'POST',
        paths: rows.map((r) => `/api/matters/${r.id}/acts`),
        body: JSON.stringify({ id: '<uuid>', act: 'comment', form: { reason: '已电话提醒企业尽快整改' } }),
      },
      open: {
        method: 'POST',
        paths: ['/api/matters'],
        body: JSON.stringify({ ...open, form: { what: '配电箱未上锁，钥匙遗失 <uuid>', level: 'general', deadline } }),
      },
    },
    stop: () => stop(child),
  }
}
