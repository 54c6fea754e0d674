import type { MatterView } from '#kernel/matter/index.ts'
import type { ScoreSheet } from '#kernel/score/index.ts'
import type { Read } from '#mechanisms/measures/index.ts'
import { VIEW_COLUMNS } from '#mechanisms/matters/index.ts'
import { empty, sql, type Sql } from '#platform/db/index.ts'
import type { AssessmentRow, Standing } from '../model.ts'
import { standingOf } from '../rules.ts'

export type Found = MatterView & { readonly orgName: string; readonly orgKind: string }

const FROM = sql`${VIEW_COLUMNS}, o.name as "orgName", o.kind as "orgKind" from matter m join org o on o.id = m.org_id where m.kind = 'assessment'`

/** Newest first; at most `limit` + 1, so that a cut list says so. */
export const assessmentsSql = (where: { orgId?: string; sheet?: string; state?: string }, limit: number): Sql =>
  sql`select ${FROM} ${where.orgId ? sql`and m.org_id = ${where.orgId}::uuid` : empty}
    ${where.sheet ? sql`and m.fields->>'sheetId' = ${where.sheet}` : empty}
    ${where.state ? sql`and m.state = ${where.state}` : sql`and m.state <> 'void'`}
    order by (m.phase = 'closed'), m.opened_at desc, m.id desc limit ${limit + 1}`

export const assessmentSql = (id: string): Sql => sql`select ${FROM} and m.id = ${id}::uuid`

interface Scored {
  readonly value?: number | null
  readonly band?: string | null
}

export function rowOfView(m: Found): AssessmentRow {
  const sheet = m.fields['sheet'] as ScoreSheet
  const self = m.fields['selfResult'] as Scored | null | undefined
  const result = m.fields['result'] as Scored | null | undefined
  const band = sheet.bands.find((b) => b.id === (result ?? self)?.band)
  return {
    id: m.id,
    no: m.no,
    title: m.title,
    state: m.state,
    phase: m.phase,
    orgId: m.orgId ?? '',
    orgName: m.orgName,
    day: String(m.fields['day']),
    sheetId: sheet.id,
    sheetVersion: sheet.version,
    sheetText: sheet.text,
    selfValue: self?.value ?? null,
    value: result?.value ?? null,
    band: band ? { id: band.id, text: band.text, colour: band.colour } : null,
    dueAt: m.dueAt,
  }
}

/**
 * May a deed go on by the score of a party? The latest published assessment by the sheet counts, by its day.
 * @param read runs a statement under the claims of who asks: what may not be read counts as not published
 */
export async function scoreAllows(read: Read, ask: { orgId: string; sheet: string; deed: string }): Promise<Standing> {
  const [last] = await read<{ id: string; day: string; sheet: ScoreSheet; band: string | null }>(
    sql`select id, fields->>'day' as day, fields->'sheet' as sheet, fields->'result'->>'band' as band from matter
      where kind = 'assessment' and state = 'published' and org_id = ${ask.orgId}::uuid and fields->>'sheetId' = ${ask.sheet}
      order by fields->>'day' desc, closed_at desc limit 1`,
  )
  return standingOf(ask.deed, last)
}
