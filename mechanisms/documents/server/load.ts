import type { ActRecord, MatterView } from '#kernel/matter/index.ts'
import { actsOf, ROW_FROM, VIEW_COLUMNS } from '#mechanisms/matters/index.ts'
import { sql } from '#platform/db/index.ts'
import { notFound, type ReadContext } from '#platform/http/index.ts'

export interface WholeMatter {
  readonly view: MatterView & { readonly orgName: string | null; readonly officeName: string | null }
  readonly acts: readonly ActRecord[]
}

/** A matter with its acts, as the reader may see it; null where it does not exist for him. */
export async function findMatter({ read }: Pick<ReadContext, 'read'>, id: string): Promise<WholeMatter | null> {
  const [view] = await read<WholeMatter['view']>(
    sql`select ${VIEW_COLUMNS}, o.name as "orgName", f.name as "officeName" from ${ROW_FROM} where m.id = ${id}::uuid`,
    true,
  )
  return view ? { view, acts: await read<ActRecord>(actsOf(id), true) } : null
}

/** The same; what the reader may not see answers 404. */
export async function loadMatter(context: Pick<ReadContext, 'read'>, id: string): Promise<WholeMatter> {
  const found = await findMatter(context, id)
  if (!found) throw notFound()
  return found
}

/** Name of an organisation, or null where the reader may not know it. */
export async function orgName({ read }: Pick<ReadContext, 'read'>, id: string | null): Promise<string | null> {
  if (id === null || !/^[0-9a-f-]{36}$/.test(id)) return null
  return (await read<{ name: string }>(sql`select name from org where id = ${id}::uuid`))[0]?.name ?? null
}
