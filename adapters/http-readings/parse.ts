import { text, type Text } from '#kernel/text.ts'

/** Readings as a sender wrote them. */
export interface Sent {
  readonly points: readonly string[]
  readonly t: Float64Array
  readonly v: Float64Array
  readonly q: Uint8Array
  readonly backfill: boolean
}

export interface Refused {
  readonly row: number
  readonly message: Text
}

export class Malformed extends Error {
  readonly text: Text
  constructor(zh: string, en: string) {
    super(en)
    this.text = text(zh, en)
  }
}

const QUALITIES = ['good', 'uncertain', 'bad', 'substituted', 'calibration', 'maintenance', 'offline']

/** Seconds since 1970: a number below 10¹¹ is seconds, above milliseconds; a text is ISO 8601, in Beijing where it names no zone. NaN = not a time. */
export function timeOf(value: unknown): number {
  if (typeof value === 'number') return value > 1e11 ? value / 1000 : value
  if (typeof value !== 'string') return NaN
  const s = value.trim()
  if (/^\d+(\.\d+)?$/.test(s)) return timeOf(Number(s))
  const zoned = /(z|[+-]\d{2}:?\d{2})$/i.test(s) ? s : `${s.replace(' ', 'T')}+08:00`
  return Date.parse(zoned) / 1000
}

function qualityOf(value: unknown): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < QUALITIES.length) return value
  if (value === false) return 2
  const named = QUALITIES.indexOf(String(value))
  return named < 0 ? 0 : named
}

function valueOf(value: unknown): number {
  if (typeof value === 'number') return value
  if (typeof value === 'boolean') return value ? 1 : 0
  return typeof value === 'string' && value.trim() !== '' ? Number(value) : NaN
}

interface ColumnBody {
  point: unknown[]
  t: unknown[] | number | string
  v: unknown[]
  q?: unknown[]
}

function fromColumns(body: ColumnBody, backfill: boolean): Sent {
  const { point, t: times, v: values, q: qualities } = body
  const n = point.length
  const shared = Array.isArray(times) ? undefined : timeOf(times)
  if (!Array.isArray(values) || values.length !== n || (Array.isArray(times) && times.length !== n)) {
    throw new Malformed('point、t、v 三列长度须相同', 'The columns point, t and v must have the same length')
  }
  const points: string[] = Array.from({ length: n })
  const t = new Float64Array(n)
  const v = new Float64Array(n)
  const q = new Uint8Array(n)
  for (let i = 0; i < n; i++) {
    points[i] = String(point[i])
    const at = shared === undefined ? (times as unknown[])[i] : shared
    t[i] = typeof at === 'number' ? (at > 1e11 ? at / 1000 : at) : timeOf(at)
    const value = values[i]
    v[i] = typeof value === 'number' ? value : valueOf(value)
    if (qualities) q[i] = qualityOf(qualities[i])
  }
  return { points, t, v, q, backfill }
}

function fromRows(rows: readonly unknown[], backfill: boolean): Sent {
  const n = rows.length
  const points: string[] = Array.from({ length: n })
  const t = new Float64Array(n)
  const v = new Float64Array(n)
  const q = new Uint8Array(n)
  for (const [i, row] of rows.entries()) {
    if (typeof row !== 'object' || row === null) throw new Malformed(`第 ${i + 1} 条不是对象`, `Entry ${i + 1} is no object`)
    const one = row as Record<string, unknown>
    points[i] = String(one['point'])
    t[i] = timeOf(one['t'])
    v[i] = valueOf(one['v'])
    q[i] = one['q'] === undefined ? 0 : qualityOf(one['q'])
  }
  return { points, t, v, q, backfill }
}

/** `{point: [], t: [], v: [], q?: []}` in columns (quickest), `{readings: [{point, t, v, q?}]}`, or the list alone. `backfill: true` marks what was kept back. */
export function parseJson(body: string): Sent {
  let json: unknown
  try {
    json = JSON.parse(body)
  } catch {
    throw new Malformed('不是有效的 JSON', 'Not valid JSON')
  }
  if (Array.isArray(json)) return fromRows(json, false)
  if (typeof json !== 'object' || json === null) throw new Malformed('须是对象或数组', 'An object or a list is expected')
  const object = json as Record<string, unknown>
  const backfill = object['backfill'] === true
  if (Array.isArray(object['readings'])) return fromRows(object['readings'], backfill)
  if (typeof object['point'] === 'string') return fromRows([object], backfill)
  if (Array.isArray(object['point'])) return fromColumns(object as unknown as ColumnBody, backfill)
  throw new Malformed('缺少 point、t、v 三列或 readings 列表', 'The columns point, t, v or the list readings are missing')
}

/** Lines of point,t,v[,q]; headings are optional and may name the columns in another order. */
export function parseCsv(body: string, backfill: boolean): Sent {
  const lines = body.replace(/^\uFEFF/, '').split(/\r?\n/)
  const order = { point: 0, t: 1, v: 2, q: 3 }
  const first = (lines[0] ?? '')
    .toLowerCase()
    .split(',')
    .map((c) => c.trim())
  let from = 0
  if (first.includes('point')) {
    from = 1
    for (const name of ['point', 't', 'v', 'q'] as const) order[name] = first.indexOf(name)
    if (order.t < 0 || order.v < 0) throw new Malformed('表头须有 point、t、v', 'The headings must name point, t and v')
  }
  const points: string[] = []
  const [t, v, q]: [number[], number[], number[]] = [[], [], []]
  for (let i = from; i < lines.length; i++) {
    const line = lines[i]?.trim() ?? ''
    if (line === '') continue
    const cells = line.split(',')
    points.push((cells[order.point] ?? '').trim())
    t.push(timeOf(cells[order.t] ?? ''))
    v.push(valueOf(cells[order.v]))
    const quality = order.q < 0 ? undefined : cells[order.q]?.trim()
    q.push(quality === undefined || quality === '' ? 0 : qualityOf(/^\d$/.test(quality) ? Number(quality) : quality))
  }
  return { points, t: Float64Array.from(t), v: Float64Array.from(v), q: Uint8Array.from(q), backfill }
}
