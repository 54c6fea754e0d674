import { randomBytes, randomInt } from 'node:crypto'
import { z } from 'zod'
import type { Claims } from '#kernel/access/index.ts'
import { uuidv7 } from '#kernel/ids.ts'
import { text } from '#kernel/text.ts'
import { sql, type Db, type Tx } from '#platform/db/index.ts'
import { badInput, notFound, readRoute, writeRoute, type Problem, type Route } from '#platform/http/index.ts'
import { causeText, PROTOCOL, PROTOCOLS, SourceEntry, SourceOptions, SourceRow, type SourceProtocol } from '../source-model.ts'
import type { MonitoringRoutesDeps } from './deps.ts'
import { byOf } from './keeping-routes.ts'
import { editableOrg } from './point-commands.ts'
import { isSecret, secretHash } from './sources.ts'

const none = z.object({})
const byId = z.object({ id: z.uuid() })
const name = z.string().trim().min(1).max(80).meta({ zh: '名称', en: 'Name' })

/** The gateway of that name and secret, if it is not closed; notes that it was seen. The secret has 192 random bits, so a plain hash keeps it. */
export async function findGateway(
  db: Db,
  system: Claims,
  username: string,
  secret: string,
  now: Date,
): Promise<{ id: string; orgId: string } | null> {
  const [row] = await db.read<{ id: string; orgId: string; secretHash: string }>(
    system,
    sql`select id, org_id as "orgId", secret_hash as "secretHash" from reading_source where username = ${username} and active and protocol = 'mqtt'`,
  )
  if (!row || !isSecret(row, secret)) return null
  await db.read(system, sql`update reading_source set last_seen_at = ${now.toISOString()}::timestamptz where id = ${row.id}::uuid`)
  return { id: row.id, orgId: row.orgId }
}

/** The password field of HJ 212 is short, and loggers take no longer one: six characters (from knowledge), none that are mistaken for each other. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'
const passwordOf = (protocol: SourceProtocol): string =>
  protocol === 'hj212'
    ? Array.from({ length: 6 }, () => LETTERS[randomInt(LETTERS.length)]).join('')
    : randomBytes(24).toString('base64url')

/** Device numbers as they are compared: no zeros in front of a phone, upper case in an address. */
function deviceOf(protocol: SourceProtocol, given: string | undefined): string | null {
  const { device } = PROTOCOL[protocol]
  if (!device) return null
  const plain = (given ?? '').trim()
  const number = protocol === 'jt808' ? plain.replace(/^0+/, '') : protocol === 'gb26875' ? plain.toUpperCase().padStart(12, '0') : plain
  if (plain !== '' && device.shape.test(number)) return number
  throw badInput([
    {
      field: 'body.device',
      message: text(`${device.text.zh}不对：${device.remedy.zh}`, `${device.text.en} is wrong: ${device.remedy.en}`),
    },
  ])
}

const taken = (): Problem =>
  badInput([
    {
      field: 'body.device',
      message: text(
        '这个设备编号已经登记；请核对，或先停用原登记',
        'The device is registered already; check the number, or close it first',
      ),
    },
  ])

async function checkMap(tx: Tx, protocol: SourceProtocol, orgId: string, map: readonly SourceEntry[]): Promise<void> {
  const { key } = PROTOCOL[protocol]
  const rows = await tx.query<{ code: string }>(
    sql`select code from point where org_id = ${orgId}::uuid and status = 'active' and code = any(${map.map((m) => m.point)}::text[])`,
  )
  const known = new Set(rows.map((r) => r.code))
  const seen = new Set<string>()
  const faults = map.flatMap((entry, i) => {
    const found = []
    if (!key?.shape.test(entry.key)) {
      const [zh, en] = key ? [key.remedy.zh, key.remedy.en] : ['MQTT 网关直接用点位编号', 'A gateway by MQTT names the points itself']
      found.push({ field: `body.map[${i}].key`, message: text(`“${entry.key}”不对：${zh}`, `"${entry.key}" is wrong: ${en}`) })
    }
    if (!known.has(entry.point))
      found.push({
        field: `body.map[${i}].point`,
        message: text(`本单位没有点位“${entry.point}”`, `The organisation has no point "${entry.point}"`),
      })
    if (seen.has(entry.key)) found.push({ field: `body.map[${i}].key`, message: text(`“${entry.key}”重复`, `"${entry.key}" stands twice`) })
    seen.add(entry.key)
    return found
  })
  if (faults.length > 0) throw badInput(faults.slice(0, 20))
}

async function heldSource(tx: Tx, id: string): Promise<{ orgId: string; protocol: SourceProtocol }> {
  const [row] = await tx.query<{ orgId: string; protocol: SourceProtocol }>(
    sql`select org_id as "orgId", protocol from reading_source where id = ${id}::uuid and active for update`,
  )
  if (!row) throw notFound()
  return row
}

