import { uuidv7 } from '#kernel/ids.ts'
import type { Claims } from '#kernel/access/index.ts'
import { addDays, cstDate, type IsoDate } from '#kernel/calendar/index.ts'
import type { CheckItem, Checklist, CheckLevel, CheckPeriod } from '#kernel/sector/index.ts'
import { text } from '#kernel/text.ts'
import type { ActHook, Doer, Performer } from '#mechanisms/matters/index.ts'
import { sql, type Db, type Sql, type Tx } from '#platform/db/index.ts'
import { badInput } from '#platform/http/index.ts'
import { ANSWER_TEXT, PERIOD_TEXT } from '../model.ts'
import { orderReview } from './commands.ts'

const UUID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/

/** Id of the self-check list that is made of an enterprise's own controls. */
export const ownListId = (orgId: string, level: CheckLevel, period: CheckPeriod): string => `controls-${orgId}-${level}-${period}`

/** Foreign and unknown points alike: a hazard is never hung on what its enterprise does not have. */
const noSuchPoint = () =>
  badInput([
    {
      field: 'form.riskPoint',
      message: text('本单位没有这个风险点', 'This enterprise has no such risk point'),
      remedy: text('去掉风险点再报，隐患照样受理', 'Report without the risk point; the hazard is taken all the same'),
    },
  ])

/**
 * A hidden hazard that is found against a control, or named to be at a risk point, puts that point up for re-assessment.
 * The hazard keeps the control as its check item; the re-assessment names the hazard.
 */
export const riskHazardHook: ActHook = {
  after: async (tx, { act, view, by, perform }) => {
    if (act.seq !== 1) return
    const item = view.fields['item']
    const named = view.fields['riskPoint']
    let pointId: string | undefined = typeof named === 'string' ? named : undefined
    let reason: 'control-failed' | 'new-hazard' = 'new-hazard'
    let detail = String(view.fields['what'] ?? view.title)
    if (typeof item === 'string' && UUID.test(item)) {
      const [control] = await tx.query<{ point: string; text: string }>(
        sql`select c.point_id as point, c.text from risk_control c join risk_point p on p.id = c.point_id
          where c.id = ${item}::uuid and p.org_id = ${view.orgId}::uuid`,
      )
      if (control) {
        pointId = control.point
        reason = 'control-failed'
        detail = `管控措施“${control.text}”：${detail}`
      }
    }
    if (pointId === undefined || !UUID.test(pointId)) return
    const [own] = await tx.query(sql`select 1 from risk_point where id = ${pointId}::uuid and org_id = ${view.orgId}::uuid`)
    if (!own && pointId === named) throw noSuchPoint()
    if (own) await orderReview(tx, perform, by, pointId, { reason, detail: detail.slice(0, 500), hazardId: view.id })
  },
}

/** A re-assessment that is withdrawn lets its point go. */
export const riskReviewHook: ActHook = {
  after: async (tx, { act, view }) => {
    if (act.act === 'withdraw') await tx.query(sql`update risk_point set review_id = null where review_id = ${view.id}::uuid`)
  },
}

interface CheckRow {
  readonly id: string
  readonly orgId: string
  readonly level: CheckLevel
  readonly period: CheckPeriod
  readonly check: string
  readonly control: string
  readonly point: string
}

const CHECKS: Sql = sql`select c.id, p.org_id as "orgId", c.level, c.period, c.check_text as "check", c.text as control, p.name as point
  from risk_control c join risk_point p on p.id = c.point_id where c.status = 'active' and p.status = 'active' and c.period is not null`

const itemOf = (row: CheckRow): CheckItem => ({
  id: row.id,
  text: text(`${row.point}：${row.check}`, `${row.point}: ${row.check}`),
  method: text(`管控措施：${row.control}`, `Control: ${row.control}`),
})

const MOST_ITEMS = 60

/** Lists out of rows that stand in order of enterprise, level and period. */
function listsOf(rows: readonly CheckRow[]): Map<string, Checklist[]> {
  const found = new Map<string, Map<string, Checklist & { items: CheckItem[] }>>()
  for (const row of rows) {
    const lists = found.get(row.orgId) ?? new Map<string, Checklist & { items: CheckItem[] }>()
    found.set(row.orgId, lists)
    const id = ownListId(row.orgId, row.level, row.period)
    const [level, period] = [ANSWER_TEXT[row.level], PERIOD_TEXT[row.period as keyof typeof PERIOD_TEXT]]
    const name = text(`${level.zh}${period.zh}风险管控检查`, `${period.en} check of controls: ${level.en}`)
    const list = lists.get(id) ?? { id, text: name, period: row.period, level: row.level, effectiveFrom: '2000-01-01', items: [] }
    if (list.items.length < MOST_ITEMS) list.items.push(itemOf(row))
    lists.set(id, list)
  }
  return new Map([...found].map(([org, lists]) => [org, [...lists.values()]]))
}

