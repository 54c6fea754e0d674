import type { Claims } from '#kernel/access/index.ts'
import { uuidv7 } from '#kernel/ids.ts'
import { fill, text, type Text } from '#kernel/text.ts'
import { writeAudit } from '#platform/audit.ts'
import { sql, type Tx } from '#platform/db/index.ts'
import { Problem, toProblem } from '#platform/http/index.ts'
import { checkRow, makeLookups, type ImportFault, type Lookups } from '../import-check.ts'
import { columnsOf, IMPORT_COLUMNS, type ImportColumn, type ImportKey } from '../import-columns.ts'
import type { OrgDraft } from '../model.ts'
import type { Doer, RegistryDeps } from './deps.ts'
import { tableRows } from './import-read.ts'
import { endBatch, findDuplicates, matchFaults, pulse, stagedAfter, stageRows, type StagedRow } from './import-store.ts'
import { draftOf, insertOrgs, updateOrgs, type Updated, type Written } from './org-commands.ts'

export const MAX_ROWS = 20_000
const CHUNK = 500
/** A title or two may stand above the headings. */
const HEADING_WITHIN = 5

class Stopped extends Error {}

const badFile = (title: Text, detail?: Text): Problem => new Problem(400, 'bad-input', title, detail ? { detail } : {})

/** Why a job ended, in words for the page; what we did not foresee says nothing of the inside. */
function reason(error: unknown): Text {
  const { title, detail } = toProblem(error)
  return detail ? { zh: `${title.zh}。${detail.zh}`, en: `${title.en}. ${detail.en}` } : title
}

async function lookupsOf({ db, sectors }: RegistryDeps, claims: Claims): Promise<Lookups> {
  const [divisions, offices] = await Promise.all([
    db.read<{ path: string; code: string; name: string; parent: string | null }>(
      claims,
      sql`select path, code, name, parent from division`,
    ),
    db.read<{ id: string; name: string; path: string }>(
      claims,
      sql`select id, name, path from org where kind = 'office' and status <> 'closed'`,
    ),
  ])
  return makeLookups(claims, divisions, offices, sectors)
}

/** Remembers which row of the file bore a code or, without one, a name and place. */
function makeSeen() {
  const seen = new Map<string, number>()
  return (row: number, draft: Partial<OrgDraft>): ImportFault[] => {
    const key = draft.uscc ?? (draft.name && draft.path ? `${draft.path}|${draft.name}` : null)
    if (key === null) return []
    const before = seen.get(key)
    if (before === undefined) {
      seen.set(key, row)
      return []
    }
    const message = fill(text('与第 {n} 行重复', 'The same as row {n}'), { n: before })
    return [{ column: draft.uscc ? 'uscc' : 'name', message, remedy: text('只留一行', 'Keep one of them') }]
  }
}

interface Read {
  readonly row: number
  readonly cells: Partial<Record<ImportKey, string>>
}

/** The rows of the file under the known columns; empty rows fall away. */
async function* organisations(file: string): AsyncGenerator<Read> {
  let columns: Map<number, ImportColumn> | null = null
  let tried = 0
  let count = 0
  for await (const { row, cells } of tableRows(file)) {
    if (columns === null) {
      columns = columnsOf(cells)
      if (columns === null && ++tried >= HEADING_WITHIN) break
      continue
    }
    const mapped: Partial<Record<ImportKey, string>> = {}
    for (const [i, column] of columns) if (cells[i]) mapped[column.key] = cells[i]
    if (Object.keys(mapped).length === 0) continue
    if (++count > MAX_ROWS) {
      throw badFile(fill(text('超过 {n} 行', 'More than {n} rows'), { n: MAX_ROWS }), text('请分成几个文件导入', 'Split the file'))
    }
    yield { row, cells: mapped }
  }
  if (columns === null) {
    const names = IMPORT_COLUMNS.filter((c) => c.required).map((c) => c.text)
    const detail = {
      zh: `表头至少要有：${names.map((n) => n.zh).join('、')}。请用模板填写。`,
      en: `At least these: ${names.map((n) => n.en).join(', ')}. Please use the template.`,
    }
    throw badFile(text('没有找到表头', 'No headings were found'), detail)
  }
  if (count === 0) throw badFile(text('表里没有数据', 'There are no rows in the table'))
}

