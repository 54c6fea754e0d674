import { uuidv7 } from '#kernel/ids.ts'
import type { FieldDef } from '#kernel/sector/index.ts'
import { addDays } from '#kernel/calendar/index.ts'
import { sectorById } from '#sectors/index.ts'
import type { SampleCounty } from './county.ts'
import type { Chance } from './random.ts'

export interface SampleSubject {
  readonly id: string
  readonly orgId: string
  readonly sector: string
  readonly type: string
  readonly name: string
  readonly path: string
  readonly lng: number | null
  readonly lat: number | null
  readonly fields: Readonly<Record<string, unknown>>
}

export interface SampleLicence {
  readonly id: string
  readonly orgId: string
  readonly type: string
  readonly holder: string
  readonly number: string
  readonly from: string
  readonly to: string | null
  readonly noticeDays: readonly number[]
}

function valueOf(dice: Chance, field: FieldDef, today: string): unknown {
  switch (field.kind) {
    case 'number': {
      const from = field.min ?? 1
      const to = Math.min(field.max ?? 200, from + 400)
      return Math.round((from + dice.next() * (to - from)) * 10) / 10
    }
    case 'choice':
      return field.choices ? dice.pick(field.choices).value : undefined
    case 'boolean':
      return dice.yes(0.5)
    case 'date':
      return addDays(today, -dice.int(100, 3000))
    case 'text':
      return undefined
  }
}

const MANY: Readonly<Record<string, number>> = { large: 6, medium: 4, small: 2, micro: 1 }

/** What stands in the enterprises and which papers they hold, of the types that their sectors declare. */
export function makeThings(dice: Chance, county: SampleCounty, today: string): { subjects: SampleSubject[]; licences: SampleLicence[] } {
  const subjects: SampleSubject[] = []
  const licences: SampleLicence[] = []
  const start = Date.parse(`${today}T00:00:00Z`) - 200 * 86_400_000
  let serial = 0
  const id = (): string => uuidv7(start + serial++, dice.bytes(10))
  for (const org of county.orgs) {
    const sector = org.sector === null ? undefined : sectorById(org.sector)
    if (!sector) continue
    const count = sector.subjects.length === 0 ? 0 : dice.int(1, MANY[org.size ?? 'micro'] ?? 1)
    for (let i = 1; i <= count; i++) {
      const type = dice.pick(sector.subjects)
      const fields = Object.fromEntries(type.fields.map((f) => [f.name, valueOf(dice, f, today)]).filter(([, v]) => v !== undefined))
      const near = (v: number | null): number | null => (v === null ? null : Number((v + (dice.next() - 0.5) * 0.004).toFixed(6)))
      subjects.push({
        id: id(),
        orgId: org.id,
        sector: sector.id,
        type: type.id,
        name: `${i}号${type.text.zh}`,
        path: org.path,
        lng: near(org.lng),
        lat: near(org.lat),
        fields,
      })
    }
    for (const licence of sector.licences.filter((l) => l.holder === 'org' && dice.yes(0.6)).slice(0, 3)) {
      const months = licence.months
      const left = dice.yes(0.04) ? -dice.int(1, 40) : dice.yes(0.08) ? dice.int(1, 60) : dice.int(60, (months ?? 36) * 30)
      licences.push({
        id: id(),
        orgId: org.id,
        type: licence.id,
        holder: org.name,
        number: `（样例）第 ${String(serial).padStart(5, '0')} 号`,
        from: addDays(today, left - (months ?? 36) * 30),
        to: months === null ? null : addDays(today, left),
        noticeDays: licence.noticeDays,
      })
    }
  }
  return { subjects, licences }
}