/** The self-check lists of enterprises made of their own controls: what the working calendar then assigns. */
export async function controlLists(db: Db, claims: Claims, orgIds: readonly string[]): Promise<ReadonlyMap<string, readonly Checklist[]>> {
  if (orgIds.length === 0) return new Map()
  return listsOf(
    await db.read<CheckRow>(
      claims,
      sql`${CHECKS} and p.org_id = any(${[...orgIds]}::uuid[]) order by p.org_id, c.level, c.period, p.workshop, p.name, c.id`,
    ),
  )
}

const OWN_LIST = /^controls-([0-9a-f-]{36})-(enterprise|workshop|team|post)-(shift|daily|weekly|monthly|quarterly)$/

/** The list of an id as the reader may see it; undefined when the id is none of these, or it is not his to see. */
export async function findControlList(read: <T>(statement: Sql) => Promise<T[]>, id: string): Promise<Checklist | undefined> {
  const [, org, level, period] = OWN_LIST.exec(id) ?? []
  if (!org) return undefined
  const rows = await read<CheckRow>(
    sql`${CHECKS} and p.org_id = ${org}::uuid and c.level = ${level} and c.period = ${period} order by p.workshop, p.name, c.id`,
  )
  return listsOf(rows).get(org)?.[0]
}

/** Wording of one control as a check item, also after it ended: a check that was assigned can still be done. */
export async function findControlItem(tx: Tx, list: string, item: string): Promise<{ text: string; clause: string | null } | undefined> {
  if (!OWN_LIST.test(list) || !UUID.test(item)) return undefined
  const [row] = await tx.query<{ point: string; check: string }>(
    sql`select p.name as point, c.check_text as "check" from risk_control c join risk_point p on p.id = c.point_id
      where c.id = ${item}::uuid and c.check_text is not null`,
  )
  return row && { text: `${row.point}：${row.check}`, clause: null }
}

export interface RiskClockDeps {
  readonly db: Db
  readonly performer: Performer
  readonly system: (now: Date) => Doer
}

/** Opens the yearly re-assessment of points whose day has come. Safe to run again. */
export async function openYearlyReviews({ db, performer, system }: RiskClockDeps, now: Date, most = 5000): Promise<number> {
  const by = system(now)
  const due = await db.read<{ id: string }>(
    by.claims,
    sql`select id from risk_point where status = 'active' and review_id is null and review_on <= ${cstDate(now)}::date order by review_on, id limit ${most}`,
  )
  let opened = 0
  for (let i = 0; i < due.length; i += 50) {
    await db.tx(by.claims, async (tx) => {
      for (const { id } of due.slice(i, i + 50)) if (await orderReview(tx, performer, by, id, { reason: 'yearly' })) opened++
    })
  }
  return opened
}

/** Assigns the yearly report to every enterprise with risk points, once a year, from 1 November on. */
export async function assignReports({ db, performer, system }: RiskClockDeps, day: IsoDate, now: Date): Promise<number> {
  const year = Number(day.slice(0, 4))
  if (day < `${year}-11-01` || day > addDays(`${year}-12-31`, 0)) return 0
  const by = system(now)
  const orgs = await db.read<{ id: string }>(
    by.claims,
    sql`select o.id from org o where o.kind = 'enterprise' and o.status = 'active'
      and exists (select from risk_point p where p.org_id = o.id and p.status = 'active')
      and not exists (select from matter m where m.org_id = o.id and m.kind = 'risk-report' and m.fields->>'year' = ${String(year)}) order by o.id`,
  )
  for (let i = 0; i < orgs.length; i += 50) {
    await db.tx(by.claims, async (tx) => {
      for (const { id } of orgs.slice(i, i + 50)) {
        const ids = { id: uuidv7(now.getTime()), matterId: uuidv7(now.getTime()) }
        const about = { orgId: id, subjectId: null, parentId: null, evidence: [], place: null }
        await performer.open(tx, by, { ...ids, ...about, kind: 'risk-report', act: 'assign', form: { year } })
      }
    })
  }
  return orgs.length
}
