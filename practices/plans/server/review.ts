import { uuidv7 } from '#kernel/ids.ts'
import { text } from '#kernel/text.ts'
import type { Doer } from '#mechanisms/matters/index.ts'
import { sql, type Tx } from '#platform/db/index.ts'
import { badInput, conflict, notFound } from '#platform/http/index.ts'
import { emit } from '#platform/outbox/index.ts'
import type { Change, PlanItem } from '../model.ts'
import { ITEM_COLUMNS, itemsById } from './store.ts'

/** A document under review: what a change may touch. */
export interface Desk {
  readonly planId: string
  readonly documentId: string
}

interface Step {
  /** Items as they were; absent ones were made by the step. */
  readonly before: readonly PlanItem[]
  readonly after: readonly PlanItem[]
  readonly of?: string
  readonly note?: string
}

interface Recorded {
  readonly before: PlanItem[]
  readonly after: PlanItem[]
}

const clash = (current: readonly PlanItem[]) =>
  conflict(
    text('这些条目刚被别人改过，请看过现状再办', 'These items have just been changed by somebody else; look at them and try again'),
    { current },
  )

/** Locks the items and makes sure that nobody changed them meanwhile. */
async function take(tx: Tx, desk: Desk, targets: readonly { id: string; version: number }[]): Promise<PlanItem[]> {
  const ids = [...new Set(targets.map((t) => t.id))]
  const found = await tx.query<PlanItem>(
    sql`select ${ITEM_COLUMNS} from plan_item where id = any(${ids}::uuid[]) and document_id = ${desk.documentId}::uuid
      order by start_at, end_at desc, id for update`,
  )
  if (found.length !== ids.length) throw notFound()
  const wanted = new Map(targets.map((t) => [t.id, t.version]))
  if (found.some((i) => i.version !== wanted.get(i.id))) throw clash(found)
  if (found.some((i) => i.state === 'replaced')) throw clash(found)
  return found
}

/** The text between two code points of the document. */
async function quoteOf(tx: Tx, { documentId }: Desk, start: number, end: number): Promise<string> {
  const [found] = await tx.query<{ quote: string; chars: number }>(
    sql`select substr(body, ${start + 1}::int, ${end - start}::int) as quote, chars from plan_document where id = ${documentId}::uuid`,
  )
  if (!found || start >= end || end > found.chars) {
    throw badInput([
      {
        field: 'body.place',
        message: text('原文位置不对', 'The place in the text is wrong'),
        remedy: text('请在原文上重新选取一段文字。', 'Select a passage of the text again.'),
      },
    ])
  }
  return found.quote
}

async function chapterAt(tx: Tx, { documentId }: Desk, start: number): Promise<Pick<PlanItem, 'heading' | 'chapter'>> {
  const [near] = await tx.query<Pick<PlanItem, 'heading' | 'chapter'>>(
    sql`select heading, chapter from plan_item where document_id = ${documentId}::uuid and start_at <= ${start}::int order by start_at desc limit 1`,
  )
  return near ?? { heading: null, chapter: '' }
}

const BY_HAND = text('人工确定', 'Set by hand')
const sure = { core: true, confidence: 1, reason: BY_HAND } as const

async function split(tx: Tx, desk: Desk, item: PlanItem, at: readonly number[], now: Date): Promise<PlanItem[]> {
  const cuts = [...new Set(at)].toSorted((a, b) => a - b)
  if (cuts.some((c) => c <= item.start || c >= item.end)) {
    throw badInput([{ field: 'body.at', message: text('拆分点要落在条目之内', 'The cut must lie inside the item') }])
  }
  const edges = [item.start, ...cuts, item.end]
  const parts: PlanItem[] = []
  for (const [i, start] of edges.slice(0, -1).entries()) {
    const end = edges[i + 1] ?? item.end
    const quote = await quoteOf(tx, desk, start, end)
    const name = quote.replace(/\s+/g, '').slice(0, 600) || item.fields.name
    parts.push({
      ...item,
      ...sure,
      id: uuidv7(now.getTime()),
      start,
      end,
      quote,
      state: 'open',
      version: 1,
      matterId: null,
      matchId: i === 0 ? item.matchId : null,
      fields: { ...item.fields, name },
    })
  }
  return parts
}

