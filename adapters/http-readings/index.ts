import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { z } from 'zod'
import { text } from '#kernel/text.ts'
import type { Columns, Monitoring } from '#mechanisms/monitoring/index.ts'
import { badInput, Problem, streamRoute, type ReadContext, type Route } from '#platform/http/index.ts'
import { Malformed, parseCsv, parseJson, type Sent } from './parse.ts'

const unzip = promisify(gunzip)

/** Octets of one request, packed and unpacked, and readings in it. */
const LIMITS = { packed: 8 * 1024 * 1024, plain: 32 * 1024 * 1024, readings: 100_000 } as const
/** Older than this nothing is taken: the day's readings may be gone already. */
const OLDEST_S = 90 * 86_400
const AHEAD_S = 86_400
const NAMED = 20

const tooLarge = (): Problem =>
  new Problem(413, 'too-large', text('这一批太大', 'The batch is too large'), {
    detail: text(
      `一次最多 ${LIMITS.readings} 条、${LIMITS.packed / 1048576} MB，请分批。`,
      `At most ${LIMITS.readings} readings and ${LIMITS.packed / 1048576} MB at once.`,
    ),
  })

async function octets({ raw }: ReadContext): Promise<Buffer> {
  const parts: Buffer[] = []
  let size = 0
  for await (const chunk of raw.raw) {
    const part = chunk as Buffer
    size += part.length
    if (size > LIMITS.packed) throw tooLarge()
    parts.push(part)
  }
  return parts.length === 1 ? (parts[0] ?? Buffer.alloc(0)) : Buffer.concat(parts)
}

async function bodyOf(context: ReadContext): Promise<string> {
  const body = await octets(context)
  if (!/gzip/i.test(context.raw.headers['content-encoding'] ?? '')) return body.toString('utf8')
  try {
    return (await unzip(body, { maxOutputLength: LIMITS.plain })).toString('utf8')
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge()
    throw badInput([{ field: 'body', message: text('gzip 解不开', 'The gzip body cannot be unpacked') }])
  }
}

function parsed(context: ReadContext, body: string): Sent {
  try {
    const csv = /csv|text\/plain/i.test(context.raw.headers['content-type'] ?? '')
    return csv ? parseCsv(body, context.raw.headers['x-backfill'] === 'true') : parseJson(body)
  } catch (error) {
    if (error instanceof Malformed) throw badInput([{ field: 'body', message: error.text }])
    throw error
  }
}

/** Names become numbers. One name that the enterprise has not, or one time that cannot be, and nothing of the batch is taken. */
function columnsOf(sent: Sent, orgId: string, monitoring: Monitoring, receivedAt: number): Columns {
  const n = sent.points.length
  if (n === 0) throw badInput([{ field: 'body', message: text('没有读数', 'There are no readings') }])
  if (n > LIMITS.readings) throw tooLarge()
  const no = new Int32Array(n)
  const faults: { field: string; message: ReturnType<typeof text> }[] = []
  const named = new Set<string>()
  let [lastCode, lastNo]: [string, number] = ['', -1]
  for (let i = 0; i < n && faults.length < NAMED; i++) {
    const code = sent.points[i] ?? ''
    if (code !== lastCode) {
      lastCode = code
      lastNo = monitoring.pointNo(orgId, code) ?? -1
    }
    if (lastNo < 0 && !named.has(code)) {
      named.add(code)
      const shown = code.slice(0, 80)
      faults.push({ field: `readings[${i}].point`, message: text(`本单位没有点位“${shown}”`, `The organisation has no point "${shown}"`) })
    }
    no[i] = lastNo
    const t = sent.t[i] ?? NaN
    if (!(t > receivedAt - OLDEST_S && t < receivedAt + AHEAD_S)) {
      faults.push({
        field: `readings[${i}].t`,
        message: text(
          '时间不对：只收近 90 天、不晚于明天的读数',
          'The time is wrong: readings of the last 90 days only, none later than tomorrow',
        ),
      })
    }
  }
  if (faults.length > 0) throw badInput(faults)
  return { n, no, t: sent.t, v: sent.v, q: sent.q, backfill: sent.backfill, receivedAt }
}

/** POST /api/readings: JSON, CSV, gzip; answered after the commit. The sender's post says whose points they are. */
export function httpReadings(monitoring: Monitoring): Route[] {
  return [
    streamRoute({
      method: 'POST',
      path: '/api/readings',
      audit: 'readings.write',
      text: text('上传监测读数', 'Send readings'),
      permission: 'readings.write',
      params: z.object({}),
      query: z.object({}),
      body: 'stream',
      raw: true,
      response: z.object({ stored: z.number() }),
      perMinute: 60_000,
      handler: async (context) => {
        const sent = parsed(context, await bodyOf(context))
        const columns = columnsOf(sent, context.session.claims.orgId, monitoring, context.now.getTime() / 1000)
        await monitoring.ingest(columns)
        return { stored: columns.n }
      },
    }),
  ]
}
