import { timingSafeEqual } from 'node:crypto'
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import { z } from 'zod'
import { text } from '#kernel/text.ts'
import { sql, type Sql } from '#platform/db/index.ts'
import { notFound, readRoute, type ReadContext, type Route } from '#platform/http/index.ts'
import type { Observe, ObserveDeps } from './types.ts'

const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
const None = z.object({})
const CHECK_MS = 2000

function sameToken(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)]
  return a.length === b.length && timingSafeEqual(a, b)
}

/** The token, or from this machine itself; behind a proxy on this machine every request seems to be, hence the second test. */
function mayScrape({ raw, ip }: ReadContext, token: string | undefined): boolean {
  const given = /^Bearer (.+)$/.exec(raw.headers.authorization ?? '')?.[1]
  if (given !== undefined) return token !== undefined && token !== '' && sameToken(given, token)
  const forwarded =
    raw.headers['x-forwarded-for'] !== undefined || raw.headers['forwarded'] !== undefined || raw.headers['x-real-ip'] !== undefined
  return !forwarded && (ip === '127.0.0.1' || ip === '::1' || ip === '::ffff:127.0.0.1')
}

async function within(ms: number, check: () => Promise<boolean> | boolean): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), ms)
  })
  try {
    return await Promise.race([Promise.resolve().then(check), late])
  } catch {
    return false
  } finally {
    clearTimeout(timer)
  }
}

function addDatabaseGauges(registry: Registry, { db, systemClaims }: ObserveDeps): void {
  const pool = new Gauge({
    name: 'anlan_db_connections',
    help: 'Connections of the pool to the database',
    labelNames: ['state'],
    registers: [],
    collect() {
      this.set({ state: 'idle' }, db.pool.idleCount)
      this.set({ state: 'used' }, db.pool.totalCount - db.pool.idleCount)
      this.set({ state: 'waiting' }, db.pool.waitingCount)
    },
  })
  registry.registerMetric(pool)

  /** A gauge that reads the database when it is scraped. While that is away the other metrics must still be read. */
  const fromDatabase = (name: string, help: string, read: () => Promise<number>): void => {
    const gauge = new Gauge({
      name,
      help,
      registers: [],
      async collect() {
        this.set(await read().catch(() => Number.NaN))
      },
    })
    registry.registerMetric(gauge)
  }
  const one = async (statement: Sql): Promise<number> => (await db.read<{ n: number }>(systemClaims, statement))[0]?.n ?? 0

  fromDatabase('anlan_outbox_rows', 'Outbox rows not delivered yet', () =>
    one(sql`select count(*)::int as n from outbox where done_at is null`),
  )
  fromDatabase('anlan_outbox_lag_seconds', 'Age of the oldest outbox row that is due and was not delivered', () =>
    one(sql`select coalesce(greatest(0, extract(epoch from now() - min(at))), 0)::float8 as n from outbox
      where done_at is null and next_at <= now()`),
  )
  for (const state of ['queued', 'running']) {
    fromDatabase(`anlan_jobs_${state}`, `Jobs that are ${state}`, () =>
      one(sql`select count(*)::int as n from job_run where state = ${state}`),
    )
  }
}

/** Figures for those who run the system. Routes are counted by their pattern: no ids, names or addresses of people. */
export function createObserve(deps: ObserveDeps): Observe {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const seconds = new Histogram({
    name: 'anlan_http_seconds',
    help: 'Duration of requests by route',
    labelNames: ['method', 'route', 'status'],
    buckets: BUCKETS,
    registers: [registry],
  })
  const info = new Gauge({ name: 'anlan_info', help: 'Version', labelNames: ['version'], registers: [registry] })
  info.set({ version: deps.version ?? 'unknown' }, 1)
  addDatabaseGauges(registry, deps)

  const checks: Readonly<Record<string, () => Promise<boolean> | boolean>> = {
    database: async () => (await deps.db.read(deps.systemClaims, sql`select 1`)).length === 1,
    ...deps.ready,
  }

  const routes: Route[] = [
    readRoute({
      method: 'GET',
      path: '/metrics',
      audit: 'observe.metrics',
      text: text('运行指标', 'Metrics'),
      permission: 'public',
      params: None,
      query: None,
      response: 'stream',
      handler: async (context) => {
        if (!mayScrape(context, deps.metricsToken)) throw notFound()
        const body = await registry.metrics()
        await context.reply.type(registry.contentType).header('cache-control', 'no-store').send(body)
      },
    }),
    readRoute({
      method: 'GET',
      path: '/healthz',
      audit: 'observe.health',
      text: text('进程是否在运行', 'Is the process alive'),
      permission: 'public',
      params: None,
      query: None,
      response: z.object({ ok: z.boolean() }),
      handler: async () => ({ ok: true }),
    }),
    readRoute({
      method: 'GET',
      path: '/readyz',
      audit: 'observe.ready',
      text: text('是否可以接收请求', 'Is it ready for requests'),
      permission: 'public',
      params: None,
      query: None,
      response: 'stream',
      handler: async ({ reply }) => {
        const states = await Promise.all(
          Object.entries(checks).map(async ([name, check]) => [name, await within(CHECK_MS, check)] as const),
        )
        const ok = states.every(([, good]) => good)
        await reply
          .code(ok ? 200 : 503)
          .header('cache-control', 'no-store')
          .send({ ok, checks: Object.fromEntries(states) })
      },
    }),
  ]

  return {
    request: (route, status, took) => seconds.observe({ method: route.method, route: route.path, status: String(status) }, took),
    routes,
    counter(name, help, labels, read) {
      const counter = new Counter({
        name,
        help,
        labelNames: [...labels],
        registers: [],
        collect() {
          this.reset()
          for (const one of read()) this.inc(one.labels, one.n)
        },
      })
      registry.registerMetric(counter)
    },
    metrics: () => registry.metrics(),
  }
}