/** The gateways and devices of an enterprise that may send, or are asked. */
export function sourceRoutes({ sources }: MonitoringRoutesDeps): Route[] {
  return [
    readRoute({
      method: 'GET',
      path: '/api/reading-sources',
      audit: 'readings.sources',
      text: text('数据网关和设备', 'Gateways and devices'),
      permission: 'point.edit',
      params: none,
      query: z.object({ orgId: z.uuid() }),
      response: z.object({ items: z.array(SourceRow) }),
      handler: async ({ read }, { query }) => {
        const rows = await read<Omit<SourceRow, 'links' | 'refused' | 'unmapped'>>(
          sql`select id, username, name, active, protocol, device, map, options, last_seen_at as "lastSeenAt"
            from reading_source where org_id = ${query.orgId}::uuid order by active desc, created_at limit 500`,
        )
        return {
          items: rows.map((row) => {
            const facts = sources.facts(row.id)
            return {
              ...row,
              links: facts.links,
              refused: facts.refused.map(({ cause, n }) => ({ cause, text: causeText(cause), n })),
              unmapped: [...facts.unmapped],
            }
          }),
        }
      },
    }),
    writeRoute({
      method: 'POST',
      path: '/api/reading-sources',
      audit: 'readings.source-create',
      text: text('登记数据网关或设备', 'Register a gateway or a device'),
      permission: 'point.edit',
      params: none,
      query: none,
      body: z.object({
        orgId: z.uuid(),
        name,
        protocol: z.enum(PROTOCOLS).default('mqtt'),
        device: z.string().max(210).optional(),
        options: SourceOptions.default({}),
        map: z.array(SourceEntry).max(2000).default([]),
      }),
      /** The secret is shown this once; a device that is given one by its protocol, or has none, is told none. */
      response: z.object({ id: z.string(), username: z.string(), secret: z.string().nullable(), topic: z.string().nullable() }),
      handler: async (context, { body }) => {
        const { tx, now } = context
        await editableOrg(tx, context, body.orgId)
        const device = deviceOf(body.protocol, body.device)
        await checkMap(tx, body.protocol, body.orgId, body.map)
        const id = uuidv7(now.getTime())
        const secret = passwordOf(body.protocol)
        const username = `gw-${randomBytes(6).toString('hex')}`
        const made = await tx.query(
          sql`insert into reading_source (id, org_id, username, secret_hash, name, by, created_at, protocol, device, map, options)
            values (${id}::uuid, ${body.orgId}::uuid, ${username}, ${secretHash(secret)}, ${body.name}, ${byOf(context)}::jsonb, ${now.toISOString()}::timestamptz,
              ${body.protocol}, ${device}, ${JSON.stringify(body.map)}::jsonb, ${JSON.stringify(body.options)}::jsonb)
            on conflict (protocol, device) where active and device is not null do nothing returning id`,
        )
        if (made.length === 0) throw taken()
        context.note({ object: 'reading_source', objectId: id, detail: { protocol: body.protocol, device } })
        tx.afterCommit(() => sources.changed(id))
        const told = body.protocol === 'mqtt' || body.protocol === 'hj212'
        return { id, username, secret: told ? secret : null, topic: body.protocol === 'mqtt' ? `readings/${username}` : null }
      },
    }),
    writeRoute({
      method: 'PATCH',
      path: '/api/reading-sources/:id',
      audit: 'readings.source-edit',
      text: text('修改数据网关或设备', 'Change a gateway or a device'),
      permission: 'point.edit',
      params: byId,
      query: none,
      body: z.object({ name: name.optional(), map: z.array(SourceEntry).max(2000).optional(), options: SourceOptions.optional() }),
      response: z.object({ id: z.string() }),
      handler: async (context, { params, body }) => {
        const { tx } = context
        const row = await heldSource(tx, params.id)
        await editableOrg(tx, context, row.orgId)
        if (body.map) await checkMap(tx, row.protocol, row.orgId, body.map)
        const json = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value))
        await tx.query(sql`update reading_source set name = coalesce(${body.name ?? null}, name), map = coalesce(${json(body.map)}::jsonb, map),
          options = coalesce(${json(body.options)}::jsonb, options) where id = ${params.id}::uuid`)
        context.note({ object: 'reading_source', objectId: params.id, detail: { ...body } })
        tx.afterCommit(() => sources.changed(params.id))
        return { id: params.id }
      },
    }),
    writeRoute({
      method: 'POST',
      path: '/api/reading-sources/:id/close',
      audit: 'readings.source-close',
      text: text('停用数据网关或设备', 'Close a gateway or a device'),
      permission: 'point.edit',
      params: byId,
      query: none,
      body: none,
      response: z.object({ id: z.string() }),
      handler: async (context, { params }) => {
        const { tx } = context
        const row = await heldSource(tx, params.id)
        await editableOrg(tx, context, row.orgId)
        await tx.query(sql`update reading_source set active = false where id = ${params.id}::uuid`)
        tx.afterCommit(() => sources.changed(params.id))
        return { id: params.id }
      },
    }),
  ]
}
