import { can } from '#kernel/access/index.ts'
import { uuidv7 } from '#kernel/ids.ts'
import { canonical } from '#kernel/matter/index.ts'
import type { Sector } from '#kernel/sector/index.ts'
import { fill, text } from '#kernel/text.ts'
import { sql, type Tx } from '#platform/db/index.ts'
import { badInput, conflict, notFound, Problem, type FieldFault } from '#platform/http/index.ts'
import type { OrgDraft, OrgInput, OrgPatch, OrgRow, PlaceInput } from '../model.ts'
import { covers, SELF_EDITABLE, toWgs84, usccFault } from '../rules.ts'
import { difference, recordChanges, type ChangeOf } from './changes.ts'
import { scopedOrg, type Doer } from './deps.ts'
import { ORG_COLUMNS, ORG_FROM } from './org-views.ts'
import { initialsOf } from './pinyin.ts'

const DRAFT_KEYS = [
  'kind',
  'name',
  'aliases',
  'uscc',
  'path',
  'officeId',
  'parentId',
  'sector',
  'size',
  'status',
  'address',
  'lng',
  'lat',
  'legalPerson',
  'phone',
  'fields',
] as const satisfies readonly (keyof OrgDraft)[]

export function draftOf(org: OrgRow): OrgDraft {
  return Object.fromEntries(DRAFT_KEYS.map((key) => [key, org[key]])) as OrgDraft
}

export function storedPlace(place: PlaceInput | null): { lng: number | null; lat: number | null } {
  return place === null ? { lng: null, lat: null } : toWgs84(place, place.crs)
}

/** Outside the jurisdiction: the same 404 as for a foreign record, but it names the field that leads outside. */
export function outside(field: string): Problem {
  const more = { errors: [{ field, message: text('不在您的管辖范围内', 'This lies outside your jurisdiction') }] }
  return new Problem(404, 'not-found', text('超出您的管辖范围', 'Outside your jurisdiction'), more)
}

export async function findOrg(tx: Tx, id: string, lock = false): Promise<OrgRow> {
  const [row] = await tx.query<OrgRow>(
    lock
      ? sql`select ${ORG_COLUMNS} from ${ORG_FROM} where o.id = ${id}::uuid for update of o`
      : sql`select ${ORG_COLUMNS} from ${ORG_FROM} where o.id = ${id}::uuid`,
  )
  if (!row) throw notFound()
  return row
}

interface Office {
  readonly id: string
  readonly kind: string
  readonly path: string
  readonly status: string
}

async function officeFaults(tx: Tx, draft: OrgDraft): Promise<FieldFault[]> {
  const field = 'body.officeId'
  if (draft.officeId === null) {
    return draft.kind === 'enterprise'
      ? [
          {
            field,
            message: text('企业须有一个监管部门', 'An enterprise needs one supervising office'),
            remedy: text('请选择监管部门', 'Choose the office'),
          },
        ]
      : []
  }
  const [office] = await tx.query<Office>(sql`select id, kind, path, status from org where id = ${draft.officeId}::uuid`)
  if (!office || office.kind !== 'office' || office.status === 'closed') {
    return [{ field, message: text('监管部门须是在用的监管机构', 'The supervising office must be an office that exists') }]
  }
  return covers(office.path, draft.path)
    ? []
    : [
        {
          field,
          message: text('该部门的辖区不含企业所在地', "The office's jurisdiction does not cover the place"),
          remedy: text('请改选监管部门或更正所在地区', 'Choose another office or correct the division'),
        },
      ]
}

/** Faults of a record that need only the record and the sectors. Shared by form and import. */
export function plainFaults(draft: OrgDraft, sectors: readonly Sector[]): FieldFault[] {
  const faults: FieldFault[] = []
  const code = draft.uscc === null ? null : usccFault(draft.uscc)
  if (code) faults.push({ field: 'body.uscc', message: code, remedy: text('对照营业执照逐位核对', 'Compare it with the business licence') })
  if (draft.sector !== null && !sectors.some((s) => s.id === draft.sector)) {
    faults.push({
      field: 'body.sector',
      message: text('没有这个行业', 'There is no such sector'),
      remedy: text('从列表中选择', 'Choose from the list'),
    })
  }
  if (Object.keys(draft.fields).length > 60)
    faults.push({ field: 'body.fields', message: text('其他内容不能超过 60 项', 'At most 60 further items') })
  return faults
}

