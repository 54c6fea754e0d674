import { readDates } from './dates.ts'
import { columnOf, type Column } from './columns.ts'
import { type Cell, type Doc, type Section, type Table, titlesOf } from './builder.ts'
import { planYear } from './indicators.ts'
import { type Reader, repeats, sure } from './items.ts'
import { baseOf, directionOf } from './measures.ts'
import { type FoundQuantity, readQuantities } from './quantities.ts'
import { readRecurrences } from './recurrences.ts'
import { splitUnits } from './units.ts'
import { sectorOf } from './sector.ts'
import { spanOf, squeeze } from './text.ts'
import type { Achievement, Commitment, Direction, Indicator, Responsibility } from './types.ts'

/** Tables: target tables, tables of results, and task lists with unit and term columns. */

export interface TableItems {
  indicators: Omit<Indicator, 'id'>[]
  achievements: Omit<Achievement, 'id'>[]
  commitments: Omit<Commitment, 'id'>[]
  responsibilities: Omit<Responsibility, 'id'>[]
}

interface Shape {
  columns: Column[]
  years: (number | null)[]
  firstRow: number
}

const filled = (row: Cell[]): Cell[] => row.filter((c) => c.text !== '')

function shapeOf(t: Table): Shape | null {
  for (const [i, row] of t.rows.slice(0, 4).entries()) {
    if (filled(row).length < 2) continue
    const columns = row.map((c) => columnOf(c.text))
    const known = columns.filter((c) => c !== 'other').length
    if (known < 2 || row.some((c) => c.text.length > 30)) continue
    return { columns, years: row.map((c) => yearIn(c.text)), firstRow: i + 1 }
  }
  return null
}

function yearIn(text: string): number | null {
  const m = /((?:19|20)\d{2})\s*年?/.exec(text)
  return m === null ? null : Number(m[1])
}

/** Cells by column; rows that lost merged cells at the left are aligned at the right. */
function aligned(row: Cell[], shape: Shape): (Cell | null)[] {
  const missing = shape.columns.length - row.length
  if (missing <= 0) return row.slice(0, shape.columns.length)
  const lead: null[] = Array.from({ length: missing }, () => null)
  const indexFirst = shape.columns[0] === 'index' && /^\d{1,3}$/.test(row[0]?.text ?? '')
  return indexFirst ? [row[0] ?? null, ...lead, ...row.slice(1)] : [...lead, ...row]
}

const NAME_TAIL = /(?:下降率|下降幅度|降幅|下降|降低|减少|控制在|控制|达到|达|提高|增长|不超过|不低于)(?:\(%\)|%)?$/

interface ValueRead {
  direction: Direction
  value: number | null
  unit: string | null
  bound: 'at_least' | null
}

/** A target cell with the words of its name and unit: “死亡率下降 | 36%以上”. */
export function readValue(name: string, cell: string, unit: string): ValueRead {
  const dense = squeeze(cell)
    .replace(/^[[(](-?[\d.]+%?)[\])]/, '$1')
    .replace(/\[(-?[\d.]+)\]/, '$1')
  const tail = NAME_TAIL.exec(squeeze(name))?.[0] ?? ''
  const negative = /^-\d/.test(dense)
  const bare = dense.replace(/^-(?=\d)/, '')
  const withUnit = /^[≤≥<>]?[\d.]+$/.test(bare) && unit !== '' ? `${bare}${unit}` : bare
  const text = `${tail.replace(/率$|幅度$|\(%\)$|%$/, '').replace(/降幅/, '下降')}${withUnit}`
  const q: FoundQuantity | undefined = readQuantities(text, new Uint8Array(text.length))[0]
  const naked = /^[≤≥<>]?([\d.]+)$/.exec(bare)
  if (q === undefined) {
    if (/^(?:零|为零|零发生|不发生|杜绝|未发生)/.test(dense)) return { direction: 'zero', value: 0, unit: null, bound: null }
    if (naked === null) return { direction: 'at_most', value: null, unit: null, bound: null }
    const value = Number(naked[1])
    const direction: Direction =
      value === 0
        ? 'zero'
        : negative || /下降|降低|减少/.test(tail)
          ? 'decrease'
          : /^[≤<]/.test(bare)
            ? 'at_most'
            : /^[≥>]/.test(bare)
              ? 'at_least'
              : 'exactly'
    return { direction, value, unit: unit || null, bound: null }
  }
  let direction = negative || /下降|降低|减少|降幅/.test(tail) ? 'decrease' : directionOf(q, text)
  if (direction === 'exactly' && q.unit === '%' && typeof q.value === 'number' && q.value < 100)
    direction = /死亡|事故|伤亡|损失/.test(name) ? 'at_most' : 'at_least'
  if (
    direction === 'at_least' &&
    q.bare === false &&
    q.op === 'ge' &&
    /死亡率|事故/.test(name) &&
    !/[≥不以]/.test(text) &&
    !/下降/.test(text)
  )
    direction = 'at_most'
  return {
    direction,
    value: typeof q.value === 'number' ? q.value : q.value[1],
    unit: q.unit,
    bound: q.op.endsWith('_ge') ? 'at_least' : null,
  }
}

