import { addDays } from '#kernel/calendar/index.ts'
import { uuidv7 } from '#kernel/ids.ts'
import type { Item } from '#practices/installations/index.ts'
import type { SampleCounty } from './county.ts'
import type { Chance } from './random.ts'
import type { SampleSubject } from './things.ts'

/** A unit as it is entered, with its tanks in the registry. */
export interface SampleUnit {
  readonly id: string
  readonly orgId: string
  readonly name: string
  readonly unit: 'production' | 'storage'
  readonly running: 'running' | 'stopped' | 'overhaul' | 'trial'
  readonly process: string | null
  readonly subjectId: null
  readonly lng: number | null
  readonly lat: number | null
  readonly population500m: number | null
  readonly assessedOn: string | null
  readonly items: readonly Item[]
  /** Whether the three persons are named. */
  readonly named: boolean
}

interface Plan {
  readonly name: string
  readonly unit: 'production' | 'storage'
  readonly process?: string
  readonly goods: readonly {
    substance: string
    cas: string
    tonnes: readonly [number, number]
    classes?: readonly string[]
    tanks: number
  }[]
}

/** Invented plants of all levels; quantities are design maxima. */
const PLANS: readonly Plan[] = [
  {
    name: '液化石油气球罐区',
    unit: 'storage',
    goods: [{ substance: '液化石油气', cas: '68476-85-7', tonnes: [500, 900], classes: ['W2'], tanks: 4 }],
  },
  { name: '液氨罐区', unit: 'storage', goods: [{ substance: '氨', cas: '7664-41-7', tonnes: [40, 90], tanks: 3 }] },
  { name: '甲醇罐区', unit: 'storage', goods: [{ substance: '甲醇', cas: '67-56-1', tonnes: [1200, 2600], classes: ['W5.3'], tanks: 4 }] },
  {
    name: '氯化装置',
    unit: 'production',
    process: '氯化',
    goods: [
      { substance: '氯', cas: '7782-50-5', tonnes: [6, 18], tanks: 2 },
      { substance: '甲苯', cas: '108-88-3', tonnes: [30, 80], classes: ['W5.3'], tanks: 1 },
    ],
  },
  {
    name: '苯类罐区',
    unit: 'storage',
    goods: [
      { substance: '苯', cas: '71-43-2', tonnes: [300, 600], classes: ['W5.3'], tanks: 2 },
      { substance: '甲苯', cas: '108-88-3', tonnes: [300, 800], classes: ['W5.3'], tanks: 2 },
    ],
  },
  {
    name: '加氢装置',
    unit: 'production',
    process: '加氢',
    goods: [{ substance: '氢', cas: '1333-74-0', tonnes: [5.5, 9], classes: ['W2'], tanks: 1 }],
  },
  {
    name: '甲类仓库',
    unit: 'storage',
    goods: [{ substance: '乙酸乙酯', cas: '141-78-6', tonnes: [60, 120], classes: ['W5.3'], tanks: 2 }],
  },
  { name: '环氧乙烷储罐', unit: 'storage', goods: [{ substance: '环氧乙烷', cas: '75-21-8', tonnes: [40, 120], tanks: 2 }] },
  { name: '中间体车间', unit: 'production', goods: [{ substance: '二氯中间体', cas: '', tonnes: [40, 90], tanks: 2 }] },
]

/** Enterprises that get units, at most. */
const MOST = 36

/** Units of the larger hazardous-chemical works, with their tanks as subjects of the registry. */
export function makeUnits(dice: Chance, county: SampleCounty, today: string): { units: SampleUnit[]; subjects: SampleSubject[] } {
  const units: SampleUnit[] = []
  const subjects: SampleSubject[] = []
  let serial = 0
  const start = Date.parse(`${today}T00:00:00Z`) - 200 * 86_400_000
  const id = (): string => uuidv7(start + serial++, dice.bytes(10))
  const shown = new Set(county.demo.map((d) => d.post.orgId))
  const works = county.orgs
    .filter((o) => o.kind === 'enterprise' && o.sector === 'hazchem' && (o.size === 'large' || o.size === 'medium' || shown.has(o.id)))
    .toSorted((a, b) => Number(shown.has(b.id)) - Number(shown.has(a.id)))
    .slice(0, MOST)
  for (const [nth, org] of works.entries()) {
    const own = shown.has(org.id)
    const plans = own
      ? [0, 1, 3, 5, 6, 8]
      : Array.from({ length: org.size === 'large' ? 3 : dice.int(1, 2) }, (_, i) => (nth + i * 4) % PLANS.length)
    for (const at of new Set(plans)) {
      const plan = PLANS[at]
      if (!plan) continue
      const near = (v: number | null): number | null => (v === null ? null : Number((v + (dice.next() - 0.5) * 0.006).toFixed(6)))
      const [lng, lat] = [near(org.lng), near(org.lat)]
      const items: Item[] = []
      for (const goods of plan.goods) {
        for (let n = 1; n <= goods.tanks; n++) {
          const tonnes = Math.round((goods.tonnes[0] + dice.next() * (goods.tonnes[1] - goods.tonnes[0])) * 10) / 10
          const label = `${plan.unit === 'storage' ? 'V' : 'R'}-${at + 1}0${items.length + 1}`
          const subjectId = id()
          subjects.push({
            id: subjectId,
            orgId: org.id,
            sector: 'hazchem',
            type: 'tank',
            name: `${label} ${goods.substance}储罐`,
            path: org.path,
            lng,
            lat,
            fields: {
              goods: goods.substance,
              ...(goods.cas ? { cas: goods.cas } : {}),
              volume: Math.ceil((tonnes / 0.75) * 1.1),
              designStock: tonnes,
            },
          })
          items.push({
            id: id(),
            subjectId,
            label,
            substance: goods.substance,
            no: null,
            quantityT: tonnes,
            classes: [...(goods.classes ?? [])],
            beta: null,
            supervised: null,
          })
        }
      }
      units.push({
        id: id(),
        orgId: org.id,
        name: plan.name,
        unit: plan.unit,
        running: own || dice.yes(0.88) ? 'running' : dice.pick(['stopped', 'overhaul', 'trial'] as const),
        process: plan.process ?? null,
        subjectId: null,
        lng,
        lat,
        population500m: own ? 65 : dice.yes(0.06) ? null : dice.pick([0, 0, 12, 26, 40, 70, 130]),
        assessedOn: dice.yes(0.1) ? null : addDays(today, -dice.int(200, own ? 700 : 1150)),
        items,
        named: own || dice.yes(0.92),
      })
    }
  }
  return { units, subjects }
}
