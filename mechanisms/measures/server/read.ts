import type { Claims } from '#kernel/access/index.ts'
import type { Breakdown, MeasureDef, MeasureInput, SeriesDef } from '#kernel/measure/index.ts'
import { text, type Text } from '#kernel/text.ts'
import type { Group, MeasureValue, Period, UsedInput } from '../model.ts'
import { isWholeYear, rounded, seesAll } from '../rules.ts'
import type { Counter, MeasureBook } from './counter.ts'
import { baseSql, beginSql, childrenSql, countSql, officesSql, type BaseRow, type CountRow, type Read } from './figures.ts'

export interface MeasureAsk {
  readonly measure: string
  readonly path: string
  readonly periods: readonly Period[]
  readonly by?: Breakdown
}

/** A figure of one input for one period and group, or why there is none. */
interface Figure {
  readonly used: UsedInput
  readonly because: Text | null
  /** What the reader must know of a figure that is used. */
  readonly remark?: Text
}

type FigureOf = (period: number, group: Group | null) => Figure

const cannot = (zh: string, en: string): Text => text(zh, en)

async function ofCounter(input: MeasureInput, counter: Counter, ask: MeasureAsk, read: Read, claims: Claims): Promise<FigureOf> {
  const where = 'counter' in input.from ? (input.from.where ?? {}) : {}
  const base = { id: input.id, name: input.text, unit: input.unit, source: counter.source }
  const missing = (because: Text): Figure => ({ used: { ...base, value: null, asOf: null, href: null }, because })
  if (!seesAll(claims, counter.object, ask.path)) {
    return () =>
      missing(
        cannot(
          `您的岗位看不到这里的全部“${counter.text.zh}”，不能判定`,
          `Your post does not see every record of "${counter.text.en}" here`,
        ),
      )
  }
  const [rows, [begin]] = await Promise.all([
    read<CountRow>(countSql(counter, { path: ask.path, periods: ask.periods, by: ask.by, where })),
    read<{ day: string | null }>(beginSql(counter)),
  ])
  const counts = new Map(rows.map((r) => [`${r.i}/${r.g}`, r.n]))
  return (i, group) => {
    const period = ask.periods[i]
    if (!period) throw new Error('There is no such period')
    if (!begin?.day)
      return missing(cannot(`还没有“${counter.text.zh}”的记录，不能判定`, `There are no records of "${counter.text.en}" yet`))
    if (period.to < begin.day) {
      return missing(
        cannot(`“${counter.text.zh}”的记录自 ${begin.day} 起，此前不能判定`, `Records of "${counter.text.en}" begin on ${begin.day}`),
      )
    }
    const path = ask.by === 'town' && group ? group.key : ask.path
    const more: Readonly<Record<string, readonly string[]>> = group && ask.by && ask.by !== 'town' ? { [ask.by]: [group.key] } : {}
    const late =
      period.from < begin.day
        ? { remark: text(`${counter.text.zh}的记录自 ${begin.day} 起，不足整期`, `Records begin on ${begin.day}: less than the period`) }
        : {}
    const value = counts.get(`${i}/${group?.key ?? ''}`) ?? 0
    return {
      used: { ...base, value, asOf: period.to, href: counter.href({ path, period, where: { ...where, ...more } }) },
      because: null,
      ...late,
    }
  }
}

function yearFor(series: SeriesDef, period: Period): { years: readonly number[]; because: Text | null } {
  const year = Number(period.to.slice(0, 4))
  if (series.kind === 'stock') return { years: [year, year - 1], because: null }
  if (isWholeYear(period)) return { years: [year], because: null }
  const because = cannot(
    `“${series.text.zh}”只有全年数，不足一年或跨年的时段不能判定`,
    `"${series.text.en}" is known for whole years only; other periods cannot be judged`,
  )
  return { years: [], because }
}

async function ofSeries(input: MeasureInput, series: SeriesDef, ask: MeasureAsk, read: Read, claims: Claims): Promise<FigureOf> {
  const empty = { id: input.id, name: input.text, unit: input.unit, value: null, asOf: null, href: null }
  const wanted = [...new Set(ask.periods.flatMap((p) => yearFor(series, p).years))]
  const seen = seesAll({ ...claims, sectors: null }, 'measure', ask.path)
  const rows = seen && wanted.length > 0 ? await read<BaseRow>(baseSql([series.id], ask.path, wanted)) : []
  const found = new Map(rows.filter((r) => r.value !== null).map((r) => [`${r.path}/${r.year}`, r]))
  return (i, group) => {
    const period = ask.periods[i]
    if (!period) throw new Error('There is no such period')
    const none = (because: Text): Figure => ({ used: { ...empty, source: text('基础数据', 'Base statistics') }, because })
    if (!seen) return none(cannot('您的岗位看不到这里的基础数据，不能判定', 'Your post does not see the base statistics here'))
    if (group && ask.by !== 'town')
      return none(cannot(`没有分组的“${series.text.zh}”，不能判定`, `"${series.text.en}" is not known by group`))
    const { years, because } = yearFor(series, period)
    if (because) return none(because)
    const path = group?.key ?? ask.path
    const year = years.find((y) => found.has(`${path}/${y}`))
    const row = year === undefined ? undefined : found.get(`${path}/${year}`)
    if (!row || year === undefined) {
      const name = group ? group.name.zh : ''
      return none(
        cannot(`缺少${name ? `${name} ` : ''}${years[0]} 年“${series.text.zh}”，不能判定`, `"${series.text.en}" of ${years[0]} is missing`),
      )
    }
    const used = {
      ...empty,
      value: row.value,
      asOf: row.asOf,
      source: text(`${row.source}（${year} 年）`, `${row.source} (${year})`),
      href: `/measures/base?series=${series.id}&path=${path}&year=${year}`,
    }
    const remark = text(
      `${years[0]} 年“${series.text.zh}”尚未录入，沿用 ${year} 年数`,
      `"${series.text.en}" of ${years[0]} is not entered yet; that of ${year} is used`,
    )
    return { used, because: null, ...(year === years[0] ? {} : { remark }) }
  }
}

