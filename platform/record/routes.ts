import { z } from 'zod'
import type { Claims } from '#kernel/access/index.ts'
import { text } from '#kernel/text.ts'
import { sql, type Db } from '#platform/db/index.ts'
import { notFound, readRoute, type Route } from '#platform/http/index.ts'
import { CHECKPOINT_COLUMNS } from './checkpoint.ts'
import { matterProof } from './proof.ts'
import type { Checkpoint, RecordKeys } from './types.ts'

const none = z.object({})

const Key = z.object({ keyId: z.string(), pem: z.string() })

const CheckpointView = z.object({
  id: z.number(),
  at: z.string(),
  matters: z.number(),
  root: z.string(),
  prevRoot: z.string().nullable(),
  keyId: z.string(),
  signature: z.string(),
})

const Proof = z.object({
  matterId: z.string(),
  no: z.string(),
  acts: z.array(
    z.object({
      id: z.string(),
      seq: z.number(),
      act: z.string(),
      at: z.string(),
      recordedAt: z.string(),
      prevHash: z.string(),
      hash: z.string(),
    }),
  ),
  fault: z.object({ seq: z.number(), why: z.enum(['gap', 'link', 'content']) }).nullable(),
  inclusion: z
    .object({
      checkpoint: CheckpointView,
      seq: z.number(),
      headHash: z.string(),
      leaf: z.string(),
      proof: z.array(z.object({ side: z.enum(['left', 'right']), hash: z.string() })),
      inChain: z.boolean(),
    })
    .nullable(),
  key: Key,
})

const Page = z.object({ before: z.coerce.number().int().positive().optional(), limit: z.coerce.number().int().min(1).max(200).default(50) })

/** What proves the record to those who read it. */
export function recordRoutes({ db, system, keys }: { db: Db; system: Claims; keys: RecordKeys }): Route[] {
  const key = { keyId: keys.keyId, pem: keys.publicPem }
  return [
    readRoute({
      method: 'GET',
      path: '/api/matters/:id/proof',
      audit: 'record.proof',
      text: text('核验事项记录', 'Proof of a matter'),
      permission: 'signed-in',
      params: z.object({ id: z.uuid() }),
      query: none,
      response: Proof,
      perMinute: 120,
      handler: async ({ read }, { params }) => {
        const found = await matterProof((s) => read(s), params.id)
        if (!found) throw notFound()
        const { inclusion } = found
        return {
          ...found,
          acts: [...found.acts],
          inclusion: inclusion && { ...inclusion, proof: [...inclusion.proof] },
          key,
        }
      },
    }),
    readRoute({
      method: 'GET',
      path: '/api/record/checkpoints',
      audit: 'record.checkpoints',
      text: text('校验点', 'Checkpoints'),
      permission: 'admin.read',
      params: none,
      query: Page,
      response: z.object({ items: z.array(CheckpointView), next: z.number().nullable() }),
      handler: async (_context, { query }) => {
        const upTo = query.before === undefined ? sql`true` : sql`id < ${query.before}`
        const rows = await db.read<Checkpoint>(
          system,
          sql`select ${CHECKPOINT_COLUMNS} from checkpoint where ${upTo} order by id desc limit ${query.limit + 1}`,
        )
        const items = rows.slice(0, query.limit)
        return { items, next: rows.length > query.limit ? (items.at(-1)?.id ?? null) : null }
      },
    }),
    readRoute({
      method: 'GET',
      path: '/api/record/key',
      audit: 'record.key',
      text: text('校验点公钥', 'Public key of the checkpoints'),
      permission: 'public',
      params: none,
      query: none,
      response: Key,
      handler: async () => key,
    }),
  ]
}
