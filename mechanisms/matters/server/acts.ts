import { can, type Claims } from '#kernel/access/index.ts'
import {
  applyAct,
  availableActs,
  decideAct,
  GENESIS,
  hashAct,
  rowOf,
  type ActContext,
  type ActDef,
  type ActEffect,
  type ActRecord,
  type Actor,
  type ChildMatter,
  type DueOf,
  type EvidenceRef,
  type MatterKind,
  type MatterSet,
  type MatterView,
} from '#kernel/matter/index.ts'
import { text } from '#kernel/text.ts'
import { sql, type Tx } from '#platform/db/index.ts'
import { badInput, conflict, notFound, parseInput, Problem } from '#platform/http/index.ts'
import type { ActRequest, ActResult, OpenRequest } from '../model.ts'
import { actTime } from '../rules.ts'
import { findAct, lockMatter, lockWithChildren, nextNumber, writeAct } from './store.ts'

/** What a practice may add around an act, inside its transaction. */
export interface ActHook {
  /** After the act is written: open further matters, fill own tables. */
  readonly after?: (tx: Tx, done: { act: ActRecord; view: MatterView; by: Doer; perform: Performer }) => Promise<void>
}

export interface MatterDeps {
  readonly kinds: ReadonlyMap<string, MatterKind>
  /** Reads the calendar of the day; a new function after the administrator changed it. */
  readonly dueOf: () => DueOf
  readonly hooks: ReadonlyMap<string, ActHook>
  /** Binds uploaded files to the matter; refuses a file that the person may not use. */
  readonly attach: (
    tx: Tx,
    use: { hashes: readonly string[]; names: readonly string[]; matterId: string; actId: string; by: Actor },
  ) => Promise<void>
  /** What the server found out of a file when it was uploaded; null for one that the claims may not read. */
  readonly fileInfo?: (
    tx: Tx,
    hash: string,
  ) => Promise<{ readonly mediaType: string; readonly size: number; readonly takenAt: string | null } | null>
}

/** What the client says of a file is replaced by what the server knows of it; a file that it does not know is refused by `attach`. */
async function knownEvidence(deps: MatterDeps, tx: Tx, said: readonly EvidenceRef[]): Promise<EvidenceRef[]> {
  const known: EvidenceRef[] = []
  for (const ref of said) {
    const info = await deps.fileInfo?.(tx, ref.hash)
    if (!info) known.push(ref)
    else {
      const { hash, name } = ref
      const { mediaType, size, takenAt } = info
      known.push({ hash, name, mediaType, size, ...(takenAt === null ? {} : { takenAt }) })
    }
  }
  return known
}

/** Who does the act and when it reaches the server. */
export interface Doer {
  readonly claims: Claims
  readonly actor: Actor
  readonly now: Date
  /** The program itself (clock, rule): may do acts marked `system`. */
  readonly system?: boolean
  /** One of many at once: only acts that the kind declares as `bulk`. */
  readonly bulk?: boolean
}

export interface Performer {
  open(tx: Tx, by: Doer, request: OpenRequest): Promise<ActResult>
  act(tx: Tx, by: Doer, matterId: string, request: ActRequest): Promise<ActResult>
}

interface OrgRow {
  id: string
  path: string
  officeId: string | null
  sector: string | null
  place: { lng: number; lat: number } | null
}

async function loadOrg(tx: Tx, id: string): Promise<OrgRow> {
  const [row] = await tx.query<OrgRow>(
    sql`select id, path, office_id as "officeId", sector,
      case when lng is null then null else jsonb_build_object('lng', lng, 'lat', lat) end as place from org where id = ${id}::uuid`,
    true,
  )
  if (!row) throw notFound()
  return row
}

function kindOf(deps: MatterDeps, id: string): MatterKind {
  const kind = deps.kinds.get(id)
  if (!kind) throw badInput([{ field: 'body.kind', message: text('没有这类事项', 'No such kind of matter') }])
  return kind
}

function timeOf(request: ActRequest, now: Date): Date {
  const at = actTime(request.at, now)
  if (at) return at
  throw badInput([
    {
      field: 'body.at',
      message: text('办理时间不对：不能晚于现在，也不能早于 30 天前', 'The time must not be in the future nor older than 30 days'),
    },
  ])
}

function parseForm(act: ActDef, form: unknown): Record<string, unknown> {
  return parseInput(act.form, form, 'form') as Record<string, unknown>
}

function refuse(
  kind: MatterKind,
  view: MatterView | null,
  by: Doer,
  children: readonly ChildMatter[],
  why: Parameters<typeof conflict>[0],
): Problem {
  const allowed = view ? availableActs(kind, view, by.claims, by.actor, children, by.now) : []
  return conflict(why, { allowed, state: view?.state ?? null })
}

function record(
  kind: MatterKind,
  name: string,
  before: MatterView | null,
  matterId: string,
  request: ActRequest,
  by: Doer,
  at: Date,
  form: Record<string, unknown>,
  effect: ActEffect,
): ActRecord {
  const content = {
    id: request.id,
    matterId,
    kind: kind.id,
    seq: (before?.seq ?? 0) + 1,
    act: name,
    kindVersion: kind.version,
    at: at.toISOString(),
    recordedAt: by.now.toISOString(),
    actor: by.actor,
    place: request.place,
    form,
    evidence: request.evidence,
    effect,
    prevHash: before?.headHash ?? GENESIS,
  }
  return { ...content, hash: hashAct(content) }
}

function result(kind: MatterKind, view: MatterView, by: Doer, children: readonly ChildMatter[], repeated: boolean): ActResult {
  const abilities = availableActs(kind, view, by.claims, by.actor, children, by.now)
  return { matterId: view.id, no: view.no, state: view.state, seq: view.seq, dueAt: view.dueAt, abilities, repeated }
}

