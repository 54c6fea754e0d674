import { can, type Claims } from '../access/index.ts'
import { addDeadline, type Calendar } from '../calendar/index.ts'
import { uuidv7 } from '../ids.ts'
import {
  applyAct,
  decideAct,
  GENESIS,
  hashAct,
  rowOf,
  type ActContext,
  type ActRecord,
  type Actor,
  type EvidenceRef,
  type MatterKind,
  type MatterSet,
  type MatterView,
} from '../matter/index.ts'
import type { Text } from '../text.ts'

/** A person of a scenario. */
export interface Role {
  readonly claims: Claims
  readonly actor: Actor
}

export type Outcome =
  | { readonly ok: true; readonly view: MatterView }
  | { readonly ok: false; readonly why: 'foreign' | 'wrong-state' | 'obstacle' | 'form'; readonly text?: Text }

/**
 * Plays a kind of matter in memory on a simulated clock: the same decisions as the server's, without a database. For the
 * scenario tests of sectors and practices.
 */
export interface Scenario {
  /** Moves the clock to an instant (ISO); it never goes back. */
  goTo(iso: string): void
  do(role: Role, act: string, form: Readonly<Record<string, unknown>>, evidence?: readonly EvidenceRef[]): Outcome
  view(): MatterView
  acts(): readonly ActRecord[]
  /** Is the matter past its deadline now? */
  overdue(): boolean
}

export function scenario(kind: MatterKind, calendar: Calendar, start: string, known: MatterSet): Scenario {
  let now = new Date(start)
  let view: MatterView | null = null
  const acts: ActRecord[] = []
  let serial = 0
  const id = (): string =>
    uuidv7(
      now.getTime(),
      Uint8Array.from({ length: 10 }, () => serial++ % 256),
    )
  const matterId = id()

  const get = (): MatterView => {
    if (!view) throw new Error('The scenario has not opened its matter')
    return view
  }
  return {
    goTo(iso) {
      const next = new Date(iso)
      if (next < now) throw new Error(`The clock cannot go back to ${iso}`)
      now = next
    },
    do(role, name, form, evidence = []) {
      const act = kind.acts[name]
      if (!act) throw new Error(`kind ${kind.id} has no act ${name}`)
      if (view && !can(role.claims, act.permission, rowOf(view))) return { ok: false, why: 'foreign' }
      const parsed = act.form.safeParse(form)
      if (!parsed.success) return { ok: false, why: 'form' }
      const context: ActContext = { view, form: parsed.data, actor: role.actor, at: now, evidence, children: [] }
      const decision = decideAct(kind, name, context, (from, rule) =>
        'at' in rule ? new Date(rule.at) : addDeadline(from, rule.term, calendar).dueAt,
      )
      if (!decision.ok)
        return decision.why === 'obstacle' ? { ok: false, why: 'obstacle', text: decision.text } : { ok: false, why: 'wrong-state' }
      const effect = view
        ? decision.effect
        : { ...decision.effect, set: { ...known, ...decision.effect.set }, open: { no: `${kind.prefix}-1`, parentId: null } }
      const content = {
        id: id(),
        matterId,
        kind: kind.id,
        seq: acts.length + 1,
        act: name,
        kindVersion: kind.version,
        at: now.toISOString(),
        recordedAt: now.toISOString(),
        actor: role.actor,
        place: null,
        form: parsed.data,
        evidence,
        effect,
        prevHash: view?.headHash ?? GENESIS,
      }
      const record: ActRecord = { ...content, hash: hashAct(content) }
      const after = applyAct(view, record)
      if (!view && !can(role.claims, act.permission, rowOf(after))) return { ok: false, why: 'foreign' }
      view = after
      acts.push(record)
      return { ok: true, view: after }
    },
    view: get,
    acts: () => acts,
    overdue: () => {
      const due = get().dueAt
      return due !== null && Date.parse(due) < now.getTime()
    },
  }
}
