import { z } from 'zod'
import { can } from '#kernel/access/index.ts'
import { cstDate } from '#kernel/calendar/index.ts'
import { text } from '#kernel/text.ts'
import type { Doer } from '#mechanisms/matters/index.ts'
import { sql } from '#platform/db/index.ts'
import { badInput, notFound, readRoute, writeRoute, type Route, type WriteContext } from '#platform/http/index.ts'
import * as model from '../model.ts'
import { flagsOf, grade, reassessBy } from '../rules.ts'
import { createInstallation, mayEdit, patchInstallation, saveInventory, type CommandDeps } from './commands.ts'
import { countInstallations, findInstallation, historyOf, itemsOf, listInstallations, mattersOf, type StoredInstallation } from './store.ts'

const none = z.object({})
const byId = z.object({ id: z.uuid() })
const Saved = z.object({ id: z.string(), version: z.number().int(), rank: z.number().int() })

const doerOf = (context: WriteContext): Doer => ({ claims: context.session.claims, actor: context.session.actor, now: context.now })

const CURSOR = z.tuple([z.number().int(), z.string(), z.uuid()])

function readCursor(after: string | undefined): z.output<typeof CURSOR> | null {
  if (after === undefined) return null
  try {
    return CURSOR.parse(JSON.parse(Buffer.from(after, 'base64url').toString('utf8')))
  } catch {
    throw badInput([{ field: 'query.after', message: text('翻页标记不对，请从头看起', 'The page mark is not valid; begin again') }])
  }
}

type CountRow = { rank: number; n: number; unnamed: number; unfiled: number; reassess: number }

/** The inventory as it was at the end of a day, from the last grading up to then. */
const inputsOn = (id: string, on: string) => sql`select inputs from installation_grading where installation_id = ${id}::uuid
  and at < (${on}::date + 1)::timestamp at time zone 'Asia/Shanghai' order by at desc, id desc limit 1`

/** Major hazard installations (重大危险源): list, counts, one with its working, changes. */
export function installationRoutes(deps: CommandDeps): Route[] {
  const saved = async (context: WriteContext, id: string): Promise<z.output<typeof Saved>> => {
    context.note({ object: 'installation', objectId: id })
    const [row] = await context.tx.query<{ id: string; version: number; rank: number }>(
      sql`select id, version, rank from installation where id = ${id}::uuid`,
    )
    if (!row) throw notFound()
    return row
  }
  return [
    readRoute({
      method: 'GET',
      path: '/api/installations',
      audit: 'installation.list',
      text: text('重大危险源列表', 'List of installations'),
      permission: 'installation.read',
      params: none,
      query: model.InstallationQuery,
      response: z.object({ items: z.array(model.InstallationRow), next: z.string().nullable() }),
      handler: async ({ read, now }, { query }) => {
        const rows = await read<model.InstallationRow>(listInstallations(query, cstDate(now), readCursor(query.after)))
        const items = rows.slice(0, query.limit)
        const last = items.at(-1)
        const mark = last && Buffer.from(JSON.stringify([last.rank, last.name, last.id]), 'utf8').toString('base64url')
        return { items, next: rows.length > query.limit && mark ? mark : null }
      },
    }),
    readRoute({
      method: 'GET',
      path: '/api/installations/counts',
      audit: 'installation.counts',
      text: text('重大危险源数量', 'Counts of installations'),
      permission: 'installation.read',
      params: none,
      query: model.InstallationQuery.pick({ orgId: true, path: true, q: true }),
      response: model.InstallationCounts,
      handler: async ({ read, now }, { query }) => {
        const rows = await read<CountRow>(countInstallations(query, cstDate(now)))
        const sum = (name: 'unnamed' | 'unfiled' | 'reassess'): number => rows.reduce((all, row) => all + row[name], 0)
        const ranks = Object.fromEntries(rows.map((row) => [String(row.rank), row.n]))
        return { ranks, unnamed: sum('unnamed'), unfiled: sum('unfiled'), reassess: sum('reassess') }
      },
    }),
    readRoute({
      method: 'GET',
      path: '/api/installations/:id',
      audit: 'installation.page',
      text: text('一个重大危险源', 'One installation'),
      permission: 'installation.read',
      params: byId,
      query: none,
      response: model.InstallationPage,
      handler: async ({ read, session, now }, { params }) => {
        const [row] = await read<StoredInstallation>(findInstallation(params.id))
        if (!row) throw notFound()
        const [items, history, matters] = await Promise.all([
          read<model.Item & { subjectName: string | null }>(itemsOf(row.id)),
          read<z.output<typeof model.GradingRow>>(historyOf(row.id)),
          read<model.RelatedMatter>(mattersOf(row.id)),
        ])
        const today = cstDate(now)
        const { by, clause } = reassessBy(row.assessedOn, today)
        const place = { path: row.path, orgIds: [row.orgId, row.officeId], personIds: [], sector: row.sector }
        const may = (permission: string): boolean => can(session.claims, permission, place)
        return {
          installation: row,
          subjectId: row.subjectId,
          subjectName: row.subjectName,
          items,
          grading: grade(items, row.population500m, today),
          history,
          matters,
          flags: flagsOf(items, row.process, row.rank),
          reassessBy: by,
          reassessClause: clause,
          editable: mayEdit(session, row),
          openable: [
            ...(may('installation-filing.apply') ? (['filing'] as const) : []),
            ...(may('installation-notice.apply') ? (['notice'] as const) : []),
          ],
        }
      },
    }),
    readRoute({
      method: 'GET',
      path: '/api/installations/:id/working',
      audit: 'installation.working',
      text: text('某日的辨识分级', 'Grading on a day'),
      permission: 'installation.read',
      params: byId,
      query: z.object({ on: z.iso.date() }),
      response: z.object({ grading: model.Grading.nullable(), known: z.boolean() }),
      handler: async ({ read }, { params, query }) => {
        const [row] = await read(findInstallation(params.id))
        if (!row) throw notFound()
        const [then] = await read<{ inputs: { items: model.Item[]; population500m: number | null } }>(inputsOn(params.id, query.on))
        return then
          ? { grading: grade(then.inputs.items, then.inputs.population500m, query.on), known: true }
          : { grading: null, known: false }
      },
    }),
    writeRoute({
      method: 'POST',
      path: '/api/installations',
      audit: 'installation.create',
      text: text('登记重大危险源', 'Enter an installation'),
      permission: 'installation.edit',
      params: none,
      query: none,
      body: model.NewInstallation,
      response: Saved,
      handler: async (context, { body }) => {
        await createInstallation(deps, context.tx, doerOf(context), body)
        return saved(context, body.id)
      },
    }),
    writeRoute({
      method: 'PATCH',
      path: '/api/installations/:id',
      audit: 'installation.edit',
      text: text('修改重大危险源', 'Change an installation'),
      permission: 'installation.edit',
      params: byId,
      query: none,
      body: model.PatchInstallation,
      response: Saved,
      handler: async (context, { params, body }) => {
        await patchInstallation(deps, context.tx, doerOf(context), params.id, body)
        return saved(context, params.id)
      },
    }),
    writeRoute({
      method: 'PUT',
      path: '/api/installations/:id/inventory',
      audit: 'installation.inventory',
      text: text('修改物料清单', 'Change the inventory'),
      permission: 'installation.edit',
      params: byId,
      query: none,
      body: model.Inventory,
      response: Saved,
      handler: async (context, { params, body }) => {
        await saveInventory(deps, context.tx, doerOf(context), params.id, body)
        return saved(context, params.id)
      },
    }),
  ]
}
