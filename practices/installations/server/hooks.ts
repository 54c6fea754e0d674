import { cstDate } from '#kernel/calendar/index.ts'
import { canonical } from '#kernel/matter/index.ts'
import { text } from '#kernel/text.ts'
import type { ActHook } from '#mechanisms/matters/index.ts'
import { sql, type Tx } from '#platform/db/index.ts'
import { badInput, conflict } from '#platform/http/index.ts'
import { isMajorRank } from '../ranks.ts'
import { filingNeeded } from '../rules.ts'
import { requireFiling, type CommandDeps } from './commands.ts'
import { draftPledge, draftValues, type WorkProvider } from './pledge-draft.ts'

interface Found {
  name: string
}

/** A matter about an installation is opened by its own enterprise, and carries the name that the ledger has. */
async function checkInstallation(tx: Tx, orgId: string | null, fields: Readonly<Record<string, unknown>>): Promise<void> {
  const [found] = await tx.query<Found>(
    sql`select name from installation where id = ${String(fields['installationId'])}::uuid and org_id = ${orgId}::uuid and status = 'active'`,
  )
  if (found && found.name === fields['installation']) return
  throw badInput([{ field: 'form.installationId', message: text('本单位没有这个重大危险源', 'The enterprise has no such installation') }])
}

const about: ActHook['after'] = async (tx, { act, view }) => {
  if (act.seq === 1) await checkInstallation(tx, view.orgId, view.fields)
}

interface Ledger {
  id: string
  orgId: string
  name: string
  rank: number
  filedRank: number | null
}

/** A filing that was accepted is entered into the ledger; where the grading has moved on meanwhile, the next one is asked for. */
export const filingHook = (system: CommandDeps['system']): ActHook => ({
  after: async (tx, done) => {
    await about(tx, done)
    const { act, view, by, perform } = done
    if (act.act !== 'accept') return
    const rank = Number(view.fields['rank'])
    const writeoff = view.fields['purpose'] === 'writeoff' || !isMajorRank(rank)
    const day = cstDate(new Date(act.at))
    const [now] = await tx.query<Ledger>(
      sql`update installation set filed_on = ${day}::date, filed_rank = ${writeoff ? null : rank}::smallint,
        filing_number = ${String(view.fields['filingNumber'])}, assessed_on = coalesce(${(view.fields['reportDone'] as string | undefined) ?? null}::date, assessed_on),
        version = version + 1, updated_at = ${act.recordedAt}::timestamptz where id = ${String(view.fields['installationId'])}::uuid
        returning id, org_id as "orgId", name, rank, filed_rank as "filedRank"`,
    )
    const next = now && filingNeeded(now.rank, now.filedRank)
    if (next) await requireFiling({ performer: perform, system }, tx, by, now, next)
  },
})

export const noticeHook: ActHook = { after: about }

/** What is signed as "taken from the record" is what the record says at that moment. */
export function pledgeHook(work: WorkProvider): ActHook {
  return {
    after: async (tx, { act, view }) => {
      if ((act.act !== 'sign' && act.act !== 'signLate') || view.orgId === null) return
      const lines = await draftPledge((statement) => tx.query(statement), view.orgId, String(view.fields['day']), work)
      if (canonical(draftValues(lines)) === canonical(act.form['drafted'])) return
      throw conflict(text('记录刚有变化，请刷新后核对再签', 'The record has just changed; load it again, look and sign'))
    },
  }
}
