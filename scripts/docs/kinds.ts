/** docs/reference/kinds.md: every kind of matter as it is declared. */
import { z } from 'zod'
import type { ActContext, ActDef, DeadlineRule, Ladder, MatterKind } from '#kernel/matter/index.ts'
import type { Role } from '#kernel/access/index.ts'
import { code, document, HEAD, pair, table, type Page } from './table.ts'

/** A context in which a declaration may be asked for its deadline; 2026-01-05 is a Monday. */
function context(form: Readonly<Record<string, unknown>>): ActContext {
  const actor = { personId: '', postId: '', orgId: '', role: '', name: '' }
  return { view: null, form, actor, at: new Date('2026-01-05T01:00:00Z'), evidence: [], children: [] }
}

const UNITS: Readonly<Record<string, string>> = { hour: 'h', day: 'd', workday: 'working days', month: 'months', year: 'years' }

function ruleWords(rule: DeadlineRule | null): string {
  if (rule === null) return ''
  if (rule === 'none') return 'the clock stands still'
  if ('term' in rule) return `${rule.term.amount} ${UNITS[rule.term.unit] ?? rule.term.unit}: ${pair(rule.clause)}`
  return `as the form says: ${pair(rule.clause)}`
}

/** What an act does to the deadline. Declarations read the date of their form, so one is given. */
function deadlineWords(act: ActDef): string {
  if (!act.deadline) return ''
  return ruleWords(act.deadline(context({ deadline: '2026-02-02' })))
}

interface JsonField {
  readonly type?: string
  readonly enum?: readonly string[]
  readonly zh?: string
  readonly en?: string
  readonly maxLength?: number
}

/** Fields of a form; a star marks those that must be given. */
function fieldWords(act: ActDef): string {
  const schema = z.toJSONSchema(act.form, { io: 'input', unrepresentable: 'any' }) as {
    properties?: Record<string, JsonField>
    required?: string[]
  }
  return Object.entries(schema.properties ?? {})
    .map(([name, f]) => `${code(name)}${schema.required?.includes(name) ? '*' : ''} ${f.zh ?? ''}`.trim())
    .join('<br>')
}

function whoMay(act: ActDef, roles: readonly Role[]): string {
  if (act.system) return 'the program'
  const who = roles
    .filter((r) => (r.grants[act.permission] ?? []).length > 0)
    .map((r) => `${r.text.zh} (${r.grants[act.permission]?.join(', ')})`)
  return who.length > 0 ? who.join('<br>') : 'the program'
}

function conditions(act: ActDef): string {
  const guards = (act.guards ?? []).map((g) => pair(g.text))
  const evidence = act.evidence ? [pair(act.evidence.text)] : []
  const apart = act.notBy ? [`not by who did ${act.notBy.map(code).join(', ')}`] : []
  return [...guards, ...evidence, ...apart].join('<br>')
}

function ladderWords(ladder: Ladder | undefined): string {
  if (!ladder) return 'None.'
  const before = ladder.before.map((s) => `${s.amount} ${UNITS[s.unit]} before`)
  const after = ladder.after.map(
    (s) => `${s.amount} ${UNITS[s.unit]} after (${s.up === 0 ? 'those whose turn it is' : `${s.up} offices up`})`,
  )
  return `${[...before, ...after].join('; ')}.`
}

function kindPage(kind: MatterKind, roles: readonly Role[]): string[] {
  const states = Object.entries(kind.states).map(([id, s]) => [code(id), pair(s.text), s.phase, s.turn ?? ''])
  const acts = Object.entries(kind.acts).map(([id, act]) => [
    `${code(id)}<br>${pair(act.text)}`,
    act.from === null ? '(opens)' : act.from.map(code).join(', '),
    act.to.map((t) => (t === 'same' ? 'same' : code(t))).join(', '),
    whoMay(act, roles),
    fieldWords(act),
    conditions(act),
    deadlineWords(act),
  ])
  const levels = Object.entries(kind.levels ?? {}).map(([id, l]) => `${code(id)} ${pair(l.text)} (${l.colour})`)
  return [
    `## ${kind.text.zh} ${kind.text.en} (\`${kind.id}\`, version ${kind.version}, numbers ${kind.prefix}-…)`,
    [
      `Levels: ${levels.length > 0 ? levels.join(', ') : 'none'}.`,
      `Below it: ${(kind.children ?? []).map(code).join(', ') || 'nothing'}.`,
      `Reminders and escalation as delivered: ${ladderWords(kind.ladder)}`,
    ].join(' '),
    table(['state', '状态', 'phase', 'whose turn'], states),
    table(['act', 'from', 'to', 'who, as delivered', 'form (* = needed)', 'conditions', 'deadline'], acts),
  ]
}

/** Every kind with its states and acts. */
export function kindsPage(kinds: Iterable<MatterKind>, roles: readonly Role[]): Page {
  const intro = 'A matter (事项) is the fold of its acts (行为). Who may act is set by the roles; this is how they are delivered.'
  return {
    name: 'kinds.md',
    text: document('# Kinds of matters (事项类型)', `${HEAD} ${intro}`, ...[...kinds].flatMap((k) => kindPage(k, roles))),
  }
}
