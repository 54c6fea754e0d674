import type { Claims } from '#kernel/access/index.ts'
import { uuidv7 } from '#kernel/ids.ts'
import type { Actor } from '#kernel/matter/index.ts'
import type { RiskTemplate } from '#kernel/sector/index.ts'
import { sql, type Db } from '#platform/db/index.ts'
import { insertGrades, insertPoints, newGrade, NO_BANDS, type NewPoint, type PointInput } from '#practices/risks/index.ts'
import { riskSectorsFor } from '#sectors/index.ts'
import type { SampleCounty, SampleOrg } from './county.ts'
import { keepDrawing } from './photos.ts'
import type { Chance } from './random.ts'

const DAY = 86_400_000
/** How many of its sector's templates an enterprise takes up, by size. */
const MANY: Readonly<Record<string, number>> = { large: 8, medium: 5 }

export interface RiskSampleDeps {
  readonly db: Db
  readonly system: Claims
  readonly folder: string
  readonly now: Date
}

const inputOf = (sector: string, t: RiskTemplate): PointInput => ({
  subjectId: null,
  template: `${sector}/${t.id}`,
  kind: t.kind,
  name: t.text.zh,
  workshop: t.workshop.zh,
  post: t.post.zh,
  accidents: t.accidents.map((a) => a.zh),
  factors: t.factors.map((f) => ({ code: f.code, text: f.text.zh })),
  emergency: t.emergency.map((s) => s.zh),
  controls: t.controls.map((c) => ({
    kind: c.kind,
    level: c.level,
    text: c.text.zh,
    period: c.check?.period ?? null,
    check: c.check?.text.zh ?? null,
  })),
})

/** Values near the template's: enterprises differ, and some do better than usual. */
function valuesOf(dice: Chance, { method, inputs }: RiskTemplate['proposal']): Record<string, number> {
  if (method !== 'LEC') return { ...inputs }
  const likely = inputs['L'] ?? 1
  return { ...inputs, L: dice.yes(0.2) ? (likely === 1 ? 0.5 : 1) : dice.yes(0.1) && likely === 1 ? 3 : likely }
}

const ground = (): string => {
  const block = (x: number, y: number, w: number, h: number, name: string): string =>
    `<rect x="${x}" y="${y}" width="${w}" height="${h}" fill="#fff" stroke="#5b6673" stroke-width="3"/>
     <text x="${x + w / 2}" y="${y + h / 2 + 10}" font-size="28" text-anchor="middle" fill="#333" font-family="Noto Sans CJK SC, sans-serif">${name}</text>`
  const tanks = [0, 1, 2, 3]
    .map(
      (i) =>
        `<circle cx="${180 + (i % 2) * 150}" cy="${200 + Math.floor(i / 2) * 150}" r="55" fill="#fff" stroke="#5b6673" stroke-width="3"/>`,
    )
    .join('')
  return `<svg xmlns="http://www.w3.org/2000/svg" width="1400" height="900"><rect width="1400" height="900" fill="#e9edf0"/>
    <rect x="40" y="40" width="1320" height="820" fill="#f7f9fa" stroke="#333" stroke-width="6"/>
    <rect x="90" y="110" width="340" height="330" fill="none" stroke="#5b6673" stroke-dasharray="12 8" stroke-width="3"/>${tanks}
    <rect x="40" y="470" width="1320" height="60" fill="#d5dbe0"/><rect x="470" y="40" width="60" height="820" fill="#d5dbe0"/>
    ${block(570, 110, 360, 320, '合成车间')}${block(970, 110, 340, 150, '仓储')}${block(970, 290, 340, 150, '装卸台')}
    ${block(90, 570, 340, 130, '公用工程')}${block(570, 570, 360, 250, '办公楼 食堂')}${block(970, 570, 340, 250, '污水站')}
    <text x="90" y="96" font-size="28" fill="#333" font-family="Noto Sans CJK SC, sans-serif">罐区（样例，示意）</text></svg>`
}

const box = (x: number, y: number, w: number, h: number): number[][] =>
  [
    [x, y],
    [x + w, y],
    [x + w, y + h],
    [x, y + h],
  ].map(([px = 0, py = 0]) => [Number((px / 1400).toFixed(4)), Number((py / 900).toFixed(4))])

