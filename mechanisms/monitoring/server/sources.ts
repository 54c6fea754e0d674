import { createHash, timingSafeEqual } from 'node:crypto'
import type { Claims } from '#kernel/access/index.ts'
import { sql, type Db } from '#platform/db/index.ts'
import type { Log } from '#platform/observe/index.ts'
import type { SourceEntry, SourceOptions, SourceProtocol } from '../source-model.ts'

/** A device as its listener knows it. */
export interface DeviceSource {
  readonly id: string
  readonly orgId: string
  readonly protocol: SourceProtocol
  readonly device: string
  readonly secretHash: string
  readonly map: readonly SourceEntry[]
  readonly options: SourceOptions
}

export interface SourceFacts {
  readonly links: number
  readonly refused: readonly { readonly cause: string; readonly n: number }[]
  readonly unmapped: readonly { readonly key: string; readonly value: number; readonly at: string }[]
}

const SEEN_MS = 60_000
const MOST_UNMAPPED = 60

export const secretHash = (secret: string): string => createHash('sha256').update(secret).digest('hex')

export function isSecret(source: Pick<DeviceSource, 'secretHash'>, given: string): boolean {
  return timingSafeEqual(Buffer.from(secretHash(given), 'hex'), Buffer.from(source.secretHash, 'hex'))
}

interface Board {
  links: number
  seenAt: number
  readonly refused: Map<string, number>
  readonly unmapped: Map<string, { value: number; at: number }>
}

/** The devices that may send, and what became of what they sent since the program started. */
export function createSources(deps: { db: Db; system: Claims; now: () => Date; log: Log }) {
  const { db, system, now, log } = deps
  const boards = new Map<string, Board>()
  const totals = new Map<string, { protocol: string; cause: string; n: number }>()
  const listeners = new Set<(id: string) => void>()

  function boardOf(id: string): Board {
    const found = boards.get(id)
    if (found) return found
    const made: Board = { links: 0, seenAt: 0, refused: new Map(), unmapped: new Map() }
    boards.set(id, made)
    return made
  }

  const rows = (protocol: SourceProtocol, device: string | null): Promise<DeviceSource[]> =>
    db.read<DeviceSource>(
      system,
      sql`select id, org_id as "orgId", protocol, device, secret_hash as "secretHash", map, options from reading_source
        where active and protocol = ${protocol} and (${device === null} or device = ${device ?? ''}) order by created_at`,
    )

  return {
    /** The device of that number, if it is registered and not closed. */
    async findDevice(protocol: SourceProtocol, device: string): Promise<DeviceSource | null> {
      return (await rows(protocol, device))[0] ?? null
    },
    devicesOf: (protocol: SourceProtocol): Promise<DeviceSource[]> => rows(protocol, null),
    /** A new secret in place of the old one; resolves when it is committed. */
    async renewSecret(id: string, secret: string): Promise<void> {
      await db.read(system, sql`update reading_source set secret_hash = ${secretHash(secret)} where id = ${id}::uuid`)
    },
    /** Notes that it was heard of, once a minute at most. */
    seen(id: string): void {
      const board = boardOf(id)
      const at = now().getTime()
      if (at - board.seenAt < SEEN_MS) return
      board.seenAt = at
      db.read(system, sql`update reading_source set last_seen_at = ${now().toISOString()}::timestamptz where id = ${id}::uuid`).catch(
        (error: unknown) => log.warn({ err: error }, 'That a device was heard of could not be noted'),
      )
    },
    linked(id: string, by: 1 | -1): void {
      boardOf(id).links += by
    },
    /** Counts what was refused; without a source it belongs to nobody that is known. */
    refused(protocol: string, cause: string, id: string | null): void {
      const name = `${protocol} ${cause}`
      const total = totals.get(name)
      if (total) total.n++
      else totals.set(name, { protocol, cause, n: 1 })
      if (id === null) return
      const { refused } = boardOf(id)
      refused.set(cause, (refused.get(cause) ?? 0) + 1)
    },
    /** A quantity that is no point yet; shown, so that it can be made one. */
    unmapped(id: string, key: string, value: number): void {
      const { unmapped } = boardOf(id)
      if (unmapped.size >= MOST_UNMAPPED && !unmapped.has(key)) return
      unmapped.set(key, { value, at: now().getTime() })
    },
    facts(id: string): SourceFacts {
      const board = boards.get(id)
      if (!board) return { links: 0, refused: [], unmapped: [] }
      return {
        links: board.links,
        refused: [...board.refused].map(([cause, n]) => ({ cause, n })),
        unmapped: [...board.unmapped].map(([key, { value, at }]) => ({ key, value, at: new Date(at).toISOString() })),
      }
    },
    /** By protocol and cause, since the program started. */
    totals: (): { protocol: string; cause: string; n: number }[] => [...totals.values()],
    onChange(listener: (id: string) => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    /** Registered, changed or closed: who holds it in memory looks again. */
    changed(id: string): void {
      boards.get(id)?.unmapped.clear()
      for (const listener of listeners) listener(id)
    },
  }
}
export type Sources = ReturnType<typeof createSources>
