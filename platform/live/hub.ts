import type { ServerResponse } from 'node:http'
import type { Claims } from '#kernel/access/index.ts'
import { mayConcern, MAX_MISSED, visible } from './events.ts'
import type { LiveDeps, LiveEvent } from './types.ts'

interface Connection {
  readonly claims: Claims
  readonly out: ServerResponse
  pending: LiveEvent[]
  /** Too much came at once, or some was missed: one word instead of all of it. */
  resync: boolean
  readonly since: number
}

export interface Hub {
  /** Registers an open answer. Returns how to give it what it missed before (null = too much or unknown). */
  join(claims: Claims, out: ServerResponse): (missed: readonly LiveEvent[] | null) => void
  hasRoom(claims: Claims): boolean
  take(event: LiveEvent): void
  /** Some events were lost: every browser is told to load anew. */
  resync(): void
  size(): number
  stop(): void
}

/** A browser that does not read for so long is cut off; it comes back by itself. */
const MAX_UNREAD_BYTES = 1024 * 1024

function frame(event: LiveEvent): string {
  return `${event.id === undefined ? '' : `id: ${event.id}\n`}event: ${event.event}\ndata: ${JSON.stringify(event.data)}\n\n`
}

export function createHub(deps: LiveDeps): Hub {
  const connections = new Set<Connection>()
  const maxAge = deps.maxAgeMs ?? 15 * 60_000
  const gather = deps.gatherMs ?? 200
  let flushTimer: NodeJS.Timeout | null = null
  let stopped = false

  const beat = setInterval(() => {
    for (const one of connections) {
      if (Date.now() - one.since > maxAge || one.out.writableLength > MAX_UNREAD_BYTES) one.out.end()
      else one.out.write(': \n\n')
    }
  }, deps.heartbeatMs ?? 20_000)
  beat.unref()

  async function send(one: Connection): Promise<void> {
    const events = one.pending
    const resync = one.resync
    one.pending = []
    one.resync = false
    if (resync) one.out.write('event: resync\ndata: {}\n\n')
    if (events.length === 0) return
    const allowed = await visible(deps, one.claims, events)
    if (allowed.length > 0 && !one.out.writableEnded) one.out.write(allowed.map(frame).join(''))
  }

  /** One connection after the other: the checks must not take the database's connections from those who work. */
  async function flush(): Promise<void> {
    for (const one of connections) {
      if (one.pending.length === 0 && !one.resync) continue
      try {
        await send(one)
      } catch (error) {
        one.resync = true
        deps.log.warn({ err: error }, 'Live events could not be checked; the browser is told to load anew')
      }
    }
  }

  function later(): void {
    if (flushTimer || stopped) return
    flushTimer = setTimeout(() => {
      void flush().finally(() => {
        flushTimer = null
        if ([...connections].some((c) => c.pending.length > 0 || c.resync)) later()
      })
    }, gather)
  }

  function put(one: Connection, event: LiveEvent): void {
    if (!mayConcern(one.claims, event)) return
    one.pending.push(event)
    if (one.pending.length <= MAX_MISSED) return
    one.pending = []
    one.resync = true
  }

  const hasRoom = (claims: Claims): boolean => {
    const own = [...connections].filter((c) => c.claims.personId === claims.personId).length
    return !stopped && connections.size < (deps.maxConnections ?? 500) && own < (deps.maxPerPerson ?? 8)
  }

  return {
    hasRoom,
    join(claims, out) {
      const one: Connection = { claims, out, pending: [], resync: false, since: Date.now() }
      connections.add(one)
      out.on('close', () => connections.delete(one))
      out.on('error', () => connections.delete(one))
      return (missed) => {
        one.pending = [...(missed ?? []), ...one.pending]
        one.resync ||= missed === null
        later()
      }
    },
    take(event) {
      for (const one of connections) put(one, event)
      if (connections.size > 0) later()
    },
    resync() {
      for (const one of connections) one.resync = true
      later()
    },
    size: () => connections.size,
    stop() {
      stopped = true
      clearInterval(beat)
      if (flushTimer) clearTimeout(flushTimer)
      for (const one of connections) one.out.end()
      connections.clear()
    },
  }
}
