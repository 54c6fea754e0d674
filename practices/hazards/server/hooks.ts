import { addDays, cstDate } from '#kernel/calendar/index.ts'
import { SCOPES } from '#kernel/access/index.ts'
import { uuidv7 } from '#kernel/ids.ts'
import type { ActRecord, MatterView } from '#kernel/matter/index.ts'
import { text } from '#kernel/text.ts'
import type { ActHook, Doer, Performer } from '#mechanisms/matters/index.ts'
import { sql, type Tx } from '#platform/db/index.ts'
import { badInput } from '#platform/http/index.ts'
import type { CheckResult } from '../model.ts'
import { RECURRENCE_DAYS } from '../rules.ts'

export interface Item {
  readonly text: string
  readonly clause: string | null
}

export interface HookDeps {
  /** The program as a doer at a time. */
  readonly system: (now: Date) => Doer
  /** Wording and clause of a checklist's item; undefined for a list that is not known. */
  readonly itemOf: (checklist: string, item: string) => Item | undefined
  /** The same for lists that an enterprise made itself. */
  readonly ownItemOf?: (tx: Tx, checklist: string, item: string) => Promise<Item | undefined>
}

/** Days to rectify a finding of a self-check where nobody has set a limit yet; the safety manager changes it. */
const FINDING_DAYS = 7

interface Done {
  act: ActRecord
  view: MatterView
  by: Doer
  perform: Performer
}

/** Each line of a self-check with a hazard becomes a hazard of its own, with its photograph, item and clause. */
async function openFindings(deps: HookDeps, tx: Tx, { act, view, by, perform }: Done): Promise<void> {
  const results = act.form['results'] as CheckResult[]
  const checklist = String(view.fields['checklist'] ?? '')
  // Whoever may do the check may record what it finds, also a worker who may not find hazards otherwise.
  const finding: Doer = { ...by, claims: { ...by.claims, grants: { ...by.claims.grants, 'hazard.find': SCOPES } } }
  for (const line of results.filter((r) => r.result === 'hazard')) {
    const item = deps.itemOf(checklist, line.item) ?? (await deps.ownItemOf?.(tx, checklist, line.item))
    if (!item) throw badInput([{ field: 'form.results', message: text('检查表中没有这一项', 'The checklist has no such item') }])
    const photo = act.evidence.filter((e) => e.hash === line.photo)
    if (line.photo && photo.length === 0) {
      throw badInput([{ field: 'form.results', message: text('照片没有随检查一起提交', 'The photograph was not sent with the check') }])
    }
    await perform.open(tx, finding, {
      id: uuidv7(by.now.getTime()),
      matterId: uuidv7(by.now.getTime()),
      kind: 'hazard',
      act: 'find',
      orgId: view.orgId,
      subjectId: view.subjectId,
      parentId: null,
      place: act.place,
      evidence: [...photo],
      at: act.at,
      form: {
        what: line.note && line.note.length >= 2 ? line.note : item.text,
        ...(line.where ? { where: line.where } : {}),
        checklist,
        item: line.item,
        checkId: view.id,
        level: 'general',
        deadline: addDays(cstDate(new Date(act.at)), FINDING_DAYS),
        ...(item.clause ? { clause: item.clause } : {}),
      },
    })
  }
}

/** Closed and back: the same item of the same enterprise, or the same words, closed within the last 90 days. */
async function linkRecurrence(deps: HookDeps, tx: Tx, { view, by, perform }: Done): Promise<void> {
  if (!view.orgId) return
  const since = new Date(by.now.getTime() - RECURRENCE_DAYS * 86_400_000).toISOString()
  const item = view.fields['item'] === undefined ? null : `${String(view.fields['checklist'])}/${String(view.fields['item'])}`
  const [earlier] = await tx.query<{ id: string; no: string }>(
    sql`select m.id, m.no from matter m
      where m.org_id = ${view.orgId}::uuid and m.kind = 'hazard' and m.phase = 'closed' and m.id <> ${view.id}::uuid
        and m.closed_at >= ${since}::timestamptz
        and ((${item}::text is not null and (m.fields->>'checklist') || '/' || (m.fields->>'item') = ${item}) or m.title = ${view.title})
      order by m.closed_at desc limit 1`,
    true,
  )
  if (!earlier) return
  const link = { id: uuidv7(by.now.getTime()), act: 'link', form: { of: earlier.id, no: earlier.no }, evidence: [], place: null }
  await perform.act(tx, { ...deps.system(by.now), claims: systemOver(deps, by) }, view.id, link)
}

/** The link is the program's act, written within what the reporter may see: row-level security stays the reporter's. */
function systemOver(deps: HookDeps, by: Doer): Doer['claims'] {
  return {
    ...by.claims,
    grants: { ...by.claims.grants, 'hazard.link': SCOPES },
    postId: deps.system(by.now).claims.postId,
  }
}

export function hazardHook(deps: HookDeps): ActHook {
  return {
    after: async (tx, done) => {
      if (done.act.seq === 1) await linkRecurrence(deps, tx, done)
    },
  }
}

export function selfcheckHook(deps: HookDeps): ActHook {
  return {
    after: async (tx, done) => {
      if (done.act.act === 'do' || done.act.act === 'doLate') await openFindings(deps, tx, done)
    },
  }
}