/** Where the workshops of the templates lie on the invented plan. */
const AREAS: readonly { readonly at: string; readonly ring: number[][] }[] = [
  { at: '罐区', ring: box(90, 110, 340, 330) },
  { at: '合成车间', ring: box(570, 110, 360, 320) },
  { at: '仓储', ring: box(970, 110, 340, 150) },
  { at: '装卸台', ring: box(970, 290, 340, 150) },
  { at: '公用工程', ring: box(90, 570, 340, 130) },
  { at: '污水池、地下井', ring: box(970, 570, 340, 250) },
]

async function drawPlan(
  { db, system, folder, now }: RiskSampleDeps,
  org: SampleOrg,
  points: readonly NewPoint[],
  actor: Actor,
): Promise<void> {
  const picture = await keepDrawing(db, system, folder, ground())
  const areas = AREAS.map(({ at, ring }, i) => ({
    id: `a${i}`,
    name: at,
    ring,
    points: points.filter((p) => p.input.workshop === at).map((p) => p.id),
  })).filter((a) => a.points.length > 0)
  await db.tx(system, (tx) =>
    tx.query(
      sql`insert into risk_plan (id, org_id, name, picture, width, height, areas, actor, created_at, updated_at)
        values (${uuidv7(now.getTime())}::uuid, ${org.id}::uuid, '厂区总平面（示意）', ${picture.hash}, ${picture.width}, ${picture.height},
          ${JSON.stringify(areas)}::jsonb, ${JSON.stringify(actor)}::jsonb, ${now.toISOString()}::timestamptz, ${now.toISOString()}::timestamptz)`,
    ),
  )
}

/** Risk points of the larger enterprises from their sectors' templates, graded by their safety managers over the last year. */
export async function makeRisks(deps: RiskSampleDeps, dice: Chance, county: SampleCounty): Promise<void> {
  const { db, system, now } = deps
  const shown = county.demo.find((d) => d.username === 'anquan')?.post.orgId
  const safety = new Map(county.posts.filter((p) => p.role === 'safety').map((p) => [p.orgId, p]))
  const workers = county.demo.find((d) => d.username === 'yuangong')?.post
  for (const org of county.orgs) {
    const post = safety.get(org.id)
    const many = org.id === shown ? 99 : MANY[org.size ?? '']
    if (org.kind !== 'enterprise' || !post || many === undefined) continue
    const { personId, id: postId, orgId, role, name } = post
    const actor: Actor = { personId, postId, orgId, role, name: `${name}（${post.orgName} ${post.title}）` }
    const at = new Date(now.getTime() - dice.int(20, 372) * DAY)
    const owner = { id: org.id, name: org.name, path: org.path, officeId: org.officeId, sector: org.sector }
    const templates = riskSectorsFor(org.sector)
      .flatMap((s) => s.risks.map((t) => ({ sector: s.id, t })))
      .slice(0, many)
    const points = templates.map(({ sector, t }, i) => {
      const input = inputOf(sector, t)
      // The demonstration worker finds a card of the post that he holds.
      const named = org.id === shown && i === 0 && workers ? { ...input, post: workers.title } : input
      return { id: uuidv7(at.getTime(), dice.bytes(10)), owner, input: named }
    })
    const grade = (i: number, reason: 'first' | 'process-change', when: Date) => {
      const { proposal } = templates[i]?.t ?? { proposal: { method: 'LEC' as const, inputs: {} } }
      return newGrade(points[i]?.id ?? '', { method: proposal.method, inputs: valuesOf(dice, proposal), reason, note: '' }, NO_BANDS, when)
    }
    await db.tx(system, async (tx) => {
      await insertPoints(tx, points, at)
      await insertGrades(
        tx,
        points.map((_, i) => grade(i, 'first', at)),
        actor,
        at,
      )
      const again = points.flatMap((_, i) => (dice.yes(0.15) ? [i] : []))
      const later = new Date(at.getTime() + dice.int(5, 19) * DAY)
      await insertGrades(
        tx,
        again.map((i) => grade(i, 'process-change', later)),
        actor,
        later,
      )
    })
    if (org.id === shown) await drawPlan(deps, org, points, actor)
  }
}
