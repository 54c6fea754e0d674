import { createServer, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { Aedes, type Client } from 'aedes'
import type { Monitoring } from '#mechanisms/monitoring/index.ts'
import type { Log } from '#platform/observe/index.ts'
import { Malformed, parseJson, timeOf, type Sent } from '../http-readings/parse.ts'

export interface MqttOptions {
  readonly port: number
  /** Loopback by default: whoever opens it to the net should use TLS. */
  readonly host?: string
  /** PEM. */
  readonly tls?: { readonly cert: string; readonly key: string }
  /** Readings a second and gateway; more is held back, not lost. */
  readonly perSecond?: number
  readonly now: () => Date
  readonly log: Log
}

export interface MqttCounts {
  messages: number
  refused: number
}

const MAX_PAYLOAD = 1024 * 1024
/** Older is not taken, nor from the day after tomorrow. */
const OLDEST_S = 90 * 86_400
const AHEAD_S = 86_400

interface Gateway {
  readonly username: string
  readonly orgId: string
  /** Until when the readings taken so far fill the gateway's share, in ms. */
  full: number
}

/** `readings/USER`: as over HTTP, or one `{point, t, v}`. `readings/USER/POINT`: a number, or `{t, v}`. Null = not his topic. */
function sentOf(topic: string, payload: Buffer, gateway: Gateway, receivedAt: number): Sent | null {
  const own = `readings/${gateway.username}`
  const text = payload.toString('utf8')
  if (topic === own) return parseJson(text)
  if (!topic.startsWith(`${own}/`)) return null
  const point = topic.slice(own.length + 1)
  const plain = Number(text)
  if (text.trim() !== '' && Number.isFinite(plain)) {
    return { points: [point], t: Float64Array.of(receivedAt), v: Float64Array.of(plain), q: new Uint8Array(1), backfill: false }
  }
  const json = JSON.parse(text) as { t?: unknown; v?: unknown; q?: number; backfill?: boolean }
  const t = json.t === undefined ? receivedAt : timeOf(json.t)
  return {
    points: [point],
    t: Float64Array.of(t),
    v: Float64Array.of(Number(json.v)),
    q: Uint8Array.of(json.q ?? 0),
    backfill: json.backfill === true,
  }
}

/** Stores what was sent. Throws with the reason when a point is not the enterprise's or a time cannot be: nothing of it is stored. */
async function take(monitoring: Monitoring, sent: Sent, orgId: string, receivedAt: number): Promise<void> {
  const n = sent.points.length
  const no = new Int32Array(n)
  for (let i = 0; i < n; i++) {
    const found = monitoring.pointNo(orgId, sent.points[i] ?? '')
    if (found === undefined) throw new Malformed(`没有点位 ${sent.points[i]}`, `no point ${sent.points[i]}`)
    const t = sent.t[i] ?? NaN
    if (!(t > receivedAt - OLDEST_S && t < receivedAt + AHEAD_S)) throw new Malformed('时间不对', 'the time is wrong')
    no[i] = found
  }
  if (n === 1) await monitoring.ingestOne(no[0] ?? 0, sent.t[0] ?? NaN, sent.v[0] ?? NaN, sent.q[0] ?? 0, sent.backfill, receivedAt)
  else if (n > 1) await monitoring.ingest({ n, no, t: sent.t, v: sent.v, q: sent.q, backfill: sent.backfill, receivedAt })
}

/**
 * An MQTT broker in the process. A gateway signs in with its own name and secret, publishes to its own topics and
 * subscribes to nothing. With QoS 1 the answer goes out after the commit; what was not answered is sent again by the gateway.
 */
export async function openMqtt(monitoring: Monitoring, options: MqttOptions) {
  const { now, log } = options
  const perMs = (options.perSecond ?? 20_000) / 1000
  const gateways = new WeakMap<Client, Gateway>()
  const counts: MqttCounts = { messages: 0, refused: 0 }
  const links = new Map<Client, string>()
  // A gateway that was closed is cut off at once, not when it next signs in.
  const forget = monitoring.sources.onChange((id) => {
    for (const [client, source] of links) if (source === id) client.close()
  })

  const broker = new Aedes({
    authenticate: (client, username, password, done) => {
      const refused = Object.assign(new Error('bad user name or secret'), { returnCode: 4 as const })
      monitoring.gateway(String(username ?? ''), password?.toString('utf8') ?? '').then(
        (found) => {
          if (found) {
            gateways.set(client, { username: String(username), orgId: found.orgId, full: 0 })
            links.set(client, found.id)
          }
          done(found ? null : refused, found !== null)
        },
        (error: unknown) => {
          log.warn({ err: error }, 'A gateway could not be looked up')
          done(Object.assign(new Error('unavailable'), { returnCode: 3 as const }), false)
        },
      )
    },
    authorizeSubscribe: (_client, _subscription, done) => done(new Error('gateways only send')),
    authorizePublish: (client, packet, done) => {
      const gateway = client ? gateways.get(client) : undefined
      const payload = Buffer.isBuffer(packet.payload) ? packet.payload : Buffer.from(packet.payload)
      counts.messages++
      const refuse = (reason: string): void => {
        counts.refused++
        log.warn({ gateway: gateway?.username, topic: packet.topic, reason }, 'A message of a gateway was refused')
        done(new Error(reason))
      }
      if (!gateway || payload.length > MAX_PAYLOAD) return refuse('not allowed')
      const receivedAt = now().getTime() / 1000
      try {
        const sent = sentOf(packet.topic, payload, gateway, receivedAt)
        if (!sent) return refuse('not a topic of this gateway')
        const clock = Date.now()
        gateway.full = Math.max(gateway.full, clock) + sent.points.length / perMs
        const store = (): void =>
          void take(monitoring, sent, gateway.orgId, receivedAt).then(
            () => done(null),
            (error: unknown) => refuse(error instanceof Error ? error.message : 'not stored'),
          )
        // A second's worth may come at once; what is beyond waits, and with it the gateway.
        const late = gateway.full - clock - 1000
        if (late > 0) setTimeout(store, late)
        else store()
      } catch (error) {
        refuse(error instanceof Error ? error.message : 'not readable')
      }
    },
  })
  await broker.listen()
  broker.on('clientDisconnect', (client) => void links.delete(client))
  broker.on('clientError', (_client, error) => log.warn({ reason: error.message }, 'A gateway was cut off'))
  const onSocket = (socket: Socket): void => void broker.handle(socket)
  const server: Server = options.tls ? createTlsServer(options.tls, onSocket) : createServer(onSocket)
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, options.host ?? '127.0.0.1', resolve)
  })
  const address = server.address()
  return {
    counts,
    port: typeof address === 'object' && address ? address.port : options.port,
    async stop(): Promise<void> {
      forget()
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      await new Promise<void>((resolve) => broker.close(() => resolve()))
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}
