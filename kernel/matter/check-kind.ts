import type { MatterKind } from './kind.ts'

const ENDS = new Set(['closed', 'void'])

/** The targets of an act from one state, with `same` resolved. */
function targets(from: string, to: readonly string[]): string[] {
  return to.map((t) => (t === 'same' ? from : t))
}

/**
 * Walks a kind's transition table. Returns every fault in words: unknown states, unreachable states, traps (states from
 * which no end can be reached), several targets without a decision, a missing opening act. An empty list means sound.
 */
export function checkKind(kind: MatterKind): string[] {
  const faults: string[] = []
  const at = (what: string): void => void faults.push(`kind ${kind.id}: ${what}`)
  const states = Object.keys(kind.states)
  const known = new Set(states)
  const edges = new Map<string, Set<string>>(states.map((s) => [s, new Set<string>()]))
  const starts = new Set<string>()

  for (const [name, act] of Object.entries(kind.acts)) {
    if (act.to.length === 0) at(`act ${name} has no target`)
    if (act.to.length > 1 && !act.decide) at(`act ${name} has ${act.to.length} targets and no decide()`)
    if (act.to.length === 1 && act.decide) at(`act ${name} decides between one target`)
    for (const to of act.to) {
      if (to === 'same' && act.from === null) at(`act ${name} opens the matter and cannot keep its state`)
      if (to !== 'same' && !known.has(to)) at(`act ${name} leads to the unknown state ${to}`)
    }
    for (const other of act.notBy ?? []) if (!(other in kind.acts)) at(`act ${name} names the unknown act ${other} in notBy`)
    if (act.from === null) {
      for (const to of act.to) starts.add(to)
      continue
    }
    if (act.from.length === 0) at(`act ${name} is possible from no state`)
    for (const from of act.from) {
      if (!known.has(from)) at(`act ${name} starts from the unknown state ${from}`)
      for (const to of targets(from, act.to)) edges.get(from)?.add(to)
    }
  }
  if (starts.size === 0) at('no act opens it')

  const reached = new Set<string>()
  const queue = [...starts]
  for (let state = queue.pop(); state !== undefined; state = queue.pop()) {
    if (reached.has(state)) continue
    reached.add(state)
    queue.push(...(edges.get(state) ?? []))
  }
  for (const state of states) if (!reached.has(state)) at(`state ${state} cannot be reached`)

  const ending = new Set(states.filter((s) => ENDS.has(kind.states[s]?.phase ?? '')))
  if (ending.size === 0) at('no state ends it')
  for (let grew = true; grew;) {
    grew = false
    for (const [from, tos] of edges) {
      if (!ending.has(from) && [...tos].some((to) => ending.has(to))) {
        ending.add(from)
        grew = true
      }
    }
  }
  for (const state of states) if (reached.has(state) && !ending.has(state)) at(`state ${state} is a trap: no way leads to an end`)
  return faults
}

/** Checks all kinds together and throws with every fault, so that the boot stops and says where. */
export function checkKinds(kinds: readonly MatterKind[]): void {
  const faults = kinds.flatMap(checkKind)
  const ids = new Set<string>()
  for (const kind of kinds) {
    if (ids.has(kind.id)) faults.push(`kind ${kind.id} is declared twice`)
    ids.add(kind.id)
  }
  for (const kind of kinds) {
    for (const child of kind.children ?? []) if (!ids.has(child)) faults.push(`kind ${kind.id}: unknown child kind ${child}`)
  }
  if (faults.length > 0) throw new Error(`Matter kinds are not sound:\n- ${faults.join('\n- ')}`)
}
