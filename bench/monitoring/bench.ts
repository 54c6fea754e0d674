/**
 * Readings taken in, judged and durable: `npx tsx bench/monitoring/bench.ts [http|copy|mqtt|latency|restart|all] [--seconds 600] [--points 20000]`.
 * Database, server and load share the machine. HTTP and MQTT go over loopback sockets; every point has limits with dead-band and
 * delays, plausibility and missing data.
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import mqtt from 'mqtt'
import pg from 'pg'
import { createHash } from 'node:crypto'
import { httpReadings } from '#adapters/http-readings/index.ts'
import { openMqtt } from '#adapters/mqtt/index.ts'
import { policies } from '#apps/server/policies.ts'
import { createMonitoring, type Monitoring } from '#mechanisms/monitoring/index.ts'
import { appUrlOf, migrate, openDb, type Db } from '#platform/db/index.ts'
import { buildHttp } from '#platform/http/index.ts'
import { silentLog } from '#platform/observe/index.ts'
import { startEmbedded } from '#platform/postgres/index.ts'

const flag = (name: string, otherwise: number): number => {
  const at = process.argv.indexOf(`--${name}`)
  return at < 0 ? otherwise : Number(process.argv[at + 1])
}
const part = ['http', 'copy', 'mqtt', 'latency', 'restart'].find((p) => process.argv.includes(p)) ?? 'all'
const SECONDS = flag('seconds', 600)
const POINTS = flag('points', 20_000)
const ORGS = 20
const BATCH = 1000
const ID = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`
const SYSTEM = ID(1)
const RULES = JSON.stringify([
  { key: 'plausible', kind: 'plausible', priority: 'low', min: -50, max: 150 },
  { key: 'missing', kind: 'missing', priority: 'low', periods: 3, atLeast: 600 },
  { key: 'limits', kind: 'limits', priority: 'medium', LL: 5, L: 10, H: 80, HH: 90, deadBand: 1, onDelay: { L: 2, H: 2 }, offDelay: 5 },
])

const say = (what: string, figures: Record<string, unknown>): void => console.log(JSON.stringify({ what, ...figures }))
const share = (list: number[], p: number): number =>
  list.toSorted((a, b) => a - b)[Math.min(list.length - 1, Math.floor(p * list.length))] ?? NaN

async function seed(owner: pg.Pool): Promise<void> {
  for (let i = 0; i < ORGS; i++)
    await owner.query(`insert into org (id, kind, name, path) values ('${ID(100 + i)}', 'enterprise', 'E${i}', '990101001')`)
  await owner.query(
    `insert into point (id, org_id, code, name, type, period_s, rules) select gen_random_uuid(), ('00000000-0000-7000-8000-' || lpad((100 + i % ${ORGS})::text, 12, '0'))::uuid,
      'P' || i, 'P' || i, 'level', 10, $1::jsonb from generate_series(0, ${POINTS - 1}) i`,
    [RULES],
  )
  const hash = createHash('sha256').update('s').digest('hex')
  await owner.query(`insert into reading_source (id, org_id, username, secret_hash, name, by, created_at)
    select gen_random_uuid(), id, 'gw-' || name, '${hash}', name, '{}', now() from org where kind = 'enterprise'`)
}

const claims = (orgId: string, grants: Record<string, readonly ['all']>) => ({
  personId: SYSTEM,
  postId: SYSTEM,
  orgId,
  role: 'r',
  path: '',
  sectors: null,
  grants,
})
const system = claims(SYSTEM, { 'org.read': ['all'], 'point.read': ['all'], 'alarm.read': ['all'] })

let clock = Date.now() / 1000 - 86_400
/** A batch of one enterprise in columns; one reading in five hundred lies beyond a limit. */
function batchOf(org: number, n: number): string {
  const per = POINTS / ORGS
  const at = (clock += 0.001)
  const point: string[] = []
  const v: number[] = []
  for (let i = 0; i < n; i++) {
    point.push(`P${org + ORGS * ((n === BATCH ? i : Math.floor(Math.random() * per)) % per)}`)
    v.push(Math.random() < 0.002 ? 85 : 40 + Math.random())
  }
  return JSON.stringify({ point, t: Math.round(at * 1000) / 1000, v })
}