async function parentFaults(tx: Tx, id: string, draft: OrgDraft): Promise<FieldFault[]> {
  if (draft.parentId === null) return []
  const message = text('上级单位不存在，或会形成循环', 'The parent does not exist, or this would be a circle')
  const rows = await tx.query<{ id: string }>(
    sql`with recursive up (id, parent_id, n) as (
      select id, parent_id, 1 from org where id = ${draft.parentId}::uuid
      union all select o.id, o.parent_id, n + 1 from org o join up on o.id = up.parent_id where n < 20)
    select id from up`,
  )
  return rows.length === 0 || rows.some((r) => r.id === id) ? [{ field: 'body.parentId', message }] : []
}

async function checkDraft(tx: Tx, id: string, draft: OrgDraft, sectors: readonly Sector[]): Promise<void> {
  const [division] = await tx.query(sql`select 1 from division where path = ${draft.path}`)
  const faults = [
    ...plainFaults(draft, sectors),
    ...(division ? [] : [{ field: 'body.path', message: text('没有这个地区', 'There is no such division') }]),
    ...(await officeFaults(tx, draft)),
    ...(await parentFaults(tx, id, draft)),
  ]
  if (faults.length > 0) throw badInput(faults)
}

async function checkFree(tx: Tx, uscc: string): Promise<void> {
  const [known] = await tx.query<{ id: string; name: string }>(sql`select id, name from org where uscc = ${uscc}`)
  if (known) {
    throw conflict(fill(text('该代码已登记为“{name}”', 'This code is registered already: {name}'), { name: known.name }), { id: known.id })
  }
  const [taken] = await tx.query(sql`select org_uscc_taken(${[uscc]}::text[])`)
  if (taken)
    throw conflict(
      text('该代码已在您的辖区以外登记，请联系上级管理员', 'This code is registered outside your jurisdiction; ask the level above'),
    )
}

const RECORD = sql`kind text, name text, aliases jsonb, pinyin text, uscc text, path text, "officeId" uuid, "parentId" uuid, sector text, size text,
  status text, address text, lng double precision, lat double precision, "legalPerson" text, phone text, fields jsonb`
const ALIASES = sql`array(select jsonb_array_elements_text(r.aliases))`

export interface Written {
  readonly id: string
  readonly draft: OrgDraft
}

const record = ({ id, draft }: Written) => ({ ...draft, id, pinyin: initialsOf(draft.name) })

/** Inserts organisations in one statement, with their history. The caller has checked them. */
export async function insertOrgs(tx: Tx, doer: Doer, items: readonly Written[], via: 'form' | 'import' = 'form'): Promise<void> {
  const at = doer.now.toISOString()
  await tx.query(
    sql`insert into org (id, kind, name, aliases, pinyin, uscc, path, office_id, parent_id, sector, size, status, address, lng, lat, legal_person,
        phone, fields, created_at, updated_at)
      select r.id, r.kind, r.name, ${ALIASES}, r.pinyin, r.uscc, r.path, r."officeId", r."parentId", r.sector, r.size, r.status, r.address,
        r.lng, r.lat, r."legalPerson", r.phone, r.fields, ${at}::timestamptz, ${at}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(items.map(record))}::jsonb) as r (id uuid, ${RECORD})`,
  )
  const changes = items.map(({ id, draft }): ChangeOf => ({ entity: 'org', entityId: id, orgId: id, before: null, after: draft }))
  await recordChanges(tx, doer, changes, via)
}

export interface Updated extends Written {
  readonly before: OrgDraft
}

/** Updates organisations in one statement, with their history; those without a difference are left as they are. */
export async function updateOrgs(tx: Tx, doer: Doer, items: readonly Updated[], via: 'form' | 'import' = 'form'): Promise<number> {
  const changes = items.flatMap(({ id, draft, before }): ChangeOf[] => {
    const parts = difference(before, draft)
    return parts ? [{ entity: 'org', entityId: id, orgId: id, ...parts }] : []
  })
  if (changes.length === 0) return 0
  const changed = new Set(changes.map((c) => c.entityId))
  const records = items.filter((i) => changed.has(i.id)).map(record)
  await tx.query(
    sql`update org o set name = r.name, aliases = ${ALIASES}, pinyin = r.pinyin, uscc = r.uscc, path = r.path, office_id = r."officeId",
        parent_id = r."parentId", sector = r.sector, size = r.size, status = r.status, address = r.address, lng = r.lng, lat = r.lat,
        legal_person = r."legalPerson", phone = r.phone, fields = r.fields, version = o.version + 1, updated_at = ${doer.now.toISOString()}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(records)}::jsonb) as r (id uuid, ${RECORD}) where o.id = r.id`,
  )
  await recordChanges(tx, doer, changes, via)
  return records.length
}

