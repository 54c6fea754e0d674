import type { Claims } from '#kernel/access/index.ts'
import { addMonths } from '#kernel/calendar/index.ts'
import { itemsOf, type ScoreSheet } from '#kernel/score/index.ts'
import { text, type Text } from '#kernel/text.ts'
import { readMeasure, type MeasureBook, type Read } from '#mechanisms/measures/index.ts'
import { raw, sql, type Db, type Sql } from '#platform/db/index.ts'
import type { EvidenceFact } from '../model.ts'
import { pointsFor } from '../rules.ts'

/** Whose records are asked for, and of which days (both included). */
export interface EvidenceAsk {
  readonly orgId: string
  readonly path: string
  /** An office is judged by what lies in its area, others by their own records. */
  readonly area: boolean
  readonly from: string
  readonly to: string
}

export interface EvidenceShare {
  readonly share: number | null
  readonly why: Text
  readonly href: string | null
}

/** Something that the records know of a party: a share from 0 to 1, with its list. Declared by the part that owns the records. */
export interface EvidenceDef {
  readonly key: string
  readonly text: Text
  readonly read: (read: Read, ask: EvidenceAsk, claims: Claims, measures: MeasureBook) => Promise<EvidenceShare>
}

export interface FactDeps {
  readonly db: Db
  readonly system: Claims
  readonly book: EvidenceBook
}

export interface EvidenceBook {
  readonly defs: readonly EvidenceDef[]
  readonly measures: MeasureBook
}

const percent = (n: number): string => String(Math.round(n * 1000) / 10)

/** The rows of a table with `org_id` and `path` that are the party's own, or lie in its area. */
export const ofParty = (alias: string, ask: EvidenceAsk): Sql =>
  ask.area
    ? sql`${raw(alias)}.path >= ${ask.path} and ${raw(alias)}.path < ${`${ask.path}~`}`
    : sql`${raw(alias)}.org_id = ${ask.orgId}::uuid`

/** A share of counted rows: the query yields `part` and `whole`. Nothing to count cannot be judged. */
export function shareOf(
  key: string,
  words: Text,
  query: (ask: EvidenceAsk) => Sql,
  href: (ask: EvidenceAsk) => string | null,
): EvidenceDef {
  return {
    key,
    text: words,
    read: async (read, ask) => {
      const [row] = await read<{ part: number; whole: number }>(query(ask))
      const { part, whole } = row ?? { part: 0, whole: 0 }
      if (whole === 0) {
        return {
          share: null,
          why: text(`${words.zh}：这段时间没有记录，请人工评`, `${words.en}: no records; score it by hand`),
          href: null,
        }
      }
      const share = part / whole
      return {
        share,
        why: text(`${words.zh}：${part} ÷ ${whole} = ${percent(share)}%`, `${words.en}: ${part} of ${whole} = ${percent(share)}%`),
        href: href(ask),
      }
    },
  }
}

/** A measure in percent as evidence of an area. Of a single enterprise it says nothing. */
export function ofMeasure(key: string, measure: string, words: Text): EvidenceDef {
  return {
    key,
    text: words,
    read: async (read, ask, claims, measures) => {
      if (!ask.area) return { share: null, why: text('只对区域有数', 'Known for areas only'), href: null }
      const [value] = await readMeasure(measures, read, claims, {
        measure,
        path: ask.path,
        periods: [{ from: ask.from, to: ask.to }],
      })
      if (value === undefined || value.value === null) {
        return { share: null, why: value?.because ?? text('不能判定', 'Cannot be judged'), href: null }
      }
      const share = Math.min(1, Math.max(0, value.value / 100))
      return {
        share,
        why: text(`${words.zh}：${percent(share)}%`, `${words.en}: ${percent(share)}%`),
        href: `/measures/${measure}?${new URLSearchParams({ path: ask.path }).toString()}`,
      }
    },
  }
}

/** The year up to the day of the assessment. */
export const spanTo = (day: string): { from: string; to: string } => ({ from: addMonths(day, -12), to: day })

/**
 * What the records say of the items of a sheet. Read with the program's claims, so that scorer and reviewer see the same;
 * whoever gets it has been allowed to read the assessment.
 */
export async function readFacts(
  { db, system, book }: FactDeps,
  sheet: ScoreSheet,
  party: { orgId: string; path: string; area: boolean },
  day: string,
): Promise<EvidenceFact[]> {
  const read: Read = (query) => db.read(system, query)
  const facts: EvidenceFact[] = []
  for (const item of itemsOf(sheet)) {
    const def = book.defs.find((d) => d.key === item.evidence)
    if (!def) continue
    const got = await def.read(read, { ...party, ...spanTo(day) }, system, book.measures)
    facts.push({ item: item.id, share: got.share, points: pointsFor(item, got.share), why: got.why, href: got.href })
  }
  return facts
}
