import { findClass } from '@anlan/rules'
import { can, SCOPES, type ScopedRow } from '#kernel/access/index.ts'
import { addDays, cstDate } from '#kernel/calendar/index.ts'
import { uuidv7 } from '#kernel/ids.ts'
import { text } from '#kernel/text.ts'
import type { Doer, Performer } from '#mechanisms/matters/index.ts'
import { sql, type Tx } from '#platform/db/index.ts'
import { badInput, conflict, notFound } from '#platform/http/index.ts'
import type { Item, NewInstallation, PatchInstallation } from '../model.ts'
import { rankText } from '../ranks.ts'
import { filingNeeded, grade, inventoryChanges, type Change, type FilingPurpose } from '../rules.ts'
import { findInstallation, itemsOf, lockInstallation, writeGrading, writeItems, type StoredInstallation } from './store.ts'

export interface CommandDeps {
  readonly performer: Performer
  /** The program as a doer at a time. */
  readonly system: (now: Date) => Doer
}

interface Org {
  id: string
  path: string
  officeId: string | null
  sector: string | null
}

const scoped = (row: Pick<StoredInstallation, 'orgId' | 'path' | 'officeId' | 'sector'>): ScopedRow => ({
  path: row.path,
  orgIds: [row.orgId, row.officeId],
  personIds: [],
  sector: row.sector,
})

export const mayEdit = (by: Pick<Doer, 'claims'>, row: StoredInstallation): boolean => can(by.claims, 'installation.edit', scoped(row))

/** The row, locked, that the doer may change. 404 otherwise; 409 when somebody changed it meanwhile. */
async function toChange(tx: Tx, by: Doer, id: string, version: number): Promise<StoredInstallation> {
  const [row] = await tx.query<StoredInstallation>(lockInstallation(id))
  if (!row || !mayEdit(by, row)) throw notFound()
  if (row.version !== version) {
    throw conflict(text('他人刚改过，请核对后再保存', 'Somebody else has just changed it; compare and save again'), {
      version: row.version,
    })
  }
  return row
}

/** Classes that exist, and tanks of this enterprise. */
async function checkItems(tx: Tx, orgId: string, items: readonly Item[]): Promise<void> {
  for (const [n, item] of items.entries()) {
    const bad = item.classes.find((c) => findClass(c) === undefined)
    if (bad === undefined) continue
    const message = text(
      `没有 ${bad} 这个危险性类别，请用表2 的符号，例如 W5.3`,
      `There is no class ${bad}; use a symbol of table 2 such as W5.3`,
    )
    throw badInput([{ field: `body.items.${n}.classes`, message }])
  }
  if (new Set(items.map((i) => i.id)).size !== items.length) {
    throw badInput([{ field: 'body.items', message: text('有两行编号相同', 'Two lines have the same id') }])
  }
  const subjects = [...new Set(items.map((i) => i.subjectId).filter((id) => id !== null))]
  await checkSubjects(tx, orgId, subjects, 'body.items')
}

async function checkSubjects(tx: Tx, orgId: string, ids: readonly string[], field: string): Promise<void> {
  if (ids.length === 0) return
  const found = await tx.query(sql`select 1 from subject where org_id = ${orgId}::uuid and id = any(${ids}::uuid[])`)
  if (found.length < ids.length) {
    throw badInput([{ field, message: text('本单位没有这个储罐或装置', 'The enterprise has no such tank or equipment') }])
  }
}

const WHY: Readonly<Record<FilingPurpose, (rank: number, before: number | null) => string>> = {
  first: (rank) => `辨识为${rankText(rank).zh}重大危险源，尚未备案`,
  change: (rank, before) => `级别由${rankText(before ?? 6).zh}变为${rankText(rank).zh}，须重新评估备案`,
  reassess: () => '距上次评估已满三年',
  writeoff: (_, before) => `原为${rankText(before ?? 6).zh}，现不再构成重大危险源，须申请核销`,
}

/** Days to assess and hand in after a change. No public text sets them: a local rule. */
const FILING_DAYS = 30

/**
 * Opens the filing that a grading calls for, unless one is under way. It is the program's act; row-level security stays
 * that of the person whose change caused it.
 */
export async function requireFiling(
  deps: CommandDeps,
  tx: Tx,
  by: Doer,
  about: { id: string; orgId: string; name: string; rank: number; filedRank: number | null },
  purpose: FilingPurpose,
  deadline?: string,
): Promise<boolean> {
  const [open] = await tx.query(
    sql`select 1 from matter where kind = 'installation-filing' and fields->>'installationId' = ${about.id} and phase in ('open', 'waiting') limit 1`,
  )
  if (open) return false
  const program = deps.system(by.now)
  const claims = { ...by.claims, grants: { ...by.claims.grants, 'installation-filing.require': SCOPES }, postId: program.claims.postId }
  await deps.performer.open(
    tx,
    { ...program, claims },
    {
      id: uuidv7(by.now.getTime()),
      matterId: uuidv7(by.now.getTime()),
      kind: 'installation-filing',
      act: 'require',
      orgId: about.orgId,
      subjectId: null,
      parentId: null,
      place: null,
      evidence: [],
      form: {
        installationId: about.id,
        installation: about.name,
        purpose,
        rank: about.rank,
        why: WHY[purpose](about.rank, about.filedRank),
        deadline: deadline ?? addDays(cstDate(by.now), FILING_DAYS),
      },
    },
  )
  return true
}

