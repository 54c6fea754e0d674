import { canonical } from '#kernel/matter/index.ts'
import type { ScoreSheet } from '#kernel/score/index.ts'
import { text } from '#kernel/text.ts'
import type { ActHook } from '#mechanisms/matters/index.ts'
import { sql, type Tx } from '#platform/db/index.ts'
import { badInput, conflict, notFound } from '#platform/http/index.ts'
import type { EvidenceFact, Found } from '../model.ts'
import { readFacts, type FactDeps } from './evidence.ts'

export const foundOf = (facts: readonly EvidenceFact[]): Found => Object.fromEntries(facts.map((f) => [f.item, f.share]))

async function party(tx: Tx, id: string | null): Promise<{ kind: string; sector: string | null }> {
  const [org] = await tx.query<{ kind: string; sector: string | null }>(sql`select kind, sector from org where id = ${id}::uuid`)
  if (!org) throw notFound()
  return org
}

/** A sheet is begun by the party that it is for, and what is handed in as "from the records" is what they say at that moment. */
export const assessmentHook = (deps: FactDeps): ActHook => ({
  after: async (tx, { act, view, by }) => {
    const sheet = view.fields['sheet'] as ScoreSheet
    const org = await party(tx, view.orgId)
    if (act.act === 'start') {
      if (view.orgId !== by.actor.orgId) throw notFound()
      const fits = (sheet.of as readonly string[]).includes(org.kind) && (!sheet.sectors || sheet.sectors.includes(org.sector ?? ''))
      if (!fits) {
        throw badInput([{ field: 'form.sheet', message: text('这张评分表不是给本单位用的', 'This sheet is not for a party of this kind') }])
      }
    }
    if (act.act !== 'submit') return
    const about = { orgId: view.orgId ?? '', path: view.path, area: org.kind === 'office' }
    const facts = await readFacts(deps, sheet, about, String(view.fields['day']))
    if (canonical(foundOf(facts)) === canonical(act.form['found'])) return
    throw conflict(text('记录刚有变化，请刷新后核对再提交', 'The records have just changed; load them again and look'))
  },
})
