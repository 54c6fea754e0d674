import { createSocket, type Socket as UdpSocket } from 'node:dgram'
import { createServer, type Socket } from 'node:net'
import type { Monitoring } from '#mechanisms/monitoring/index.ts'
import type { Log } from '#platform/observe/index.ts'
import { createRate, LIMITS, type LinkLimits } from './limits.ts'
import { createLinkBook, type Link, type LinkBook, type LinkWork, type OpenLink } from './link.ts'

export { deliver, entryMap, type KeyedReading } from './deliver.ts'
export type { Link, LinkWork } from './link.ts'
export { numberOf, qualityOf } from './readings.ts'

/** Where a listener listens. Loopback unless a host is named. */
export interface ListenAddress {
  readonly port: number
  readonly host?: string
}

export interface ListenDeps {
  readonly protocol: string
  readonly monitoring: Monitoring
  readonly now: () => Date
  readonly log: Log
  readonly limits?: Partial<LinkLimits>
  readonly make: (link: Link) => LinkWork
}

/** What every listener of a protocol takes. */
export type DeviceListenerDeps = Pick<ListenDeps, 'monitoring' | 'now' | 'log' | 'limits'> & {
  readonly tcp?: ListenAddress
  readonly udp?: ListenAddress
}

export interface Listener {
  /** Ports that were taken, for callers that asked for any. */
  readonly ports: { readonly tcp: number | null; readonly udp: number | null }
  stop(): Promise<void>
}

/** Datagrams of one sender that wait; more are dropped, and the device sends them again. */
const MOST_WAITING = 64

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

async function serveSocket(socket: Socket, one: OpenLink, limits: LinkLimits, clock: () => number): Promise<void> {
  const rate = createRate(limits.octetsPerSecond, clock)
  try {
    // One piece at a time: while it is being stored the socket is not read, and the device is held back by TCP itself.
    for await (const chunk of socket) {
      const late = rate((chunk as Buffer).length)
      if (late > 0) await wait(late)
      await one.take(chunk as Buffer)
      if (one.ended()) break
    }
  } finally {
    one.end(null)
  }
}

async function openTcp(address: ListenAddress, book: LinkBook, deps: ListenDeps, limits: LinkLimits, clock: () => number) {
  const server = createServer((socket) => {
    socket.setNoDelay(true)
    socket.on('error', () => socket.destroy())
    const one = book.open(
      {
        peer: (socket.remoteAddress ?? '').replace(/^::ffff:/, ''),
        send: (octets) => void socket.write(octets),
        waiting: () => socket.writableLength,
        // What was answered still goes out; who does not read it is cut off all the same.
        cut: () => {
          socket.end()
          setTimeout(() => socket.destroy(), 1000).unref()
        },
      },
      deps.make,
    )
    if (one) {
      serveSocket(socket, one, limits, clock).catch((error: unknown) => {
        if (!socket.destroyed) deps.log.warn({ protocol: deps.protocol, reason: String(error) }, 'A link broke off')
      })
    }
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(address.port, address.host ?? '127.0.0.1', resolve)
  })
  const bound = server.address()
  return {
    port: typeof bound === 'object' && bound ? bound.port : address.port,
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}

interface Sender {
  one: OpenLink | null
  waiting: number
  rate: (octets: number) => number
  chain: Promise<void>
}

function onDatagram(socket: UdpSocket, book: LinkBook, deps: ListenDeps, limits: LinkLimits, clock: () => number) {
  const senders = new Map<string, Sender>()
  const opened = (name: string, peer: string, port: number): Sender | null => {
    const one = book.open(
      {
        peer,
        send: (octets) => socket.send(octets, port, peer),
        waiting: () => 0,
        cut: () => void senders.delete(name),
      },
      deps.make,
    )
    if (!one) return null
    const made = { one, waiting: 0, rate: createRate(limits.octetsPerSecond, clock), chain: Promise.resolve() }
    senders.set(name, made)
    return made
  }
  return (octets: Buffer, from: { address: string; port: number }): void => {
    const name = `${from.address} ${from.port}`
    const sender = senders.get(name) ?? opened(name, from.address, from.port)
    const one = sender?.one
    if (!sender || !one) return
    if (sender.rate(octets.length) > 0 || sender.waiting >= MOST_WAITING) return one.link.refused('too-fast')
    sender.waiting++
    sender.chain = sender.chain
      .then(() => one.take(octets))
      .catch((error: unknown) => deps.log.warn({ protocol: deps.protocol, reason: String(error) }, 'A datagram could not be taken'))
      .finally(() => sender.waiting--)
  }
}

async function openUdp(address: ListenAddress, book: LinkBook, deps: ListenDeps, limits: LinkLimits, clock: () => number) {
  const host = address.host ?? '127.0.0.1'
  const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4')
  socket.on('message', onDatagram(socket, book, deps, limits, clock))
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject)
    socket.bind(address.port, host, resolve)
  })
  socket.on('error', (error) => deps.log.warn({ protocol: deps.protocol, reason: error.message }, 'The datagram socket reports a fault'))
  return { port: socket.address().port, stop: () => new Promise<void>((resolve) => socket.close(() => resolve())) }
}

/** Listens over TCP, UDP or both; every link is held to the limits and each refusal is counted by cause. */
export async function listen(deps: ListenDeps, tcp: ListenAddress | undefined, udp: ListenAddress | undefined): Promise<Listener> {
  const limits = { ...LIMITS, ...deps.limits }
  const { sources } = deps.monitoring
  const clock = (): number => performance.now()
  const book = (idleIsFault: boolean): LinkBook => createLinkBook({ protocol: deps.protocol, sources, limits, idleIsFault, clock })
  const books = [book(true), book(false)] as const
  const forget = sources.onChange((id) => books.forEach((b) => b.cutSource(id)))
  const taken: { port: number; stop: () => Promise<void> }[] = []
  const stop = async (): Promise<void> => {
    forget()
    for (const b of books) b.stop()
    await Promise.all(taken.map((t) => t.stop()))
  }
  try {
    const first = tcp ? await openTcp(tcp, books[0], deps, limits, clock) : null
    if (first) taken.push(first)
    const second = udp ? await openUdp(udp, books[1], deps, limits, clock) : null
    if (second) taken.push(second)
    return { ports: { tcp: first?.port ?? null, udp: second?.port ?? null }, stop }
  } catch (error) {
    await stop()
    throw error
  }
}
