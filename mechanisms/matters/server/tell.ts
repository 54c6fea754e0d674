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
async function peopleIn(tx: Pick<Tx, 'query'>, deps: TellDeps, orgId: string, permissions: readonly string[]): Promise<string[]> {
  const roles = [...deps.roles().values()].filter((r) => permissions.some((p) => (r.grants[p] ?? []).length > 0)).map((r) => r.id)
  const rows = await tx.query<{ id: string }>(
    sql`select distinct person_id as id from post where org_id = ${orgId}::uuid and active and role = any(${roles}) limit 50`,
    true,
  )
  return rows.map((r) => r.id)
}

/** The office `up` steps above, by the registry's tree; null where the tree ends. */
async function officeAbove(tx: Pick<Tx, 'query'>, officeId: string, up: number): Promise<string | null> {
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

/** Who is told of a step: those whose turn it is, or whoever may read the matter in the office above. Asked once a run. */
function listeners(deps: TellDeps): (matter: Told, step: LadderStep) => Promise<string[]> {
  const known = new Map<string, Promise<string[]>>()
  const ask = (key: string, find: (tx: Pick<Tx, 'query'>) => Promise<string[]>): Promise<string[]> => {
    const found = known.get(key) ?? find({ query: (statement) => deps.db.read(deps.system, statement) })
    known.set(key, found)
    return found
  }
  return async (matter, { up }) => {
    const kind = deps.kinds.get(matter.kind)
    const turn = kind?.states[matter.state]?.turn
    const holder = up > 0 || turn === 'office' ? matter.officeId : turn === 'org' ? matter.orgId : null
    if (!kind || !turn || holder === null) return []
    return ask(`${matter.kind} ${up > 0 ? '' : matter.state} ${holder} ${up}`, async (tx) => {
      const office = up === 0 ? holder : await officeAbove(tx, holder, up - 1)
      return office === null ? [] : peopleIn(tx, deps, office, up === 0 ? permissionsIn(kind, matter.state) : [`${matter.kind}.read`])
    })
  }
}

async function tellOne(deps: TellDeps, matter: Told, step: LadderStep, whom: readonly string[], now: Date): Promise<boolean> {
  // Nobody is there to be told: the step stays open until somebody is.
  if (whom.length === 0) return false
  return deps.db.tx(deps.system, async (tx) => {
    const fired = await tx.query(
      sql`insert into ladder_fired (matter_id, due_at, step) values (${matter.id}::uuid, ${matter.dueAt}::timestamptz, ${step.id})
        on conflict do nothing returning 1 as one`,
      true,
    )
    if (fired.length === 0) return false
    const level = step.when === 'before' ? 'info' : step.up === 0 ? 'warn' : 'urgent'
    await deps.notify(tx, {
      personIds: [...whom],
      ...words(step, matter, now),
      link: `/matters/${matter.id}`,
      level,
      matterId: matter.id,
      kind: 'deadline',
    })
    return true
  })
}

const PAGE = 1000

/** Open matters around their deadline after a place in the order of deadlines, with the steps that were told already. */
function nextPage(deps: TellDeps, now: Date, after: Told | undefined): Promise<(Told & { fired: string[] })[]> {
  const from = after?.dueAt ?? new Date(now.getTime() - 40 * 86_400_000).toISOString()
  const to = new Date(now.getTime() + 10 * 86_400_000).toISOString()
  return deps.db.read(
    deps.system,
    sql`select m.id, m.kind, m.no, m.title, m.state, m.due_at as "dueAt", m.org_id as "orgId", m.office_id as "officeId",
        array(select f.step from ladder_fired f where f.matter_id = m.id and f.due_at = m.due_at) as fired
      from matter m where m.phase in ('open', 'waiting') and m.due_at >= ${from}::timestamptz and m.due_at < ${to}::timestamptz
        and (m.due_at > ${from}::timestamptz or m.id > ${after?.id ?? null}::uuid or ${after === undefined})
      order by m.due_at, m.id limit ${PAGE}`,
  )
}

/** Sends the reminders and escalations that are due now, each once. Returns how many went out. */
export async function tellDeadlines(deps: TellDeps, now: Date): Promise<number> {
  const whom = listeners(deps)
  let sent = 0
  let last: Told | undefined
  for (;;) {
    const page = await nextPage(deps, now, last)
    for (const matter of page) {
      const kind = deps.kinds.get(matter.kind)
      const ladder = kind && deps.ladderOf(kind)
      if (!ladder) continue
      const steps = stepsDue(ladder, new Date(matter.dueAt), now, deps.calendar()).filter((s) => !matter.fired.includes(s.id))
      for (const step of steps) if (await tellOne(deps, matter, step, await whom(matter, step), now)) sent++
    }
    last = page.at(-1)
    if (page.length < PAGE) return sent
    // A county has tens of thousands of deadlines: requests come in between.
    await new Promise((done) => setImmediate(done))
  }
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
