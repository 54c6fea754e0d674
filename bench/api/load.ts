import { connect, type Socket } from 'node:net'
import { uuidv7 } from '#kernel/ids.ts'

/** What one run asks for. Runs in a process of its own, so that it shares no event loop with what is measured. */
export interface Load {
  readonly port: number
  readonly connections: number
  readonly seconds: number
  readonly method: 'GET' | 'POST'
  /** Asked in random order. */
  readonly paths: readonly string[]
  readonly headers: Readonly<Record<string, string>>
  /** Each `<uuid>` in it becomes a fresh id at every request. */
  readonly body?: string
}

/** Times in milliseconds. */
export interface Measured {
  readonly perSecond: number
  readonly p50: number
  readonly p99: number
  readonly refused: number
  /** Status and content of the first answer that was no success. */
  readonly fault: string | null
}

const END = Buffer.from('\r\n\r\n')
const LAST_CHUNK = Buffer.from('0\r\n\r\n')

/** Length of the whole answer at the start of `data`, or null while it is not all there. */
export function answerLength(data: Buffer): number | null {
  const head = data.indexOf(END)
  if (head < 0) return null
  const text = data.toString('latin1', 0, head)
  const length = /\r\ncontent-length: *(\d+)/i.exec(text)?.[1]
  if (length !== undefined) return data.length >= head + 4 + Number(length) ? head + 4 + Number(length) : null
  if (!/\r\ntransfer-encoding: *chunked/i.test(text)) return head + 4
  return data.subarray(-LAST_CHUNK.length).equals(LAST_CHUNK) ? data.length : null
}

function request({ port, method, paths, headers, body }: Load): string {
  const path = paths[Math.floor(Math.random() * paths.length)] ?? '/'
  const content = body?.replace(/<uuid>/g, () => uuidv7(Date.now())) ?? ''
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  const about = body === undefined ? '' : `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(content)}\r\n`
  return `${method} ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\n${lines.join('')}${about}\r\n${content}`
}

interface Tally {
  times: number[]
  refused: number
  fault: string | null
}

/** One connection, one request after the other, until the time is over. */
function worker(load: Load, until: number, tally: Tally): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket: Socket = connect(load.port, '127.0.0.1')
    let data: Buffer = Buffer.alloc(0)
    let sent = 0
    const next = (): void => {
      if (performance.now() >= until) {
        socket.end()
        resolve()
        return
      }
      data = Buffer.alloc(0)
      sent = performance.now()
      socket.write(request(load))
    }
    socket.setNoDelay(true)
    socket.on('connect', next)
    socket.on('error', reject)
    socket.on('close', () => reject(new Error('The server closed a connection')))
    socket.on('data', (chunk) => {
      data = data.length === 0 ? chunk : Buffer.concat([data, chunk])
      if (answerLength(data) === null) return
      tally.times.push(performance.now() - sent)
      if (!data.toString('latin1', 0, 10).startsWith('HTTP/1.1 2')) {
        tally.refused++
        tally.fault ??= `${data.toString('utf8', 0, 12)} ${data.toString('utf8', data.indexOf(END) + 4).slice(0, 800)}`
      }
      next()
    })
  })
}

/** Closed loop: each connection sends its next request when the answer is there. */
export async function drive(load: Load): Promise<Measured> {
  const tally: Tally = { times: [], refused: 0, fault: null }
  const began = performance.now()
  await Promise.all(Array.from({ length: load.connections }, () => worker(load, began + load.seconds * 1000, tally)))
  const seconds = (performance.now() - began) / 1000
  const times = tally.times.sort((a, b) => a - b)
  const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN
  return { perSecond: times.length / seconds, p50: at(0.5), p99: at(0.99), refused: tally.refused, fault: tally.fault }
}

if (process.send) {
  process.once('message', (load: Load) => {
    void drive(load).then((measured) => process.send?.(measured, () => process.exit(0)))
  })
}
