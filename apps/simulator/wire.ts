import { connect, type Socket } from 'node:net'

/** A connection that is opened when it is needed, on which questions wait for the answer of their name. */
export interface Wire {
  /** The connection that stands, opened if there is none. */
  open(): Promise<Socket>
  /** Resolves when `answered(name)` was called; rejects after ten seconds or when the link breaks. */
  ask(octets: Uint8Array, name: string): Promise<void>
  close(): Promise<void>
}

const ANSWER_MS = 10_000

/** `read` makes the reader of one connection, because an unfinished frame dies with its link. */
export function openWire(
  address: string,
  read: (answered: (name: string) => void, write: (octets: Uint8Array) => void) => (octets: Uint8Array) => void,
): Wire {
  const at = address.lastIndexOf(':')
  const waiting = new Map<string, { done: () => void; failed: (error: Error) => void }>()
  let socket: Socket | null = null

  function broken(one: Socket): void {
    if (socket === one) socket = null
    for (const w of waiting.values()) w.failed(new Error('the link broke'))
    waiting.clear()
  }

  async function open(): Promise<Socket> {
    if (socket) return socket
    const made = connect(Number(address.slice(at + 1)), address.slice(0, at))
    await new Promise<void>((resolve, reject) => {
      made.once('connect', () => resolve())
      made.once('error', reject)
    })
    made.on('error', () => undefined)
    const take = read(
      (name) => waiting.get(name)?.done(),
      (octets) => void made.write(octets),
    )
    made.on('data', take)
    made.on('close', () => broken(made))
    return (socket = made)
  }

  return {
    open,
    async ask(octets, name) {
      const link = await open()
      await new Promise<void>((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(name)
          link.destroy()
          reject(new Error('no answer'))
        }, ANSWER_MS)
        const end = (then: () => void): void => {
          clearTimeout(timer)
          waiting.delete(name)
          then()
        }
        waiting.set(name, { done: () => end(resolve), failed: (error) => end(() => reject(error)) })
        link.write(octets)
      })
    },
    async close() {
      const old = socket
      if (!old) return
      const closed = new Promise<void>((resolve) => old.once('close', () => resolve()))
      old.end()
      setTimeout(() => old.destroy(), 500).unref()
      await closed
    },
  }
}
