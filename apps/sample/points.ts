import type { Claims } from '#kernel/access/index.ts'
import { uuidv7 } from '#kernel/ids.ts'
import { suggestedRules } from '#mechanisms/monitoring/index.ts'
import { sql, type Db } from '#platform/db/index.ts'
import { sectors } from '#sectors/index.ts'
import type { SampleCounty } from './county.ts'
import type { Chance } from './random.ts'

/** Trades whose larger enterprises send data in the sample, and how many of each do. */
const SENDING: Readonly<Record<string, number>> = { hazchem: 24, tailings: 4, coal: 6, 'noncoal-mine': 6, fire: 10, 'city-lifeline': 6 }
const SIZES = ['large', 'medium', 'small', 'micro']

/** Measuring points of the enterprises that send: every type of the trade, gas detectors twice. */
export async function writePoints(db: Db, system: Claims, county: SampleCounty, dice: Chance, at: Date): Promise<number> {
  const shown = new Set(county.demo.map((d) => d.post.orgId))
  const rows: Record<string, unknown>[] = []
  for (const [id, most] of Object.entries(SENDING)) {
    const types = sectors.find((s) => s.id === id)?.points ?? []
    const plants = county.orgs
      .filter((o) => o.sector === id)
      .toSorted((a, b) => Number(shown.has(b.id)) - Number(shown.has(a.id)) || SIZES.indexOf(a.size ?? '') - SIZES.indexOf(b.size ?? ''))
      .slice(0, most)
    for (const org of plants) {
      for (const [i, type] of types.entries()) {
        const copies = type.id.startsWith('gas-') || type.id === 'tank-level' ? 2 : 1
        for (let n = 1; n <= copies; n++) {
          rows.push({
            id: uuidv7(at.getTime(), dice.bytes(10)),
            org_id: org.id,
            code: `P-${String(i + 1).padStart(2, '0')}${n}`,
            name: `${n}号${type.text.zh}`,
            sector: id,
            type: type.id,
            unit: type.unit,
            low: type.low,
            high: type.high,
            // The sample's feed is slow: it is there to be looked at.
            period_s: Math.max(30, type.periodS),
            source: '1号网关',
            rules: suggestedRules({ ...type, periodS: Math.max(30, type.periodS) }),
          })
        }
      }
    }
  }
  const when = at.toISOString()
  await db.tx(system, async (tx) => {
    const body = JSON.stringify(rows)
    await tx.query(sql`insert into point (id, org_id, code, name, sector, type, unit, low, high, period_s, source, rules, created_at, updated_at)
      select r.id, r.org_id, r.code, r.name, r.sector, r.type, r.unit, r.low, r.high, r.period_s, r.source, r.rules, ${when}::timestamptz, ${when}::timestamptz
      from jsonb_to_recordset(${body}::jsonb) as r (id uuid, org_id uuid, code text, name text, sector text, type text, unit text, low float8, high float8,
        period_s float4, source text, rules jsonb)`)
    await tx.query(sql`insert into point_rules (point_id, version, rules, from_at, by, reason)
      select r.id, 1, r.rules, ${when}::timestamptz, '{"name": "样例"}'::jsonb, '建立点位' from jsonb_to_recordset(${body}::jsonb) as r (id uuid, rules jsonb)`)
  })
  return rows.length
}
