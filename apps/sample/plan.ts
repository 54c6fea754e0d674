import { createHash } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Claims } from '#kernel/access/index.ts'
import { uuidv7 } from '#kernel/ids.ts'
import type { EvidenceRef } from '#kernel/matter/index.ts'
import { makePerformer, type Doer } from '#mechanisms/matters/index.ts'
import { sql, type Db } from '#platform/db/index.ts'
import { pathOf } from '#platform/files/index.ts'
import {
  adoptDocument,
  aliasKey,
  applyChange,
  askReports,
  keepDocument,
  openStages,
  readDocument,
  type MeasurePort,
} from '#practices/plans/index.ts'
import { castOf } from './actors.ts'
import { COUNTY } from './places.ts'
import type { SamplePost } from './county.ts'
import { PLAN_TEXT } from './plan-text.ts'
import type { Chance } from './random.ts'
import { attach, type RunDeps } from './run.ts'

export interface PlanSampleDeps extends Omit<RunDeps, 'appUrl' | 'units' | 'analyse'> {
  readonly db: Db
  readonly measures: MeasurePort
  readonly folder: string
}

const DAY = 86_400_000
const NAME = '云泽县安全生产五年规划.md'
/** Batches in which a reviewer accepts. */
const BATCH = 200

/** Keeps the document like an upload. */
async function keepText(db: Db, system: Claims, folder: string): Promise<string> {
  const bytes = Buffer.from(PLAN_TEXT)
  const hash = createHash('sha256').update(bytes).digest('hex')
  const file = pathOf(folder, hash)
  await mkdir(path.dirname(file), { recursive: true })
  await writeFile(file, bytes)
  await db.tx(system, (tx) =>
    tx.query(
      sql`insert into file (hash, media_type, size, preview) values (${hash}, 'text/plain', ${bytes.length}, false) on conflict do nothing`,
    ),
  )
  return hash
}

/** Names that the plan uses and no organisation carries: bound by hand, as the office would. */
async function nameUnits({ db, system, county }: PlanSampleDeps, keeper: SamplePost, at: Date): Promise<void> {
  const offices = county.orgs.filter((o) => o.kind === 'office' && o.path === keeper.path && o.parentId !== null)
  const park = county.orgs.filter((o) => o.kind === 'office' && o.name.includes('化工园区'))
  const bound = { 各成员单位: offices, 成员单位: offices, 化工园区: park, 县文旅局: offices.filter((o) => o.name.includes('旅游')) }
  for (const [unit, orgs] of Object.entries(bound)) {
    await db.tx(system, (tx) =>
      tx.query(sql`insert into plan_unit_alias (path, unit, org_ids, by_person, at)
        values (${keeper.path}, ${aliasKey(unit, COUNTY.name)}, ${orgs.map((o) => o.id)}::uuid[], ${keeper.personId}::uuid, ${at.toISOString()}::timestamptz) on conflict do nothing`),
    )
  }
}

interface Open {
  readonly id: string
  readonly kind: string
  readonly orgId: string
  readonly due: string
  readonly opened: string
  readonly done: boolean
}

/**
 * The county's five-year plan: uploaded, reviewed (what the reader is sure of is accepted), adopted at the beginning of the
 * records, and worked on since: what was due is mostly done with evidence, some of it late, some not at all.
 */
