import { z } from 'zod'
import { cstDate, fromCst } from '#kernel/calendar/index.ts'
import type { Claims } from '#kernel/access/index.ts'
import { text } from '#kernel/text.ts'
import { Text } from '#mechanisms/matters/model.ts'
import { sql, type Db, type Sql } from '#platform/db/index.ts'
import { notFound, readRoute, type Route } from '#platform/http/index.ts'
import { GUARANTEE_ROLES } from '../model.ts'
import { PLEDGE_ANSWERS, PLEDGE_COUNTS, PLEDGE_STATEMENT } from '../forms.ts'
import { draftPledge, type WorkProvider } from './pledge-draft.ts'

export interface PledgeDeps {
  readonly db: Db
  readonly systemClaims: Claims
  readonly work: WorkProvider
}

const none = z.object({})
const Figures = z.record(z.string(), z.union([z.number(), z.boolean()])).nullable()

const PledgeRow = z.object({
  id: z.string(),
  orgId: z.string(),
  orgName: z.string(),
  path: z.string(),
  day: z.string(),
  state: z.string(),
  dueAt: z.string().nullable(),
  figures: Figures,
  corrected: z.array(z.string()).nullable(),
  corrections: z.string().nullable(),
  statement: z.string().nullable(),
  signer: z.string().nullable(),
  signedAt: z.string().nullable(),
})

const ROW = sql`m.id, m.org_id as "orgId", o.name as "orgName", m.path, m.fields->>'day' as day, m.state, m.due_at as "dueAt", m.fields->'figures' as figures,
  m.fields->'corrected' as corrected, m.fields->>'corrections' as corrections, m.fields->>'statement' as statement, m.fields->>'signer' as signer,
  m.fields->>'signedAt' as "signedAt"`

const ofDay = (day: string, more: Sql): Sql => sql`select ${ROW} from matter m join org o on o.id = m.org_id
  where m.kind = 'safety-pledge' and m.fields->>'day' = ${day} and m.state <> 'excused' and ${more} order by (m.state in ('published', 'late')), o.pinyin, o.name, m.id limit 2001`

const Line = z.object({
  name: z.enum([...PLEDGE_COUNTS, ...PLEDGE_ANSWERS]),
  value: z.union([z.number(), z.boolean(), z.null()]),
  why: Text,
  to: z.string().nullable(),
  search: z.record(z.string(), z.string()),
})

const PublicRow = z.object({
  orgName: z.string(),
  day: z.string(),
  late: z.boolean(),
  figures: Figures,
  statement: z.string().nullable(),
  signer: z.string().nullable(),
  signedAt: z.string().nullable(),
})

const Missed = z.object({
  installationId: z.string(),
  installation: z.string(),
  orgId: z.string(),
  orgName: z.string(),
  role: z.enum(GUARANTEE_ROLES),
  person: z.string(),
  due: z.number().int(),
  missed: z.number().int(),
  late: z.number().int(),
  last: z.string().nullable(),
})

const missedSince = (
  since: Date,
): Sql => sql`select m.fields->>'installationId' as "installationId", max(m.fields->>'installation') as installation,
    m.org_id as "orgId", o.name as "orgName", m.fields->>'role' as role, max(m.fields->>'person') as person, count(*)::int as due,
    (count(*) filter (where m.state in ('missed', 'lapsed')))::int as missed, (count(*) filter (where m.state = 'late'))::int as late,
    max(m.closed_at) filter (where m.state in ('done', 'late')) as last
  from matter m join org o on o.id = m.org_id
  where m.kind = 'guarantee-duty' and m.opened_at >= ${since.toISOString()}::timestamptz and m.state not in ('excused', 'due')
  group by m.fields->>'installationId', m.org_id, o.name, m.fields->>'role'
  having count(*) filter (where m.state in ('missed', 'lapsed', 'late')) > 0
  order by 8 desc, 4, 1 limit 501`

const MyDuty = z.object({
  id: z.string(),
  title: z.string(),
  role: z.enum(GUARANTEE_ROLES),
  state: z.string(),
  dueAt: z.string().nullable(),
  installationId: z.string(),
  mine: z.boolean(),
})