/** Reads and checks a file row by row into the staging tables. Nothing of the registry changes. Never throws. */
export async function readImport(deps: RegistryDeps, { claims }: Doer, id: string, file: string): Promise<void> {
  try {
    const look = await lookupsOf(deps, claims)
    const duplicateOf = makeSeen()
    let chunk: Read[] = []
    const flush = async (): Promise<void> => {
      const checked = chunk.map((r) => ({ ...r, ...checkRow(r.cells, look) }))
      const { knownOf, taken } = await findDuplicates(
        (s) => deps.db.read(claims, s),
        checked.map((c) => c.draft),
      )
      const rows = checked.map(({ row, cells, draft, faults }): StagedRow => {
        const known = knownOf(draft)
        const all = [...faults, ...matchFaults(draft, known, taken, claims), ...duplicateOf(row, draft)]
        return { row, cells, draft, knownId: known?.id ?? null, faults: all }
      })
      if ((await stageRows(deps.db, claims, id, rows)).stop) throw new Stopped()
      chunk = []
    }
    for await (const row of organisations(file)) {
      chunk.push(row)
      if (chunk.length === CHUNK) await flush()
    }
    if (chunk.length > 0) await flush()
    await endBatch(deps.db, claims, id, 'checked')
  } catch (error) {
    if (error instanceof Stopped) await endBatch(deps.db, claims, id, 'cancelled')
    else await endBatch(deps.db, claims, id, 'failed', reason(error))
    if (!(error instanceof Problem) && !(error instanceof Stopped)) throw error
  }
}

const EMPTY: Omit<OrgDraft, 'name' | 'path'> = {
  kind: 'enterprise',
  aliases: [],
  uscc: null,
  officeId: null,
  parentId: null,
  sector: null,
  size: null,
  status: 'active',
  address: null,
  lng: null,
  lat: null,
  legalPerson: null,
  phone: null,
  fields: {},
}

async function writeChunk(tx: Tx, doer: Doer, rows: readonly StagedRow[], update: boolean): Promise<number> {
  // Looked up again: since the check somebody may have entered or moved one of them.
  const { knownOf, taken } = await findDuplicates(
    (s) => tx.query(s),
    rows.map((r) => r.draft),
  )
  const fresh: Written[] = []
  const changed: Updated[] = []
  for (const { row, draft } of rows) {
    const known = knownOf(draft)
    const fault = matchFaults(draft, known, taken, doer.claims)[0]
    if (fault || !draft.name || !draft.path) {
      throw badFile(
        fill(text('检查之后登记册有变动，第 {n} 行不能导入', 'The registry changed since the check; row {n} cannot be imported'), {
          n: row,
        }),
        fault?.message,
      )
    }
    if (!known) fresh.push({ id: uuidv7(doer.now.getTime()), draft: { ...EMPTY, ...draft, name: draft.name, path: draft.path } })
    else if (update) changed.push({ id: known.id, before: draftOf(known), draft: { ...draftOf(known), ...draft } })
  }
  if (fresh.length > 0) await insertOrgs(tx, doer, fresh, 'import')
  return fresh.length + (changed.length > 0 ? await updateOrgs(tx, doer, changed, 'import') : 0)
}

/** Writes a checked file into the registry in one transaction: all of it or nothing. */
export async function commitImport(deps: RegistryDeps, doer: Doer, id: string, duplicates: 'skip' | 'update'): Promise<void> {
  const { db } = deps
  const { claims } = doer
  try {
    await db.tx(claims, async (tx) => {
      let written = 0
      let after = 0
      for (;;) {
        const rows = await tx.query<StagedRow>(stagedAfter(id, after, CHUNK))
        const last = rows.at(-1)
        if (!last) break
        if (rows.some((r) => r.faults.length > 0)) throw badFile(text('还有未更正的行', 'There are rows that need correction'))
        written += await writeChunk(tx, doer, rows, duplicates === 'update')
        after = last.row
        // On a connection of its own: inside the transaction nobody could see it.
        if (await pulse(db, claims, id, written)) throw new Stopped()
      }
      await tx.query(
        sql`update import_batch set state = 'done', rows_written = ${written}, updated_at = clock_timestamp() where id = ${id}::uuid`,
      )
      await writeAudit(tx, { name: 'org.imported', session: { claims }, object: 'import', objectId: id, detail: { written, duplicates } })
    })
  } catch (error) {
    await pulse(db, claims, id, 0)
    if (error instanceof Stopped) await endBatch(db, claims, id, 'cancelled')
    else await endBatch(db, claims, id, 'failed', reason(error))
    if (!(error instanceof Problem) && !(error instanceof Stopped)) throw error
  }
}