/** What the step makes of the items; nothing is written yet. */
async function stepOf(tx: Tx, desk: Desk, change: Change, now: Date): Promise<Step> {
  const touched = (item: PlanItem, more: Partial<PlanItem>): PlanItem => ({ ...item, ...more, version: item.version + 1 })
  switch (change.act) {
    case 'accept':
    case 'reject':
    case 'reopen': {
      const before = await take(tx, desk, change.items)
      const state = { accept: 'accepted', reject: 'rejected', reopen: 'open' } as const
      const note = 'note' in change && change.note ? { note: change.note } : {}
      return { before, after: before.map((i) => touched(i, { state: state[change.act] })), ...note }
    }
    case 'edit': {
      const before = await take(tx, desk, change.items)
      const { place } = change
      const moved = place ? { ...place, quote: await quoteOf(tx, desk, place.start, place.end) } : {}
      return { before, after: before.map((i) => touched(i, { fields: change.fields, ...moved, ...sure })) }
    }
    case 'split': {
      const before = await take(tx, desk, change.items)
      const item = before[0]
      if (!item) throw notFound()
      return { before, after: [touched(item, { state: 'replaced' }), ...(await split(tx, desk, item, change.at, now))] }
    }
    case 'merge': {
      const before = await take(tx, desk, change.items)
      const first = before[0]
      if (!first || before.length < 2 || before.some((i) => i.kind !== first.kind)) {
        throw badInput([
          { field: 'body.items', message: text('只能合并两条以上同类的条目', 'Only two or more items of one kind can be merged') },
        ])
      }
      const end = Math.max(...before.map((i) => i.end))
      const quote = await quoteOf(tx, desk, first.start, end)
      const whole: PlanItem = {
        ...first,
        ...sure,
        id: uuidv7(now.getTime()),
        end,
        quote,
        state: 'open',
        version: 1,
        matterId: null,
        matchId: before.find((i) => i.matchId)?.matchId ?? null,
      }
      return { before, after: [...before.map((i) => touched(i, { state: 'replaced' })), whole] }
    }
    case 'add': {
      const { start, end } = change.place
      const quote = await quoteOf(tx, desk, start, end)
      const where = await chapterAt(tx, desk, start)
      const item: PlanItem = {
        ...where,
        ...sure,
        id: uuidv7(now.getTime()),
        documentId: desk.documentId,
        kind: change.kind,
        state: 'open',
        start,
        end,
        quote,
        fields: change.fields,
        version: 1,
        matchId: null,
        matterId: null,
      }
      return { before: [], after: [item] }
    }
    case 'undo':
      return undo(tx, desk, change.change)
  }
}

/** Takes a recorded step back: what it made goes, what it changed is as before; the record of both stays. */
async function undo(tx: Tx, desk: Desk, of: string): Promise<Step> {
  const [done] = await tx.query<Recorded & { undone: boolean; act: string }>(
    sql`select c.before, c.after, c.act, exists (select from plan_change u where u.of_change = c.id) as undone from plan_change c
      where c.id = ${of}::uuid and c.document_id = ${desk.documentId}::uuid`,
  )
  if (!done) throw notFound()
  if (done.undone) throw conflict(text('这一步已经撤销过了', 'This step was taken back before'))
  if (done.act === 'read') throw conflict(text('读取文件这一步不能撤销', 'Reading the file cannot be taken back'))
  const now = await tx.query<PlanItem>(
    sql`select ${ITEM_COLUMNS} from plan_item where id = any(${done.after.map((i) => i.id)}::uuid[]) order by start_at, end_at desc, id for update`,
  )
  const versions = new Map(done.after.map((i) => [i.id, i.version]))
  if (now.some((i) => i.version !== versions.get(i.id))) throw clash(now)
  const earlier = new Map(done.before.map((i) => [i.id, i]))
  const after = now.map((i): PlanItem => ({ ...(earlier.get(i.id) ?? { ...i, state: 'replaced' }), version: i.version + 1 }))
  return { before: now, after, of }
}

