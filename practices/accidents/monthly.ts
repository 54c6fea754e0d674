import { addDays, addMonths, type IsoDate } from '#kernel/calendar/index.ts'

/** What an act left behind, as far as the tables need it. Acts come in the order in which they were recorded. */
export interface LedgerAct {
  readonly matterId: string
  readonly recordedAt: string
  readonly phase: string
  readonly path: string | null
  readonly sector: string | null
  readonly fields: Readonly<Record<string, unknown>>
}

/** Accidents, deaths, serious injuries (with acute poisoning) and direct loss in 10,000 yuan. */
export interface Sum {
  readonly accidents: number
  readonly deaths: number
  readonly serious: number
  readonly lossWan: number
}

interface Snapshot {
  readonly path: string
  readonly sector: string | null
  readonly gone: boolean
  readonly fields: Readonly<Record<string, unknown>>
}

export const NOTHING: Sum = { accidents: 0, deaths: 0, serious: 0, lossWan: 0 }

const cents = (n: number): number => Math.round(n * 100) / 100

export function plus(a: Sum, b: Sum, sign = 1): Sum {
  return {
    accidents: a.accidents + sign * b.accidents,
    deaths: a.deaths + sign * b.deaths,
    serious: a.serious + sign * b.serious,
    lossWan: cents(a.lossWan + sign * b.lossWan),
  }
}

/** The ledger as it stood just before an instant: what was recorded later is not known yet. */
function asOf(acts: readonly LedgerAct[], before: string): Map<string, Snapshot> {
  const found = new Map<string, Snapshot>()
  const limit = Date.parse(before)
  for (const act of acts) {
    if (Date.parse(act.recordedAt) >= limit) continue
    const last = found.get(act.matterId)
    found.set(act.matterId, {
      path: act.path ?? last?.path ?? '',
      sector: act.sector ?? last?.sector ?? null,
      gone: act.phase === 'void',
      fields: { ...last?.fields, ...act.fields },
    })
  }
  return found
}

const numberOf = (value: unknown): number => (typeof value === 'number' ? value : 0)

/** What an accident adds to the figures of a span of days. */
function valueOf(snap: Snapshot | undefined, from: IsoDate, to: IsoDate): Sum {
  const on = String(snap?.fields['occurredOn'] ?? '')
  if (!snap || snap.gone || on < from || on > to) return NOTHING
  const f = snap.fields
  return {
    accidents: 1,
    deaths: numberOf(f['deaths']),
    serious: numberOf(f['serious']) + numberOf(f['poisoning']),
    lossWan: cents(numberOf(f['lossWan'])),
  }
}

export interface Reconciliation {
  /** The total of the table of the month before; of January it is nothing. */
  readonly last: Sum
  readonly entered: Sum
  readonly corrected: Sum
  readonly removed: Sum
  readonly total: Sum
}

/**
 * How the year's total came about since the last table: last + entered + corrected − removed = total, for each figure.
 * An accident that was entered and removed since then stands in neither table and adds nothing.
 * @param year the year of the accidents
 * @param lastCut instant up to which the last table knew the ledger
 * @param cut instant up to which this table knows it
 */
export function reconcile(acts: readonly LedgerAct[], year: number, lastCut: string, cut: string): Reconciliation {
  const [before, now] = [asOf(acts, lastCut), asOf(acts, cut)]
  const [from, to] = [`${year}-01-01`, `${year}-12-31`]
  let [last, entered, corrected, removed, total] = [NOTHING, NOTHING, NOTHING, NOTHING, NOTHING]
  for (const [id, snap] of now) {
    const [a, b] = [valueOf(before.get(id), from, to), valueOf(snap, from, to)]
    last = plus(last, a)
    total = plus(total, b)
    if (!before.has(id)) entered = plus(entered, b)
    else if (snap.gone) removed = plus(removed, a)
    else corrected = plus(plus(corrected, b), a, -1)
  }
  return { last, entered, corrected, removed, total }
}

export interface MonthlyRow {
  readonly key: string
  readonly month: Sum
  readonly year: Sum
  /** The same days of the year before. */
  readonly before: Sum
}

/** A month's table by a grouping, as the ledger stood at the cut. Groups in the order given, then what lies in none of them. */
export function monthlyRows(
  acts: readonly LedgerAct[],
  month: { from: IsoDate; to: IsoDate },
  cut: string,
  keyOf: (at: { path: string; sector: string | null; category: string }) => string,
  keys: readonly string[],
): MonthlyRow[] {
  const rows = new Map<string, MonthlyRow>(keys.map((key) => [key, { key, month: NOTHING, year: NOTHING, before: NOTHING }]))
  const start = `${month.to.slice(0, 4)}-01-01`
  for (const snap of asOf(acts, cut).values()) {
    const add = {
      month: valueOf(snap, month.from, month.to),
      year: valueOf(snap, start, month.to),
      before: valueOf(snap, addMonths(start, -12), addMonths(month.to, -12)),
    }
    if (add.year.accidents + add.before.accidents === 0) continue
    const key = keyOf({ path: snap.path, sector: snap.sector, category: String(snap.fields['category'] ?? '') })
    const row = rows.get(key) ?? { key, month: NOTHING, year: NOTHING, before: NOTHING }
    rows.set(key, { key, month: plus(row.month, add.month), year: plus(row.year, add.year), before: plus(row.before, add.before) })
  }
  return [...rows.values()]
}

/** First and last day of a month `YYYY-MM`. */
export function daysOf(month: string): { from: IsoDate; to: IsoDate } {
  const from = `${month}-01`
  return { from, to: addDays(addMonths(from, 1), -1) }
}