function indicatorRows(r: Reader, section: Section, t: Table, shape: Shape, out: TableItems): void {
  const caption = squeeze(
    `${t.caption}${t.rows
      .slice(0, shape.firstRow - 1)
      .map((row) => row.map((c) => c.text).join(''))
      .join('')}`,
  )
  const past = section.role === 'past' || (/完成情况|执行情况/.test(caption) && section.role !== 'goals')
  const planFrom = r.meta.plan_period === null ? 0 : Number(r.meta.plan_period.from.slice(0, 4))
  const col = (c: Column): number => shape.columns.indexOf(c)
  const nameAt = col('name') >= 0 ? col('name') : col('task')
  if (nameAt < 0) return
  const valueCols = shape.columns.flatMap((c, i) => (c === 'value' && (past || (shape.years[i] ?? planFrom) >= planFrom) ? [i] : []))
  const at = past
    ? col('change') >= 0
      ? col('change')
      : valueCols.at(-1)
    : (valueCols.at(-1) ?? (col('change') >= 0 ? col('change') : undefined))
  if (at === undefined) return
  const baseCol = shape.columns.findIndex((c, i) => c === 'base' || (c === 'value' && (shape.years[i] ?? 9999) < planFrom))
  for (const row of t.rows.slice(shape.firstRow)) {
    const cells = aligned(row, shape)
    const name = cells[nameAt]
    const value = cells[at]
    if (!name || !value || name.text === '' || value.text === '' || name === value) continue
    const unitText = squeeze(cells[col('unit')]?.text ?? '') || (/\((%|[^()]{1,8})\)$/.exec(squeeze(name.text))?.[1] ?? '')
    const shown = squeeze(name.text).replace(NAME_TAIL, '')
    const read = readValue(name.text, value.text, unitText.replace(/^人\/.*/, unitText))
    const span = spanOf(r.src, Math.min(name.start, value.start), Math.max(name.end, value.end))
    const line = r.src.cp.line(name.start)
    const value_span = spanOf(r.src, value.start, value.end)
    const core = read.value !== null
    if (past) {
      const falls = shape.columns[at] === 'change' && !/增/.test(t.rows[shape.firstRow - 1]?.[at]?.text ?? '')
      out.achievements.push({
        kind: 'achievement',
        ...span,
        line,
        name: shown,
        ...read,
        direction: falls ? 'decrease' : read.direction,
        base: shape.years.find((y) => y !== null)?.toString() ?? null,
        period: shape.years.findLast((y) => y !== null)?.toString() ?? null,
        subtype: 'outcome',
        value_span,
        core,
        confidence: sure(0.9, 'row'),
      })
      continue
    }
    const stated = shape.years[at] ?? yearIn(caption)
    const baseYear = baseCol >= 0 ? shape.years[baseCol] : null
    out.indicators.push({
      kind: 'indicator',
      ...span,
      line,
      name: shown,
      ...read,
      base:
        baseOf(squeeze(value.text)) ??
        baseYear?.toString() ??
        (read.direction === 'decrease' && planFrom > 0 ? String(planFrom - 1) : null),
      period: /年度|每年|\/年/.test(value.text) ? '每年' : null,
      target_year: stated ?? planYear(r),
      target_year_basis: stated === null ? 'derived' : 'stated',
      value_span,
      sector: sectorOf(shown, []),
      core,
      confidence: sure(core ? 0.95 : 0.4, 'row'),
    })
  }
}

