import { expect, test } from 'vitest'
import type { EvidenceRef } from '#kernel/matter/index.ts'
import { ApiError } from '#platform/web/api.ts'
import { deliver, worthRetry, type QueueItem, type Transport } from './queue-send.ts'

const NOW = Date.parse('2026-11-24T08:00:00Z')

const item: QueueItem = {
  id: '0193b0a0-0000-7000-8000-000000000001',
  type: 'report',
  user: 'p/post',
  state: 'waiting',
  madeAt: NOW - 1000,
  blobs: ['a', 'b'].map((name) => ({ name: `${name}.jpg`, blob: new Blob([name]) })),
  request: {
    matterId: '0193b0a0-0000-7000-8000-000000000002',
    kind: 'hazard',
    act: 'report',
    orgId: null,
    form: { what: '护栏松动' },
    place: null,
  },
  lastError: null,
  receipt: null,
}

interface Line {
  uploads: string[]
  bodies: Record<string, unknown>[]
  kept: QueueItem[]
}

/** A line to a server that may fail at a step. */
function line(fail: Partial<Record<'who' | 'upload' | 'open', unknown>> = {}, user = 'p/post'): Line & { transport: Transport } {
  const seen: Line = { uploads: [], bodies: [], kept: [] }
  const transport: Transport = {
    who: async () => {
      if (fail.who) throw fail.who
      return { user, serverNow: '2026-11-24T09:00:00Z' }
    },
    upload: async ({ name }) => {
      if (fail.upload && seen.uploads.length > 0) throw fail.upload
      seen.uploads.push(name)
      const ref: EvidenceRef = { hash: name[0]?.repeat(64) ?? '', name, mediaType: 'image/jpeg', size: 1 }
      return ref
    },
    open: async (body) => {
      if (fail.open) throw fail.open
      seen.bodies.push(body)
      return {
        matterId: item.request.matterId,
        no: 'YH-2026-000001',
        state: 'reported',
        seq: 1,
        dueAt: null,
        abilities: [],
        repeated: false,
      }
    },
  }
  return { ...seen, transport }
}

const send = (one: QueueItem, to: ReturnType<typeof line>) => deliver(one, to.transport, async (k) => void to.kept.push(k), NOW)

test('photographs go first, then the matter with its own ids; the receipt stays and the photographs go', async () => {
  const to = line()
  const done = await send(item, to)
  expect(to.uploads).toEqual(['a.jpg', 'b.jpg'])
  expect(to.bodies[0]).toMatchObject({
    id: item.id,
    matterId: item.request.matterId,
    kind: 'hazard',
    evidence: [{ name: 'a.jpg' }, { name: 'b.jpg' }],
  })
  expect(to.bodies[0]).not.toHaveProperty('at')
  expect(done).toMatchObject({ state: 'sent', blobs: [], receipt: { no: 'YH-2026-000001' } })
})

test('a break resumes where it broke and sends no photograph twice', async () => {
  const broken = line({ upload: new ApiError(0, { title: '没有网络' }) })
  const left = await send(item, broken)
  expect(left).toMatchObject({ state: 'waiting', lastError: '没有网络' })
  expect(broken.kept).toHaveLength(1)
  const again = line()
  const done = await send(left, again)
  expect(again.uploads).toEqual(['b.jpg'])
  expect(done.state).toBe('sent')
})

test('what waited tells when it happened, counted back from the clock of the server', async () => {
  const to = line()
  await send({ ...item, madeAt: NOW - 3_600_000 }, to)
  expect(to.bodies[0]).toMatchObject({ at: '2026-11-24T08:00:00.000Z' })
})

test('under another person or post nothing is sent', async () => {
  const to = line({}, 'q/post')
  const left = await send(item, to)
  expect(left.state).toBe('waiting')
  expect([to.uploads, to.bodies]).toEqual([[], []])
})

test('a refusal stays with its reason; signed out, busy or broken servers are tried again', async () => {
  const refused = await send(
    item,
    line({ open: new ApiError(400, { title: '有 1 处填写有误', errors: [{ field: 'form.what', message: '太长' }] }) }),
  )
  expect(refused).toMatchObject({ state: 'refused', lastError: '有 1 处填写有误；太长' })
  expect(refused.blobs.every((b) => b.ref)).toBe(true)
  expect([0, 401, 429, 500, 503].every((s) => worthRetry(new ApiError(s, {})))).toBe(true)
  expect([400, 403, 404, 409, 413].some((s) => worthRetry(new ApiError(s, {})))).toBe(false)
})
