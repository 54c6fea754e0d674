import { connect, type Socket } from 'node:net'
import { createHash } from 'node:crypto'
import { createMonitoring, type AlarmHook, type Monitoring, type SourceEntry, type SourceOptions } from '#mechanisms/monitoring/index.ts'
import { openDb, type Db } from '#platform/db/index.ts'
import { silentLog } from '#platform/observe/index.ts'
import { testDb, type TestDb } from '#platform/testing.ts'

const SYSTEM = '00000000-0000-7000-8000-000000000001'
export const PLANT = '00000000-0000-7000-8000-0000000000a1'
const LIMITS = [{ key: 'limits', kind: 'limits', priority: 'medium', H: 12, HH: 15, deadBand: 0.2 }]

/** One enterprise with points and devices on a real database; a device is a socket of the test. */
export interface DevicePlace {
  readonly t: TestDb
  readonly monitoring: Monitoring
  readonly clock: { now: Date }
  addPoint(code: string, rules?: readonly unknown[]): Promise<void>
  addDevice(
    protocol: string,
    device: string,
    secret: string,
    map: readonly Partial<SourceEntry>[],
    options?: SourceOptions,
  ): Promise<string>
  /** `code=value` by time. */
  stored(): Promise<string[]>
  alarms(): Promise<string[]>
  count(protocol: string, cause: string): number
  stop(): Promise<void>
}

export async function devicePlace(hooks: readonly AlarmHook[] = []): Promise<DevicePlace> {
  const t = await testDb()
  const ownerDb: Db = openDb(t.ownerUrl, { max: 3 })
  const clock = { now: new Date() }
  await t.owner.query(`insert into org (id, kind, name, path) values ('${PLANT}', 'enterprise', '甲厂', '990101001')`)
  const grants = { 'org.read': ['all'], 'point.read': ['all'], 'alarm.read': ['all'] } as const
  const system = { personId: SYSTEM, postId: SYSTEM, orgId: SYSTEM, role: 'system', path: '', sectors: null, grants }
  const monitoring = createMonitoring({ db: t.db, ownerDb, system, sectors: [], now: () => clock.now, log: silentLog, hooks, graceS: 0 })
  await monitoring.start()
  return {
    t,
    monitoring,
    clock,
    async addPoint(code, rules = LIMITS) {
      await t.owner.query(`insert into point (id, org_id, code, name, type, rules) values (gen_random_uuid(), $1, $2, $2, 'level', $3)`, [
        PLANT,
        code,
        JSON.stringify(rules),
      ])
      monitoring.pointsChanged([PLANT])
      await monitoring.idle()
    },
    async addDevice(protocol, device, secret, map, options = {}) {
      const hash = createHash('sha256').update(secret).digest('hex')
      const full = map.map((m) => ({ scale: 1, add: 0, ...m }))
      const { rows } = await t.owner.query(
        `insert into reading_source (id, org_id, username, secret_hash, name, by, created_at, protocol, device, map, options)
          values (gen_random_uuid(), $1, $2, $3, '设备', '{}', now(), $4, $2, $5, $6) returning id`,
        [PLANT, device, hash, protocol, JSON.stringify(full), JSON.stringify(options)],
      )
      return rows[0].id as string
    },
    stored: async () =>
      (
        await t.owner.query(`select p.code || '=' || r.v as one from reading r join point p on p.no = r.point order by r.t, p.code`)
      ).rows.map((r) => r.one as string),
    alarms: async () =>
      (
        await t.owner.query(
          `select p.code || ' ' || a.level || ' ' || a.state as one from alarm a join point p on p.id = a.point_id order by a.no`,
        )
      ).rows.map((r) => r.one as string),
    count: (protocol, cause) => monitoring.sources.totals().find((c) => c.protocol === protocol && c.cause === cause)?.n ?? 0,
    async stop() {
      await monitoring.stop()
      await ownerDb.close()
      await t.drop()
    },
  }
}

/** A device's end of a TCP link. */
export interface TestLink {
  readonly socket: Socket
  write(octets: Uint8Array | string): void
  /** All octets that came so far. */
  received(): Buffer
  closed: Promise<void>
  end(): Promise<void>
}

export async function dial(port: number): Promise<TestLink> {
  const socket = connect(port, '127.0.0.1')
  const parts: Buffer[] = []
  socket.on('data', (part: Buffer) => void parts.push(part))
  socket.on('error', () => {})
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()))
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', () => resolve())
    socket.once('error', reject)
  })
  return {
    socket,
    write: (octets) => void socket.write(octets),
    received: () => Buffer.concat(parts),
    closed,
    async end() {
      socket.end()
      await closed
    },
  }
}
