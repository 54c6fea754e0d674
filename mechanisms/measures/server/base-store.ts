import type { Actor } from '#kernel/matter/index.ts'
import { uuidv7 } from '#kernel/ids.ts'
import { join, raw, sql, type Sql, type Tx } from '#platform/db/index.ts'
import type { BaseDraft } from '../base-check.ts'

export const MOST_FIGURES = 3000

/** Figures of a place and below, the latest year first; all versions or those in force. */
export function figuresSql(ask: { path: string; series?: string | undefined; year?: number | undefined; history: boolean }): Sql {
  const parts = [sql`b.path >= ${ask.path}`, sql`b.path < ${`${ask.path}~`}`]
  if (ask.series) parts.push(sql`b.series = ${ask.series}`)
  if (ask.year) parts.push(sql`b.year = ${ask.year}`)
  const newest = ask.history
    ? sql`true`
    : sql`not exists (select from base_stat c where c.series = b.series and c.path = b.path and c.year = b.year and c.version > b.version)`
  return sql`select b.id, b.series, b.path, d.name as place, b.year, b.version, b.value::float8 as value, b.source, b.as_of as "asOf", b.reason, b.via,
      b.actor->>'name' as by, b.at
    from base_stat b left join division d on d.path = b.path where ${join(parts, ' and ')} and ${newest}
    order by b.year desc, b.series, b.path, b.version desc limit ${MOST_FIGURES + 1}`
}

export interface Standing {
  readonly version: number
  readonly value: number | null
  readonly source: string
  readonly asOf: string
}

export const keyOf = (f: { series: string; path: string; year: number }): string => `${f.series}/${f.path}/${f.year}`

/** What stands now for each of the figures, by `keyOf`. Locks nothing: the version's key lets only one of two writers through. */
export async function standing(
  read: <T>(s: Sql) => Promise<T[]>,
  drafts: readonly { series: string; path: string; year: number }[],
): Promise<Map<string, Standing>> {
  const rows = await read<Standing & { series: string; path: string; year: number }>(
    sql`select distinct on (b.series, b.path, b.year) b.series, b.path, b.year, b.version, b.value::float8 as value, b.source, b.as_of as "asOf"
      from base_stat b join unnest(${drafts.map((d) => d.series)}::text[], ${drafts.map((d) => d.path)}::text[], ${drafts.map((d) => d.year)}::int[])
        as w(series, path, year) on w.series = b.series and w.path = b.path and w.year = b.year
      order by b.series, b.path, b.year, b.version desc`,
  )
  return new Map(rows.map((r) => [keyOf(r), r]))
}

export type NewFigure = Omit<BaseDraft, 'value'> & {
  readonly value: number | null
  readonly version: number
  readonly reason: string | null
}

export async function addFigures(
  tx: Tx,
  figures: readonly NewFigure[],
  by: { actor: Actor; now: Date; via: 'form' | 'import' },
): Promise<void> {
  const column = (values: readonly unknown[], type: string): Sql => sql`${[...values]}::${raw(type)}`
  await tx.query(
    sql`insert into base_stat (id, series, path, year, version, value, source, as_of, reason, via, actor, at)
      select *, ${by.via}, ${JSON.stringify(by.actor)}::jsonb, ${by.now.toISOString()}::timestamptz from unnest(
        ${column(
          figures.map(() => uuidv7(by.now.getTime())),
          'uuid[]',
        )}, ${column(
          figures.map((f) => f.series),
          'text[]',
        )}, ${column(
          figures.map((f) => f.path),
          'text[]',
        )}, ${column(
          figures.map((f) => f.year),
          'int[]',
        )}, ${column(
          figures.map((f) => f.version),
          'int[]',
        )}, ${column(
          figures.map((f) => f.value),
          'numeric[]',
        )}, ${column(
          figures.map((f) => f.source),
          'text[]',
        )}, ${column(
          figures.map((f) => f.asOf),
          'date[]',
        )}, ${column(
          figures.map((f) => f.reason),
          'text[]',
        )})`,
  )
}