const figure = (n: number): string => String(Math.round(n * 1e6) / 1e6)

function valueOf(def: MeasureDef, ask: MeasureAsk, i: number, group: Group | null, figures: readonly FigureOf[]): MeasureValue {
  const period = ask.periods[i]
  if (!period) throw new Error('There is no such period')
  const parts = figures.map((of) => of(i, group))
  const steps: Text[] = [def.formula]
  for (const { used, remark } of parts) {
    if (used.value !== null) {
      steps.push(text(`${used.name.zh} = ${figure(used.value)} ${used.unit.zh}`, `${used.name.en} = ${figure(used.value)} ${used.unit.en}`))
    }
    if (remark) steps.push(remark)
  }
  let because = parts.find((p) => p.because)?.because ?? null
  let value: number | null = null
  if (!because) {
    value = def.compute(Object.fromEntries(parts.map((p) => [p.used.id, p.used.value ?? 0])), period.to)
    if (value === null) because = text('分母为 0，不能判定', 'The denominator is 0')
    else {
      value = rounded(value, def.digits + 4)
      const shown = rounded(value, def.digits)
      steps.push(text(`结果：${shown} ${def.unit.zh}`, `Result: ${shown} ${def.unit.en}`))
    }
  }
  const records = parts.flatMap(({ used }) =>
    used.href && used.value !== null && !used.href.startsWith('/measures/base')
      ? [{ text: used.name, href: used.href, count: used.value }]
      : [],
  )
  const { from, to } = period
  return {
    measure: def.id,
    path: ask.path,
    group,
    from,
    to,
    value,
    because,
    inputs: parts.map((p) => p.used),
    steps,
    records,
    clause: def.clause,
  }
}

async function groupsOf(book: MeasureBook, ask: MeasureAsk, read: Read): Promise<(Group | null)[]> {
  if (!ask.by) return [null]
  if (ask.by === 'sector') return book.sectors.map((s) => ({ key: s.id, name: s.text }))
  const rows =
    ask.by === 'town'
      ? await read<{ key: string; name: string }>(childrenSql(ask.path))
      : await read<{ key: string; name: string }>(officesSql(await officeIds(book, ask, read)))
  return rows.map(({ key, name }) => ({ key, name: text(name, name) }))
}

/** The offices that stand on the records of the measure's counters. */
async function officeIds(book: MeasureBook, ask: MeasureAsk, read: Read): Promise<string[]> {
  const def = book.measures.find((m) => m.id === ask.measure)
  const found = new Set<string>()
  for (const input of def?.inputs ?? []) {
    const counter = counterOf(book, input)
    const where = 'counter' in input.from ? (input.from.where ?? {}) : {}
    if (!counter) continue
    const rows = await read<CountRow>(countSql(counter, { path: ask.path, periods: ask.periods, by: 'office', where }))
    for (const { g } of rows) if (g !== '') found.add(g)
  }
  return [...found]
}

function counterOf(book: MeasureBook, { from }: MeasureInput): Counter | undefined {
  return 'counter' in from ? book.counters.find((c) => c.id === from.counter) : undefined
}

/**
 * A measure over periods, and over groups where `by` says so: groups outermost, periods in the order given. A long series costs
 * two statements for each counter and one for each series, however many periods and groups.
 * @param read runs a statement under the claims (a route's `read`, a transaction's `query`)
 * @throws when there is no such measure or it has no such breakdown
 */
export async function readMeasure(book: MeasureBook, read: Read, claims: Claims, ask: MeasureAsk): Promise<MeasureValue[]> {
  const def = book.measures.find((m) => m.id === ask.measure)
  if (!def) throw new Error(`There is no measure ${ask.measure}`)
  if (ask.by && !def.breakdowns.includes(ask.by)) throw new Error(`The measure ${ask.measure} is not split by ${ask.by}`)
  if (ask.periods.length === 0) return []
  const [groups, ...figures] = await Promise.all([
    groupsOf(book, ask, read),
    ...def.inputs.map((input): Promise<FigureOf> => {
      const counter = counterOf(book, input)
      if (counter) return ofCounter(input, counter, ask, read, claims)
      const id = 'series' in input.from ? input.from.series : ''
      const series = book.series.find((s) => s.id === id)
      if (!series) throw new Error(`The input ${input.id} of ${def.id} comes from nowhere`)
      return ofSeries(input, series, ask, read, claims)
    }),
  ])
  return groups.flatMap((group) => ask.periods.map((_, i) => valueOf(def, ask, i, group, figures)))
}
