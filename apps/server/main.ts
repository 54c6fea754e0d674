import path from 'node:path'
import { connectExternal, PostgresError, startEmbedded, type EmbeddedServer } from '#platform/postgres/index.ts'
import { sql } from '#platform/db/index.ts'
import type { DemoPost } from '#platform/signin/index.ts'
import { demoOf, ensureSample } from '../sample/index.ts'
import { startFeed } from '../sample/feed.ts'
import { startLife } from '../sample/life.ts'
import { createAnlan } from './app.ts'
import { readConfig, type Config } from './config.ts'

/** Says something to the person at the terminal. */
const say = (line: string): void => console.log(line)

function bar(share: number): string {
  const full = Math.round(share * 24)
  return `${'█'.repeat(full)}${'░'.repeat(24 - full)} ${Math.floor(share * 100)}%`
}

export interface Running {
  readonly url: string
  readonly stop: () => Promise<void>
}

/** Starts the database, the server and, unless told otherwise, the sample county. Resolves when it listens. */
export async function serve(config: Config): Promise<Running> {
  const lost = (reason: unknown): void => {
    console.error(`数据库中断 / the database was lost: ${String(reason)}`)
    process.exit(1)
  }
  const server = config.databaseUrl
    ? await connectExternal(config.databaseUrl)
    : await startEmbedded({ dataDir: config.dataDir, onLost: lost })
  try {
    return await serveOn(server, config)
  } catch (error) {
    await server.stop()
    throw error
  }
}

async function serveOn(server: EmbeddedServer, config: Config): Promise<Running> {
  let demo: readonly DemoPost[] = []
  const anlan = await createAnlan({
    config,
    ownerUrl: server.ownerUrl,
    ...(config.sample ? { demoPosts: async () => demo } : {}),
  })
  await anlan.http.listen({ port: config.port, host: config.host })
  const address = anlan.http.server.address()
  const port = typeof address === 'object' && address ? address.port : config.port
  const url = `http://${config.host === '0.0.0.0' ? '127.0.0.1' : config.host}:${port}`

  let life: { stop(): Promise<void> } | null = null
  let feed: { stop(): void } | null = null
  const stop = async (): Promise<void> => {
    feed?.stop()
    await life?.stop()
    await anlan.stop()
    await server.stop()
  }
  if (config.sample) {
    let shown = 0
    const sample = await ensureSample({
      db: anlan.db,
      appUrl: anlan.appUrl,
      ownerUrl: server.ownerUrl,
      dataDir: config.dataDir,
      ...anlan.world,
      roles: anlan.roles(),
      calendar: anlan.calendar,
      signIn: anlan.signIn,
      size: config.sampleSize,
      days: config.sampleDays,
      now: new Date(),
      progress: (share) => {
        anlan.making.share = share
        if (share < 1 && share - shown < 0.04) return
        shown = share
        say(`正在生成样例县 / making the sample county  ${bar(share)}`)
      },
      seal: anlan.seal,
    })
    anlan.making.share = null
    if (sample) {
      demo = demoOf(sample)
      life = await startLife({ anlan, county: sample })
      feed = await startFeed({ db: anlan.db, system: anlan.systemClaims, monitoring: anlan.monitoring, log: anlan.log })
    }
  }
  const [people] = await anlan.db.read<{ n: number }>(anlan.systemClaims, sql`select count(*)::int as n from person`)
  if (people?.n === 0) {
    say('还没有任何账号：停止服务后运行 npx anlan init，建立单位和管理员')
    say('No account yet: stop the server and run npx anlan init for the office and its administrator')
  }
  await anlan.begin()
  return { url, stop }
}

/** The command `anlan serve`. */
export async function serveCommand(args: readonly string[]): Promise<void> {
  const config = readConfig(process.env, args)
  try {
    const began = performance.now()
    say(`安澜 Anlan · ${path.basename(config.dataDir)}`)
    const { url, stop } = await serve(config)
    say(`已启动 / ready: ${url}  (${((performance.now() - began) / 1000).toFixed(1)} s)`)
    let stopping = false
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.on(signal, () => {
        if (stopping) return
        stopping = true
        void stop().then(() => process.exit(0))
      })
    }
  } catch (error) {
    const text =
      error instanceof PostgresError ? `${error.text.zh}\n${error.text.en}` : String(error instanceof Error ? error.message : error)
    console.error(`启动失败 / could not start:\n${text}`)
    process.exit(1)
  }
}
