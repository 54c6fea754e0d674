import { z } from 'zod'
import { can } from '#kernel/access/index.ts'
import { uuidv7 } from '#kernel/ids.ts'
import { text } from '#kernel/text.ts'
import { sql, type Tx } from '#platform/db/index.ts'
import { badInput, notFound, type WriteContext } from '#platform/http/index.ts'
import { ruleFaults, suggestedRules, type PointRule } from '../rules.ts'
import { pointTypeOf, scoped, type MonitoringRoutesDeps } from './deps.ts'

const name = (zh: string, en: string, max: number) => z.string().trim().min(1).max(max).meta({ zh, en })

/** A point as it is entered; what is absent comes from its type. */
export const PointInput = z.object({
  orgId: z.uuid(),
  code: z
    .string()
    .trim()
    .regex(/^[\w.:\-/]+$/u)
    .max(80)
    .meta({ zh: '点位编码', en: 'Code' }),
  name: name('名称', 'Name', 120),
  type: name('类型', 'Type', 60),
  subjectId: z.uuid().nullish(),
  unit: z.string().trim().max(20).optional(),
  low: z.number().nullish(),
  high: z.number().nullish(),
  periodS: z
    .number()
    .positive()
    .max(86_400 * 31)
    .optional(),
  source: z.string().trim().max(80).nullish(),
  note: z.string().trim().max(500).nullish(),
  rules: z
    .array(z.looseObject({ key: z.string().regex(/^[\w-]{1,40}$/), kind: z.string() }))
    .max(20)
    .optional(),
})
export type PointInput = z.output<typeof PointInput>

export const PointPatch = PointInput.omit({ orgId: true, rules: true, type: true, code: true })
  .partial()
  .extend({ status: z.enum(['active', 'ended']).optional(), version: z.number().int() })
export type PointPatch = z.output<typeof PointPatch>

interface OrgRow {
  id: string
  officeId: string | null
  path: string
  sector: string | null
}

type By = Pick<WriteContext, 'session' | 'now'>

const byOf = ({ session }: By) => ({ personId: session.claims.personId, name: session.actor.name })

export async function editableOrg(tx: Tx, by: By, orgId: string, permission = 'point.edit'): Promise<OrgRow> {
  const [org] = await tx.query<OrgRow>(sql`select id, office_id as "officeId", path, sector from org where id = ${orgId}::uuid`, true)
  if (!org || !can(by.session.claims, permission, scoped({ ...org, orgId: org.id }))) throw notFound()
  return org
}

/** The input with what its type gives. Throws a problem that names the field. */
export function completed(deps: Pick<MonitoringRoutesDeps, 'sectors'>, input: PointInput) {
  const found = pointTypeOf(deps.sectors, input.type)
  if (!found) throw badInput([{ field: 'body.type', message: text('没有这种点位类型', 'There is no such type of point') }])
  const { type, sector } = found
  const rules =
    (input.rules as PointRule[] | undefined) ?? suggestedRules({ ...type, low: input.low ?? type.low, high: input.high ?? type.high })
  const [fault] = ruleFaults(rules)
  if (fault) throw badInput([{ field: 'body.rules', message: fault }])
  return {
    ...input,
    sector: sector.id,
    unit: input.unit ?? type.unit,
    low: input.low ?? type.low,
    high: input.high ?? type.high,
    periodS: input.periodS ?? type.periodS,
    source: input.source ?? null,
    subjectId: input.subjectId ?? null,
    note: input.note ?? null,
    rules,
  }
}
export type CompletePoint = ReturnType<typeof completed>

/** Writes new points with the first version of their rules. Rights were checked by the caller. */
export async function insertPoints(tx: Tx, by: By, points: readonly CompletePoint[]): Promise<string[]> {
  const at = by.now.toISOString()
  const ids = points.map(() => uuidv7(by.now.getTime()))
  const rows = points.map((p, i) => ({ ...p, id: ids[i] }))
  await tx.query(sql`insert into point (id, org_id, subject_id, code, name, sector, type, unit, low, high, period_s, source, rules, note, created_at, updated_at)
    select r.id, r."orgId", r."subjectId", r.code, r.name, r.sector, r.type, r.unit, r.low, r.high, r."periodS", r.source, r.rules, r.note, ${at}::timestamptz, ${at}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, "orgId" uuid, "subjectId" uuid, code text, name text, sector text, type text, unit text,
      low float8, high float8, "periodS" float4, source text, rules jsonb, note text)`)
  await tx.query(sql`insert into point_rules (point_id, version, rules, from_at, by, reason)
    select r.id, 1, r.rules, ${at}::timestamptz, ${JSON.stringify(byOf(by))}::jsonb, '建立点位'
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, rules jsonb)`)
  return ids
}

/** Puts a set of rules in force, as a new version. The caller has had it approved. */
export async function putRules(
  tx: Tx,
  by: By,
  pointId: string,
  rules: readonly PointRule[],
  reason: string,
  matterId: string | null,
): Promise<string> {
  const [row] = await tx.query<{ orgId: string; version: number }>(sql`update point set rules = ${JSON.stringify(rules)}::jsonb,
      rules_version = rules_version + 1, version = version + 1, updated_at = ${by.now.toISOString()}::timestamptz
    where id = ${pointId}::uuid returning org_id as "orgId", rules_version as version`)
  if (!row) throw notFound()
  await tx.query(sql`insert into point_rules (point_id, version, rules, from_at, by, reason, matter_id)
    values (${pointId}::uuid, ${row.version}, ${JSON.stringify(rules)}::jsonb, ${by.now.toISOString()}::timestamptz, ${JSON.stringify(byOf(by))}::jsonb, ${reason}, ${matterId}::uuid)`)
  return row.orgId
}
