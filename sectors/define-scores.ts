import type { Clause } from '#kernel/sector/index.ts'
import type { ScoreElement, ScoreItem, ScoreVeto } from '#kernel/score/index.ts'
import { text, type Text } from '#kernel/text.ts'

/** Points that no source gives: a local convention until the table that holds here is declared as a new version. */
export const evenWeights: Clause = {
  text: text(
    '分值：没有取得正式评分表，为本地约定，取得后以新版本替换',
    'Points: the official table was not obtained; a local convention, to be replaced by a new version of the sheet',
  ),
  status: 'uncertain',
}

/** Bands that no source fixes. */
export const localBands: Clause = {
  text: text('档次界限：本地约定', 'Bands: a local convention'),
  status: 'uncertain',
}

/** An element whose items all weigh the same. Each item is `[id, zh, en]`. */
export function element(
  id: string,
  words: Text,
  points: number,
  items: readonly (readonly [id: string, zh: string, en: string])[],
  more: Partial<ScoreItem> = {},
): ScoreElement {
  return { id, text: words, items: items.map(([item, zh, en]) => ({ id: item, text: text(zh, en), points, ...more })) }
}

export const fullOf = (elements: readonly ScoreElement[]): number => elements.flatMap((e) => e.items).reduce((n, i) => n + i.points, 0)

export const veto = (id: string, zh: string, en: string, clause: Clause, band: string | null): ScoreVeto => ({
  id,
  text: text(zh, en),
  clause,
  band,
})
