import { uuidv7 } from '#kernel/ids.ts'
import type { MatterView } from '#kernel/matter/index.ts'
import type { ActHook, Doer, Performer } from '#mechanisms/matters/index.ts'
import { sql, type Tx } from '#platform/db/index.ts'
import type { NewNotice } from '#platform/notices/index.ts'
import { LEVEL_COLOUR, LEVEL_TEXT, type LadderRow, type LevelKey } from '../model.ts'

/** A hazard as the warning asks for it; opened below the warning by whoever keeps hazards. */
export interface HazardRequest {
  readonly id: string
  readonly warningId: string
  readonly orgId: string
  readonly subjectId: string | null
  readonly what: string
  readonly level: 'general' | 'major'
  readonly deadline: string
  readonly at: string
}

export interface WarningHookDeps {
  readonly openHazard: (tx: Tx, by: Doer, perform: Performer, request: HazardRequest) => Promise<void>
  readonly notify: (tx: Tx, notice: NewNotice) => Promise<unknown>
}

/** People of the offices above, from the one in charge upward, who may read warnings there. */
async function above(tx: Tx, officeId: string, up: number): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    sql`with recursive tree as (select id, parent_id, 0 as up from org where id = ${officeId}::uuid
        union all select o.id, o.parent_id, t.up + 1 from org o join tree t on o.id = t.parent_id where t.up < ${up})
      select distinct p.person_id as id from tree t join post p on p.org_id = t.id and p.active
        join role r on r.id = p.role where r.grants ? 'warning.read' and (t.up > 0 or r.grants ? 'warning.receive') limit 100`,
    true,
  )
  return rows.map((r) => r.id)
}

/** People who answer in the area: of the enterprise, its town or park, and the office in charge. */
async function pushed(tx: Tx, view: MatterView, to: readonly string[]): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    sql`select distinct p.person_id as id from post p join org o on o.id = p.org_id join role r on r.id = p.role
      where p.active and ((${to.includes('enterprise')} and p.org_id = ${view.orgId}::uuid and r.grants ? 'warning.feedback')
        or (${to.includes('town') || to.includes('park')} and o.kind <> 'enterprise' and length(o.path) > 6 and starts_with(${view.path}, o.path) and r.grants ? 'warning.site')
        or (${to.includes('department')} and p.org_id = ${view.officeId}::uuid and r.grants ? 'warning.close')) limit 100`,
    true,
  )
  return rows.map((r) => r.id)
}

/** What follows an act: upward at once by level, to whom it is pushed, the hazard that is made. */
export function warningHook(deps: WarningHookDeps): ActHook {
  return {
    after: async (tx, { act, view, by, perform }) => {
      const level = view.level as LevelKey
      const tell = async (personIds: string[], zh: string, en: string, words: string): Promise<void> => {
        const whom = personIds.filter((p) => p !== by.actor.personId)
        if (whom.length === 0) return
        await deps.notify(tx, {
          personIds: whom,
          title: { zh: `${LEVEL_TEXT[level].zh}预警${zh}：${view.title}`, en: `${LEVEL_TEXT[level].en} warning ${en}: ${view.title}` },
          body: { zh: `${view.no}，${words}`, en: view.no },
          link: `/warnings/${view.id}`,
          level: LEVEL_COLOUR[level] === 'red' || LEVEL_COLOUR[level] === 'orange' ? 'urgent' : 'warn',
          matterId: view.id,
          kind: 'warning',
        })
      }
      const ladder = view.fields['ladder'] as LadderRow
      if ((act.act === 'open' || act.act === 'raise') && view.officeId !== null) {
        await tell(await above(tx, view.officeId, ladder.upAtOnce[level]), '', 'raised', String(view.fields['words'] ?? view.title))
      }
      if (act.act === 'push') {
        await tell(await pushed(tx, view, act.form['to'] as string[]), '，请处置', 'to answer', String(act.form['demand']))
      }
      if (act.act === 'rectify' && view.orgId !== null) {
        await deps.openHazard(tx, by, perform, {
          id: uuidv7(by.now.getTime()),
          warningId: view.id,
          orgId: view.orgId,
          subjectId: view.subjectId,
          what: String(act.form['what']),
          level: act.form['major'] === true ? 'major' : 'general',
          deadline: String(act.form['deadline']),
          at: act.at,
        })
      }
    },
  }
}