/** Pledges of a day, the half-written one, the published ones for everybody, and who did not do a guarantee duty. */
export function pledgeRoutes({ db, systemClaims, work }: PledgeDeps): Route[] {
  return [
    readRoute({
      method: 'GET',
      path: '/api/pledges',
      audit: 'pledge.list',
      text: text('安全承诺公告', 'Pledges of a day'),
      permission: 'safety-pledge.read',
      params: none,
      query: z.object({ day: z.iso.date().optional(), orgId: z.uuid().optional() }),
      response: z.object({ day: z.string(), today: z.string(), items: z.array(PledgeRow), capped: z.boolean() }),
      handler: async ({ read, now }, { query }) => {
        const today = cstDate(now)
        const day = query.day ?? today
        const rows = await read<z.output<typeof PledgeRow>>(ofDay(day, query.orgId ? sql`m.org_id = ${query.orgId}::uuid` : sql`true`))
        return { day, today, items: rows.slice(0, 2000), capped: rows.length > 2000 }
      },
    }),
    readRoute({
      method: 'GET',
      path: '/api/pledges/:id/draft',
      audit: 'pledge.draft',
      text: text('半成品承诺', 'The pledge, half written'),
      permission: 'safety-pledge.read',
      params: z.object({ id: z.uuid() }),
      query: none,
      response: z.object({ pledge: PledgeRow, lines: z.array(Line), statement: z.string() }),
      handler: async ({ read }, { params }) => {
        const [pledge] = await read<z.output<typeof PledgeRow>>(
          sql`select ${ROW} from matter m join org o on o.id = m.org_id where m.kind = 'safety-pledge' and m.id = ${params.id}::uuid`,
        )
        if (!pledge) throw notFound()
        const lines = await draftPledge((statement) => read(statement), pledge.orgId, pledge.day, work)
        return { pledge, lines: lines.map((line) => ({ ...line, search: { ...line.search } })), statement: PLEDGE_STATEMENT }
      },
    }),
    readRoute({
      method: 'GET',
      path: '/api/public/pledges',
      audit: 'pledge.public',
      text: text('今日安全承诺公告', 'Pledges published today'),
      permission: 'public',
      params: none,
      query: z.object({ day: z.iso.date().optional() }),
      perMinute: 60,
      response: z.object({ day: z.string(), items: z.array(PublicRow), missing: z.array(z.string()) }),
      handler: async ({ now }, { query }) => {
        const today = cstDate(now)
        const day = query.day !== undefined && query.day <= today ? query.day : today
        // What is published is everybody's; nothing else of these matters leaves.
        const rows = await db.read<z.output<typeof PledgeRow>>(systemClaims, ofDay(day, sql`true`))
        const up = rows.filter((row) => row.state === 'published' || row.state === 'late')
        const late = rows.filter((row) => row.state === 'missed' || row.state === 'lapsed')
        return {
          day,
          items: up.map((row) => ({ ...row, late: row.state === 'late' })),
          missing: late.map((row) => row.orgName),
        }
      },
    }),
    readRoute({
      method: 'GET',
      path: '/api/guarantee/missed',
      audit: 'guarantee.missed',
      text: text('包保应履未履名单', 'Guarantee duties not done'),
      permission: 'guarantee-duty.read',
      params: none,
      query: z.object({ days: z.coerce.number().int().min(1).max(366).default(30) }),
      response: z.object({ items: z.array(Missed), capped: z.boolean() }),
      handler: async ({ read, now }, { query }) => {
        const day = cstDate(new Date(now.getTime() - query.days * 86_400_000))
        const rows = await read<z.output<typeof Missed>>(missedSince(fromCst(day)))
        return { items: rows.slice(0, 500), capped: rows.length > 500 }
      },
    }),
    readRoute({
      method: 'GET',
      path: '/api/guarantee/mine',
      audit: 'guarantee.mine',
      text: text('我的包保履职', 'My guarantee duties'),
      permission: 'guarantee-duty.do',
      params: none,
      query: none,
      response: z.object({ items: z.array(MyDuty) }),
      handler: async ({ read, session }) => ({
        items: await read<z.output<typeof MyDuty>>(
          sql`select id, title, fields->>'role' as role, state, due_at as "dueAt", fields->>'installationId' as "installationId",
            coalesce(assignee_id = ${session.claims.personId}::uuid, false) as mine
            from matter where kind = 'guarantee-duty' and org_id = ${session.claims.orgId}::uuid and phase = 'open'
            order by 7 desc, due_at limit 100`,
        ),
      }),
    }),
  ]
}
