import { z } from 'zod'
import { cstDate } from '#kernel/calendar/index.ts'
import { text } from '#kernel/text.ts'
import { sql } from '#platform/db/index.ts'
import { badInput, readRoute, type Route } from '#platform/http/index.ts'
import { Text } from '../model.ts'
import type { RegistryDeps } from './deps.ts'

const none = z.object({})

const Clause = z.object({ text: Text, status: z.enum(['verified', 'secondary', 'from-knowledge', 'uncertain']) })

const Field = z.object({
  name: z.string(),
  text: Text,
  kind: z.enum(['text', 'number', 'choice', 'date', 'boolean']),
  unit: z.string().nullable(),
  choices: z.array(z.object({ value: z.string(), text: Text })),
  required: z.boolean(),
  min: z.number().nullable(),
  max: z.number().nullable(),
})

const SectorInfo = z.object({
  id: z.string(),
  text: Text,
  colour: z.string(),
  subjects: z.array(z.object({ id: z.string(), text: Text, fields: z.array(Field) })),
  licences: z.array(
    z.object({
      id: z.string(),
      text: Text,
      holder: z.enum(['org', 'subject', 'person']),
      months: z.number().nullable(),
      noticeDays: z.array(z.number()),
      clause: Clause.nullable(),
    }),
  ),
})
export type SectorInfo = z.output<typeof SectorInfo>

const CriterionInfo = z.object({
  id: z.string(),
  text: Text,
  clause: Clause,
  questions: z.array(z.object({ id: z.string(), text: Text })),
})

const DivisionRow = z.object({ path: z.string(), code: z.string(), name: z.string(), level: z.string(), parent: z.string().nullable() })

/** What forms choose from: divisions in force here, sectors with their types, criteria for judging. */
export function catalogRoutes({ sectors, criteriaFor, criterionOf }: RegistryDeps): Route[] {
  const infos: SectorInfo[] = sectors.map((s) => ({
    id: s.id,
    text: s.text,
    colour: s.colour,
    subjects: s.subjects.map((t) => ({
      id: t.id,
      text: t.text,
      fields: t.fields.map((f) => ({
        name: f.name,
        text: f.text,
        kind: f.kind,
        unit: f.unit ?? null,
        choices: [...(f.choices ?? [])],
        required: f.required ?? false,
        min: f.min ?? null,
        max: f.max ?? null,
      })),
    })),
    licences: s.licences.map((l) => ({ ...l, noticeDays: [...l.noticeDays], clause: l.clause ?? null })),
  }))
  return [
    readRoute({
      method: 'GET',
      path: '/api/divisions',
      audit: 'division.list',
      text: text('本地区划', 'Divisions in force here'),
      permission: 'signed-in',
      params: none,
      query: z.object({
        path: z
          .string()
          .regex(/^[0-9a-z]+$/)
          .max(40)
          .optional(),
      }),
      response: z.object({ items: z.array(DivisionRow) }),
      handler: async ({ read }, { query }) => ({
        items: await read<z.output<typeof DivisionRow>>(
          query.path
            ? sql`select path, code, name, level, parent from division where path >= ${query.path} and path < ${`${query.path}~`} order by path`
            : sql`select path, code, name, level, parent from division order by path`,
        ),
      }),
    }),
    readRoute({
      method: 'GET',
      path: '/api/sectors',
      audit: 'sector.list',
      text: text('行业', 'Sectors'),
      permission: 'signed-in',
      params: none,
      query: none,
      response: z.object({ items: z.array(SectorInfo) }),
      handler: async () => ({ items: infos }),
    }),
    readRoute({
      method: 'GET',
      path: '/api/criteria',
      audit: 'sector.criteria',
      text: text('重大事故隐患判定标准', 'Criteria of major hidden hazards'),
      permission: 'signed-in',
      params: none,
      query: z.object({ sector: z.string().max(60), on: z.iso.date().optional(), id: z.string().max(80).optional() }),
      response: z.object({ items: z.array(CriterionInfo), on: z.string() }),
      handler: async ({ now }, { query }) => {
        if (!sectors.some((s) => s.id === query.sector)) {
          throw badInput([{ field: 'query.sector', message: text('没有这个行业', 'There is no such sector') }])
        }
        const on = query.on ?? cstDate(now)
        // By its id a criterion is found on any day: a verdict of the past keeps its words.
        const found = query.id === undefined ? criteriaFor(query.sector, on) : [criterionOf(query.id)].filter((c) => c !== undefined)
        const items = found.map((c) => ({ id: c.id, text: c.text, clause: c.clause, questions: [...c.questions] }))
        return { items, on }
      },
    }),
  ]
}
