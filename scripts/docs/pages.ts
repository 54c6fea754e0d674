/** The generated reference as a list of files; written by make.ts and compared by docs.test.ts. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { createAnlan, VERSION } from '#apps/server/app.ts'
import { readConfig } from '#apps/server/config.ts'
import { wiredKinds } from '#apps/server/kinds.ts'
import { defaultRoles } from '#apps/server/roles.ts'
import { settingDefs } from '#apps/server/settings.ts'
import { knownPermissions } from '#apps/server/system.ts'
import { openapi } from '#platform/http/index.ts'
import { sectors } from '#sectors/index.ts'
import { commandsPage } from './commands.ts'
import { kindsPage } from './kinds.ts'
import { permissionsPage } from './permissions.ts'
import { sectorsPage } from './sectors.ts'
import { settingsPage } from './settings.ts'
import type { Page } from './table.ts'

export const REFERENCE = fileURLToPath(new URL('../../docs/reference/', import.meta.url))
const CONFIG = new URL('../../apps/server/config.ts', import.meta.url)

/**
 * All pages. The route table exists only where the program is wired, so it is wired on an empty database and stopped.
 * @param ownerUrl an empty database
 * @param folder a folder for the keys it makes
 */
export async function referencePages(ownerUrl: string, folder: string): Promise<Page[]> {
  const kinds = wiredKinds()
  const config = readConfig({ ANLAN_DATA: folder, ANLAN_LOG: 'silent' }, [])
  const anlan = await createAnlan({ config, ownerUrl })
  try {
    return [
      { name: 'openapi.json', text: `${JSON.stringify(openapi(anlan.routes, 'en', VERSION), null, 1)}\n` },
      kindsPage(kinds.values(), defaultRoles),
      sectorsPage(sectors),
      permissionsPage(defaultRoles, knownPermissions(kinds), anlan.routes),
      settingsPage(readFileSync(CONFIG, 'utf8'), settingDefs(kinds)),
      await commandsPage(),
    ]
  } finally {
    await anlan.stop()
  }
}