async function http(monitoring: Monitoring, db: Db): Promise<number> {
  const app = await buildHttp({
    db,
    routes: httpReadings(monitoring),
    now: () => new Date(),
    nobody: claims('', {}),
    perMinute: 10_000_000,
    authenticate: async (request) => ({
      claims: claims(String(request.headers['x-org']), { 'readings.write': ['all'] }),
      actor: { personId: SYSTEM, postId: SYSTEM, orgId: SYSTEM, role: 'r', name: 'bench' },
      sessionId: 's',
      tokenScopes: null,
    }),
  })
  const url = `${await app.listen({ port: 0, host: '127.0.0.1' })}/api/readings`
  const times: number[] = []
  const until = performance.now() + SECONDS * 1000
  let done = 0
  const began = performance.now()
  const sender = async (n: number): Promise<void> => {
    for (let org = n; performance.now() < until; org = (org + 4) % ORGS) {
      const from = performance.now()
      const answer = await fetch(url, {
        method: 'POST',
        body: batchOf(org, BATCH),
        headers: { 'content-type': 'application/json', 'x-org': ID(100 + org) },
      })
      if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`)
      await answer.arrayBuffer()
      times.push(performance.now() - from)
      done += BATCH
    }
  }
  await Promise.all(Array.from({ length: 12 }, (_, n) => sender(n)))
  const rate = done / ((performance.now() - began) / 1000)
  say('http', {
    readingsPerSecond: Math.round(rate),
    p50ms: Math.round(share(times, 0.5)),
    p99ms: Math.round(share(times, 0.99)),
    transactions: monitoring.counts.transactions,
    events: monitoring.counts.events,
  })
  await app.close()
  return rate
}

/** The same table and index, ready octets, nothing judged: what COPY alone does here. */
async function copy(owner: Db): Promise<number> {
  const { copyOctets, putReading, readingRows } = await import('../../mechanisms/monitoring/server/codec.ts')
  await owner.pool.query(
    'drop table if exists bare_copy; create table bare_copy (point integer not null, t timestamptz not null, v float8, q smallint not null, primary key (point, t))',
  )
  const until = performance.now() + Math.min(SECONDS, 30) * 1000
  const began = performance.now()
  let [n, t] = [0, Date.now() / 1000]
  while (performance.now() < until) {
    const rows = readingRows(10_000)
    t += 1
    for (let i = 0; i < 10_000; i++) putReading(rows, (n + i) % POINTS, t + Math.floor((n + i) / POINTS) / 1000, 40, 0)
    await owner.tx(system, async (tx) => tx.copy('copy bare_copy (point, t, v, q) from stdin (format binary)', copyOctets(rows)))
    n += 10_000
  }
  const rate = n / ((performance.now() - began) / 1000)
  say('bare copy', { readingsPerSecond: Math.round(rate) })
  return rate
}

async function mqttPart(monitoring: Monitoring): Promise<void> {
  const broker = await openMqtt(monitoring, { port: 0, perSecond: 1e9, now: () => new Date(), log: silentLog })
  const clients = await Promise.all(
    Array.from({ length: ORGS }, (_, i) =>
      mqtt.connectAsync({ host: '127.0.0.1', port: broker.port, username: `gw-E${i}`, password: 's', reconnectPeriod: 0 }),
    ),
  )
  const times: number[] = []
  const until = performance.now() + SECONDS * 1000
  const began = performance.now()
  const per = POINTS / ORGS
  const sender = async (i: number, k: number): Promise<void> => {
    for (let n = k; performance.now() < until; n += 20) {
      const from = performance.now()
      const payload = `{"point":"P${i + ORGS * (n % per)}","t":${Date.now() / 1000},"v":${40 + (n % 7)}}`
      await clients[i]?.publishAsync(`readings/gw-E${i}`, payload, { qos: 1 })
      times.push(performance.now() - from)
    }
  }
  await Promise.all(clients.flatMap((_, i) => Array.from({ length: 20 }, (_x, k) => sender(i, k))))
  say('mqtt qos 1', {
    messagesPerSecond: Math.round(times.length / ((performance.now() - began) / 1000)),
    p50ms: Math.round(share(times, 0.5)),
    p99ms: Math.round(share(times, 0.99)),
    refused: broker.counts.refused,
  })
  await Promise.all(clients.map((c) => c.endAsync(true)))
  await broker.stop()
}

/** From handing a reading in until its alarm row is committed, beside a steady stream. */
async function latency(monitoring: Monitoring): Promise<void> {
  const times: number[] = []
  const until = performance.now() + Math.min(SECONDS, 60) * 1000
  let v = 95
  const background = (async () => {
    while (performance.now() < until) {
      const n = 1000
      const no = Int32Array.from({ length: n }, () => 2 + Math.floor(Math.random() * (POINTS - 2)))
      const now = Date.now() / 1000
      await monitoring.ingest({
        n,
        no,
        t: new Float64Array(n).fill(now),
        v: new Float64Array(n).fill(40),
        q: new Uint8Array(n),
        backfill: false,
        receivedAt: now,
      })
      await new Promise((r) => setTimeout(r, 90))
    }
  })()
  while (performance.now() < until) {
    const now = Date.now() / 1000
    const from = performance.now()
    await monitoring.ingestOne(1, now, (v = v === 95 ? 40 : 95), 0, false, now)
    times.push(performance.now() - from)
    await new Promise((r) => setTimeout(r, 20))
  }
  await background
  say('reading to alarm row at 10,000/s', {
    p50ms: Math.round(share(times, 0.5)),
    p99ms: Math.round(share(times, 0.99)),
    samples: times.length,
  })
}

async function restart(make: () => Monitoring, owner: pg.Pool): Promise<void> {
  const first = make()
  await first.start()
  const now = Date.now() / 1000
  const all = Array.from({ length: POINTS }, (_, i) => i + 1)
  for (let from = 0; from < POINTS; from += 5000) {
    const nos = all.slice(from, from + 5000)
    const n = nos.length
    await first.ingest({
      n,
      no: Int32Array.from(nos),
      t: new Float64Array(n).fill(now),
      v: new Float64Array(n).fill(95),
      q: new Uint8Array(n),
      backfill: false,
      receivedAt: now,
    })
  }
  const open = async () =>
    (await owner.query('select count(*)::int as n, max(activations) as most from alarm where closed_at is null')).rows[0]
  const before = await open()
  // Not stopped: as after a kill. The new one fences it off.
  const began = performance.now()
  const second = make()
  await second.start()
  await second.ingestOne(1, now + 1, 95, 0, false, now + 1)
  const seconds = (performance.now() - began) / 1000
  say('restart', { openAlarms: before.n, secondsToFirstEvaluation: Number(seconds.toFixed(2)), afterwards: await open() })
  await second.stop()
  await first.stop()
}

async function main(): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'anlan-bench-monitoring-'))
  await chmod(folder, 0o711)
  const server = await startEmbedded({ dataDir: folder })
  try {
    await migrate(server.ownerUrl, fileURLToPath(new URL('../../migrations', import.meta.url)), policies)
    const db = openDb(await appUrlOf(server.ownerUrl), { max: 4 })
    const ownerDb = openDb(server.ownerUrl, { max: 4 })
    await seed(ownerDb.pool)
    const make = (): Monitoring => createMonitoring({ db, ownerDb, system, sectors: [], now: () => new Date(), log: silentLog })
    if (part === 'restart') await restart(make, ownerDb.pool)
    else {
      const monitoring = make()
      await monitoring.start()
      if (part === 'http' || part === 'all') {
        const [taken, bare] = [await http(monitoring, db), await copy(ownerDb)]
        say('share of a bare copy', { share: Number((taken / bare).toFixed(2)) })
      }
      if (part === 'copy') await copy(ownerDb)
      if (part === 'mqtt' || part === 'all') await mqttPart(monitoring)
      if (part === 'latency' || part === 'all') await latency(monitoring)
      await monitoring.stop()
      if (part === 'all') await restart(make, ownerDb.pool)
    }
    await db.close()
    await ownerDb.close()
  } finally {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

await main()
