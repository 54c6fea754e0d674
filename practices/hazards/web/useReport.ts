import { useEffect, useRef, useState } from 'react'
import { uuidv7 } from '#kernel/ids.ts'
import type { Place } from '#kernel/matter/index.ts'
import { useDraft, type Me } from '#platform/web/index.ts'
import { rememberPlace } from './places.ts'
import type { QueuedPhoto, QueueItem } from './queue-send.ts'
import { dropItem, findItem, keepItem, sendItem, userKey } from './queue.ts'

export interface Words {
  /** Ids of act and matter, made once: a report that is sent again stays one report. */
  readonly id: string
  readonly matterId: string
  readonly what: string
  readonly where: string
  readonly urgent: boolean
  /** Where a card or the point's page was the way here. */
  readonly point?: PointRef | null
}

/** The risk point at which something was seen. */
export interface PointRef {
  readonly id: string
  readonly name: string
}

export interface Report {
  readonly words: Words
  readonly photos: readonly QueuedPhoto[]
  readonly change: (patch: Partial<Omit<Words, 'id' | 'matterId'>>) => void
  readonly setPhotos: (photos: QueuedPhoto[]) => void
  readonly sending: boolean
  /** A photograph or a sentence is enough. */
  readonly enough: boolean
  /** Null: nothing was handed in; else how it went. */
  readonly send: (place: Place | null) => Promise<QueueItem>
  readonly why: string | null
}

/** The report that is being written: its words in local storage, its photographs in the queue's store, until it has gone. */
export function useReport(me: Me): Report {
  const user = userKey(me)
  const [empty] = useState<Words>(() => ({ id: uuidv7(Date.now()), matterId: uuidv7(Date.now()), what: '', where: '', urgent: false }))
  const [words, setWords, clearWords] = useDraft<Words>(`report.${user}`, empty)
  const [photos, show] = useState<readonly QueuedPhoto[]>([])
  const [sending, setSending] = useState(false)
  const [why, setWhy] = useState<string | null>(null)
  const touched = useRef(false)

  useEffect(() => {
    void findItem(words.id).then((kept) => {
      // A photograph taken while the store was opening is newer than what it holds.
      if (kept && !touched.current) show(kept.blobs)
    })
  }, [words.id])

  const item = (state: QueueItem['state'], blobs: readonly QueuedPhoto[], place: Place | null): QueueItem => ({
    id: words.id,
    type: 'report',
    user,
    state,
    madeAt: Date.now(),
    blobs,
    request: {
      matterId: words.matterId,
      kind: 'hazard',
      act: 'report',
      orgId: me.orgId,
      form: {
        what: words.what.trim(),
        ...(words.where.trim() === '' ? {} : { where: words.where.trim() }),
        urgent: words.urgent,
        ...(words.point ? { riskPoint: words.point.id } : {}),
      },
      place,
    },
    lastError: null,
    receipt: null,
  })
  const setPhotos = (next: QueuedPhoto[]): void => {
    touched.current = true
    show(next)
    // The words with their ids must be kept as well, or the photographs would belong to no report after a reload.
    setWords(words)
    void keepItem(item('draft', next, null))
  }
  const send = async (place: Place | null): Promise<QueueItem> => {
    setSending(true)
    setWhy(null)
    setWords(words)
    rememberPlace(user, words.where)
    const after = await sendItem(item('waiting', photos, place))
    setSending(false)
    // Where the device cannot keep it, the page is the only place that still has it.
    const kept = after.state === 'waiting' && (await findItem(after.id)) !== undefined
    if (after.state === 'sent' || kept) {
      if (after.state === 'sent') await dropItem(after.id)
      clearWords()
    } else {
      show(after.blobs)
      await keepItem({ ...after, state: 'draft' })
      setWhy(after.lastError ?? '')
    }
    return kept || after.state === 'sent' ? after : { ...after, state: 'refused' }
  }
  return {
    words,
    photos,
    change: (patch) => setWords({ ...words, ...patch }),
    setPhotos,
    sending,
    enough: photos.length > 0 || words.what.trim().length >= 2,
    send,
    why,
  }
}
