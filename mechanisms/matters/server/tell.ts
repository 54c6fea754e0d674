import type { Claims, Role } from '#kernel/access/index.ts'
import type { Calendar } from '#kernel/calendar/index.ts'
import { sayDue } from '#kernel/calendar/index.ts'
import type { Ladder, MatterKind } from '#kernel/matter/index.ts'
import { fill, text, type Text } from '#kernel/text.ts'
import { sql, type Db, type Tx } from '#platform/db/index.ts'
import type { NewNotice } from '#platform/notices/index.ts'
import { permissionsIn, stepsDue, type LadderStep } from '../ladder.ts'

export interface TellDeps {
  readonly db: Db
  readonly system: Claims
  readonly kinds: ReadonlyMap<string, MatterKind>
  readonly roles: () => ReadonlyMap<string, Role>
  readonly calendar: () => Calendar
  readonly notify: (tx: Tx, notice: NewNotice) => Promise<unknown>
  /** The administrator's ladder of a kind, where it replaces the declared one. */
  readonly ladderOf: (kind: MatterKind) => Ladder | undefined
}

interface Told {
  id: string
  kind: string
  no: string
  title: string
  state: string
  dueAt: string
  orgId: string | null
  officeId: string | null
}

/** People in an organisation whose role holds one of the permissions. */
async function peopleIn(tx: Tx, deps: TellDeps, orgId: string, permissions: readonly string[]): Promise<string[]> {
  const roles = [...deps.roles().values()].filter((r) => permissions.some((p) => (r.grants[p] ?? []).length > 0)).map((r) => r.id)
  const rows = await tx.query<{ id: string }>(
    sql`select distinct person_id as id from post where org_id = ${orgId}::uuid and active and role = any(${roles}) limit 50`,
    true,
  )
  return rows.map((r) => r.id)
}

/** The office `up` steps above, by the registry's tree; null where the tree ends. */
async function officeAbove(tx: Tx, officeId: string, up: number): Promise<string | null> {
  let here: string | null = officeId
  for (let i = 0; i < up && here; i++) {
    const rows: { parent: string | null }[] = await tx.query(sql`select parent_id as parent from org where id = ${here}::uuid`, true)
    here = rows[0]?.parent ?? null
  }
  return here
}

const BEFORE = text('即将到期：{title}', 'Due soon: {title}')
const AFTER = text('已超期：{title}', 'Overdue: {title}')
const UP = text('下级超期未办：{title}', 'Overdue below you: {title}')

function words(step: LadderStep, matter: Told, now: Date): { title: Text; body: Text } {
  const head = step.when === 'before' ? BEFORE : step.up === 0 ? AFTER : UP
  const due = sayDue(now, new Date(matter.dueAt))
  return {
    title: fill(head, { title: matter.title }),
    body: { zh: `${matter.no}，期限 ${due.zh}`, en: `${matter.no}, due ${due.en}` },
  }
}

async function tellOne(tx: Tx, deps: TellDeps, matter: Told, step: LadderStep, now: Date): Promise<boolean> {
  const kind = deps.kinds.get(matter.kind)
  const turn = kind?.states[matter.state]?.turn
  if (!kind || !turn) return false
  const holder = turn === 'org' ? matter.orgId : matter.officeId
  const permissions = permissionsIn(kind, matter.state)
  const whom =
    step.up === 0 ? (holder === null ? [] : await peopleIn(tx, deps, holder, permissions)) : await peopleAbove(tx, deps, matter, step.up)
  // Nobody is there to be told: the step stays open until somebody is.
  if (whom.length === 0) return false
  const fired = await tx.query(
    sql`insert into ladder_fired (matter_id, due_at, step) values (${matter.id}::uuid, ${matter.dueAt}::timestamptz, ${step.id})
      on conflict do nothing returning 1 as one`,
    true,
  )
  if (fired.length === 0) return false
  const level = step.when === 'before' ? 'info' : step.up === 0 ? 'warn' : 'urgent'
  await deps.notify(tx, {
    personIds: whom,
    ...words(step, matter, now),
    link: `/matters/${matter.id}`,
    level,
    matterId: matter.id,
    kind: 'deadline',
  })
  return true
}

/** Escalation goes upward along the offices, to whoever may read the matter there. */
async function peopleAbove(tx: Tx, deps: TellDeps, matter: Told, up: number): Promise<string[]> {
  if (matter.officeId === null) return []
  const office = await officeAbove(tx, matter.officeId, up - 1)
  return office === null ? [] : peopleIn(tx, deps, office, [`${matter.kind}.read`])
}

/** Sends the reminders and escalations that are due now, each once. Returns how many went out. */
export async function tellDeadlines(deps: TellDeps, now: Date): Promise<number> {
  const from = new Date(now.getTime() - 40 * 86_400_000).toISOString()
  const to = new Date(now.getTime() + 10 * 86_400_000).toISOString()
  const rows = await deps.db.read<Told>(
    deps.system,
    sql`select id, kind, no, title, state, due_at as "dueAt", org_id as "orgId", office_id as "officeId" from matter
      where phase in ('open', 'waiting') and due_at >= ${from}::timestamptz and due_at < ${to}::timestamptz order by due_at limit 20000`,
  )
  let sent = 0
  for (const matter of rows) {
    const kind = deps.kinds.get(matter.kind)
    const ladder = kind && deps.ladderOf(kind)
    if (!ladder) continue
    const steps = stepsDue(ladder, new Date(matter.dueAt), now, deps.calendar())
    if (steps.length === 0) continue
    await deps.db.tx(deps.system, async (tx) => {
      for (const step of steps) if (await tellOne(tx, deps, matter, step, now)) sent++
    })
  }
  return sent
}

/** Tells those whose turn has come by an act: an outbox handler for `matter.act`. */
export async function tellTurn(deps: TellDeps, event: Readonly<Record<string, unknown>>): Promise<void> {
  const kind = deps.kinds.get(String(event['kind']))
  const state = String(event['state'])
  const turn = kind?.states[state]?.turn
  if (!kind || !turn || kind.acts[String(event['act'])]?.system) return
  await deps.db.tx(deps.system, async (tx) => {
    const [matter] = await tx.query<Told & { actor: string }>(
      sql`select m.id, m.kind, m.no, m.title, m.state, coalesce(m.due_at, now()) as "dueAt", m.org_id as "orgId", m.office_id as "officeId",
        a.actor->>'personId' as actor from matter m join act a on a.id = ${String(event['actId'])}::uuid where m.id = ${String(event['matterId'])}::uuid`,
    )
    const holder = turn === 'org' ? matter?.orgId : matter?.officeId
    // Moved on meanwhile: the next act tells its own people.
    if (!matter || matter.state !== state || !holder) return
    const whom = (await peopleIn(tx, deps, holder, permissionsIn(kind, state))).filter((p) => p !== matter.actor)
    if (whom.length === 0) return
    const name = kind.states[state]?.text ?? kind.text
    await deps.notify(tx, {
      personIds: whom,
      title: { zh: `${name.zh}：${matter.title}`, en: `${name.en}: ${matter.title}` },
      body: { zh: `${matter.no}，轮到您办理`, en: `${matter.no}, it is your turn` },
      link: `/matters/${matter.id}`,
      level: 'info',
      matterId: matter.id,
      kind: 'turn',
    })
  })
}
