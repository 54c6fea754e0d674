import { z } from 'zod'
import { text } from '../text.ts'
import type { Checklist, Clause, Criterion } from './sector.ts'

/** Ids of own entries never meet those of a sector's definition. */
const OwnId = z.string().regex(/^own-[a-z0-9-]{4,60}$/)
const line = (most: number) => z.string().trim().min(2).max(most)

const entry = {
  id: OwnId,
  sector: z.string().min(1).max(60),
  /** Where it stands: law, standard or document with its number, as the reader can find it. */
  source: line(160),
  /** Entered from the text itself, or from where it is quoted. */
  status: z.enum(['verified', 'secondary']),
  /** Entry of the sector's definition in whose place it stands while it is in force. */
  replaces: z.string().max(80).nullable(),
  from: z.iso.date(),
  /** First day on which it no longer holds. */
  to: z.iso.date().nullable(),
}

const OwnCriterion = z.object({ ...entry, text: line(200), clause: line(80), questions: z.array(line(300)).min(1).max(12) })
export type OwnCriterion = z.output<typeof OwnCriterion>

const OwnItem = z.object({
  id: z.string().regex(/^[a-z0-9-]{1,40}$/),
  text: line(300),
  method: z.string().trim().max(300),
  clause: z.string().trim().max(80),
  criterion: z.string().max(80).nullable(),
})
export type OwnItem = z.output<typeof OwnItem>

const OwnChecklist = z.object({
  ...entry,
  text: line(80),
  period: z.enum(['shift', 'daily', 'weekly', 'monthly', 'quarterly', 'holiday', 'resume']),
  level: z.enum(['post', 'team', 'workshop', 'enterprise']),
  items: z.array(OwnItem).min(1).max(120),
})
export type OwnChecklist = z.output<typeof OwnChecklist>

export type OwnEntry = OwnCriterion | OwnChecklist

const overlap = (a: OwnEntry, b: OwnEntry): boolean => (a.to === null || b.from < a.to) && (b.to === null || a.from < b.to)

/** Faults over the entries of one sort, in words. */
function faultsOf(entries: readonly OwnEntry[]): string[] {
  const faults: string[] = []
  for (const [i, one] of entries.entries()) {
    if (one.to !== null && one.to <= one.from) faults.push(`“${one.text}”的失效日期须晚于生效日期 / ${one.id} ends before it begins`)
    for (const other of entries.slice(0, i)) {
      if (other.id === one.id) faults.push(`“${one.text}”重复 / ${one.id} is there twice`)
      else if (one.replaces !== null && one.replaces === other.replaces && overlap(one, other)) {
        faults.push(`“${one.text}”与“${other.text}”替代同一条且日期重叠 / ${one.id} and ${other.id} replace the same and overlap`)
      }
    }
  }
  return faults
}

/**
 * What the administrator enters where a sector's definition could not: criteria and checklists with clause and source, each in
 * force from a day on. An entry that was in force is never changed: a new version follows it, so that records of the past keep
 * their wording.
 */
export const OwnLists = z
  .object({ criteria: z.array(OwnCriterion).max(600), checklists: z.array(OwnChecklist).max(200) })
  .superRefine(({ criteria, checklists }, context) => {
    for (const message of [...faultsOf(criteria), ...faultsOf(checklists)]) context.addIssue({ code: 'custom', message })
    for (const list of checklists) {
      if (new Set(list.items.map((i) => i.id)).size < list.items.length) {
        context.addIssue({ code: 'custom', message: `“${list.text}”有重复的检查项 / ${list.id} has an item twice` })
      }
    }
  })
export type OwnLists = z.output<typeof OwnLists>

export const NO_OWN_LISTS: OwnLists = { criteria: [], checklists: [] }

/** The mark stands in the words themselves, so that it goes along into records and papers. */
const clauseOf = ({ source, status }: OwnEntry, clause: string): Clause => {
  const words = `${source} ${clause}`.trim()
  return { text: text(`${words}（本地录入）`, `${words} (entered locally)`), status }
}

const dates = ({ from, to }: OwnEntry): { effectiveFrom: string; effectiveTo?: string } =>
  to === null ? { effectiveFrom: from } : { effectiveFrom: from, effectiveTo: to }

/** An own criterion as every other; its clause says that it was entered here. */
export function asCriterion(own: OwnCriterion): Criterion {
  return {
    id: own.id,
    text: text(own.text, own.text),
    clause: clauseOf(own, own.clause),
    ...dates(own),
    questions: own.questions.map((q, i) => ({ id: `q${i + 1}`, text: text(q, q) })),
  }
}

/** An own checklist as every other. */
export function asChecklist(own: OwnChecklist): Checklist {
  return {
    id: own.id,
    text: text(own.text, own.text),
    period: own.period,
    level: own.level,
    ...dates(own),
    items: own.items.map((item) => ({
      id: item.id,
      text: text(item.text, item.text),
      ...(item.method ? { method: text(item.method, item.method) } : {}),
      clause: clauseOf(own, item.clause),
      ...(item.criterion ? { criterion: item.criterion } : {}),
    })),
  }
}

/** The own entries of the sectors that are in force on a day. */
export function ownOn<E extends OwnEntry>(entries: readonly E[], sectors: readonly string[], day: string): E[] {
  return entries.filter((e) => sectors.includes(e.sector) && e.from <= day && (e.to === null || day < e.to))
}
