import { Dexie, liveQuery, type EntityTable } from 'dexie'
import { useEffect, useState } from 'react'
import type { ActResult } from '#mechanisms/matters/model.ts'
import { api, type Me } from '#platform/web/index.ts'
import { evidenceOf } from '#platform/web/ui/useUploads.ts'
import { deliver, type QueueItem, type Transport } from './queue-send.ts'

/** Receipts of what went by itself are shown this long. */
const RECEIPT_MS = 7 * 86_400_000

function openStore(): Dexie & { items: EntityTable<QueueItem, 'id'> } {
  const made = new Dexie('anlan-queue') as Dexie & { items: EntityTable<QueueItem, 'id'> }
  made.version(1).stores({ items: 'id, user' })
  return made
}

const store = openStore()

/** Under whom an item is written: the person in the post. */
export const userKey = (me: Me): string => `${me.person.id}/${me.postId ?? ''}`

const transport: Transport = {
  who: async () => {
    const me = await api.get<Me>('/api/me')
    return { user: userKey(me), serverNow: me.serverNow }
  },
  upload: async ({ name, blob }) =>
    evidenceOf(await api.upload<Parameters<typeof evidenceOf>[0]>('/api/files', new File([blob], name, { type: blob.type }))),
  open: (body) => api.post<ActResult>('/api/matters', body),
}

/** Keeps an item on this device. Storage that is full or forbidden costs the waiting, not the report. */
export async function keepItem(item: QueueItem): Promise<boolean> {
  try {
    await store.items.put(item)
    return true
  } catch {
    return false
  }
}

export async function findItem(id: string): Promise<QueueItem | undefined> {
  try {
    return await store.items.get(id)
  } catch {
    return undefined
  }
}

export async function dropItem(id: string): Promise<void> {
  await store.items.delete(id).catch(() => {})
}

/** One tab at a time, where the browser can tell tabs apart. The ids make a double harmless anyway. */
const alone = <T>(work: () => Promise<T>): Promise<T> =>
  'locks' in navigator ? (navigator.locks.request('anlan-queue', work) as Promise<T>) : work()

const keepGoing = async (item: QueueItem): Promise<void> => void (await keepItem(item))

/** Sends one item now and answers how it went; what could not go stays in the queue. */
export async function sendItem(item: QueueItem): Promise<QueueItem> {
  return alone(async () => {
    const kept = await keepItem(item)
    const after = await deliver(item, transport, keepGoing, Date.now())
    if (kept) await keepItem(after)
    return after
  })
}

/** Sends all that waits for a user, oldest first; stops at the first that finds no way through. */
export async function flush(user: string): Promise<void> {
  await alone(async () => {
    const mine = await store.items.where('user').equals(user).sortBy('madeAt')
    for (const item of mine) {
      if (item.state === 'sent' && Date.now() - item.madeAt > RECEIPT_MS) await dropItem(item.id)
      if (item.state !== 'waiting') continue
      const after = await deliver(item, transport, keepGoing, Date.now())
      await keepItem(after)
      if (after.state === 'waiting') return
    }
  }).catch(() => {
    // No storage on this device: nothing waits.
  })
}

/** What this user has waiting, refused or just sent on this device, newest first; drafts apart. */
export function useQueue(user: string | null): readonly QueueItem[] {
  const [items, set] = useState<readonly QueueItem[]>([])
  useEffect(() => {
    if (user === null) return
    const watched = liveQuery(() => store.items.where('user').equals(user).sortBy('madeAt')).subscribe({
      next: (found) => set(found.filter((i) => i.state !== 'draft').toReversed()),
      error: () => set([]),
    })
    return () => watched.unsubscribe()
  }, [user])
  return items
}

const EVERY_MS = 60_000

/** Sends what waits: at once, when the connection is back, and each minute. One place in the frame is enough for all pages. */
export function useQueueSender(user: string | null): void {
  useEffect(() => {
    if (user === null) return
    const go = (): void => void flush(user)
    go()
    window.addEventListener('online', go)
    const timer = setInterval(go, EVERY_MS)
    return () => {
      window.removeEventListener('online', go)
      clearInterval(timer)
    }
  }, [user])
}
