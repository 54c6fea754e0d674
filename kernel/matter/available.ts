import { can, type Claims, type ScopedRow } from '../access/index.ts'
import { text, type Text } from '../text.ts'
import type { ActContext, ActDef, Actor, ChildMatter, MatterKind, MatterView } from './kind.ts'

/** An act that the post may do on this matter: now, or not yet and why. */
export interface Ability {
  readonly act: string
  readonly text: Text
  readonly enabled: boolean
  readonly why: Text | null
}

/** What access looks at in a matter. */
export function rowOf(view: MatterView): ScopedRow {
  return {
    path: view.path,
    orgIds: [view.orgId, view.officeId],
    personIds: [view.openedBy, view.assigneeId],
    sector: view.sector,
  }
}

/** Why the act cannot be done yet although state and permission allow it; null = it can. */
export function obstacle(act: ActDef, context: ActContext, withForm: boolean): Text | null {
  for (const other of act.notBy ?? []) {
    if (context.view?.doneBy[other] === context.actor.personId) {
      return text('不能由同一人办理：您已办理过前一环节', 'Not by the same person: you did an earlier step')
    }
  }
  for (const guard of act.guards ?? []) {
    if (guard.onForm && !withForm) continue
    if (!guard.holds(context)) return guard.text
  }
  if (withForm && act.evidence && context.evidence.length < act.evidence.min) return act.evidence.text
  return null
}

/** The acts that the claims may do on the matter as it stands. The server and the web page call this same function. */
export function availableActs(
  kind: MatterKind,
  view: MatterView,
  claims: Claims,
  actor: Actor,
  children: readonly ChildMatter[],
  at: Date,
): Ability[] {
  const found: Ability[] = []
  for (const [name, act] of Object.entries(kind.acts)) {
    if (act.system || act.from === null || !act.from.includes(view.state)) continue
    if (!can(claims, act.permission, rowOf(view))) continue
    const context = { view, form: {}, actor, at, evidence: [], children }
    if (act.guards?.some((guard) => guard.hides && !guard.holds(context))) continue
    const why = obstacle(act, context, false)
    found.push({ act: name, text: act.text, enabled: why === null, why })
  }
  return found
}
