import { text, type Text } from '#kernel/text.ts'
import { COLOURS, fieldsOf, textOf, type Colour, type JsonSchema } from '#platform/web/index.ts'
import type { KindInfo } from '../model.ts'

/** Words that the mechanisms themselves write into records, whatever the kind. */
const COMMON: Readonly<Record<string, Text>> = {
  yes: text('是', 'Yes'),
  no: text('否', 'No'),
  unknown: text('不清楚', 'Not known'),
  major: text('重大', 'Major'),
  not: text('不构成重大', 'Not major'),
  'cannot-judge': text('不能判定', 'Cannot be judged'),
  ok: text('正常', 'In order'),
  hazard: text('有问题', 'Something wrong'),
  na: text('不适用', 'Does not apply'),
  worker: text('员工上报', 'Reported by a worker'),
  selfcheck: text('自查发现', 'Self-check'),
  office: text('检查发现', 'Found by the office'),
  public: text('群众举报', 'Tip-off'),
  monitoring: text('监测发现', 'Monitoring'),
  shift: text('每班', 'Each shift'),
  daily: text('每日', 'Daily'),
  weekly: text('每周', 'Weekly'),
  monthly: text('每月', 'Monthly'),
  quarterly: text('每季', 'Quarterly'),
  holiday: text('节前', 'Before holidays'),
  resume: text('复工', 'On resuming work'),
  post: text('岗位级', 'Post'),
  team: text('班组级', 'Team'),
  workshop: text('车间级', 'Workshop'),
  enterprise: text('企业级', 'Enterprise'),
}

export const PHASES: Readonly<Record<string, Text>> = {
  draft: text('草稿', 'Draft'),
  open: text('在办', 'Open'),
  waiting: text('待审', 'Waiting'),
  closed: text('已办结', 'Closed'),
  void: text('已撤销', 'Void'),
}

/** Shape of a phase; a state is a word and a shape, colour is for levels alone. */
export const SHAPES: Readonly<Record<string, string>> = { draft: '○', open: '●', waiting: '◐', closed: '✓', void: '✕' }

export function stateText(kind: KindInfo | undefined, state: string): Text {
  return kind?.states[state]?.text ?? text(state, state)
}

export function levelOf(kind: KindInfo | undefined, level: string | null): { text: Text; colour: Colour } | null {
  if (level === null) return null
  const known = kind?.levels[level]
  const colour = known && known.colour in COLOURS ? (known.colour as Colour) : 'grey'
  return { text: known?.text ?? text(level, level), colour }
}

const forms = (kind: KindInfo | undefined): JsonSchema[] => Object.values(kind?.acts ?? {}).map((a) => a.form)

const fieldIn = (schemas: readonly JsonSchema[], name: string) =>
  schemas.flatMap((s) => fieldsOf(s)).find((f) => f.name === name && (f.text !== null || f.options.length > 0))

/**
 * What a field is called: in the form of the act that is asked for first, then among the kind's own fields, then in any
 * form of the kind. Null: no text anywhere, so it is not for people.
 */
export function nameOfField(kind: KindInfo | undefined, name: string, act?: string): Text | null {
  const own = act === undefined ? undefined : kind?.acts[act]?.form
  return (own ? fieldIn([own], name)?.text : undefined) ?? kind?.fields[name] ?? fieldIn(forms(kind), name)?.text ?? null
}

/** The word for a value of a choice; null where the value is no such word. */
export function wordOf(kind: KindInfo | undefined, name: string, value: string, act?: string): Text | null {
  const own = act === undefined ? undefined : kind?.acts[act]?.form
  for (const schema of [...(own ? [own] : []), ...forms(kind)]) {
    const option = fieldsOf(schema)
      .find((f) => f.name === name)
      ?.options.find((o) => o.value === value)
    if (option) return option.text
  }
  return COMMON[value] ?? null
}

export type Shown =
  | { readonly as: 'text'; readonly text: Text }
  | { readonly as: 'day'; readonly day: string }
  | { readonly as: 'instant'; readonly at: string }
  | { readonly as: 'matter'; readonly id: string }
  | { readonly as: 'criterion'; readonly id: string }
  | { readonly as: 'pairs'; readonly pairs: readonly { readonly name: Text; readonly value: Shown }[] }
  | { readonly as: 'list'; readonly items: readonly Shown[] }

const DAY = /^\d{4}-\d{2}-\d{2}$/
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
/** Fields whose id is that of another matter. */
const MATTERS = new Set(['recurrenceOf', 'of', 'checkId'])

const said = (value: string): Shown => ({ as: 'text', text: text(value, value) })

function showString(kind: KindInfo | undefined, name: string, value: string, act?: string): Shown | null {
  if (value.trim() === '') return null
  const word = wordOf(kind, name, value, act)
  if (word) return { as: 'text', text: word }
  if (DAY.test(value)) return { as: 'day', day: value }
  if (INSTANT.test(value)) return { as: 'instant', at: value }
  if (UUID.test(value)) return MATTERS.has(name) ? { as: 'matter', id: value } : null
  return name === 'criterion' ? { as: 'criterion', id: value } : said(value)
}

/** How a value of a record is shown; null: nothing to show (empty, or an id that says nothing to people). */
export function show(kind: KindInfo | undefined, name: string, value: unknown, act?: string): Shown | null {
  if (value === null || value === undefined) return null
  if (typeof value === 'boolean') return { as: 'text', text: value ? text('是', 'Yes') : text('否', 'No') }
  if (typeof value === 'number') return said(value.toLocaleString('zh-CN', { maximumFractionDigits: 6 }))
  if (typeof value === 'string') return showString(kind, name, value, act)
  if (Array.isArray(value)) {
    const items = value.map((v) => show(kind, name, v, act)).filter((v) => v !== null)
    return items.length === 0 ? null : { as: 'list', items }
  }
  if (typeof value !== 'object') return null
  const whole = textOf(value)
  if (whole) return { as: 'text', text: whole }
  // A nested record is mostly the form of the act of that name.
  const from = kind?.acts[name] ? name : act
  const pairs = Object.entries(value).flatMap(([key, inner]) => {
    const shown = show(kind, key, inner, from)
    return shown ? [{ name: nameOfField(kind, key, from) ?? text(key, key), value: shown }] : []
  })
  return pairs.length === 0 ? null : { as: 'pairs', pairs }
}

export interface Fact {
  readonly name: string
  readonly label: Text
  readonly value: Shown
}

/** The kind's own fields that have a text and a value, in the order of the declaration. */
export function factsOf(kind: KindInfo | undefined, fields: Readonly<Record<string, unknown>>): Fact[] {
  return Object.entries(kind?.fields ?? {}).flatMap(([name, label]) => {
    const value = show(kind, name, fields[name])
    return value ? [{ name, label, value }] : []
  })
}

/** What an act's form said, by the texts of that form; what has none is left out. */
export function formFacts(kind: KindInfo | undefined, act: string, form: Readonly<Record<string, unknown>>): Fact[] {
  const order = fieldsOf(kind?.acts[act]?.form ?? {}).map((f) => f.name)
  const names = [...order.filter((n) => n in form), ...Object.keys(form).filter((n) => !order.includes(n))]
  return names.flatMap((name) => {
    const label = nameOfField(kind, name, act)
    const value = label && show(kind, name, form[name], act)
    return label && value ? [{ name, label, value }] : []
  })
}
