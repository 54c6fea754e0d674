import type { Text } from '../text.ts'
import { obstacle } from './available.ts'
import type { ActContext, ActEffect, DeadlineRule, MatterKind } from './kind.ts'

/** Turns a term into an instant on the working calendar; given by the platform, which knows the holidays. */
export type DueOf = (start: Date, rule: Exclude<DeadlineRule, 'none'>) => Date

export type Decision =
  | { readonly ok: true; readonly effect: ActEffect }
  | { readonly ok: false; readonly why: 'unknown-act' | 'wrong-state' }
  | { readonly ok: false; readonly why: 'obstacle'; readonly text: Text }

/**
 * Decides an act whose form has been parsed and whose permission has been checked: state, guards, evidence, then the
 * target state, the deadline and what is set. Pure; the same call on the same input gives the same effect.
 */
export function decideAct(kind: MatterKind, actName: string, context: ActContext, dueOf: DueOf): Decision {
  const act = kind.acts[actName]
  if (!act) return { ok: false, why: 'unknown-act' }
  const from = context.view?.state ?? null
  const possible = from === null ? act.from === null : (act.from?.includes(from) ?? false)
  if (!possible) return { ok: false, why: 'wrong-state' }
  const why = obstacle(act, context, true)
  if (why) return { ok: false, why: 'obstacle', text: why }

  const chosen = act.decide ? act.decide(context) : (act.to[0] ?? '')
  if (!act.to.includes(chosen)) throw new Error(`kind ${kind.id}, act ${actName}: decide() chose ${chosen}, which is not among its targets`)
  const state = chosen === 'same' ? (from ?? '') : chosen
  const def = kind.states[state]
  if (!def) throw new Error(`kind ${kind.id}, act ${actName}: unknown state ${state}`)
  const rule = act.deadline?.(context) ?? null
  return {
    ok: true,
    effect: {
      state,
      phase: def.phase,
      set: act.set?.(context) ?? {},
      ...(rule === null
        ? {}
        : rule === 'none'
          ? { dueAt: null, dueClause: null }
          : { dueAt: dueOf(context.at, rule).toISOString(), dueClause: rule.clause }),
    },
  }
}
