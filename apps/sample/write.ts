import type { Claims } from '#kernel/access/index.ts'
import { join, sql, type Db } from '#platform/db/index.ts'
import { initialsOf, makeUscc } from '#mechanisms/registry/index.ts'
import type { SampleCounty, SampleOrg } from './county.ts'
import { COUNTY, PLACES, shapeOf } from './places.ts'
import type { makeThings } from './things.ts'

async function inBatches<T>(list: readonly T[], size: number, run: (some: readonly T[], from: number) => Promise<void>): Promise<void> {
  for (let i = 0; i < list.length; i += size) await run(list.slice(i, i + size), i)
}

const NOTE = '示意图：样例县为虚构，边界不代表任何真实区划'

async function divisions(db: Db, system: Claims): Promise<void> {
  const rows = [
    { path: '99', name: '示例省', level: 'province', parent: null as string | null, shape: null as string | null },
    { path: '9901', name: '示例市', level: 'city', parent: '99', shape: null },
    { path: COUNTY.path, name: COUNTY.name, level: 'county', parent: '9901', shape: null },
    ...PLACES.map((p) => ({
      path: p.path,
      name: p.name,
      level: p.path.includes('p') ? 'own' : 'town',
      parent: COUNTY.path,
      shape: JSON.stringify({ type: 'Polygon', coordinates: [shapeOf(p.cell)] }),
    })),
  ]
  await db.tx(system, async (tx) => {
    for (const r of rows) {
      await tx.query(sql`insert into division (path, code, name, level, parent, source, shape, shape_note)
        values (${r.path}, ${r.path}, ${r.name}, ${r.level}, ${r.parent}, 'sample', ${r.shape}::jsonb, ${r.shape ? NOTE : null}) on conflict do nothing`)
    }
  })
}

/** Writes what stands in the enterprises and the papers they hold. */
export async function writeThings(db: Db, system: Claims, things: ReturnType<typeof makeThings>): Promise<void> {
  await inBatches(things.subjects, 300, (some) =>
    db.tx(system, async (tx) => {
      const values = some.map(
        (s) => sql`(${s.id}::uuid, ${s.orgId}::uuid, ${s.sector}, ${s.type}, ${s.name}, ${s.path}, ${s.lng}::float8, ${s.lat}::float8,
          ${JSON.stringify(s.fields)}::jsonb)`,
      )
      await tx.query(sql`insert into subject (id, org_id, sector, type, name, path, lng, lat, fields) values ${join(values, ', ')}`)
    }),
  )
  await inBatches(things.licences, 300, (some) =>
    db.tx(system, async (tx) => {
      const values = some.map(
        (
          l,
        ) => sql`(${l.id}::uuid, ${l.orgId}::uuid, ${l.type}, ${l.holder}, ${l.number}, '样例发证机关', ${l.from}::date, ${l.from}::date, ${l.to}::date,
          ${l.noticeDays}::integer[])`,
      )
      await tx.query(sql`insert into licence (id, org_id, type, holder, number, issuer, issued_on, valid_from, valid_to, notice_days)
        values ${join(values, ', ')}`)
    }),
  )
}

const STREETS = ['安澜路', '云泽大道', '兴业路', '创业路', '长宁街', '工业一路', '建设路', '滨河路'] as const

/** Every ninth enterprise has not told its address and telephone yet, as it is in a real register; the demonstration plants have. */
const told = (org: SampleOrg, n: number): boolean => org.kind === 'office' || org.selfCheck || n % 9 !== 4

const addressOf = (org: SampleOrg, n: number): string | null => {
  const place = PLACES.find((p) => p.path === org.path)?.name ?? ''
  return told(org, n) ? `${COUNTY.name}${place}${STREETS[n % STREETS.length] ?? ''}${(n % 187) + 1}号` : null
}

/** Area code 0000 is nobody's. */
const phoneOf = (org: SampleOrg, n: number): string | null => (told(org, n) ? `0000-${8_000_000 + n * 7}` : null)

/** Writes divisions, organisations, people and posts. The history is made afterwards, by acts. */
export async function writeCounty(db: Db, system: Claims, county: SampleCounty): Promise<void> {
  await divisions(db, system)
  await inBatches(county.orgs, 200, (some, from) =>
    db.tx(system, async (tx) => {
      const values = some.map(
        (
          o,
          i,
        ) => sql`(${o.id}::uuid, ${o.kind}, ${o.name}, ${initialsOf(o.name)}, ${o.kind === 'enterprise' ? makeUscc(from + i) : null}, ${o.path},
          ${o.officeId}::uuid, ${o.parentId}::uuid, ${o.sector}, ${o.size}, ${addressOf(o, from + i)}, ${phoneOf(o, from + i)},
          ${o.lng}::float8, ${o.lat}::float8, ${o.legalPerson},
          ${JSON.stringify({ selfCheck: o.selfCheck })}::jsonb)`,
      )
      await tx.query(sql`insert into org (id, kind, name, pinyin, uscc, path, office_id, parent_id, sector, size, address, phone, lng, lat, legal_person, fields)
        values ${join(values, ', ')}`)
    }),
  )
  await inBatches(county.posts, 200, (some) =>
    db.tx(system, async (tx) => {
      const people = some.map((p) => sql`(${p.personId}::uuid, ${p.name})`)
      const posts = some.map(
        (p) => sql`(${p.id}::uuid, ${p.personId}::uuid, ${p.orgId}::uuid, ${p.role}, ${p.title}, ${p.path}, ${p.sectors}::text[])`,
      )
      await tx.query(sql`insert into person (id, name) values ${join(people, ', ')}`)
      await tx.query(sql`insert into post (id, person_id, org_id, role, title, path, sectors) values ${join(posts, ', ')}`)
    }),
  )
}
