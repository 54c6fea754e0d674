import type { Sector } from './sector.ts'

function duplicates(ids: readonly string[]): string[] {
  return ids.filter((id, i) => ids.indexOf(id) !== i)
}

const DAY = /^\d{4}-\d{2}-\d{2}$/

/** Faults of one sector definition in words; empty = sound. */
export function checkSector(sector: Sector): string[] {
  const faults: string[] = []
  const at = (what: string): void => void faults.push(`sector ${sector.id}: ${what}`)
  for (const id of duplicates(sector.subjects.map((s) => s.id))) at(`subject type ${id} is declared twice`)
  for (const id of duplicates(sector.licences.map((l) => l.id))) at(`licence ${id} is declared twice`)
  for (const id of duplicates(sector.checklists.map((c) => c.id))) at(`checklist ${id} is declared twice`)
  for (const subject of sector.subjects) {
    for (const name of duplicates(subject.fields.map((f) => f.name))) at(`subject ${subject.id} has the field ${name} twice`)
    for (const field of subject.fields) {
      if (field.kind === 'choice' && !field.choices?.length) at(`field ${subject.id}.${field.name} is a choice without choices`)
    }
  }
  for (const id of duplicates(sector.risks.map((r) => r.id))) at(`risk ${id} is declared twice`)
  for (const risk of sector.risks) {
    if (risk.factors.length === 0 || risk.controls.length === 0 || risk.emergency.length === 0) at(`risk ${risk.id} is not whole`)
    for (const { code } of risk.factors) if (!/^[1-4]\d$/.test(code)) at(`risk ${risk.id} has the factor code ${code}`)
  }
  const criteria = new Set(sector.criteria.map((c) => c.id))
  for (const list of sector.checklists) {
    if (list.items.length === 0) at(`checklist ${list.id} has no items`)
    if (!DAY.test(list.effectiveFrom)) at(`checklist ${list.id}: effectiveFrom is no date`)
    for (const id of duplicates(list.items.map((i) => i.id))) at(`checklist ${list.id} has the item ${id} twice`)
    for (const item of list.items) {
      if (item.criterion && !criteria.has(item.criterion)) at(`item ${list.id}/${item.id} names the unknown criterion ${item.criterion}`)
    }
  }
  for (const criterion of sector.criteria) {
    if (criterion.questions.length === 0) at(`criterion ${criterion.id} asks nothing`)
    if (criterion.effectiveTo && criterion.effectiveTo <= criterion.effectiveFrom) at(`criterion ${criterion.id} ends before it begins`)
  }
  return faults
}

/** Checks all sectors and throws with every fault. */
export function checkSectors(sectors: readonly Sector[]): void {
  const faults = sectors.flatMap(checkSector)
  for (const id of duplicates(sectors.map((s) => s.id))) faults.push(`sector ${id} is declared twice`)
  if (faults.length > 0) throw new Error(`Sector definitions are not sound:\n- ${faults.join('\n- ')}`)
}
