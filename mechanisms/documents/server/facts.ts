import { z } from 'zod'
import type { MatterKind } from '#kernel/matter/index.ts'
import type { Checklist } from '#kernel/sector/index.ts'
import { say, text, type Lang, type Text } from '#kernel/text.ts'
import { paperDate, paperTime } from '../rules.ts'

type Json = Readonly<Record<string, unknown>>

export interface FactDeps {
  /** The reader's language. */
  readonly lang: Lang
  readonly kind: MatterKind | undefined
  readonly checklist: (id: string) => Checklist | undefined
}

export type PaperFact = readonly [name: string, value: string]

const record = (value: unknown): Json | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : null

/** A declared text in the reader's language. */
const wordsOf = ({ lang }: FactDeps, value: unknown): string | null => {
  const words = record(value)?.[lang]
  return typeof words === 'string' ? words : null
}

/** Words of the mechanisms themselves, which no form declares. */
const WORDS: Readonly<Record<string, Text>> = {
  yes: text('是', 'Yes'),
  no: text('否', 'No'),
  unknown: text('不清楚', 'Not known'),
  ok: text('正常', 'In order'),
  hazard: text('有问题', 'Fault found'),
  na: text('不涉及', 'Not applicable'),
  worker: text('员工上报', 'Reported by a worker'),
  selfcheck: text('自查发现', 'Self-check'),
  office: text('检查发现', 'Inspection'),
  public: text('群众举报', 'Report by the public'),
  monitoring: text('监测发现', 'Monitoring'),
  shift: text('每班', 'Each shift'),
  daily: text('每日', 'Daily'),
  weekly: text('每周', 'Weekly'),
  monthly: text('每月', 'Monthly'),
  quarterly: text('每季度', 'Quarterly'),
  holiday: text('节前', 'Before holidays'),
  resume: text('复工前', 'Before resuming work'),
  post: text('岗位', 'Post'),
  team: text('班组', 'Team'),
  workshop: text('车间', 'Workshop'),
  enterprise: text('企业', 'Enterprise'),
}

const DAY = /^\d{4}-\d{2}-\d{2}$/
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const HASH = /^[0-9a-f]{64}$/

/** The declared properties of the form of an act. */
export function propertiesOf(kind: MatterKind | undefined, act: string): Readonly<Record<string, Json>> {
  const form = kind?.acts[act]?.form
  if (!form) return {}
  const schema = z.toJSONSchema(form, { io: 'input', unrepresentable: 'any' }) as Json
  return (record(schema['properties']) ?? {}) as Readonly<Record<string, Json>>
}

function nameOf(deps: FactDeps, name: string, act: string | null): string | null {
  const own = act === null ? null : wordsOf(deps, propertiesOf(deps.kind, act)[name])
  return own ?? deps.kind?.fields?.[name]?.[deps.lang] ?? null
}

function word(deps: FactDeps, name: string, value: string, act: string | null): string | null {
  const acts = act === null ? Object.keys(deps.kind?.acts ?? {}) : [act]
  for (const one of acts) {
    const found = wordsOf(deps, record(propertiesOf(deps.kind, one)[name]?.['options'])?.[value])
    if (found) return found
  }
  const known = WORDS[value]
  return known ? say(known, deps.lang) : null
}

/** A value in words; null where there is nothing for people (empty, or an id). */
export function valueInWords(deps: FactDeps, name: string, value: unknown, act: string | null): string | null {
  if (value === null || value === undefined) return null
  if (typeof value === 'boolean') return say(value ? text('是', 'Yes') : text('否', 'No'), deps.lang)
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string') {
    if (value.trim() === '' || UUID.test(value) || HASH.test(value)) return null
    if (name === 'checklist') return deps.checklist(value)?.text[deps.lang] ?? value
    if (DAY.test(value)) return paperDate(value, deps.lang)
    if (INSTANT.test(value)) return paperTime(value, deps.lang)
    return word(deps, name, value, act) ?? value
  }
  if (Array.isArray(value)) {
    const items = value.map((v) => valueInWords(deps, name, v, act)).filter((v) => v !== null)
    return items.length === 0 ? null : items.join(say(text('；', '; '), deps.lang))
  }
  const whole = record(value)
  if (!whole) return null
  const words = wordsOf(deps, whole)
  if (words !== null) return words
  // A nested record is mostly the form of the act of that name.
  const from = deps.kind?.acts[name] ? name : act
  const pairs = Object.entries(whole).flatMap(([key, inner]) => {
    const said = valueInWords(deps, key, inner, from)
    return said === null ? [] : [`${nameOf(deps, key, from) ?? key}${say(text('：', ': '), deps.lang)}${said}`]
  })
  return pairs.length === 0 ? null : pairs.join(say(text('，', ', '), deps.lang))
}

/** The kind's own fields that have a text and a value, in the order of the declaration. */
export function matterFacts(deps: FactDeps, fields: Json): PaperFact[] {
  return Object.entries(deps.kind?.fields ?? {}).flatMap(([name, label]) => {
    const said = valueInWords(deps, name, fields[name], null)
    return said === null ? [] : [[label[deps.lang], said] as const]
  })
}

/** What the form of an act said, in its order; fields without a text are not for people. Lines of a checklist stand apart. */
export function formFacts(deps: FactDeps, act: string, form: Json): PaperFact[] {
  const properties = propertiesOf(deps.kind, act)
  const names = [...Object.keys(properties).filter((n) => n in form), ...Object.keys(form).filter((n) => !(n in properties))]
  return names.flatMap((name) => {
    if (properties[name]?.['widget'] === 'checklist') return []
    const label = nameOf(deps, name, act)
    const said = label === null ? null : valueInWords(deps, name, form[name], act)
    return label === null || said === null ? [] : [[label, said] as const]
  })
}

/** The lines of a checklist that an act answered: item, answer, note. */
export function checkLines(deps: FactDeps, act: string, form: Json, checklist: unknown): string[][] {
  const name = Object.entries(propertiesOf(deps.kind, act)).find(([, p]) => p['widget'] === 'checklist')?.[0]
  const lines = name === undefined ? [] : form[name]
  if (!Array.isArray(lines)) return []
  const items = new Map(
    (typeof checklist === 'string' ? deps.checklist(checklist)?.items : undefined)?.map((i) => [i.id, i.text[deps.lang]]),
  )
  return lines.flatMap((line, i) => {
    const one = record(line)
    if (!one) return []
    const result = String(one['result'] ?? '')
    return [
      [
        String(i + 1),
        items.get(String(one['item'])) ?? String(one['item'] ?? ''),
        word(deps, 'result', result, null) ?? result,
        String(one['note'] ?? ''),
      ],
    ]
  })
}