function taskRows(r: Reader, section: Section, t: Table, shape: Shape, out: TableItems): void {
  const all = (c: Column): number[] => shape.columns.flatMap((x, i) => (x === c ? [i] : []))
  const taskAt = all('task').at(-1) ?? all('name').at(-1)
  if (taskAt === undefined) return
  const contextYear = r.meta.plan_period === null ? null : Number(r.meta.plan_period.from.slice(0, 4))
  for (const row of t.rows.slice(shape.firstRow)) {
    const cells = aligned(row, shape)
    const task = cells[taskAt]
    if (!task || squeeze(task.text).length < 4) continue
    const span = spanOf(r.src, task.start, task.end)
    const line = r.src.cp.line(task.start)
    const text = squeeze(task.text)
    const term = cells[all('term')[0] ?? -1]
    const own = term ?? task
    const dates = readDates(squeeze(own.text), new Uint8Array(squeeze(own.text).length), contextYear)
    const date = dates[0]
    const quantities = readQuantities(text, new Uint8Array(text.length)).filter((q) => q.role !== 'scope' && !(q.bare && q.chinese))
    const recurrences = term && date === undefined ? readRecurrences(squeeze(term.text), new Uint8Array(term.text.length)) : []
    if (term && (date !== undefined || recurrences.length > 0)) {
      out.commitments.push({
        kind: 'commitment',
        ...span,
        line,
        what: text,
        nature: quantities.some((q) => !q.weak) ? 'result' : 'task',
        deadline:
          date === undefined
            ? null
            : {
                ...spanOf(r.src, own.start, own.end),
                type: date.type,
                date: date.date,
                ...(date.start_date === undefined ? {} : { start_date: date.start_date }),
                ...(date.alt === undefined ? {} : { alt: date.alt }),
                ...(date.relative === undefined ? {} : { relative: date.relative }),
              },
        recurrence: recurrences.length === 0 ? null : recurrences.map((x) => repeats(spanOf(r.src, own.start, own.end), x)),
        quantities: quantities.map((q) => ({
          ...span,
          op: q.op,
          value: q.value,
          unit: q.unit,
          role: q.role,
          ...(q.weak ? { weak: true as const } : {}),
        })),
        sector: sectorOf(text, titlesOf(r.src, section)),
        core: true,
        confidence: sure(0.85, 'row'),
      })
    }
    const leads = all('lead').flatMap((i) => cells[i] ?? [])
    const rest = all('responsible').flatMap((i) => cells[i] ?? [])
    const units = [...leads, ...rest].filter((c) => c.text !== '')
    const firstUnit = units[0]
    const lastUnit = units.at(-1)
    if (firstUnit === undefined || lastUnit === undefined) continue
    const u = (list: Cell[]): ReturnType<typeof splitUnits> => splitUnits(list.map((c) => squeeze(c.text)).join('、'))
    out.responsibilities.push({
      kind: 'responsibility',
      ...spanOf(r.src, Math.min(...units.map((c) => c.start)), Math.max(...units.map((c) => c.end))),
      line: r.src.cp.line(firstUnit.start),
      form: 'block',
      lead: u(leads).units,
      responsible: u(rest).units,
      open_ended: u(units).open,
      governs: span,
      core: true,
      confidence: sure(0.9, 'row'),
    })
  }
}

export function readTables(r: Reader, doc: Doc): TableItems {
  const out: TableItems = { indicators: [], achievements: [], commitments: [], responsibilities: [] }
  for (const section of doc.sections) {
    for (const t of section.tables) {
      const shape = shapeOf(t)
      if (shape === null) continue
      if (shape.columns.includes('lead') || shape.columns.includes('responsible') || shape.columns.includes('term'))
        taskRows(r, section, t, shape, out)
      else if (section.role === 'past' || section.role === 'goals' || /指标|目标/.test(t.caption) || shape.columns.includes('name'))
        indicatorRows(r, section, t, shape, out)
    }
  }
  return out
}
