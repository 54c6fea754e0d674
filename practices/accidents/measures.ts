import { text } from '#kernel/text.ts'
import type { Counter, CounterAsk } from '#mechanisms/measures/index.ts'
import { raw, sql, type Sql } from '#platform/db/index.ts'

const source = text('事故台账', 'Accident ledger')
const persons = text('人', 'persons')

/** Accidents that count, by the day they happened, with `n` as given. */
const rows = (n: string, only = 'true'): Sql => sql`select m.path, (m.fields->>'occurredOn')::date as day, m.sector, m.office_id as office,
    m.fields->>'category' as category, m.level as grade, ${raw(n)} as n
  from matter m where m.kind = 'accident' and m.phase <> 'void' and ${raw(only)}`

function href(more: Readonly<Record<string, string>>) {
  return ({ path, period, where }: CounterAsk): string => {
    const lists = Object.fromEntries(Object.entries(where).map(([name, values]) => [name, values.join(',')]))
    return `/accidents?${new URLSearchParams({ from: period.from, to: period.to, path, ...lists, ...more }).toString()}`
  }
}

const flow = { kind: 'flow', object: 'accident', filters: ['category', 'sector', 'grade'], source } as const

/** What measures may count of the ledger. Removed accidents never count. */
export const accidentCounters: readonly Counter[] = [
  { ...flow, id: 'accident.count', text: text('事故', 'Accidents'), unit: text('起', 'accidents'), rows: rows('1'), href: href({}) },
  {
    ...flow,
    id: 'accident.deaths',
    text: text('事故死亡', 'Deaths in accidents'),
    unit: persons,
    rows: rows(`(m.fields->>'deaths')::int`),
    href: href({ with: 'deaths' }),
  },
  {
    ...flow,
    id: 'accident.serious',
    text: text('事故重伤', 'Serious injuries in accidents'),
    unit: persons,
    rows: rows(`(m.fields->>'serious')::int + (m.fields->>'poisoning')::int`),
    href: href({ with: 'serious' }),
  },
]
