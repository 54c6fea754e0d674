import { z } from 'zod'
import { text } from '#kernel/text.ts'
import { readRoute, writeRoute, type Route } from '#platform/http/index.ts'
import { Adopt, Adopted, Adoption } from '../model.ts'
import { adoptDocument } from './adopt.ts'
import { demand, doerOf, type PlanDeps } from './deps.ts'
import { byPlan } from './plan-routes.ts'
import { adoptionView, prepare } from './prepare.ts'
import { getDocument, getPlan } from './store.ts'

const none = z.object({})

/** From a reviewed document to tasks, projects and indicators. */
export function adoptRoutes(deps: PlanDeps): Route[] {
  return [
    readRoute({
      method: 'GET',
      path: '/api/plans/:id/adoption',
      audit: 'plan.adoption',
      text: text('采用预览', 'What adoption would do'),
      permission: 'plan.read',
      params: byPlan,
      query: none,
      response: Adoption,
      handler: async ({ read, session, now }, { params }) => {
        const plan = await getPlan(read, params.id)
        const document = await getDocument(read, params.id)
        return adoptionView(deps, plan, document, await prepare(deps, read, session.claims, plan, document, now))
      },
    }),
    writeRoute({
      method: 'POST',
      path: '/api/plans/:id/adopt',
      audit: 'plan.adopt',
      text: text('采用规划', 'Adopt a plan'),
      permission: 'plan.adopt',
      params: byPlan,
      query: none,
      body: Adopt,
      response: Adopted,
      handler: async (context, { params, body }) => {
        const { tx, session, note } = context
        demand(session, 'plan.adopt', await getPlan(tx.query, params.id))
        const done = await adoptDocument(deps, tx, doerOf(context), params.id, body)
        note({ object: 'plan', objectId: params.id, detail: done })
        tx.afterCommit(deps.nudge)
        return done
      },
    }),
  ]
}
