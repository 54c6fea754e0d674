import type { z } from 'zod'
import { addDays, daysBetween } from '#kernel/calendar/index.ts'
import { text } from '#kernel/text.ts'
import type { Doer } from '#mechanisms/matters/index.ts'
import { sql, type Tx } from '#platform/db/index.ts'
import { conflict, notFound, Problem } from '#platform/http/index.ts'
import { emit } from '#platform/outbox/index.ts'
import { linearPath } from '../indicator-rules.ts'
import type { Adopt, Adopted, Binding } from '../model.ts'
import type { Milestone } from '../project-kind.ts'
import { stableId, type PlanDeps } from './deps.ts'
import { adoptionView, prepare, type Duty, type Prepared, type Target } from './prepare.ts'
import { documentsOf, getPlan, type Document, type Plan } from './store.ts'

type Body = z.output<typeof Adopt>
type AdoptDeps = Pick<PlanDeps, 'performer' | 'measures' | 'calendar'>

/** Three milestones in proportion to the time there is; the plan itself names none. */
function milestonesOf(from: string, due: string): Milestone[] {
  const days = Math.max(0, daysBetween(from, due))
  return [
    { name: '方案与立项', day: addDays(from, Math.round(days / 3)), done: null },
    { name: '建成试运行', day: addDays(from, Math.round((days * 5) / 6)), done: null },
    { name: '验收投用', day: due, done: null },
  ]
}

interface Opening {
  readonly deps: AdoptDeps
  readonly tx: Tx
  /** The adopter; opening is the program's act in his name. */
  readonly by: Doer
  readonly plan: Plan
}

async function open({ deps, tx, by, plan }: Opening, kind: 'planTask' | 'planProject', duty: Duty): Promise<string> {
  const { item } = duty
  const matterId = stableId('plan-item', item.id)
  const begin = duty.from ?? plan.from ?? duty.deadline
  const form = {
    title: item.fields.name,
    planId: plan.id,
    itemId: item.id,
    sentence: item.quote.slice(0, 4000),
    deadline: duty.deadline,
    from: duty.from,
    officeId: plan.orgId,
    lead: duty.lead,
    responsible: duty.responsible,
    unresolved: duty.unresolved,
    every: duty.every,
    by: duty.by,
    ...(kind === 'planProject' ? { milestones: milestonesOf(begin, duty.deadline) } : {}),
  }
  const request = { kind, act: 'assign', subjectId: null, evidence: [], place: null }
  const id = stableId('plan-open', item.id)
  await deps.performer.open(tx, by, { ...request, id, matterId, orgId: duty.orgId ?? plan.orgId, parentId: null, form })
  if (kind === 'planProject') return matterId
  for (const orgId of duty.parts) {
    const part = { id: stableId('plan-part-open', item.id, orgId), matterId: stableId('plan-part', item.id, orgId) }
    await deps.performer.open(tx, by, { ...request, ...part, orgId, parentId: matterId, form: { ...form, every: null, by: null } })
  }
  return matterId
}

/** The item of the version before has its matter already: it goes on under the new words, with the new day. */
async function carryOn({ deps, tx, by, plan }: Opening, duty: Duty, no: number): Promise<string | null> {
  if (duty.item.matchId === null) return null
  const [old] = await tx.query<{ id: string; phase: string; title: string; due: string | null }>(
    sql`select m.id, m.phase, m.title, to_char(m.due_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as due
      from plan_item i join matter m on m.id = i.matter_id where i.id = ${duty.item.matchId}::uuid and i.plan_id = ${plan.id}::uuid`,
  )
  if (!old || old.phase === 'void') return null
  const title = duty.item.fields.name.slice(0, 300)
  if (old.phase === 'closed' || (old.title === title && old.due === duty.deadline)) return old.id
  await deps.performer.act(tx, by, old.id, {
    id: stableId('plan-amend', duty.item.id),
    act: 'amend',
    form: {
      reason: text(`按规划第 ${no} 版修订`, `Amended by version ${no} of the plan`).zh,
      deadline: duty.deadline,
      title: duty.item.fields.name,
      itemId: duty.item.id,
      sentence: duty.item.quote.slice(0, 4000),
    },
    evidence: [],
    place: null,
  })
  return old.id
}

async function writeBinding(
  tx: Tx,
  by: Doer,
  indicatorId: string,
  documentNo: number,
  why: 'adopted' | 'amended',
  binding: Binding,
): Promise<void> {
  await tx.query(
    sql`insert into plan_target (indicator_id, document_no, why, binding, person, at)
      values (${indicatorId}::uuid, ${documentNo}::int, ${why}, ${JSON.stringify(binding)}::jsonb, ${by.actor.name}, ${by.now.toISOString()}::timestamptz)`,
  )
}

async function keepTarget(
  tx: Tx,
  by: Doer,
  plan: Plan,
  document: Document,
  target: Target,
  given: Body['indicators'][number] | undefined,
): Promise<boolean> {
  const { itemId: _, ...own } = given ?? { ...target.binding, itemId: '' }
  const binding: Binding = own.pathHow === 'linear' ? { ...own, path: linearPath(own) } : own
  const { item } = target
  const [old] = item.matchId
    ? await tx.query<{ id: string }>(
        sql`select id from plan_indicator where item_id = ${item.matchId}::uuid and plan_id = ${plan.id}::uuid and state = 'tracked'`,
      )
    : []
  const id = old?.id ?? stableId('plan-indicator', item.id)
  await tx.query(
    sql`insert into plan_indicator (id, plan_id, item_id, name, unit, lead, lead_org, binding)
      values (${id}::uuid, ${plan.id}::uuid, ${item.id}::uuid, ${item.fields.name}, ${item.fields.unit ?? null},
        ${item.fields.lead ?? item.fields.responsible ?? []}::text[], ${target.leadOrg}::uuid, ${JSON.stringify(binding)}::jsonb)
      on conflict (id) do update set item_id = excluded.item_id, name = excluded.name, unit = excluded.unit, lead = excluded.lead,
        lead_org = excluded.lead_org, binding = excluded.binding, version = plan_indicator.version + 1`,
  )
  await writeBinding(tx, by, id, document.no, old ? 'amended' : 'adopted', binding)
  return old !== undefined
}

