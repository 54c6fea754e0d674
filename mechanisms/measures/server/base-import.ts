import type { SeriesDef } from '#kernel/measure/index.ts'
import { fill, text } from '#kernel/text.ts'
import { tableRows } from '#mechanisms/registry/index.ts'
import type { Sql } from '#platform/db/index.ts'
import { sql } from '#platform/db/index.ts'
import { Problem } from '#platform/http/index.ts'
import { baseColumnsOf, BASE_COLUMNS, checkBaseRow, type BaseDraft, type BaseFault, type BaseKey } from '../base-check.ts'
import type { BaseImport } from '../model.ts'
import { keyOf, standing, type NewFigure } from './base-store.ts'

/** Yearly figures of a county and its towns: more rows than this are no such table. */
const MAX_ROWS = 5000
const HEADING_WITHIN = 5
const SHOWN = 200

export interface ReadBase {
  readonly rows: number
  readonly drafts: readonly BaseDraft[]
  readonly faults: readonly BaseFault[]
}

/** Reads a table whole. A file without the headings or without rows is refused in words; faulty rows come back by column. */
export async function readBase(
  file: string,
  ask: { read: <T>(s: Sql) => Promise<T[]>; series: readonly SeriesDef[]; within: string; today: string },
): Promise<ReadBase> {
  const places = await ask.read<{ path: string; code: string; name: string }>(sql`select path, code, name from division`)
  const look = { series: ask.series, places, within: ask.within, today: ask.today }
  let columns: Map<number, BaseKey> | null = null
  let tried = 0
  let rows = 0
  const drafts: BaseDraft[] = []
  const faults: BaseFault[] = []
  const seen = new Map<string, number>()
  for await (const { row, cells } of tableRows(file)) {
    if (columns === null) {
      columns = baseColumnsOf(cells)
      if (columns === null && ++tried >= HEADING_WITHIN) break
      continue
    }
    const mapped: Partial<Record<BaseKey, string>> = {}
    for (const [i, key] of columns) if (cells[i]) mapped[key] = cells[i]
    if (Object.keys(mapped).length === 0) continue
    if (++rows > MAX_ROWS) throw new Problem(400, 'bad-input', fill(text('超过 {n} 行', 'More than {n} rows'), { n: MAX_ROWS }))
    const { draft, faults: wrong } = checkBaseRow(row, mapped, look)
    faults.push(...wrong)
    if (!draft) continue
    const before = seen.get(keyOf(draft))
    if (before !== undefined) {
      const message = fill(text('与第 {n} 行是同一项', 'The same figure as row {n}'), { n: before })
      faults.push({ row, column: 'series', message, remedy: text('只留一行', 'Keep one of them') })
      continue
    }
    seen.set(keyOf(draft), row)
    drafts.push(draft)
  }
  if (columns === null) {
    throw new Problem(400, 'bad-input', text('没有找到表头', 'No headings were found'), {
      detail: {
        zh: `表头须有：${BASE_COLUMNS.map((c) => c.text.zh).join('、')}。请用模板填写。`,
        en: `All of these: ${BASE_COLUMNS.map((c) => c.text.en).join(', ')}. Please use the template.`,
      },
    })
  }
  if (rows === 0) throw new Problem(400, 'bad-input', text('表里没有数据', 'There are no rows in the table'))
  return { rows, drafts, faults }
}

/** What the import would do: new and changed figures as versions to write, and the account of it. */
export async function planBase(
  read: <T>(s: Sql) => Promise<T[]>,
  { rows, drafts, faults }: ReadBase,
  series: readonly SeriesDef[],
  reason: string,
): Promise<{ figures: NewFigure[]; account: Omit<BaseImport, 'written'> }> {
  const known = drafts.length > 0 ? await standing(read, drafts) : new Map()
  const figures: NewFigure[] = []
  const preview: BaseImport['preview'] = []
  const count = { fresh: 0, changed: 0, same: 0 }
  for (const draft of drafts) {
    const now = known.get(keyOf(draft))
    if (now && now.value === draft.value && now.source === draft.source && now.asOf === draft.asOf) {
      count.same++
      continue
    }
    if (now) count.changed++
    else count.fresh++
    figures.push({ ...draft, version: (now?.version ?? 0) + 1, reason: now ? reason : null })
    const words = series.find((s) => s.id === draft.series)?.text ?? text(draft.series, draft.series)
    if (preview.length < SHOWN)
      preview.push({ place: draft.path, series: words, year: draft.year, value: draft.value, before: now?.value ?? null })
  }
  const words = (key: BaseKey) => BASE_COLUMNS.find((c) => c.key === key)?.text ?? text(key, key)
  const shown = faults.slice(0, SHOWN).map(({ row, column, message, remedy }) => ({ row, column: words(column), message, remedy }))
  return { figures, account: { rows, ...count, faults: shown, preview } }
}
