import type { Claims } from '#kernel/access/index.ts'
import type { Sector } from '#kernel/sector/index.ts'
import type { Db, Tx } from '#platform/db/index.ts'
import type { Route } from '#platform/http/index.ts'
import type { Log } from '#platform/observe/index.ts'
import type { RetentionSetting } from '../model.ts'
import { alarmRoutes, expireAlarms } from './alarm-routes.ts'
import type { AlarmChange } from './alarm-store.ts'
import type { Columns } from './codec.ts'
import type { MonitoringRoutesDeps } from './deps.ts'
import { importRoutes } from './import-routes.ts'
import { keepingRoutes } from './keeping-routes.ts'
import { kpiRoutes } from './kpi-routes.ts'
import { partitionKeeper } from './partitions.ts'
import { pointRoutes } from './point-routes.ts'
import { findGateway, sourceRoutes } from './source-routes.ts'
import { createSources, type Sources } from './sources.ts'
import { rollUp } from './rollup.ts'
import { dayOf } from '../rules.ts'
import { wallRoutes } from './wall.ts'
import { createWriter, type WriterCounts } from './writer.ts'

/** Called in the transaction of the readings or of the clock; a throw rolls the readings back, so it must not throw for a reason of its own. */
export type AlarmHook = (tx: Tx, changes: readonly AlarmChange[]) => Promise<void>

export interface MonitoringDeps {
  readonly db: Db
  /** Connections of the owner of the tables; ended by the caller. */
  readonly ownerDb: Db
  readonly system: Claims
  readonly sectors: readonly Sector[]
  readonly now: () => Date
  readonly log: Log
  readonly hooks?: readonly AlarmHook[]
  readonly nudge?: () => void
  readonly retention?: () => RetentionSetting
  /** Seconds for which late readings of an organisation are waited before they are judged. */
  readonly windowOf?: (orgId: string) => number
  readonly openHazard?: MonitoringRoutesDeps['openHazard']
  readonly graceS?: number
}

export interface Monitoring {
  readonly routes: Route[]
  start(): Promise<void>
  stop(): Promise<void>
  /** Resolves when readings, alarms and their notices are committed. Rejects with a Problem when they are not: nothing of them is stored. */
  ingest(columns: Columns): Promise<void>
  /** One reading of a small message; many of them share a transaction. */
  ingestOne(no: number, t: number, v: number, q: number, backfill: boolean, receivedAt: number): Promise<void>
  /** Number of an organisation's point by its code; undefined where it has none. */
  pointNo(orgId: string, code: string): number | undefined
  /** The organisation of a gateway that names itself rightly and is not closed; null otherwise. */
  gateway(username: string, secret: string): Promise<{ id: string; orgId: string } | null>
  /** Time of the newest reading of a point, seconds since 1970; -Infinity where there is none. */
  newest(no: number): number
  /** The devices that may send or are asked. */
  readonly sources: Sources
  pointsChanged(orgIds: Iterable<string>): void
  windowsChanged(): void
  /** By the clock, every minute. */
  rollUp(): Promise<void>
  expire(): Promise<number>
  /** By the clock, daily: partitions ahead, old ones dropped. */
  keep(): Promise<string[]>
  /** Resolves when nothing waits. */
  idle(): Promise<void>
  readonly counts: WriterCounts
}

const MINUTE = 60
/** Readings up to this old may still be on their way when a minute is rolled up. */
const SETTLE_S = 90

export function createMonitoring(deps: MonitoringDeps): Monitoring {
  const { db, ownerDb, system, now, log } = deps
  const partitions = partitionKeeper(ownerDb.pool)
  const writer = createWriter({
    db: ownerDb,
    system,
    partitions,
    now,
    log,
    windowOf: deps.windowOf ?? (() => 0),
    onAlarm: async (tx, changes) => {
      for (const hook of deps.hooks ?? []) await hook(tx, changes)
    },
    nudge: deps.nudge ?? (() => {}),
    ...(deps.graceS === undefined ? {} : { graceS: deps.graceS }),
  })
  const sources = createSources({ db: ownerDb, system, now, log })
  const routes: MonitoringRoutesDeps = {
    sources,
    db,
    system,
    sectors: deps.sectors,
    writer,
    ...(deps.openHazard ? { openHazard: deps.openHazard } : {}),
  }
  return {
    routes: [
      ...alarmRoutes(routes),
      ...pointRoutes(routes),
      ...wallRoutes(routes),
      ...kpiRoutes(routes),
      ...keepingRoutes(routes),
      ...sourceRoutes(routes),
      ...importRoutes(routes),
    ],
    start: writer.start,
    stop: writer.stop,
    ingest: writer.submit,
    ingestOne: writer.submitOne,
    pointNo: (orgId, code) => writer.directory()?.byCode.get(orgId)?.get(code),
    gateway: (username, secret) => findGateway(ownerDb, system, username, secret, now()),
    newest: (no) => writer.directory()?.latest.t[no] ?? -Infinity,
    sources,
    pointsChanged: writer.pointsChanged,
    windowsChanged: writer.windowsChanged,
    async rollUp() {
      const to = Math.floor((now().getTime() / 1000 - SETTLE_S) / MINUTE) * MINUTE
      await writer.promiseRolled(to)
      await partitions.ensure([dayOf(to)])
      await rollUp(ownerDb, system, new Date(to * 1000))
    },
    expire: async () => {
      const ended = await expireAlarms(ownerDb, system, now())
      if (ended > 0) deps.nudge?.()
      return ended
    },
    async keep() {
      const today = dayOf(now().getTime() / 1000)
      await partitions.ensure([today, today + 1, today + 2])
      return deps.retention ? partitions.drop(now().getTime() / 1000, deps.retention()) : []
    },
    idle: writer.idle,
    counts: writer.counts,
  }
}