/** Enters an organisation. 400 names the fields, 404 when it lies outside the scope, 409 when its code is taken. */
export async function createOrg(tx: Tx, doer: Doer, sectors: readonly Sector[], input: OrgInput): Promise<OrgRow> {
  const { place, officeId, ...rest } = input
  const id = uuidv7(doer.now.getTime())
  const draft: OrgDraft = { ...rest, ...storedPlace(place), officeId: officeId ?? null }
  if (officeId === undefined && draft.kind === 'enterprise') {
    const [own] = await tx.query<Office>(sql`select id, kind, path, status from org where id = ${doer.claims.orgId}::uuid`)
    if (own?.kind === 'office' && covers(own.path, draft.path)) draft.officeId = own.id
  }
  if (!can(doer.claims, 'org.edit', scopedOrg({ id, ...draft }))) throw outside('body.path')
  await checkDraft(tx, id, draft, sectors)
  if (draft.uscc !== null) await checkFree(tx, draft.uscc)
  await insertOrgs(tx, doer, [{ id, draft }])
  return findOrg(tx, id)
}

function checkOwn(doer: Doer, org: OrgRow, patch: OrgPatch): void {
  if (org.kind !== 'enterprise' || doer.claims.orgId !== org.id) return
  const kept = Object.entries(patch).filter(([key, value]) => value !== undefined && key !== 'version' && !SELF_EDITABLE.includes(key))
  const changed = kept.filter(([key, value]) => canonical(org[key as keyof OrgRow] ?? null) !== canonical(value))
  if (changed.length === 0) return
  throw new Problem(403, 'forbidden', text('这些内容由监管部门维护', 'These items are kept by the supervising office'), {
    detail: text('如有变化，请联系监管部门更正。', 'If they changed, ask the office to correct them.'),
    errors: changed.map(([key]) => ({
      field: `body.${key}`,
      message: text('企业不能自行修改', 'The enterprise may not change this itself'),
    })),
  })
}

/** An office whose jurisdiction shrinks or that closes must not leave enterprises without one. */
async function checkSupervised(tx: Tx, org: OrgRow, next: OrgDraft): Promise<void> {
  if (org.kind !== 'office' || (org.path === next.path && next.status !== 'closed')) return
  const [left] = await tx.query<{ n: number }>(
    sql`select count(*)::int as n from org where office_id = ${org.id}::uuid and status <> 'closed'
      and (${next.status === 'closed'} or not (path >= ${next.path} and path < ${`${next.path}~`}))`,
  )
  if (!left || left.n === 0) return
  throw conflict(
    fill(text('还有 {n} 家企业由该部门监管，请先改派', '{n} enterprises are still supervised by this office; assign them first'), {
      n: left.n,
    }),
  )
}

/** Subjects that stood where the organisation stood move with it. */
async function moveSubjects(tx: Tx, doer: Doer, org: OrgRow, path: string): Promise<void> {
  const moved = await tx.query<{ id: string }>(
    sql`update subject set path = ${path}, version = version + 1, updated_at = ${doer.now.toISOString()}::timestamptz
      where org_id = ${org.id}::uuid and path = ${org.path} returning id`,
  )
  const of = (id: string): ChangeOf => ({ entity: 'subject', entityId: id, orgId: org.id, before: { path: org.path }, after: { path } })
  await recordChanges(
    tx,
    doer,
    moved.map(({ id }) => of(id)),
  )
}

/** Changes an organisation. 409 carries `current` when somebody else changed it since it was read. */
export async function patchOrg(tx: Tx, doer: Doer, sectors: readonly Sector[], id: string, patch: OrgPatch): Promise<OrgRow> {
  const org = await findOrg(tx, id, true)
  if (!can(doer.claims, 'org.edit', scopedOrg(org))) throw notFound()
  if (org.version !== patch.version) {
    throw conflict(text('他人刚改过这条记录，请核对后再保存', 'Somebody else has just changed this record; compare and save again'), {
      current: org,
    })
  }
  checkOwn(doer, org, patch)
  const { version: _version, place, ...rest } = patch
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)) as Partial<OrgDraft>
  const before = draftOf(org)
  const next: OrgDraft = { ...before, ...given, ...(place === undefined ? {} : storedPlace(place)) }
  if (!can(doer.claims, 'org.edit', scopedOrg({ id, ...next }))) throw outside('body.path')
  await checkDraft(tx, id, next, sectors)
  await checkSupervised(tx, org, next)
  if (next.uscc !== null && next.uscc !== org.uscc) await checkFree(tx, next.uscc)
  const changed = await updateOrgs(tx, doer, [{ id, draft: next, before }])
  if (changed > 0 && next.path !== org.path) await moveSubjects(tx, doer, org, next.path)
  return findOrg(tx, id)
}