interface Regrade {
  readonly reason: string
  readonly items: readonly Item[]
  readonly changes: readonly Change[]
  readonly population500m: number | null
}

async function regrade(deps: CommandDeps, tx: Tx, by: Doer, row: StoredInstallation, what: Regrade): Promise<void> {
  const grading = grade(what.items, what.population500m, cstDate(by.now))
  await writeGrading(tx, {
    id: uuidv7(by.now.getTime()),
    installationId: row.id,
    at: by.now,
    reason: what.reason,
    actor: { personId: by.actor.personId, name: by.actor.name },
    inputs: { items: what.items, population500m: what.population500m },
    grading,
    changes: what.changes,
  })
  const purpose = filingNeeded(grading.rank, row.filedRank)
  if (purpose) await requireFiling(deps, tx, by, { ...row, rank: grading.rank }, purpose)
}

/** A new unit with its inventory, graded at once. */
export async function createInstallation(deps: CommandDeps, tx: Tx, by: Doer, body: NewInstallation): Promise<void> {
  const [org] = await tx.query<Org>(
    sql`select id, path, office_id as "officeId", sector from org where id = ${body.orgId}::uuid and kind = 'enterprise'`,
  )
  const row = org && { orgId: org.id, path: org.path, officeId: org.officeId, sector: org.sector }
  if (!row || !can(by.claims, 'installation.edit', scoped(row))) throw notFound()
  if ((body.lng === null) !== (body.lat === null)) {
    throw badInput([{ field: 'body.lat', message: text('经度和纬度须同时填写', 'Longitude and latitude go together') }])
  }
  await checkItems(tx, row.orgId, body.items)
  if (body.subjectId) await checkSubjects(tx, row.orgId, [body.subjectId], 'body.subjectId')
  const at = by.now.toISOString()
  await tx.query(
    sql`insert into installation (id, org_id, subject_id, name, unit, running, process, lng, lat, population_500m, assessed_on, created_at, updated_at)
      values (${body.id}::uuid, ${row.orgId}::uuid, ${body.subjectId}::uuid, ${body.name}, ${body.unit}, ${body.running}, ${body.process}, ${body.lng}::float8, ${body.lat}::float8,
        ${body.population500m}::integer, ${body.assessedOn}::date, ${at}::timestamptz, ${at}::timestamptz)`,
  )
  await writeItems(tx, body.id, body.items)
  const [stored] = await tx.query<StoredInstallation>(findInstallation(body.id))
  if (!stored) throw notFound()
  await regrade(deps, tx, by, stored, {
    reason: 'created',
    items: body.items,
    changes: inventoryChanges([], body.items),
    population500m: body.population500m,
  })
}

/** A new inventory: written, graded again, the change kept. An unchanged one writes nothing. */
export async function saveInventory(
  deps: CommandDeps,
  tx: Tx,
  by: Doer,
  id: string,
  body: { version: number; items: readonly Item[] },
): Promise<void> {
  const row = await toChange(tx, by, id, body.version)
  await checkItems(tx, row.orgId, body.items)
  const before = await tx.query<Item>(itemsOf(id))
  const changes = inventoryChanges(before, body.items)
  await writeItems(tx, id, body.items)
  if (changes.length > 0) {
    await regrade(deps, tx, by, row, { reason: 'inventory', items: body.items, changes, population500m: row.population500m })
    return
  }
  await tx.query(
    sql`update installation set version = version + 1, updated_at = ${by.now.toISOString()}::timestamptz where id = ${id}::uuid`,
  )
}

/** Changes of the head; the number of people around it grades again. */
export async function patchInstallation(deps: CommandDeps, tx: Tx, by: Doer, id: string, patch: PatchInstallation): Promise<void> {
  const row = await toChange(tx, by, id, patch.version)
  const next = { ...row, ...Object.fromEntries(Object.entries(patch).filter(([, v]) => v !== undefined)) }
  for (const role of ['principal', 'technical', 'operation'] as const) await checkPerson(tx, row.orgId, patch[role]?.id, `body.${role}`)
  const json = (value: unknown): string | null => (value === null ? null : JSON.stringify(value))
  await tx.query(
    sql`update installation set name = ${next.name}, running = ${next.running}, process = ${next.process},
      population_500m = ${next.population500m}::integer, assessed_on = ${next.assessedOn}::date, principal = ${json(next.principal)}::jsonb,
      technical = ${json(next.technical)}::jsonb, operation = ${json(next.operation)}::jsonb, status = ${next.status},
      version = version + 1, updated_at = ${by.now.toISOString()}::timestamptz where id = ${id}::uuid`,
  )
  if (next.population500m === row.population500m) return
  const changes: Change[] = [
    {
      what: text('厂区边界外 500 米常住人口', 'Residents within 500 m'),
      from: row.population500m === null ? null : `${row.population500m}`,
      to: next.population500m === null ? null : `${next.population500m}`,
    },
  ]
  const items = await tx.query<Item>(itemsOf(id))
  await regrade(deps, tx, by, row, { reason: 'population', items, changes, population500m: next.population500m })
}

async function checkPerson(tx: Tx, orgId: string, personId: string | undefined, field: string): Promise<void> {
  if (personId === undefined) return
  const [post] = await tx.query(sql`select 1 from post where person_id = ${personId}::uuid and org_id = ${orgId}::uuid and active limit 1`)
  if (!post) throw badInput([{ field, message: text('本单位没有这个人的岗位', 'This person has no post in the enterprise') }])
}
