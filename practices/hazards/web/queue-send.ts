import type { EvidenceRef, Place } from '#kernel/matter/index.ts'
import type { ActResult } from '#mechanisms/matters/model.ts'
import { ApiError } from '#platform/web/api.ts'

export interface QueuedPhoto {
  readonly name: string
  readonly blob: Blob
  /** What the server answered once the photograph had arrived; it is not sent a second time. */
  readonly ref?: EvidenceRef
}

/** What opens the matter, without the evidence, which is known when the photographs have arrived. */
export interface QueuedRequest {
  readonly matterId: string
  readonly kind: string
  readonly act: string
  readonly orgId: string | null
  readonly form: Readonly<Record<string, unknown>>
  readonly place: Place | null
}

/**
 * `draft`: still being written. `waiting`: to be sent. `refused`: the server said no; it stays with its reason.
 * `sent`: kept without its photographs, so that the receipt of what went by itself is seen.
 */
export type QueueState = 'draft' | 'waiting' | 'refused' | 'sent'

export interface QueueItem {
  /** Id of the act, made once: a repeat returns the first result. */
  readonly id: string
  readonly type: 'report'
  /** Person and post under whom it was written; it is sent under no other. */
  readonly user: string
  readonly state: QueueState
  /** Clock of the device (ms) when it was handed in. */
  readonly madeAt: number
  readonly blobs: readonly QueuedPhoto[]
  readonly request: QueuedRequest
  readonly lastError: string | null
  readonly receipt: { readonly matterId: string; readonly no: string } | null
}

/** The three calls that sending takes. */
export interface Transport {
  readonly who: () => Promise<{ user: string; serverNow: string }>
  readonly upload: (photo: QueuedPhoto) => Promise<EvidenceRef>
  readonly open: (body: Record<string, unknown>) => Promise<ActResult>
}

/** Younger than this, an item happened "now": the server's clock is better than that of a phone. */
const FRESH_MS = 120_000

/** May the same request succeed later? No connection, signed out, too many requests, a fault of the server: yes. */
export function worthRetry(error: unknown): boolean {
  if (!(error instanceof ApiError)) return true
  return error.status === 0 || error.status === 401 || error.status === 408 || error.status === 429 || error.status >= 500
}

function wordsOf(error: unknown): string {
  if (!(error instanceof ApiError)) return error instanceof Error ? error.message : String(error)
  return [error.message, ...error.errors.map((e) => e.message)].filter((w) => w !== '').join('；')
}

/**
 * Sends one item: photographs first, then the matter. `keep` is told after every step, so that a break resumes there.
 * Never throws for what the server or the network does; the state of the answer says how it went.
 * @param now clock of the device in ms
 */
export async function deliver(
  item: QueueItem,
  transport: Transport,
  keep: (item: QueueItem) => Promise<void>,
  now: number,
): Promise<QueueItem> {
  let current: QueueItem = { ...item, state: 'waiting', lastError: null }
  try {
    const { user, serverNow } = await transport.who()
    // Another person or post is signed in on this device: it waits for its own.
    if (user !== current.user) return { ...item, state: 'waiting' }
    for (const [i, photo] of current.blobs.entries()) {
      if (photo.ref) continue
      const ref = await transport.upload(photo)
      current = { ...current, blobs: current.blobs.map((b, k) => (k === i ? { ...b, ref } : b)) }
      await keep(current)
    }
    const waited = now - current.madeAt
    // Measured on one clock and counted back from the server's, so that a wrong clock of the phone does no harm.
    const at = waited > FRESH_MS ? { at: new Date(Date.parse(serverNow) - waited).toISOString() } : {}
    const evidence = [...new Map(current.blobs.flatMap((b) => (b.ref ? [[b.ref.hash, b.ref] as const] : []))).values()]
    const { matterId, no } = await transport.open({ id: current.id, ...current.request, evidence, ...at })
    return { ...current, state: 'sent', blobs: [], receipt: { matterId, no } }
  } catch (error) {
    return { ...current, state: worthRetry(error) ? 'waiting' : 'refused', lastError: wordsOf(error) }
  }
}