async function finish(deps: MatterDeps, tx: Tx, by: Doer, act: ActRecord, view: MatterView): Promise<void> {
  writeAct(tx, { act, view })
  if (act.evidence.length > 0) {
    const hashes = act.evidence.map((e) => e.hash)
    const names = act.evidence.map((e) => e.name)
    await deps.attach(tx, { hashes, names, matterId: view.id, actId: act.id, by: by.actor })
  }
  await deps.hooks.get(view.kind)?.after?.(tx, { act, view, by, perform: makePerformer(deps) })
}

/**
 * One more act on a matter: lock, authorise on the loaded row, state and guards, then act, matter and outbox together.
 * A repeat of a recorded act returns its first result; a state that does not allow it answers 409 with what is allowed.
 */
async function perform(deps: MatterDeps, tx: Tx, by: Doer, matterId: string, request: ActRequest): Promise<ActResult> {
  const { view, children } = await lockWithChildren(tx, matterId)
  if (!view) throw notFound()
  const kind = kindOf(deps, view.kind)
  const act = kind.acts[request.act]
  if (!act || (act.system && !by.system)) throw badInput([{ field: 'body.act', message: text('没有这种办理', 'No such act') }])
  // Permission before state: a 409 must tell nothing to those who may not do it at all.
  if (!can(by.claims, act.permission, rowOf(view))) throw notFound()
  if (by.bulk && !act.bulk) throw conflict(text('这种办理须逐件进行', 'This act is done one by one'))
  const at = timeOf(request, by.now)
  const first = act.from?.includes(view.state) ? undefined : await findAct(tx, request.id)
  if (first && first.matterId === matterId) return result(kind, view, by, children, true)
  if (act.from !== null && !act.from.includes(view.state)) {
    throw refuse(kind, view, by, children, text('事项已经变化，不能再这样办理', 'The matter has moved on; this is no longer possible'))
  }
  const form = parseForm(act, request.form)
  const evidence = await knownEvidence(deps, tx, request.evidence)
  const context: ActContext = { view, form, actor: by.actor, at, evidence, children }
  const decision = decideAct(kind, request.act, context, deps.dueOf())
  if (!decision.ok) {
    const why = decision.why === 'obstacle' ? decision.text : text('事项的状态不允许这样办理', 'The state does not allow this')
    throw refuse(kind, view, by, children, why)
  }
  const done = record(kind, request.act, view, matterId, { ...request, evidence }, by, at, form, decision.effect)
  const after = applyAct(view, done)
  await finish(deps, tx, by, done, after)
  return result(kind, after, by, children, false)
}

/** Opens a matter by its opening act. Where it is about an organisation, place, office and sector come from the registry. */
async function open(deps: MatterDeps, tx: Tx, by: Doer, request: OpenRequest): Promise<ActResult> {
  const kind = kindOf(deps, request.kind)
  const act = kind.acts[request.act]
  if (!act || act.from !== null || (act.system && !by.system)) {
    throw badInput([{ field: 'body.act', message: text('不能由此开始', 'A matter cannot begin with this') }])
  }
  const first = await findAct(tx, request.id)
  if (first) {
    const seen = await lockMatter(tx, first.matterId)
    if (!seen || first.matterId !== request.matterId) throw notFound()
    return result(kind, seen, by, [], true)
  }
  const above = request.parentId ? await lockWithChildren(tx, request.parentId) : null
  const parent = above?.view
  if (request.parentId && (!parent || !deps.kinds.get(parent.kind)?.children?.includes(kind.id))) throw notFound()
  if (kind.oneAtATime && above?.children.some((c) => c.kind === kind.id && (c.phase === 'open' || c.phase === 'waiting'))) {
    throw conflict(text(`已有一件${kind.text.zh}在办，不能再开`, `There is an active ${kind.text.en} already`))
  }
  const orgId = request.orgId ?? parent?.orgId ?? null
  const org = orgId ? await loadOrg(tx, orgId) : null
  const at = timeOf(request, by.now)
  const form = parseForm(act, request.form)
  const evidence = await knownEvidence(deps, tx, request.evidence)
  const context: ActContext = { view: null, form, actor: by.actor, at, evidence, children: [] }
  const decision = decideAct(kind, request.act, context, deps.dueOf())
  if (!decision.ok)
    throw refuse(kind, null, by, [], decision.why === 'obstacle' ? decision.text : text('不能由此开始', 'A matter cannot begin with this'))
  const known: MatterSet = {
    orgId,
    officeId: org?.officeId ?? null,
    sector: org?.sector ?? null,
    path: org?.path ?? by.claims.path,
    subjectId: request.subjectId ?? parent?.subjectId ?? null,
    place: request.place ?? org?.place ?? null,
  }
  const effect: ActEffect = {
    ...decision.effect,
    set: { ...known, ...decision.effect.set },
    open: { no: await nextNumber(tx, kind.prefix, at), parentId: request.parentId },
  }
  const done = record(kind, request.act, null, request.matterId, { ...request, evidence }, by, at, form, effect)
  const view = applyAct(null, done)
  if (!can(by.claims, act.permission, rowOf(view))) throw notFound()
  await finish(deps, tx, by, done, view)
  return result(kind, view, by, [], false)
}

/** The one way to write a matter, for people and for the program alike. */
export function makePerformer(deps: MatterDeps): Performer {
  return {
    open: (tx, by, request) => open(deps, tx, by, request),
    act: (tx, by, matterId, request) => perform(deps, tx, by, matterId, request),
  }
}
