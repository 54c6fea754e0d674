import { uuidv7 } from '#kernel/ids.ts'
import { text } from '#kernel/text.ts'
import type { ActHook } from '#mechanisms/matters/index.ts'
import { sql } from '#platform/db/index.ts'
import { badInput } from '#platform/http/index.ts'
import { SubmitForm } from '../report-kind.ts'

/** A report's values become values of the plan's indicators: of those only that this unit reports. */
const reportHook: ActHook = {
  async after(tx, { act, view }) {
    if (act.act !== 'submit') return
    const { lines } = SubmitForm.parse(act.form)
    const valued = lines.filter((l) => l.indicatorId !== null && l.value !== null)
    if (valued.length === 0) return
    const own = await tx.query<{ id: string }>(
      sql`select id from plan_indicator where id = any(${valued.map((l) => l.indicatorId)}::uuid[]) and plan_id = ${String(view.fields['planId'])}::uuid
        and binding->>'measure' is null and (lead_org = ${view.orgId}::uuid or lead_org is null)`,
    )
    const known = new Set(own.map((o) => o.id))
    const faults = lines.flatMap((line, i) =>
      line.indicatorId !== null && line.value !== null && !known.has(line.indicatorId)
        ? [{ field: `form.lines.${i}.value`, message: text('这个指标不由本单位填报', 'This indicator is not reported by your unit') }]
        : [],
    )
    if (faults.length > 0) throw badInput(faults)
    for (const line of valued) {
      await tx.query(
        sql`insert into plan_value (id, indicator_id, org_id, period_from, period_to, value, matter_id, act_id, at)
          values (${uuidv7(Date.parse(act.recordedAt))}::uuid, ${line.indicatorId}::uuid, ${view.orgId}::uuid, ${String(view.fields['from'])}::date,
            ${String(view.fields['to'])}::date, ${line.value}::float8, ${view.id}::uuid, ${act.id}::uuid, ${act.recordedAt}::timestamptz)`,
      )
    }
  },
}

/** What the practice adds to the acts of its kinds. */
export const planHooks = (): Map<string, ActHook> => new Map([['planReport', reportHook]])
