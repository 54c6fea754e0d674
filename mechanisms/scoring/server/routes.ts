import { z } from 'zod'
import { can } from '#kernel/access/index.ts'
import { cstDate } from '#kernel/calendar/index.ts'
import { availableActs, type MatterKind } from '#kernel/matter/index.ts'
import { itemsOf, sheetOn, type ScoreSheet } from '#kernel/score/index.ts'
import { text } from '#kernel/text.ts'
import { sql } from '#platform/db/index.ts'
import { notFound, readRoute, type ReadContext, type Route } from '#platform/http/index.ts'
import * as model from '../model.ts'
import { changed, resultOf } from '../rules.ts'
import { readFacts, type FactDeps } from './evidence.ts'
import { assessmentsSql, assessmentSql, rowOfView, scoreAllows, type Found } from './store.ts'

export interface ScoringDeps extends FactDeps {
  readonly kind: MatterKind
  readonly sheets: () => readonly ScoreSheet[]
}

const none = z.object({})
const byId = z.object({ id: z.uuid() })
const LIST_CAP = 500

/** One assessment with its sheet, both scores and what the records say. */
export async function pageOf(deps: ScoringDeps, { read, session, now }: ReadContext, id: string): Promise<model.AssessmentPage> {
  const [m] = await read<Found>(assessmentSql(id))
  if (!m) throw notFound()
  const sheet = m.fields['sheet'] as ScoreSheet
  const field = <T>(name: string): T | null => (m.fields[name] as T | undefined) ?? null
  const self = field<model.Answers>('self')
  const reviewed = field<model.Answers>('reviewed')
  const party = { orgId: m.orgId ?? '', path: m.path, area: m.orgKind === 'office' }
  return {
    row: rowOfView(m),
    sheet,
    self,
    reviewed,
    found: field<model.Found>('found'),
    facts: await readFacts(deps, sheet, party, String(m.fields['day'])),
    selfResult: resultOf(sheet, self),
    result: resultOf(sheet, reviewed),
    changed: self && reviewed ? changed(self, reviewed) : [],
    by: field<string>('scorer'),
    reviewer: field<string>('reviewer'),
    reason: field<string>('reason'),
    may: availableActs(deps.kind, m, session.claims, session.actor, [], now)
      .filter((a) => a.enabled)
      .map((a) => a.act),
    headHash: m.headHash,
    seq: m.seq,
  }
}

export function scoringRoutes(deps: ScoringDeps): Route[] {
  return [
    readRoute({
      method: 'GET',
      path: '/api/scoring/sheets',
      audit: 'assessment.sheets',
      text: text('可用的评分表', 'Sheets in force for the own house'),
      permission: 'assessment.score',
      params: none,
      query: z.object({ day: z.iso.date().optional() }),
      response: z.object({ items: z.array(model.SheetChoice) }),
      handler: async ({ read, session, now }, { query }) => {
        const day = query.day ?? cstDate(now)
        const [own] = await read<{ kind: string; sector: string | null }>(
          sql`select kind, sector from org where id = ${session.claims.orgId}::uuid`,
        )
        const fits = (s: ScoreSheet): boolean =>
          own !== undefined &&
          sheetOn(s, day) &&
          (s.of as readonly string[]).includes(own.kind) &&
          (!s.sectors || s.sectors.includes(own.sector ?? ''))
        const items = deps.sheets().filter(fits)
        return {
          items: items.map((s) => ({ id: s.id, version: s.version, text: s.text, clause: s.clause, items: itemsOf(s).length })),
        }
      },
    }),
    readRoute({
      method: 'GET',
      path: '/api/assessments',
      audit: 'assessment.list',
      text: text('评分列表', 'Assessments'),
      permission: 'assessment.read',
      params: none,
      query: model.listQuery,
      response: model.AssessmentList,
      handler: async ({ read }, { query }) => {
        const rows = await read<Found>(assessmentsSql(query, LIST_CAP))
        return { items: rows.slice(0, LIST_CAP).map(rowOfView), capped: rows.length > LIST_CAP }
      },
    }),
    readRoute({
      method: 'GET',
      path: '/api/assessments/:id',
      audit: 'assessment.page',
      text: text('评分页', 'One assessment'),
      permission: 'assessment.read',
      params: byId,
      query: none,
      response: model.AssessmentPage,
      handler: (context, { params }) => pageOf(deps, context, params.id),
    }),
    readRoute({
      method: 'GET',
      path: '/api/orgs/:id/standing',
      audit: 'assessment.standing',
      text: text('单位的评分和限制', 'Published scores of a party and what they block'),
      permission: 'assessment.read',
      params: byId,
      query: none,
      response: model.StandingList,
      handler: async ({ read, session }, { params }) => {
        const [org] = await read<{ path: string; officeId: string | null; sector: string | null }>(
          sql`select path, office_id as "officeId", sector from org where id = ${params.id}::uuid`,
        )
        const row = org && { path: org.path, orgIds: [params.id, org.officeId], personIds: [], sector: org.sector }
        if (!row || !can(session.claims, 'org.read', row)) throw notFound()
        const rows = await read<Found>(assessmentsSql({ orgId: params.id, state: 'published' }, 20))
        const asked = new Map(
          rows.flatMap((m) => {
            const sheet = m.fields['sheet'] as ScoreSheet
            return (sheet.consequences ?? []).map((c) => [`${sheet.id}/${c.forbids}`, { sheet: sheet.id, deed: c.forbids }] as const)
          }),
        )
        const standings = await Promise.all([...asked.values()].map((a) => scoreAllows((s) => read(s), { orgId: params.id, ...a })))
        return { published: rows.slice(0, 20).map(rowOfView), standings }
      },
    }),
  ]
}
