import { randomInt } from 'node:crypto'
import { cstDate } from '#kernel/calendar/index.ts'
import { uuidv7 } from '#kernel/ids.ts'
import type { Actor } from '#kernel/matter/index.ts'
import { sql, type Tx } from '#platform/db/index.ts'
import type { BandSettings, ControlInput, GradeInput, PointInput } from '../model.ts'
import { gradeRisk, yearLater, type Graded } from '../rules.ts'

/** The enterprise a point is of, as the registry has it. */
export interface Owner {
  readonly id: string
  readonly name: string
  readonly path: string
  readonly officeId: string | null
  readonly sector: string | null
}

export interface NewPoint {
  readonly id: string
  readonly owner: Owner
  readonly input: PointInput
}

export interface NewGrade {
  readonly id: string
  readonly pointId: string
  readonly input: GradeInput
  readonly graded: Graded
  readonly reviewId: string | null
}

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** 60 random bits: nobody guesses a card over a line that answers some tens of times a minute. */
const cardCode = (): string => Array.from({ length: 12 }, () => ALPHABET[randomInt(32)]).join('')

/** Posts and notice boards get their cards when their first risk point is entered. */
export async function ensureCards(tx: Tx, posts: readonly { readonly orgId: string; readonly post: string }[], now: Date): Promise<void> {
  const wanted = new Map<string, { code: string; org: string; kind: string; name: string }>()
  for (const { orgId, post } of posts) {
    wanted.set(`${orgId}/board`, { code: cardCode(), org: orgId, kind: 'board', name: '' })
    wanted.set(`${orgId}/post/${post}`, { code: cardCode(), org: orgId, kind: 'post', name: post })
  }
  await tx.query(
    sql`insert into risk_card (code, org_id, kind, name, created_at)
      select c.code, c.org, c.kind, c.name, ${now.toISOString()}::timestamptz
      from jsonb_to_recordset(${JSON.stringify([...wanted.values()])}::jsonb) as c (code text, org uuid, kind text, name text)
      on conflict (org_id, kind, name) do nothing`,
  )
}

export async function insertControls(
  tx: Tx,
  rows: readonly { readonly pointId: string; readonly control: ControlInput }[],
  now: Date,
): Promise<void> {
  if (rows.length === 0) return
  const records = rows.map(({ pointId, control }) => ({ ...control, id: uuidv7(now.getTime()), point: pointId }))
  await tx.query(
    sql`insert into risk_control (id, point_id, kind, text, level, period, check_text, created_at)
      select c.id, c.point, c.kind, c.text, c.level, c.period, c."check", ${now.toISOString()}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(records)}::jsonb)
        as c (id uuid, point uuid, kind text, text text, level text, period text, "check" text)`,
  )
}

/** Writes points with their controls and cards, any number in a few statements. The caller has checked and authorised them. */
export async function insertPoints(tx: Tx, points: readonly NewPoint[], now: Date): Promise<void> {
  if (points.length === 0) return
  const at = now.toISOString()
  const records = points.map(({ id, owner, input }) => ({
    id,
    org: owner.id,
    path: owner.path,
    office: owner.officeId,
    sector: owner.sector,
    subject: input.subjectId,
    template: input.template,
    kind: input.kind,
    name: input.name,
    workshop: input.workshop,
    post: input.post,
    accidents: input.accidents,
    factors: input.factors,
    emergency: input.emergency,
  }))
  await tx.query(
    sql`insert into risk_point (id, org_id, subject_id, template, kind, name, workshop, post, accidents, factors, emergency, path, office_id,
        sector, created_at, updated_at)
      select p.id, p.org, p.subject, p.template, p.kind, p.name, p.workshop, p.post, array(select jsonb_array_elements_text(p.accidents)),
        p.factors, array(select jsonb_array_elements_text(p.emergency)), p.path, p.office, p.sector, ${at}::timestamptz, ${at}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(records)}::jsonb) as p (id uuid, org uuid, subject uuid, template text, kind text, name text,
        workshop text, post text, accidents jsonb, factors jsonb, emergency jsonb, path text, office uuid, sector text)`,
  )
  await insertControls(
    tx,
    points.flatMap(({ id, input }) => input.controls.map((control) => ({ pointId: id, control }))),
    now,
  )
  await ensureCards(
    tx,
    points.map(({ owner, input }) => ({ orgId: owner.id, post: input.post })),
    now,
  )
}

/** A grading computed on the day of `now`. @throws RuleInputError for a value that stands in no table */
export function newGrade(pointId: string, input: GradeInput, bands: BandSettings, now: Date, reviewId: string | null = null): NewGrade {
  return { id: uuidv7(now.getTime()), pointId, input, graded: gradeRisk(input.method, input.inputs, cstDate(now), bands), reviewId }
}

/**
 * Appends gradings: the one in force before ends at this instant and stays as it is. The point repeats level and next review.
 * The point's open re-assessment, if any, is let go; the caller closes its matter.
 */
export async function insertGrades(tx: Tx, grades: readonly NewGrade[], actor: Actor, now: Date): Promise<void> {
  if (grades.length === 0) return
  const at = now.toISOString()
  const ids = grades.map((g) => g.pointId)
  await tx.query(sql`update risk_grade set valid_to = ${at}::timestamptz where point_id = any(${ids}::uuid[]) and valid_to is null`)
  const records = grades.map(({ id, pointId, input, graded, reviewId }) => ({
    ...graded,
    id,
    point: pointId,
    method: input.method,
    inputs: input.inputs,
    reason: input.reason,
    note: input.note,
    review: reviewId,
  }))
  await tx.query(
    sql`insert into risk_grade (id, point_id, method, inputs, score, level, band, missing, steps, clause, source_status, tables, reason, note,
        review_id, actor, valid_from)
      select g.id, g.point, g.method, g.inputs, g.score, g.level, g.band, array(select jsonb_array_elements_text(g.missing)),
        array(select jsonb_array_elements_text(g.steps)), g.clause, g."sourceStatus", g.tables, g.reason, g.note, g.review,
        ${JSON.stringify(actor)}::jsonb, ${at}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(records)}::jsonb) as g (id uuid, point uuid, method text, inputs jsonb, score double precision,
        level text, band text, missing jsonb, steps jsonb, clause text, "sourceStatus" text, tables jsonb, reason text, note text, review uuid)`,
  )
  const levels = grades.map((g) => g.graded.level)
  await tx.query(
    sql`update risk_point p set level = g.level, graded_at = ${at}::timestamptz, review_on = ${yearLater(cstDate(now))}::date, review_id = null,
        version = p.version + 1, updated_at = ${at}::timestamptz
      from unnest(${ids}::uuid[], ${levels}::text[]) as g (id, level) where p.id = g.id`,
  )
}
