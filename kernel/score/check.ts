import { itemsOf, type ScoreSheet } from './sheet.ts'

/** What a sheet may refer to: evidence that is wired, and deeds that others ask about. */
export interface ScoreKnown {
  readonly evidence: readonly string[]
  readonly deeds: readonly string[]
}

const twice = (ids: readonly string[]): string[] => ids.filter((id, i) => ids.indexOf(id) !== i)

function faultsOf(sheet: ScoreSheet, known: ScoreKnown): string[] {
  const faults: string[] = []
  const at = (what: string): void => void faults.push(`score sheet ${sheet.id} ${sheet.version}: ${what}`)
  const items = itemsOf(sheet)
  if (items.length === 0) at('has no items')
  if (sheet.of.length === 0) at('is about nobody')
  if (sheet.effectiveTo !== undefined && sheet.effectiveTo <= sheet.effectiveFrom) at('ends before it begins')
  for (const id of twice([...sheet.elements.map((e) => e.id), ...items.map((i) => i.id), ...sheet.vetoes.map((v) => v.id)]))
    at(`has ${id} twice`)
  for (const i of items) if (!(i.points > 0)) at(`item ${i.id} earns nothing`)
  const sum = items.reduce((n, i) => n + i.points, 0)
  if (Math.abs(sum - sheet.full) > 1e-6) at(`its items add up to ${sum}, not ${sheet.full}`)
  const leasts = sheet.bands.map((b) => b.least)
  if (!leasts.includes(0)) at('no band begins at 0')
  const led = new Set(sheet.vetoes.map((v) => v.band))
  for (const b of sheet.bands) if (b.least > 100 || (b.least < 0 && !led.has(b.id))) at(`band ${b.id} is never reached`)
  if (twice(leasts.map(String)).length > 0) at('two bands begin at the same score')
  for (const id of twice(sheet.bands.map((b) => b.id))) at(`has the band ${id} twice`)
  const bands = new Set(sheet.bands.map((b) => b.id))
  for (const v of sheet.vetoes) if (v.band !== null && !bands.has(v.band)) at(`veto ${v.id} leads to the unknown band ${v.band}`)
  for (const i of items)
    if (i.evidence !== undefined && !known.evidence.includes(i.evidence)) at(`item ${i.id} names the unknown evidence ${i.evidence}`)
  for (const c of sheet.consequences ?? []) {
    if (!known.deeds.includes(c.forbids)) at(`blocks the unknown deed ${c.forbids}`)
    for (const b of c.bands) if (!bands.has(b)) at(`a consequence names the unknown band ${b}`)
  }
  return faults
}

/** Faults of a set of sheets in words; empty = sound. Two versions of a sheet are never in force on the same day. */
export function checkSheets(sheets: readonly ScoreSheet[], known: ScoreKnown): string[] {
  const faults = sheets.flatMap((s) => faultsOf(s, known))
  for (const [i, a] of sheets.entries()) {
    for (const b of sheets.slice(0, i)) {
      const apart = (a.effectiveTo ?? '9') <= b.effectiveFrom || (b.effectiveTo ?? '9') <= a.effectiveFrom
      if (a.id === b.id && (a.version === b.version || !apart)) faults.push(`score sheet ${a.id}: ${a.version} and ${b.version} overlap`)
    }
  }
  return faults
}
