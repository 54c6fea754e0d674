import { text } from '#kernel/text.ts'
import type { ActHook } from '#mechanisms/matters/index.ts'
import { sql } from '#platform/db/index.ts'
import { badInput, conflict, notFound } from '#platform/http/index.ts'
import type { PointRule } from '../rules.ts'
import { ruleOfProposal } from '../threshold-kind.ts'
import { putRules } from './point-commands.ts'

interface PointRow {
  id: string
  orgId: string
  rules: PointRule[]
}

/** Proposed: the point must be the enterprise's and have no other proposal. Approved: the limits are in force with the act. */
export function thresholdHook(pointsChanged: (orgIds: string[]) => void): ActHook {
  return {
    after: async (tx, { act, view, by }) => {
      const pointId = String(view.fields['pointId'])
      if (act.act !== 'propose' && act.act !== 'approve') return
      const [point] = await tx.query<PointRow>(
        sql`select id, org_id as "orgId", rules from point where id = ${pointId}::uuid and status = 'active' for update`,
      )
      if (!point) throw notFound()
      if (point.orgId !== view.orgId)
        throw badInput([{ field: 'form.pointId', message: text('点位不属于该企业', 'The point is not of that enterprise') }])
      if (act.act === 'propose') {
        const [other] = await tx.query<{
          no: string
        }>(sql`select no from matter where kind = 'threshold-change' and phase in ('open', 'waiting')
          and org_id = ${view.orgId}::uuid and fields->>'pointId' = ${pointId} and id <> ${view.id}::uuid limit 1`)
        if (other) throw conflict(text(`该点位已有待批的变更 ${other.no}`, `A change of this point waits already: ${other.no}`))
        return
      }
      const rule = ruleOfProposal(view.fields)
      const rules = [...point.rules.filter((r) => r.key !== rule.key), rule]
      const doing = { session: { claims: by.claims, actor: by.actor, sessionId: '', tokenScopes: null }, now: by.now }
      await putRules(tx, doing, pointId, rules, String(view.fields['reason']), view.id)
      tx.afterCommit(() => pointsChanged([point.orgId]))
    },
  }
}
