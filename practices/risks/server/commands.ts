import { can, SCOPES, type Permission, type ScopedRow } from '#kernel/access/index.ts'
import { uuidv7 } from '#kernel/ids.ts'
import { text } from '#kernel/text.ts'
import type { Doer, Performer } from '#mechanisms/matters/index.ts'
import { sql, type Tx } from '#platform/db/index.ts'
import { badInput, conflict, notFound, type FieldFault } from '#platform/http/index.ts'
import {
  LEVEL_TEXT,
  type BandSettings,
  type ControlInput,
  type GradeInput,
  type PointInput,
  type PointPatch,
  type Reason,
  type RiskLevel,
} from '../model.ts'
import { RuleInputError } from '../rules.ts'
import { ensureCards, insertControls, insertGrades, insertPoints, newGrade, type NewGrade, type Owner } from './store.ts'

export interface RiskDeps {
  readonly performer: Performer
  /** The county's own bands, read at each grading. */
  readonly bands: () => BandSettings
}

export interface Point {
  readonly id: string
  readonly orgId: string
  readonly officeId: string | null
  readonly path: string
  readonly sector: string | null
  readonly name: string
  readonly post: string
  readonly level: RiskLevel | null
  readonly graded: boolean
  readonly reviewId: string | null
  readonly status: 'active' | 'ended'
  readonly version: number
}

export const scopedPoint = (p: { orgId: string; officeId: string | null; path: string; sector: string | null }): ScopedRow => ({
  path: p.path,
  orgIds: [p.orgId, p.officeId],
  personIds: [],
  sector: p.sector,
})

/** An enterprise that risks may be written for; foreign and unknown ones alike are 404. */
export async function ownerToWrite(tx: Tx, by: Doer, orgId: string, permission: Permission): Promise<Owner> {
  const [org] = await tx.query<Owner & { kind: string }>(
    sql`select id, name, kind, path, office_id as "officeId", sector from org where id = ${orgId}::uuid`,
  )
  if (!org || org.kind !== 'enterprise' || !can(by.claims, permission, scopedPoint({ ...org, orgId: org.id }))) throw notFound()
  return org
}

/** A point, locked, that the doer may use the permission on. */
export async function pointToWrite(tx: Tx, by: Doer, id: string, permission: Permission): Promise<Point> {
  const [point] = await tx.query<Point>(
    sql`select id, org_id as "orgId", office_id as "officeId", path, sector, name, post, level, graded_at is not null as graded,
      review_id as "reviewId", status, version from risk_point where id = ${id}::uuid for update`,
  )
  if (!point || !can(by.claims, permission, scopedPoint(point))) throw notFound()
  return point
}

export function controlFaults(controls: readonly ControlInput[]): FieldFault[] {
  return controls.flatMap((c, i) =>
    (c.period === null) === (c.check === null)
      ? []
      : [
          {
            field: `body.controls.${i}.check`,
            message: text('检查内容和检查周期要一起填', 'What is checked and how often belong together'),
            remedy: text('补上另一项，或把两项都清空', 'Fill in the other one, or clear both'),
          },
        ],
  )
}

/** A grading; a value that stands in no table is refused and named. */
export function gradeOrRefuse(...args: Parameters<typeof newGrade>): NewGrade {
  try {
    return newGrade(...args)
  } catch (error) {
    if (!(error instanceof RuleInputError)) throw error
    throw badInput([
      {
        field: `body.inputs.${error.field}`,
        message: text(`${error.field} 的取值不在表内`, `${error.field}: not a value of the table`),
        remedy: text('从列出的取值中选择', 'Choose one of the listed values'),
      },
    ])
  }
}

/** Enters a risk point of an enterprise, graded at once where values are given. */
export async function createPoint(
  tx: Tx,
  deps: RiskDeps,
  by: Doer,
  orgId: string,
  input: PointInput,
  grade: GradeInput | null,
): Promise<string> {
  const owner = await ownerToWrite(tx, by, orgId, 'risk.edit')
  const faults = controlFaults(input.controls)
  if (input.subjectId !== null) {
    const found = await tx.query(sql`select 1 from subject where id = ${input.subjectId}::uuid and org_id = ${orgId}::uuid`)
    if (found.length === 0)
      faults.push({ field: 'body.subjectId', message: text('没有这个监管对象', 'The enterprise has no such subject') })
  }
  if (faults.length > 0) throw badInput(faults)
  const id = uuidv7(by.now.getTime())
  await insertPoints(tx, [{ id, owner, input }], by.now)
  if (grade) await gradePoint(tx, deps, by, id, { ...grade, reason: 'first' })
  return id
}

