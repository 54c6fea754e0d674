import type { Clause } from '../sector/sector.ts'
import type { Text } from '../text.ts'

/** One thing that earns points. */
export interface ScoreItem {
  readonly id: string
  readonly text: Text
  /** The most that it earns. */
  readonly points: number
  readonly clause?: Clause
  /** Key of what the records say of it: a share from 0 to 1, by which the points are filled in beforehand. */
  readonly evidence?: string
  /** It may be not applicable; the rest is then rescaled by the sheet's rule. */
  readonly optional?: boolean
}

export interface ScoreElement {
  readonly id: string
  readonly text: Text
  readonly items: readonly ScoreItem[]
}

/** A question that counts whatever the points are. "Yes" means that it is the case. */
export interface ScoreVeto {
  readonly id: string
  readonly text: Text
  readonly clause: Clause
  /** Band to which it leads at best; null: it is told and changes no band, because no source says so. */
  readonly band: string | null
}

export interface ScoreBand {
  readonly id: string
  readonly text: Text
  /** Least score of the band; it reaches up to, and not including, the next one's. Below 0: only a veto leads there. */
  readonly least: number
  readonly colour: 'red' | 'orange' | 'gold' | 'blue'
}

/** What a band means for other deeds. */
export interface ScoreConsequence {
  readonly bands: readonly string[]
  /** Name of what it blocks, which others ask for. */
  readonly forbids: string
  readonly text: Text
  readonly clause: Clause
}

/** A score sheet (评分表). More points are better; the score goes from 0 to 100. */
export interface ScoreSheet {
  /** Of the family: versions of one sheet share it. */
  readonly id: string
  readonly version: string
  readonly text: Text
  /** Who is scored: kinds of organisations. */
  readonly of: readonly ('enterprise' | 'office' | 'body')[]
  /** Sectors of enterprises that it is for; absent = all. */
  readonly sectors?: readonly string[]
  readonly effectiveFrom: string
  readonly effectiveTo?: string
  readonly clause: Clause
  /** Where the points come from: often not from the standard that names the elements. */
  readonly pointsFrom: Clause
  readonly bandsFrom: Clause
  /** All points together, as the source prints them. */
  readonly full: number
  readonly elements: readonly ScoreElement[]
  readonly vetoes: readonly ScoreVeto[]
  readonly bands: readonly ScoreBand[]
  /** Over what the points of items that do not apply are spread. */
  readonly rescale: 'sheet' | 'element'
  readonly consequences?: readonly ScoreConsequence[]
}

export const itemsOf = (sheet: ScoreSheet): readonly ScoreItem[] => sheet.elements.flatMap((e) => e.items)

/** In force on a day: from the first day on, up to and not including the end. */
export const sheetOn = (sheet: ScoreSheet, day: string): boolean =>
  sheet.effectiveFrom <= day && (sheet.effectiveTo === undefined || day < sheet.effectiveTo)
