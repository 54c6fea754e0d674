import { z } from 'zod'
import { text } from '#kernel/text.ts'
import { ActResult, type Performer } from '#mechanisms/matters/index.ts'
import { sql, type Sql } from '#platform/db/index.ts'
import { conflict, readRoute, writeRoute, type Route } from '#platform/http/index.ts'
import type { HandoverForm } from '../handover-kind.ts'
import { HandoverDraft, LEVEL_TEXT, NewHandover, type LevelKey } from '../model.ts'
import { warningKind } from '../warning-kind.ts'

const none = z.object({})
/** A shift that nobody began is taken to have lasted this long; local. */
const SHIFT_HOURS = 12
const MOST = 100

type Read = <T>(statement: Sql) => Promise<T[]>

interface Row {
  no: string
  title: string
  level: LevelKey
  state: string
  orgName: string | null
  dueAt: string | null
  acts?: string[]
}

/** Day and minute in Beijing. */
const clock = (at: string | Date): string => new Date(new Date(at).getTime() + 28_800_000).toISOString().slice(5, 16).replace('T', ' ')
const many = (rows: readonly string[]): string => (rows.length === 0 ? '无' : rows.join('\n'))
const head = (r: Row): string => `${r.no} ${LEVEL_TEXT[r.level].zh} ${r.title}${r.orgName ? `（${r.orgName}）` : ''}`
const stateOf = (state: string): string => warningKind.states[state]?.text.zh ?? state

/** The shift since the last hand-over of the office, at most a day back. */
async function beganAt(read: Read, officeId: string, now: Date): Promise<Date> {
  const rows = await read<{ at: string }>(
    sql`select opened_at as at from matter where kind = 'shift-handover' and org_id = ${officeId}::uuid and phase <> 'void' order by opened_at desc limit 1`,
  )
  const last = rows[0] ? Date.parse(rows[0].at) : 0
  return new Date(last > now.getTime() - 86_400_000 ? last : now.getTime() - SHIFT_HOURS * 3_600_000)
}

/** The note as the records give it: what is open, what was answered, how the alarms stand. */
async function noteOf(read: Read, officeId: string, now: Date): Promise<Omit<HandoverForm, 'remark'>> {
  const from = (await beganAt(read, officeId, now)).toISOString()
  const columns = sql`m.no, m.title, m.level, m.state, o.name as "orgName", m.due_at as "dueAt"`
  const rank = sql`array_position(array['red', 'orange', 'yellow', 'blue'], m.level)`
  const [open, answered, alarms] = await Promise.all([
    read<Row>(sql`select ${columns} from matter m left join org o on o.id = m.org_id
      where m.kind = 'warning' and m.phase in ('open', 'waiting') order by ${rank}, m.due_at limit ${MOST}`),
    read<Row>(sql`select ${columns}, array_agg(distinct a.act) as acts from act a join matter m on m.id = a.matter_id left join org o on o.id = m.org_id
      where m.kind = 'warning' and a.at >= ${from}::timestamptz and a.act not in ('open', 'repeat', 'alarmOver')
      group by m.id, o.name order by ${rank}, m.no limit ${MOST}`),
    read<{ opened: number; unacknowledged: number; away: number }>(sql`select
        count(*) filter (where opened_at >= ${from}::timestamptz)::int as opened,
        count(*) filter (where closed_at is null and state in ('unacknowledged', 'returned', 'latchedUnacknowledged'))::int as unacknowledged,
        count(*) filter (where closed_at is null and state in ('shelved', 'suppressed', 'outOfService'))::int as away
      from alarm where opened_at >= ${from}::timestamptz or closed_at is null`),
  ])
  const late = (r: Row): string =>
    r.dueAt === null ? '' : Date.parse(r.dueAt) < now.getTime() ? `，已超时（${clock(r.dueAt)}）` : `，${clock(r.dueAt)} 前`
  const words = (r: Row): string => (r.acts ?? []).map((a) => warningKind.acts[a]?.text.zh ?? a).join('、')
  const a = alarms[0] ?? { opened: 0, unacknowledged: 0, away: 0 }
  return {
    shift: `${clock(from)} 至 ${clock(now)}`,
    open: many(open.map((r) => `${head(r)}，${stateOf(r.state)}${late(r)}`)),
    answered: many(answered.map((r) => `${head(r)}：${words(r)}，现为${stateOf(r.state)}`)),
    alarms: `本班新增 ${a.opened} 条；现未确认 ${a.unacknowledged} 条，搁置停用 ${a.away} 条`,
  }
}

/** Hand-over at the change of shift: what the note would say, and the signed note. */
export function handoverRoutes({ performer }: { performer: Performer }): Route[] {
  return [
    readRoute({
      method: 'GET',
      path: '/api/warnings/handover',
      audit: 'warning.handover-draft',
      text: text('交接班记录草稿', 'Draft of the hand-over'),
      permission: 'shift-handover.sign',
      params: none,
      query: none,
      response: HandoverDraft,
      handler: async ({ read, session, now }) => {
        const { orgId } = session.claims
        const [note, waiting] = await Promise.all([
          noteOf(read, orgId, now),
          read<{ id: string; no: string; mine: boolean; by: string }>(sql`select m.id, m.no, a.actor->>'name' as by,
              a.actor->>'personId' = ${session.claims.personId} as mine
            from matter m join act a on a.matter_id = m.id and a.act = 'handOver'
            where m.kind = 'shift-handover' and m.phase = 'open' and m.org_id = ${orgId}::uuid order by m.opened_at desc limit 1`),
        ])
        return { ...note, waiting: waiting[0] ?? null }
      },
    }),
    writeRoute({
      method: 'POST',
      path: '/api/warnings/handover',
      audit: 'warning.handover',
      text: text('交班', 'Hand over the shift'),
      permission: 'shift-handover.sign',
      params: none,
      query: none,
      body: NewHandover,
      response: ActResult,
      handler: async ({ tx, session, now, note }, { body }) => {
        const { orgId } = session.claims
        const open = await tx.query(
          sql`select 1 as one from matter where kind = 'shift-handover' and phase = 'open' and org_id = ${orgId}::uuid and id <> ${body.matterId}::uuid limit 1`,
        )
        if (open.length > 0) throw conflict(text('上一次交班还没有人接班', 'The last hand-over has not been taken over'))
        const facts = await noteOf((statement) => tx.query(statement), orgId, now)
        note({ object: 'shift-handover', objectId: body.matterId })
        // The note comes from the records and not from the person: the opening act is the program's, signed in the person's name.
        return performer.open(
          tx,
          { claims: session.claims, actor: session.actor, now, system: true },
          {
            id: body.id,
            matterId: body.matterId,
            kind: 'shift-handover',
            act: 'handOver',
            orgId,
            subjectId: null,
            parentId: null,
            evidence: [],
            place: null,
            form: { ...facts, remark: body.remark },
          },
        )
      },
    }),
  ]
}