/** Changes a point; where its end is meant, its grade ends too and an open re-assessment is withdrawn by nobody: it is let go. */
export async function patchPoint(tx: Tx, by: Doer, id: string, patch: PointPatch): Promise<void> {
  const point = await pointToWrite(tx, by, id, 'risk.edit')
  if (point.version !== patch.version)
    throw conflict(text('他人刚改过这个风险点，请刷新后再改', 'Somebody else has just changed this risk point; reload and try again'))
  const faults = controlFaults(patch.controls ?? [])
  if (faults.length > 0) throw badInput(faults)
  const at = by.now.toISOString()
  await tx.query(
    sql`update risk_point set name = coalesce(${patch.name ?? null}, name), workshop = coalesce(${patch.workshop ?? null}, workshop),
        post = coalesce(${patch.post ?? null}, post), accidents = coalesce(${patch.accidents ?? null}::text[], accidents),
        factors = coalesce(${patch.factors ? JSON.stringify(patch.factors) : null}::jsonb, factors),
        emergency = coalesce(${patch.emergency ?? null}::text[], emergency), status = coalesce(${patch.status ?? null}, status),
        version = version + 1, updated_at = ${at}::timestamptz where id = ${id}::uuid`,
  )
  if (patch.status === 'ended')
    await tx.query(sql`update risk_grade set valid_to = ${at}::timestamptz where point_id = ${id}::uuid and valid_to is null`)
  if (patch.controls) {
    await tx.query(sql`update risk_control set status = 'ended' where point_id = ${id}::uuid and status = 'active'`)
    await insertControls(
      tx,
      patch.controls.map((control) => ({ pointId: id, control })),
      by.now,
    )
  }
  if (patch.post && patch.post !== point.post) await ensureCards(tx, [{ orgId: point.orgId, post: patch.post }], by.now)
}

const said = (level: RiskLevel | null): string => (level === null ? '不能判定' : LEVEL_TEXT[level].zh)

/** Grades a point again; an open re-assessment is closed by it, in the same transaction, in the name of who graded. */
export async function gradePoint(tx: Tx, deps: RiskDeps, by: Doer, id: string, input: GradeInput): Promise<NewGrade> {
  const point = await pointToWrite(tx, by, id, 'risk.grade')
  if (point.status !== 'active') throw conflict(text('这个风险点已停用', 'This risk point has ended'))
  const grade = gradeOrRefuse(id, input, deps.bands(), by.now, point.reviewId)
  await insertGrades(tx, [grade], by.actor, by.now)
  if (point.reviewId) {
    const form = { grade: grade.id, before: said(point.level), after: said(grade.graded.level) }
    const request = { id: uuidv7(by.now.getTime()), act: 'regrade', form, evidence: [], place: null }
    await deps.performer.act(tx, { ...by, system: true }, point.reviewId, request)
  }
  return grade
}

export interface ReviewOrder {
  readonly reason: Reason
  readonly detail?: string
  /** The hidden hazard that it follows from. */
  readonly hazardId?: string
}

/**
 * Opens the re-assessment of a point, unless one is open already. Whoever may bring the cause about may order it.
 * @returns the matter's id; null where one was open
 */
export async function orderReview(tx: Tx, perform: Performer, by: Doer, pointId: string, order: ReviewOrder): Promise<string | null> {
  const [point] = await tx.query<{ orgId: string; name: string }>(
    sql`select org_id as "orgId", name from risk_point where id = ${pointId}::uuid and status = 'active' and review_id is null for update`,
  )
  if (!point) return null
  const matterId = uuidv7(by.now.getTime())
  const doer: Doer = { ...by, claims: { ...by.claims, grants: { ...by.claims.grants, 'risk.review': SCOPES } } }
  await perform.open(tx, doer, {
    id: uuidv7(by.now.getTime()),
    matterId,
    kind: 'risk-review',
    act: 'order',
    orgId: point.orgId,
    subjectId: null,
    parentId: null,
    evidence: [],
    place: null,
    form: {
      point: pointId,
      name: point.name,
      reason: order.reason,
      detail: order.detail ?? '',
      ...(order.hazardId ? { hazard: order.hazardId } : {}),
    },
  })
  await tx.query(
    sql`update risk_point set review_id = ${matterId}::uuid, updated_at = ${by.now.toISOString()}::timestamptz where id = ${pointId}::uuid`,
  )
  return matterId
}
