import { addDays, cstDate, workdayOnOrBefore } from '#kernel/calendar/index.ts'
import { text } from '#kernel/text.ts'
import { sql } from '#platform/db/index.ts'
import { reportPeriod, stageDay, stageYears } from '../rules.ts'
import { stableId, type PlanClockDeps, type Read } from './deps.ts'
import { followedOf, indicatorsOf } from './indicators.ts'
import { PLAN_COLUMNS, PLAN_FROM, type Plan } from './store.ts'

const inForce = (read: Read): Promise<Plan[]> =>
  read<Plan>(sql`select ${PLAN_COLUMNS} from ${PLAN_FROM} where p.state in ('adopted', 'amended') order by p.id`)

/** Days before its due day on which a report is asked for. */
const ASK_DAYS = 30

/** Opens this year's stage of every recurring task that has none yet. Safe to run again. Returns how many. */
export async function openStages(deps: PlanClockDeps, now: Date): Promise<number> {
  const by = deps.system(now)
  const year = Number(cstDate(now).slice(0, 4))
  const rows = await deps.db.read<{
    id: string
    title: string
    orgId: string
    from: string | null
    due: string
    fields: Record<string, unknown>
  }>(
    by.claims,
    sql`select id, title, org_id as "orgId", fields->>'from' as "from", to_char(due_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as due, fields
      from matter where kind = 'planTask' and phase = 'open' and parent_id is null and fields->>'every' is not null and due_at is not null limit 5000`,
  )
  let opened = 0
  for (const task of rows) {
    if (!stageYears(String(task.fields['every']), task.from, task.due).includes(year)) continue
    const day = workdayOnOrBefore(
      stageDay(year, typeof task.fields['by'] === 'string' ? task.fields['by'] : null, task.due),
      deps.calendar(),
    )
    const result = await deps.db.tx(by.claims, (tx) =>
      deps.performer.open(tx, by, {
        id: stableId('plan-stage-open', task.id, String(year)),
        matterId: stableId('plan-stage', task.id, String(year)),
        kind: 'planTask',
        act: 'assign',
        orgId: task.orgId,
        parentId: task.id,
        subjectId: null,
        evidence: [],
        place: null,
        form: {
          ...task.fields,
          title: `${year} 年：${task.title}`.slice(0, 300),
          deadline: day,
          every: null,
          by: null,
          stage: year,
          from: `${year}-01-01`,
        },
      }),
    )
    if (!result.repeated) opened++
  }
  return opened
}

/** Asks every unit that leads something for its report, from 30 days before the due day. Safe to run again. Returns how many. */
export async function askReports(deps: PlanClockDeps, now: Date): Promise<number> {
  const by = deps.system(now)
  const read: Read = (s) => deps.db.read(by.claims, s)
  const today = cstDate(now)
  let asked = 0
  for (const plan of await inForce(read)) {
    const { period, from, to, due } = reportPeriod(plan.report, today)
    const day = workdayOnOrBefore(due, deps.calendar())
    if ((plan.to !== null && from > plan.to) || addDays(today, ASK_DAYS) < day || today > to) continue
    const units = await read<{ orgId: string }>(
      sql`select distinct org_id as "orgId" from matter where fields->>'planId' = ${plan.id} and kind in ('planTask', 'planProject')
          and phase in ('open', 'waiting') and parent_id is null and org_id is not null
        union select lead_org from plan_indicator where plan_id = ${plan.id}::uuid and state = 'tracked' and lead_org is not null
          and binding->>'measure' is null`,
    )
    for (const { orgId } of units) {
      const result = await deps.db.tx(by.claims, (tx) =>
        deps.performer.open(tx, by, {
          id: stableId('plan-ask', plan.id, orgId, period),
          matterId: stableId('plan-report', plan.id, orgId, period),
          kind: 'planReport',
          act: 'ask',
          orgId,
          parentId: null,
          subjectId: null,
          evidence: [],
          place: null,
          form: {
            title: `${plan.title} ${period} 进展报告`.slice(0, 300),
            planId: plan.id,
            officeId: plan.orgId,
            period,
            from,
            to,
            deadline: day,
          },
        }),
      )
      if (!result.repeated) asked++
    }
  }
  return asked
}

/** Tells a plan's office of each indicator that has newly come to be expected to miss its target. Once per change. */
export async function tellForecasts(deps: PlanClockDeps, now: Date): Promise<number> {
  const by = deps.system(now)
  const read: Read = (s) => deps.db.read(by.claims, s)
  let told = 0
  for (const plan of await inForce(read)) {
    if ((await followedOf(read, plan.id)).length === 0) continue
    for (const one of await indicatorsOf(deps, read, by.claims, plan, now)) {
      told += await deps.db.tx(by.claims, async (tx) => {
        const [before] = await tx.query<{ reached: string | null; colour: string }>(
          sql`select reached, colour from plan_light where id = ${one.id}::uuid for update`,
        )
        const { reached } = one.forecast
        if (before?.reached === reached && before.colour === one.light.colour) return 0
        const warn = reached === 'no' && before?.reached !== 'no'
        const at = now.toISOString()
        await tx.query(
          sql`insert into plan_light (id, plan_id, colour, reached, since, told_at) values (${one.id}::uuid, ${plan.id}::uuid, ${one.light.colour},
            ${reached}, ${at}::timestamptz, ${warn ? at : null}::timestamptz)
            on conflict (id) do update set colour = excluded.colour, reached = excluded.reached, since = excluded.since,
              told_at = coalesce(excluded.told_at, plan_light.told_at)`,
        )
        if (!warn) return 0
        const people = await tx.query<{ id: string }>(
          sql`select distinct person_id as id from post where org_id = ${plan.orgId}::uuid and active limit 50`,
        )
        const value = one.forecast.value === null ? '—' : String(Math.round(one.forecast.value * 100) / 100)
        await deps.notify(tx, {
          personIds: people.map((p) => p.id),
          title: text('规划指标预计达不到', 'A plan indicator is expected to miss its target'),
          body: text(
            `${one.name}：${one.binding.targetYear} 年目标 ${one.binding.target ?? '—'}，按目前走势预计 ${value}（${one.forecast.method.zh}）`,
            `${one.name}: target ${one.binding.target ?? '—'} in ${one.binding.targetYear}, expected ${value} (${one.forecast.method.en})`,
          ),
          link: `/plans/${plan.id}`,
          level: 'warn',
          kind: 'plan',
        })
        return 1
      })
    }
  }
  return told
}