export async function makePlan(deps: PlanSampleDeps, dice: Chance, begin: Date, now: Date): Promise<void> {
  const { db, system, county } = deps
  const cast = castOf(county, deps.roles)
  const keeper = county.demo.find((d) => d.username === 'yingji')?.post
  if (!keeper) return
  const performer = makePerformer({ ...deps.matters, attach })
  const clock = { db, performer, system: deps.doer, calendar: deps.calendar, measures: deps.measures, notify: async () => [] }
  const hash = await keepText(db, system, deps.folder)
  const read = await readDocument(Buffer.from(PLAN_TEXT), NAME)
  const by = (post: SamplePost, at: Date): Doer => cast.by(post, at)
  const start = by(keeper, begin)
  const { id, documentId } = await db.tx(start.claims, (tx) =>
    keepDocument(tx, start, { read, file: { hash, name: NAME }, kind: 'five-year' }),
  )
  await nameUnits(deps, keeper, begin)
  const items = await db.read<{ id: string; version: number; core: boolean; kind: string }>(
    system,
    sql`select id, version, core, kind from plan_item where document_id = ${documentId}::uuid order by start_at`,
  )
  const sure = items.filter((i) => i.core || i.kind === 'responsibility')
  const decide = async (act: 'accept' | 'reject', list: readonly { id: string; version: number }[]): Promise<void> => {
    for (let i = 0; i < list.length; i += BATCH) {
      const part = list.slice(i, i + BATCH).map(({ id: item, version }) => ({ id: item, version }))
      await db.tx(start.claims, (tx) =>
        applyChange(tx, start, { planId: id, documentId }, { id: uuidv7(begin.getTime()), act, items: part }),
      )
    }
  }
  await decide('accept', sure)
  await decide(
    'reject',
    items.filter((i) => !sure.includes(i)),
  )
  const [document] = await db.read<{ version: number }>(system, sql`select version from plan_document where id = ${documentId}::uuid`)
  await db.tx(start.claims, (tx) =>
    adoptDocument({ ...clock }, tx, start, id, { documentId, version: document?.version ?? 1, unresolved: 'own-office', indicators: [] }),
  )
  // The office shows its progress to everybody.
  await db.tx(start.claims, (tx) => tx.query(sql`update plan set shown = true, version = version + 1 where id = ${id}::uuid`))
  await openStages(clock, begin)
  await work({ ...deps, performer, cast, keeper }, dice, begin, now)
  await askReports(clock, now)
}

interface Working extends PlanSampleDeps {
  readonly performer: ReturnType<typeof makePerformer>
  readonly cast: ReturnType<typeof castOf>
  readonly keeper: SamplePost
}

/** The acts of the months since: progress, completion with evidence, acceptance by the plan's office. */
async function work(deps: Working, dice: Chance, begin: Date, now: Date): Promise<void> {
  const { db, system, performer, cast, keeper, photos } = deps
  const open = await db.read<Open>(
    system,
    sql`select m.id, m.kind, m.org_id as "orgId", m.due_at as due, m.opened_at as opened,
        not exists (select from matter c where c.parent_id = m.id) as done
      from matter m where m.kind in ('planTask', 'planProject') and m.phase = 'open' and m.due_at is not null order by m.due_at, m.id`,
  )
  const evidence = (): EvidenceRef[] => (photos.length === 0 ? [] : [dice.pick(photos)])
  const act = (who: SamplePost, at: Date, one: Open, name: string, form: Record<string, unknown>, files: EvidenceRef[] = []) => {
    const doer = cast.by(who, at)
    return db.tx(doer.claims, (tx) =>
      performer.act(tx, doer, one.id, { id: uuidv7(at.getTime()), act: name, form, evidence: files, place: null }),
    )
  }
  const span = now.getTime() - begin.getTime() - DAY
  for (const one of open) {
    const doers = ['officer', 'clerk'].flatMap((role) => cast.inOrg(one.orgId, role))
    const worker = doers[0]
    const accepter = one.orgId === keeper.orgId ? doers.find((p) => p.id !== worker?.id) : keeper
    if (!worker || !accepter || !one.done) continue
    const soon = Date.parse(one.due) - now.getTime()
    const at = new Date(begin.getTime() + DAY / 2 + span * dice.next() * 0.8)
    if (soon < 0 ? dice.yes(0.14) : soon < 200 * DAY ? dice.yes(0.55) : dice.yes(0.8)) {
      if (dice.yes(0.5)) await act(worker, at, one, 'progress', { note: '已制定方案并分解到责任单位，正在按进度推进。' })
      continue
    }
    await act(worker, at, one, 'submit', { note: '已完成，相关材料附后。' }, evidence())
    if (soon > 0 && dice.yes(0.3)) continue
    const later = new Date(Math.min(at.getTime() + (1 + 4 * dice.next()) * DAY, now.getTime()))
    await act(accepter, later, one, 'accept', { note: '材料齐全，同意办结。' })
  }
}
