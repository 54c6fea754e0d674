import type { Sources } from '#mechanisms/monitoring/index.ts'
import type { LinkLimits } from './limits.ts'

/** What a link does with what comes in. */
export interface LinkWork {
  /** Takes octets and answers them; the next come when it has resolved. */
  take(octets: Uint8Array, atMs: number): Promise<void>
  /** Octets held of what is unfinished. */
  held(): number
  /** About once a second. */
  tick?(atMs: number): void
  close(): void
}

/** One link of a device: a connection, or an address that sends datagrams. */
export interface Link {
  readonly peer: string
  send(octets: Uint8Array): void
  /** It is known whose it is; the newest link of a device takes the place of the one before where `alone`. */
  known(sourceId: string, alone: boolean): void
  /** Something of use came: a frame that is right, from a device that is known. */
  useful(): void
  /** Counted by cause; of the device of the link, or of the one that is named. */
  refused(cause: string, sourceId?: string): void
  ended(): boolean
  /** Cuts the link; null = in order. */
  end(cause: string | null): void
}

/** What TCP and UDP do for a link. */
export interface Wire {
  readonly peer: string
  send(octets: Uint8Array): void
  /** Octets that wait to be read by the other side. */
  waiting(): number
  cut(): void
}

export interface LinkBook {
  open(wire: Wire, make: (link: Link) => LinkWork): OpenLink | null
  /** Cuts every link of a source that was changed or closed. */
  cutSource(id: string): void
  stop(): void
  readonly size: () => number
}

export interface OpenLink {
  readonly link: Link
  /** Resolves when the octets are answered, or the link is gone. */
  take(octets: Uint8Array): Promise<void>
  ended(): boolean
  end(cause: string | null): void
}

const TICK_MS = 1000

/** All links of one listener, held to their limits. */
export function createLinkBook(deps: {
  readonly protocol: string
  readonly sources: Sources
  readonly limits: LinkLimits
  /** Silence of a datagram sender is no fault. */
  readonly idleIsFault: boolean
  readonly clock: () => number
}): LinkBook {
  const { protocol, sources, limits, clock } = deps
  interface Held extends OpenLink {
    readonly wire: Wire
    work: LinkWork | null
    source: string | null
    openedAt: number
    heardAt: number
    heldSince: number
    bad: number
  }
  const open = new Set<Held>()
  const perPeer = new Map<string, number>()
  const alone = new Map<string, Held>()

  const timer = setInterval(() => {
    const at = clock()
    for (const one of open) {
      if (one.source === null && at - one.openedAt > limits.helloS * 1000) one.end('silent')
      else if (at - one.heardAt > limits.idleS * 1000) one.end(deps.idleIsFault ? 'idle' : null)
      else if (one.heldSince > 0 && at - one.heldSince > limits.frameS * 1000) one.end('slow')
      else one.work?.tick?.(at)
    }
  }, TICK_MS)
  timer.unref()

  function add(wire: Wire): Held {
    const one: Held = {
      wire,
      work: null,
      source: null,
      openedAt: clock(),
      heardAt: clock(),
      heldSince: 0,
      bad: 0,
      link: {
        peer: wire.peer,
        send(octets) {
          if (!open.has(one)) return
          wire.send(octets)
          if (wire.waiting() > limits.heldOctets) one.end('not-read')
        },
        known(sourceId, only) {
          if (!open.has(one) || one.source === sourceId) return
          if (one.source !== null) sources.linked(one.source, -1)
          one.source = sourceId
          sources.linked(sourceId, 1)
          if (!only) return
          const before = alone.get(sourceId)
          alone.set(sourceId, one)
          if (before && before !== one) before.end(null)
        },
        useful() {
          one.bad = 0
          one.heldSince = 0
          if (one.source !== null) sources.seen(one.source)
        },
        refused(cause, sourceId) {
          sources.refused(protocol, cause, sourceId ?? one.source)
          one.bad++
        },
        ended: () => !open.has(one),
        end: (cause) => one.end(cause),
      },
      async take(octets) {
        if (!open.has(one) || !one.work) return
        one.heardAt = clock()
        await one.work.take(octets, one.heardAt)
        if (!open.has(one)) return
        const held = one.work.held()
        if (held === 0) one.heldSince = 0
        else if (one.heldSince === 0) one.heldSince = clock()
        if (held > limits.heldOctets) one.end('held')
        else if (one.bad > limits.rubbish) one.end('rubbish')
      },
      ended: () => !open.has(one),
      end(cause) {
        if (!open.delete(one)) return
        if (cause !== null) sources.refused(protocol, cause, one.source)
        one.work?.close()
        if (one.source !== null) {
          sources.linked(one.source, -1)
          if (alone.get(one.source) === one) alone.delete(one.source)
        }
        const left = (perPeer.get(wire.peer) ?? 1) - 1
        if (left > 0) perPeer.set(wire.peer, left)
        else perPeer.delete(wire.peer)
        wire.cut()
      },
    }
    open.add(one)
    perPeer.set(wire.peer, (perPeer.get(wire.peer) ?? 0) + 1)
    return one
  }

  return {
    open(wire, make) {
      const full = open.size >= limits.links || (perPeer.get(wire.peer) ?? 0) >= limits.linksPerPeer
      if (full) {
        sources.refused(protocol, 'too-many-links', null)
        wire.cut()
        return null
      }
      const one = add(wire)
      one.work = make(one.link)
      return one
    },
    cutSource(id) {
      for (const one of open) if (one.source === id) one.end(null)
    },
    stop() {
      clearInterval(timer)
      for (const one of open) one.end(null)
    },
    size: () => open.size,
  }
}
