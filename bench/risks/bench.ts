/**
 * Regional risk of a county on the embedded database: `npx tsx bench/risks/bench.ts [--points 100000]`. Exit code 1 when a target is
 * missed. The roll-up of now and the replay of one past minute, each within 1 s, as an officer of the county under row-level
 * security. CPU is that of this process and of the database's, so that a busy machine is seen.
 */
import { readdir, readFile, chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { alarmFacts } from '#apps/server/alarm-facts.ts'
import { policies } from '#apps/server/policies.ts'
import type { Claims } from '#kernel/access/index.ts'
import { appUrlOf, migrate, openDb, type Sql } from '#platform/db/index.ts'
import { startEmbedded } from '#platform/postgres/index.ts'
import { computeRegion, type RegionDeps } from '../../practices/risks/server/region.ts'
import { COUNTY, fillCounty, OFFICE, type Size } from './rows.ts'

const LIMIT_MS = 1000
const RUNS = 7
const at = process.argv.indexOf('--points')
const POINTS = at < 0 ? 100_000 : Number(process.argv[at + 1])
const SIZE: Size = { enterprises: 2000, points: POINTS, hazards: 40_000, alarms: 40_000 }

const officer: Claims = {
  personId: OFFICE,
  postId: OFFICE,
  orgId: OFFICE,
  role: 'officer',
  path: COUNTY,
  sectors: null,
  grants: Object.fromEntries(['org.read', 'risk.read', 'hazard.read', 'alarm.read', 'warning.read'].map((p) => [p, ['area' as const]])),
}
const deps: RegionDeps = { formulas: () => [], sources: [alarmFacts] }
/** Clock ticks of Linux in a second. */
const TICKS = 100

/** Seconds of CPU of this process and of every process of the embedded server. */
async function cpu(dataDir: string): Promise<number> {
  const own = process.cpuUsage()
  let ticks = 0
  const head = Number((await readFile(path.join(dataDir, 'postmaster.pid'), 'utf8')).split('\n')[0])
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
    const parts = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    if (Number(parts[1]) === head) ticks += Number(parts[11]) + Number(parts[12])
  }
  return (own.user + own.system) / 1e6 + ticks / TICKS
}

const middle = (list: number[]): number => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? NaN

async function main(): Promise<boolean> {
  const folder = await mkdtemp(path.join(tmpdir(), 'anlan-bench-risks-'))
  await chmod(folder, 0o711)
  const server = await startEmbedded({ dataDir: folder })
  let met = true
  try {
    await migrate(server.ownerUrl, fileURLToPath(new URL('../../migrations', import.meta.url)), policies)
    const owner = new pg.Pool({ connectionString: server.ownerUrl, max: 1 })
    await fillCounty(owner, SIZE)
    await owner.end()
    const db = openDb(await appUrlOf(server.ownerUrl), { max: 4 })
    const read = <T>(statement: Sql, prepared?: boolean): Promise<T[]> => db.read<T>(officer, statement, prepared)
    const found = (await readdir(folder, { recursive: true })).find((name) => path.basename(name) === 'postmaster.pid')
    const dataDir = path.dirname(path.join(folder, found ?? ''))
    console.log(
      `${SIZE.points.toLocaleString('en')} risk points of ${SIZE.enterprises} enterprises, ${SIZE.hazards} hazards, ${SIZE.alarms} alarms of a year`,
    )
    const measure = async (name: string, day: (run: number) => number): Promise<void> => {
      const [wall, used]: [number[], number[]] = [[], []]
      let colours = ''
      for (let run = 0; run <= RUNS; run++) {
        const now = new Date()
        const then = new Date(now.getTime() - day(run) * 86_400_000)
        const [from, before] = [performance.now(), await cpu(dataDir)]
        const region = await computeRegion(read, deps, officer, COUNTY, then, now)
        const spent = performance.now() - from
        colours = `${region.area.colour} ${region.area.score}, ${region.totals.reduce((n, t) => n + t.count, 0)} facts`
        // The first fills the caches.
        if (run === 0) continue
        wall.push(spent)
        used.push(1000 * ((await cpu(dataDir)) - before))
      }
      const good = middle(wall) <= LIMIT_MS
      met &&= good
      const ms = (n: number): string => `${Math.round(n)} ms`.padStart(8)
      console.log(
        `${name.padEnd(28)} median ${ms(middle(wall))}  worst ${ms(Math.max(...wall))}  CPU ${ms(middle(used))}  ${LIMIT_MS} ms: ${good ? 'met' : 'MISSED'}  (${colours})`,
      )
    }
    await measure('county now', () => 0)
    await measure('one past minute', (run) => 11.3 + run * 37)
    await db.close()
  } finally {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
  return met
}

process.exitCode = (await main()) ? 0 : 1