/** What the new version no longer says ends: tasks are voided, indicators are followed no more. */
async function endGone({ deps, tx, by, plan }: Opening, document: Document): Promise<number> {
  const gone = await tx.query<{ matterId: string; itemId: string }>(
    sql`select i.matter_id as "matterId", i.id as "itemId" from plan_item i join matter m on m.id = i.matter_id
      where i.plan_id = ${plan.id}::uuid and i.document_id <> ${document.id}::uuid and m.phase in ('open', 'waiting')
        and not exists (select from plan_item n where n.document_id = ${document.id}::uuid and n.matter_id = i.matter_id)`,
  )
  for (const { matterId, itemId } of new Map(gone.map((g) => [g.matterId, g])).values()) {
    const form = { note: text(`规划第 ${document.no} 版不再列入`, `No longer in version ${document.no} of the plan`).zh }
    const end = { id: stableId('plan-gone', itemId, document.id), act: 'void', form, evidence: [], place: null }
    await deps.performer.act(tx, by, matterId, end)
  }
  const ended = await tx.query<{ id: string }>(
    sql`update plan_indicator x set state = 'ended', version = version + 1 where plan_id = ${plan.id}::uuid and state = 'tracked'
      and not exists (select from plan_item n where n.id = x.item_id and n.document_id = ${document.id}::uuid) returning id`,
  )
  return new Set(gone.map((g) => g.matterId)).size + ended.length
}

const NOTHING: z.output<typeof Adopted> = { tasks: 0, projects: 0, indicators: 0, kept: 0, ended: 0, repeated: true }

function checkAdoptable(deps: AdoptDeps, plan: Plan, document: Document, made: Prepared, body: Body): void {
  const { obstacles, unresolved } = adoptionView(deps, plan, document, made)
  if (obstacles[0]) throw conflict(obstacles[0], { obstacles })
  if (document.version !== body.version) {
    throw conflict(text('校对刚有新的改动，请看过再采用', 'The review has just changed; look at it again before adopting'), {
      version: document.version,
    })
  }
  if (unresolved.length > 0 && body.unresolved === 'refuse') {
    throw new Problem(
      409,
      'conflict',
      text(`有 ${unresolved.length} 个牵头单位没有对应到机构`, `${unresolved.length} lead units lead to no organisation`),
      {
        detail: text('请先对应这些单位，或选择由规划牵头部门代管。', "Bind them first, or let the plan's own office take their tasks."),
        extra: { unresolved },
      },
    )
  }
}

/**
 * Adopts the accepted items of the document under review, all or nothing: commitments become tasks, systems become projects,
 * indicators are followed. A second time it writes nothing. A later version carries on what it matches and ends what it dropped.
 */
export async function adoptDocument(deps: AdoptDeps, tx: Tx, doer: Doer, planId: string, body: Body): Promise<z.output<typeof Adopted>> {
  await tx.query(sql`select id from plan where id = ${planId}::uuid for update`)
  const plan = await getPlan(tx.query, planId)
  const document = (await documentsOf(tx.query, planId)).find((d) => d.id === body.documentId)
  if (!document) throw notFound()
  if (document.adoptedAt !== null) return NOTHING
  const made = await prepare(deps, tx.query, doer.claims, plan, document, doer.now)
  checkAdoptable(deps, plan, document, made, body)
  const by: Doer = { ...doer, system: true }
  const opening: Opening = { deps, tx, by, plan }
  const count = { tasks: 0, projects: 0, indicators: 0, kept: 0, ended: 0 }
  const matters: { item: string; matter: string }[] = []
  for (const [kind, duties] of [
    ['planTask', made.tasks],
    ['planProject', made.projects],
  ] as const) {
    for (const duty of duties) {
      const carried = await carryOn(opening, duty, document.no)
      if (carried) count.kept++
      else count[kind === 'planTask' ? 'tasks' : 'projects']++
      matters.push({ item: duty.item.id, matter: carried ?? (await open(opening, kind, duty)) })
    }
  }
  await tx.query(
    sql`update plan_item i set matter_id = n.matter from jsonb_to_recordset(${JSON.stringify(matters)}::jsonb) as n (item uuid, matter uuid)
      where i.id = n.item`,
  )
  const given = new Map(body.indicators.map((b) => [b.itemId, b]))
  for (const target of made.targets) {
    if (await keepTarget(tx, by, plan, document, target, given.get(target.item.id))) count.kept++
    else count.indicators++
  }
  if (document.no > 1) count.ended = await endGone(opening, document)
  const at = doer.now.toISOString()
  await tx.query(
    sql`update plan_document set adopted_at = ${at}::timestamptz, adopted_by = ${doer.claims.personId}::uuid where id = ${document.id}::uuid`,
  )
  await tx.query(
    sql`update plan set state = ${document.no > 1 ? 'amended' : 'adopted'}, adopted_at = coalesce(adopted_at, ${at}::timestamptz), version = version + 1
      where id = ${planId}::uuid`,
  )
  await emit(tx, 'record.change', { object: 'plan', recordId: planId, what: 'plan' }, doer.now)
  return { ...count, repeated: false }
}
