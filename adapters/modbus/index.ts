import { Socket } from 'node:net'
import { client } from 'jsmodbus'
import type { DeviceSource, Monitoring } from '#mechanisms/monitoring/index.ts'
import type { Log } from '#platform/observe/index.ts'
import { deliver, type KeyedReading } from '../listen/index.ts'
import { itemOf, numberIn, questionsOf, type Question } from './plan.ts'

const PROTOCOL = 'modbus'
const EVERY_S = 10
const ANSWER_MS = 3000
/** A device that is away is asked at growing intervals, up to this. */
const AWAY_MS = 300_000
/** No answer is longer than 260 octets; who sends more than this for one round is cut off. */
const MOST_OCTETS = 64 * 1024

export interface ModbusDeps {
  readonly monitoring: Monitoring
  readonly now: () => Date
  readonly log: Log
  /** Milliseconds that an answer is waited for. */
  readonly answerMs?: number
}

class Asking extends Error {
  readonly reason: string
  constructor(reason: string) {
    super(reason)
    this.reason = reason
  }
}

interface Called {
  readonly socket: Socket
  readonly units: ReadonlyMap<number, InstanceType<typeof client.TCP>>
}

/** A connection with a client for each unit behind it; rejects when the device does not take it up. */
function call(device: string, units: Iterable<number>, ms: number): Promise<Called> {
  const at = device.lastIndexOf(':')
  const socket = new Socket()
  socket.setNoDelay(true)
  socket.setMaxListeners(0)
  socket.on('error', () => undefined)
  // A client takes the link for closed until it has seen it open, so the clients are made first.
  const called = { socket, units: new Map([...units].map((unit) => [unit, new client.TCP(socket, unit, ms)])) }
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => socket.destroy(), ms)
    socket.once('close', () => {
      clearTimeout(timer)
      reject(new Asking('no-answer'))
    })
    socket.connect(Number(device.slice(at + 1)), device.slice(0, at), () => {
      clearTimeout(timer)
      resolve(called)
    })
  })
}

/** The registers of one question; throws when the answer does not hold exactly what was asked for. */
async function ask({ units }: Called, { unit, register, address, count }: Question): Promise<Uint8Array> {
  const asked = units.get(unit)
  if (!asked) throw new Asking('no-answer')
  try {
    const { response } =
      register === 'holding' ? await asked.readHoldingRegisters(address, count) : await asked.readInputRegisters(address, count)
    const octets = response.body.valuesAsBuffer
    if (octets.length !== count * 2) throw new Asking('malformed')
    return octets
  } catch (error) {
    if (error instanceof Asking) throw error
    throw new Asking((error as { err?: string }).err === 'ModbusException' ? 'exception' : 'no-answer')
  }
}

/** Asks one device by its plan until it is stopped. */
function poll(source: DeviceSource, deps: ModbusDeps): { stop(): Promise<void> } {
  const { monitoring, now, log } = deps
  const { sources } = monitoring
  const questions = questionsOf(source.map.flatMap((entry) => itemOf(entry) ?? []))
  const everyMs = (source.options.everyS ?? EVERY_S) * 1000
  const ms = deps.answerMs ?? ANSWER_MS
  let called: Called | null = null
  let away = 0
  let stopped = false
  let wake: (() => void) | null = null

  const cut = (): void => {
    if (!called) return
    called.socket.destroy()
    called = null
    sources.linked(source.id, -1)
  }

  async function open(): Promise<Called> {
    const made = await call(source.device, new Set(questions.map((q) => q.unit)), ms)
    called = made
    sources.linked(source.id, 1)
    // A device that hangs up is called again in the next round.
    made.socket.once('close', () => {
      if (called === made) cut()
    })
    return made
  }

  async function round(): Promise<void> {
    const link = called ?? (await open())
    const before = link.socket.bytesRead
    const readings: KeyedReading[] = []
    let faults = 0
    for (const question of questions) {
      try {
        const octets = await ask(link, question)
        const t = now().getTime() / 1000
        for (const item of question.items) {
          const v = numberIn(octets, (item.address - question.address) * 2, item)
          readings.push({ entry: item.entry, t, v, q: Number.isFinite(v) ? 0 : 2 })
        }
      } catch (error) {
        const cause = error instanceof Asking ? error.reason : 'no-answer'
        sources.refused(PROTOCOL, cause, source.id)
        faults++
        // A device that reports a fault is there; one that is silent or talks nonsense is called anew.
        if (cause !== 'exception') {
          cut()
          break
        }
      }
      if (link.socket.bytesRead - before > MOST_OCTETS) {
        sources.refused(PROTOCOL, 'too-long', source.id)
        cut()
        break
      }
    }
    // What was not answered gives no reading: the point falls silent and its own rule says so.
    for (const cause of await deliver(monitoring, source.orgId, readings, false, now().getTime() / 1000)) {
      sources.refused(PROTOCOL, cause, source.id)
    }
    if (readings.length > 0) sources.seen(source.id)
    if (faults > 0 && readings.length === 0) throw new Asking('counted')
  }

  async function run(): Promise<void> {
    while (!stopped) {
      const began = performance.now()
      try {
        await round()
        away = 0
      } catch (error) {
        away++
        if (!(error instanceof Asking)) log.warn({ protocol: PROTOCOL, err: error }, 'What a device answered was not stored')
        if (!(error instanceof Asking) || error.reason !== 'counted') {
          sources.refused(PROTOCOL, error instanceof Asking ? error.reason : 'not-stored', source.id)
        }
      }
      const pause = away === 0 ? everyMs : Math.min(AWAY_MS, everyMs * 2 ** Math.min(away, 10))
      const left = Math.max(0, pause - (performance.now() - began))
      if (stopped) return
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, left)
        wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
  }

  const done = questions.length === 0 ? Promise.resolve() : run()
  return {
    async stop() {
      stopped = true
      wake?.()
      cut()
      await done
      cut()
    },
  }
}

/** Devices that are asked over Modbus TCP (functions 3 and 4), each by its own plan; registered, changed and closed while it runs. */
export async function openModbus(deps: ModbusDeps): Promise<{ stop(): Promise<void> }> {
  const { sources } = deps.monitoring
  const running = new Map<string, ReturnType<typeof poll>>()
  let stopped = false

  async function renew(id: string | null): Promise<void> {
    if (id !== null) {
      const old = running.get(id)
      running.delete(id)
      await old?.stop()
    }
    for (const source of await sources.devicesOf(PROTOCOL)) {
      if (stopped || running.has(source.id) || (id !== null && id !== source.id)) continue
      running.set(source.id, poll(source, deps))
    }
  }

  // One change after the other: two at once could ask one device twice.
  let chain = renew(null)
  const forget = sources.onChange((id) => {
    chain = chain
      .then(() => renew(id))
      .catch((error: unknown) => deps.log.warn({ protocol: PROTOCOL, err: error }, 'The devices to be asked could not be read'))
  })
  await chain
  return {
    async stop() {
      stopped = true
      forget()
      await chain
      await Promise.all([...running.values()].map((p) => p.stop()))
    },
  }
}
