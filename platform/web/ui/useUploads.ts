import { useEffect, useRef, useState } from 'react'
import type { EvidenceRef } from '#kernel/matter/index.ts'
import { text } from '#kernel/text.ts'
import { api, ApiError } from '../api.ts'
import { useT } from '../i18n.tsx'

/** A file on its way. `why` null = being sent; else why it did not arrive. */
export interface Upload {
  readonly key: string
  readonly file: File
  readonly url: string
  readonly why: string | null
  /** It failed for want of a connection, and goes again by itself when that is back. */
  readonly offline: boolean
}

interface Uploaded {
  hash: string
  name: string
  mediaType: string
  size: number
  takenAt?: string | null
  preview?: string | null
}

/** What an act carries of an uploaded file. */
export function evidenceOf(file: Uploaded): EvidenceRef {
  const { hash, name, mediaType, size, takenAt } = file
  return { hash, name, mediaType, size, ...(takenAt ? { takenAt } : {}) }
}

interface Uploads {
  readonly waiting: readonly Upload[]
  readonly add: (files: File[]) => void
  readonly retry: (key: string) => void
  readonly drop: (key: string) => void
}

let serial = 0

/** Sends files as they come and adds each that arrived to the value. */
export function useUploads(
  value: readonly EvidenceRef[],
  onChange: (value: EvidenceRef[]) => void,
  max: number,
  onBusy: ((busy: boolean) => void) | undefined,
): Uploads {
  const t = useT()
  const [waiting, setWaiting] = useState<readonly Upload[]>([])
  // Several uploads end between two renderings; each must see what the others added.
  const latest = useRef(value)
  const tell = useRef(onChange)
  const open = useRef(waiting)
  useEffect(() => {
    latest.current = value
    tell.current = onChange
    open.current = waiting
  })
  const busy = waiting.some((w) => w.why === null)
  useEffect(() => onBusy?.(busy), [busy, onBusy])

  const drop = (key: string): void =>
    setWaiting((list) => {
      const gone = list.find((w) => w.key === key)
      if (gone) URL.revokeObjectURL(gone.url)
      return list.filter((w) => w.key !== key)
    })
  const mark = (key: string, why: string | null, offline: boolean): void =>
    setWaiting((list) => list.map((w) => (w.key === key ? { ...w, why, offline } : w)))
  const send = async (key: string, file: File): Promise<void> => {
    try {
      const ref = evidenceOf(await api.upload<Uploaded>('/api/files', file))
      if (!latest.current.some((v) => v.hash === ref.hash)) {
        latest.current = [...latest.current, ref]
        tell.current([...latest.current])
      }
      drop(key)
    } catch (error) {
      const known = error instanceof ApiError ? error : null
      mark(key, known?.message ?? t(text('没有传上去', 'It did not arrive')), known?.status === 0)
    }
  }
  const retry = (key: string): void => {
    const item = open.current.find((w) => w.key === key)
    if (!item || item.why === null) return
    mark(key, null, false)
    void send(key, item.file)
  }
  const add = (files: File[]): void => {
    const room = Math.max(0, max - value.length - waiting.length)
    const items = files
      .slice(0, room)
      .map((file) => ({ key: `f${serial++}`, file, url: URL.createObjectURL(file), why: null, offline: false }))
    setWaiting((list) => [...list, ...items])
    for (const item of items) void send(item.key, item.file)
  }

  const again = useRef(retry)
  useEffect(() => {
    again.current = retry
  })
  useEffect(() => {
    const back = (): void => {
      for (const item of open.current) if (item.offline) again.current(item.key)
    }
    window.addEventListener('online', back)
    return () => {
      window.removeEventListener('online', back)
      for (const item of open.current) URL.revokeObjectURL(item.url)
    }
  }, [])
  return { waiting, add, retry, drop }
}
