import { createOrder, type Order } from './order.ts'
import type { Pipeline } from './pipeline.ts'
import { fnv1a, type Plan } from './plan.ts'
import { createState, STATE_COLUMNS, type State } from './state.ts'
import type { Reading } from './types.ts'

/*
 * Layout, little-endian as typed arrays lie in memory: magic "ALRM", version, fingerprint of the compiled rules, checksum of the rest,
 * whether a late lane follows, octets of the order stage; then the columns of the states in the order of STATE_COLUMNS, the late
 * lane's columns, the order stage as doubles.
 */
const MAGIC = 0x4d524c41
const VERSION = 1
const HEAD = 24

export type RestoreFault = { zh: string; en: string }
export type Restored = { ok: true; pipeline: Pipeline } | { ok: false; fault: RestoreFault }

const orderNumbers = (order: Order): Float64Array => {
  const { duplicates, conflicts, late, clockSteps, misdated } = order.counts
  const out = [duplicates, conflicts, late, clockSteps, misdated]
  for (const p of order.points) {
    out.push(p.front, p.offset, p.released, p.next, p.times.length, ...p.times, ...p.values, p.suspects.length)
    for (const s of p.suspects) out.push(s.point, s.time, s.value, s.quality, s.backfill ? 1 : 0, s.receivedAt ?? NaN)
  }
  order.waiting.forEach((list, g) => {
    out.push(order.groupFront[g] ?? -Infinity, list.length)
    for (const w of list) out.push(w.point, w.time, w.value, w.quality)
  })
  return Float64Array.from(out)
}

const orderFrom = (plan: Plan, numbers: Float64Array): Order => {
  const order = createOrder(plan)
  let at = 0
  const next = (): number => numbers[at++] ?? NaN
  const many = (n: number): number[] => Array.from({ length: n }, next)
  order.counts = { duplicates: next(), conflicts: next(), late: next(), clockSteps: next(), misdated: next() }
  for (const p of order.points) {
    Object.assign(p, { front: next(), offset: next(), released: next(), next: next() })
    const remembered = next()
    p.times = many(remembered)
    p.values = many(remembered)
    const suspects = next()
    for (let i = 0; i < suspects; i++) {
      const one: Reading = { point: next(), time: next(), value: next(), quality: next() }
      if (next() === 1) one.backfill = true
      const receivedAt = next()
      if (receivedAt === receivedAt) one.receivedAt = receivedAt
      p.suspects.push(one)
    }
  }
  order.waiting.forEach((list, g) => {
    order.groupFront[g] = next()
    const waiting = next()
    for (let i = 0; i < waiting; i++) list.push({ point: next(), time: next(), value: next(), quality: next() })
  })
  return order
}

const octetsOf = (state: State): Uint8Array[] =>
  STATE_COLUMNS.map((name) => new Uint8Array(state[name].buffer, state[name].byteOffset, state[name].byteLength))

/** Everything the pipeline needs to go on with the next reading as if it had never stopped. */
export const snapshot = (pipe: Pipeline): Uint8Array => {
  const order = orderNumbers(pipe.order)
  const parts = [...octetsOf(pipe.state), ...(pipe.late ? octetsOf(pipe.late) : []), new Uint8Array(order.buffer)]
  const bytes = new Uint8Array(HEAD + parts.reduce((sum, part) => sum + part.length, 0))
  let at = HEAD
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  const head = new DataView(bytes.buffer)
  const fields = [MAGIC, VERSION, pipe.plan.fingerprint, fnv1a(bytes.subarray(HEAD)), pipe.late ? 1 : 0, order.byteLength]
  fields.forEach((field, i) => head.setUint32(i * 4, field, true))
  return bytes
}

const fill = (state: State, bytes: Uint8Array, from: number): number => {
  let at = from
  for (const octets of octetsOf(state)) {
    octets.set(bytes.subarray(at, at + octets.length))
    at += octets.length
  }
  return at
}

const no = (zh: string, en: string): Restored => ({ ok: false, fault: { zh, en } })

/** Checks magic, version, rules, length and checksum before anything is taken over; never throws. */
export const restore = (plan: Plan, bytes: Uint8Array): Restored => {
  if (bytes.length < HEAD) return no('快照过短', 'snapshot too short')
  const head = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const field = (i: number): number => head.getUint32(i * 4, true)
  if (field(0) !== MAGIC) return no('不是报警状态快照', 'not an alarm snapshot')
  if (field(1) !== VERSION) return no(`快照版本 ${field(1)} 不认识`, `unknown snapshot version ${field(1)}`)
  if (field(2) !== plan.fingerprint) return no('快照属于另一套规则', 'snapshot belongs to other rules')
  if (field(3) !== fnv1a(bytes.subarray(HEAD))) return no('快照校验不符，已损坏', 'snapshot checksum differs: damaged')
  const state = createState(plan)
  const size = octetsOf(state).reduce((sum, part) => sum + part.length, 0)
  const lanes = field(4) === 1 ? 2 : 1
  if (bytes.length !== HEAD + size * lanes + field(5)) return no('快照长度不符', 'snapshot length differs')
  let at = fill(state, bytes, HEAD)
  const late = lanes === 2 ? createState(plan) : undefined
  if (late) at = fill(late, bytes, at)
  const order = orderFrom(plan, new Float64Array(bytes.slice(at).buffer))
  return { ok: true, pipeline: { plan, state, order, late } }
}
