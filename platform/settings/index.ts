import { z } from 'zod'
import type { Claims } from '#kernel/access/index.ts'
import { text, type Text } from '#kernel/text.ts'
import { sql, type Db } from '#platform/db/index.ts'
import { conflict, notFound, parseInput, readRoute, writeRoute, type Route } from '#platform/http/index.ts'

/** What the administrator may change: a name, its words, its shape and what holds until it is changed. */
export interface SettingDef {
  readonly name: string
  readonly text: Text
  readonly schema: z.ZodType
  readonly initial: unknown
}

export interface Settings {
  /** The value in force, parsed; never absent. */
  get<T>(name: string): T
  readonly routes: Route[]
  /** Reads all again; returns when the new values are in force. */
  reload(): Promise<void>
}

const Row = z.object({
  name: z.string(),
  text: z.object({ zh: z.string(), en: z.string() }),
  value: z.unknown(),
  version: z.number().int(),
})

/** Settings kept in the database. A stored value that no longer fits its schema is passed over and the initial one holds. */
export async function createSettings(
  db: Db,
  system: Claims,
  defs: readonly SettingDef[],
  changed: (name: string) => void,
): Promise<Settings> {
  const byName = new Map(defs.map((d) => [d.name, d]))
  const values = new Map<string, { value: unknown; version: number }>()
  const reload = async (): Promise<void> => {
    const rows = await db.read<{ name: string; value: unknown; version: number }>(system, sql`select name, value, version from setting`)
    const stored = new Map(rows.map((r) => [r.name, r]))
    for (const def of defs) {
      const row = stored.get(def.name)
      const parsed = row ? def.schema.safeParse(row.value) : null
      values.set(def.name, { value: parsed?.success ? parsed.data : def.initial, version: row?.version ?? 0 })
    }
  }
  await reload()
  const shown = (def: SettingDef) => ({
    name: def.name,
    text: def.text,
    value: values.get(def.name)?.value,
    version: values.get(def.name)?.version ?? 0,
  })
  const routes: Route[] = [
    readRoute({
      method: 'GET',
      path: '/api/settings',
      audit: 'setting.list',
      text: text('系统设置', 'Settings'),
      permission: 'admin.read',
      params: z.object({}),
      query: z.object({}),
      response: z.object({ items: z.array(Row) }),
      handler: async () => ({ items: defs.map(shown) }),
    }),
    writeRoute({
      method: 'PUT',
      path: '/api/settings/:name',
      audit: 'setting.change',
      text: text('修改设置', 'Change a setting'),
      permission: 'admin.settings',
      params: z.object({ name: z.string().max(60) }),
      query: z.object({}),
      body: z.object({ value: z.unknown(), version: z.number().int().min(0) }),
      response: Row,
      handler: async ({ tx, session, note }, { params, body }) => {
        const def = byName.get(params.name)
        if (!def) throw notFound()
        const value = parseInput(def.schema, body.value, 'body.value')
        const rows = await tx.query<{ version: number }>(
          sql`insert into setting (name, value, version, updated_by) values (${def.name}, ${JSON.stringify(value)}::jsonb, ${body.version + 1},
              ${session.claims.personId}::uuid)
            on conflict (name) do update set value = excluded.value, version = setting.version + 1, updated_at = now(), updated_by = excluded.updated_by
              where setting.version = ${body.version} returning version`,
        )
        const version = rows[0]?.version
        if (version === undefined)
          throw conflict(text('设置已被他人修改，请刷新后再改', 'Somebody changed it meanwhile; reload and try again'))
        note({ object: 'setting', objectId: def.name, detail: { value } })
        tx.afterCommit(() => {
          values.set(def.name, { value, version })
          changed(def.name)
        })
        return { name: def.name, text: def.text, value, version }
      },
    }),
  ]
  return { get: <T>(name: string) => values.get(name)?.value as T, routes, reload }
}