async function write(tx: Tx, desk: Desk, { before, after }: Step): Promise<void> {
  const existed = new Set(before.map((i) => i.id))
  const rows = (list: readonly PlanItem[]): string => JSON.stringify(list)
  const changed = after.filter((i) => existed.has(i.id))
  const made = after.filter((i) => !existed.has(i.id))
  const shape = sql`as n (id uuid, kind text, state text, start integer, "end" integer, quote text, heading text, chapter text, core boolean,
    confidence float8, reason jsonb, fields jsonb, version integer, "matchId" uuid)`
  if (changed.length > 0) {
    await tx.query(
      sql`update plan_item i set state = n.state, start_at = n.start, end_at = n."end", quote = n.quote, core = n.core,
        confidence = n.confidence, reason = n.reason, fields = n.fields, version = n.version
        from jsonb_to_recordset(${rows(changed)}::jsonb) ${shape} where i.id = n.id`,
    )
  }
  if (made.length > 0) {
    await tx.query(
      sql`insert into plan_item (id, plan_id, document_id, kind, state, start_at, end_at, quote, heading, chapter, core, confidence, reason, fields,
        version, match_id)
        select n.id, ${desk.planId}::uuid, ${desk.documentId}::uuid, n.kind, n.state, n.start, n."end", n.quote, n.heading, n.chapter, n.core,
          n.confidence, n.reason, n.fields, n.version, n."matchId" from jsonb_to_recordset(${rows(made)}::jsonb) ${shape}`,
    )
  }
}

/**
 * One step of a review: the items and the record of it together, and the others on the desk are told. A repeat of a recorded
 * step writes nothing.
 * @returns ids of the items touched or made
 * @throws 409 with the items as they are now, where somebody was quicker
 */
export async function applyChange(tx: Tx, by: Doer, desk: Desk, change: Change): Promise<string[]> {
  const [first] = await tx.query<Recorded & { documentId: string }>(
    sql`select before, after, document_id as "documentId" from plan_change where id = ${change.id}::uuid`,
  )
  if (first) {
    if (first.documentId !== desk.documentId) throw notFound()
    return first.after.map((i) => i.id)
  }
  const step = await stepOf(tx, desk, change, by.now)
  await write(tx, desk, step)
  await tx.query(
    sql`insert into plan_change (id, plan_id, document_id, act, of_change, note, before, after, person_id, person, at)
      values (${change.id}::uuid, ${desk.planId}::uuid, ${desk.documentId}::uuid, ${change.act}, ${step.of ?? null}::uuid, ${step.note ?? null},
        ${JSON.stringify(step.before)}::jsonb, ${JSON.stringify(step.after)}::jsonb, ${by.claims.personId}::uuid, ${by.actor.name},
        ${by.now.toISOString()}::timestamptz)`,
  )
  await tx.query(sql`update plan_document set version = version + 1 where id = ${desk.documentId}::uuid`)
  const itemIds = step.after.map((i) => i.id)
  const about = {
    object: 'plan',
    recordId: desk.planId,
    what: 'items',
    changeId: change.id,
    by: by.claims.personId,
    itemIds: itemIds.slice(0, 100),
  }
  await emit(tx, 'record.change', about, by.now)
  return itemIds
}

/** The items of a step as they are now. */
export const touchedItems = (tx: Tx, ids: readonly string[]): Promise<PlanItem[]> => itemsById(tx.query, ids)
