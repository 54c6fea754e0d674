import type { Readable } from 'node:stream'
import type { Claims } from '#kernel/access/index.ts'
import { uuidv7 } from '#kernel/ids.ts'
import type { Lang } from '#kernel/text.ts'
import { notFound } from '#platform/http/index.ts'
import { OrgQuery, type ImportView } from '../model.ts'
import type { Doer, RegistryDeps } from './deps.ts'
import { commitImport, readImport } from './import-job.ts'
import { batchById, beginBatch, errorsOf, type Batch } from './import-store.ts'
import { orgPages } from './org-views.ts'
import { exportBook } from './workbooks.ts'

/**
 * Reads and checks a table file of this machine and, where asked, writes it when no row is faulty: for the command line.
 * @param commit what to do with registered ones, or null = only check
 * @returns the outcome with up to 1000 faulty rows
 */
export async function importFile(
  deps: RegistryDeps,
  doer: Doer,
  file: string,
  fileName: string,
  commit: 'skip' | 'update' | null,
): Promise<ImportView> {
  const id = uuidv7(doer.now.getTime())
  const { db } = deps
  await db.tx(doer.claims, (tx) => beginBatch(tx, doer, id, fileName))
  await readImport(deps, doer, id, file)
  const state = async (): Promise<Batch> => {
    const [batch] = await db.read<Batch>(doer.claims, batchById(id))
    if (!batch) throw notFound()
    return batch
  }
  const checked = await state()
  if (commit !== null && checked.state === 'checked' && checked.bad === 0) await commitImport(deps, doer, id, commit)
  return { ...(await state()), ...(await errorsOf((s) => db.read(doer.claims, s), id, 0, 1000)) }
}

/** The organisations of a filter (texts as in the address of the list) as a workbook. */
export function exportFile({ db, sectors }: RegistryDeps, claims: Claims, filter: Readonly<Record<string, string>>, lang: Lang): Readable {
  return exportBook(
    orgPages((s) => db.read(claims, s), claims, OrgQuery.parse(filter)),
    sectors,
    lang,
  )
}
