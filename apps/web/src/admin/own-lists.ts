import { addDays } from '#kernel/calendar/index.ts'
import type {
  Checklist,
  Criterion,
  OwnChecklist,
  OwnCriterion,
  OwnEntry,
  OwnItem,
  OwnLists,
  Sector,
  SourceStatus,
} from '#kernel/sector/index.ts'
import { text, type Text } from '#kernel/text.ts'

/** An entry in the form: new, of the same id, or the version after another. */
export interface Editing<E> {
  readonly entry: E
  /** Entry that this one follows as the next version. */
  readonly follows: string | null
  /** Under which name what is typed is kept. */
  readonly draft: string
}

export type Standing = 'coming' | 'in-force' | 'past'

export const STANDING_WORDS: Readonly<Record<Standing, Text>> = {
  coming: text('未生效', 'Not yet in force'),
  'in-force': text('生效中', 'In force'),
  past: text('已失效', 'No longer in force'),
}

export function standingOf(entry: OwnEntry, today: string): Standing {
  if (entry.from > today) return 'coming'
  return entry.to !== null && entry.to <= today ? 'past' : 'in-force'
}

/** What was in force before today may stand in records: it is followed by a new version instead of changed. */
export const isFixed = (entry: OwnEntry, today: string): boolean => entry.from < today

const UNSURE: readonly SourceStatus[] = ['uncertain', 'from-knowledge']

export interface Gaps {
  readonly criteria: readonly Criterion[]
  readonly checklists: readonly { readonly list: Checklist; readonly unsure: number }[]
}

/** What a sector brings without its text: of these the office enters its own. Those in whose place one stands are left out. */
export function gapsOf(sector: Sector, own: OwnLists, today: string): Gaps {
  const done = new Set([...own.criteria, ...own.checklists].filter((e) => standingOf(e, today) !== 'past').map((e) => e.replaces))
  const holds = (e: { effectiveTo?: string }): boolean => e.effectiveTo === undefined || today < e.effectiveTo
  return {
    criteria: sector.criteria.filter((c) => holds(c) && UNSURE.includes(c.clause.status) && !done.has(c.id)),
    checklists: sector.checklists
      .filter((c) => holds(c) && !done.has(c.id))
      .map((list) => ({ list, unsure: list.items.filter((i) => i.clause !== undefined && UNSURE.includes(i.clause.status)).length }))
      .filter(({ unsure }) => unsure > 0),
  }
}

export const newId = (): string => `own-${crypto.randomUUID().slice(0, 13)}`

const blank = (sector: string, today: string) =>
  ({ id: newId(), sector, source: '', status: 'verified', replaces: null, from: today, to: null }) as const

export const blankCriterion = (sector: string, today: string): OwnCriterion => ({
  ...blank(sector, today),
  text: '',
  clause: '',
  questions: [],
})

/** Starts from what is known of the topic; source and clause are to be written from the text. */
export const criterionFor = (sector: string, topic: Criterion, today: string): OwnCriterion => ({
  ...blankCriterion(sector, today),
  text: topic.text.zh,
  replaces: topic.id,
})

export const blankItem = (): OwnItem => ({ id: crypto.randomUUID().slice(0, 8), text: '', method: '', clause: '', criterion: null })

export const blankChecklist = (sector: string, today: string): OwnChecklist => ({
  ...blank(sector, today),
  text: '',
  period: 'daily',
  level: 'enterprise',
  items: [blankItem()],
})

/** Starts from the sector's list: its items are kept or written anew. */
export const checklistFor = (sector: string, list: Checklist, today: string): OwnChecklist => ({
  ...blank(sector, today),
  text: list.text.zh,
  period: list.period,
  level: list.level,
  replaces: list.id,
  items: list.items.map((i) => ({ ...blankItem(), text: i.text.zh, method: i.method?.zh ?? '', criterion: i.criterion ?? null })),
})

/** The next version of an entry, from the day after today on. */
export const nextVersion = <E extends OwnEntry>(entry: E, today: string): Editing<E> => ({
  entry: { ...entry, id: newId(), from: addDays(today, 1), to: null },
  follows: entry.id,
  draft: `after.${entry.id}`,
})

/** The entries with one stored: in its place, or at the end with the one it follows closed on its first day. */
export function put<E extends OwnEntry>(entries: readonly E[], { entry, follows }: Omit<Editing<E>, 'draft'>): E[] {
  const there = entries.some((e) => e.id === entry.id)
  const closed = entries.map((e) => (e.id === entry.id ? entry : e.id === follows ? { ...e, to: entry.from } : e))
  return there ? closed : [...closed, entry]
}

/** Ends an entry: one that never was in force goes, another holds to the end of today. */
export function end<E extends OwnEntry>(entries: readonly E[], id: string, today: string): E[] {
  return entries.flatMap((e) => (e.id !== id ? [e] : isFixed(e, today) ? [{ ...e, to: addDays(today, 1) }] : []))
}

/** One question a line; empty lines fall out. */
export const linesOf = (value: string): string[] =>
  value
    .split('\n')
    .map((l) => l.trim())
    .filter((l) => l !== '')
