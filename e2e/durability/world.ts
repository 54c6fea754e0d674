import { Pool } from 'pg'
import { uuidv7 } from '#kernel/ids.ts'
import { startEmbedded } from '#platform/postgres/index.ts'
import { createAnlan } from '#apps/server/app.ts'
import { readConfig } from '#apps/server/config.ts'

/** For accounts that exist only in a temp folder. */
export const PASSWORD = 'spring-tide-42'

const id = (): string => uuidv7(Date.now())

export interface World {
  readonly plant: string
  readonly usernames: readonly string[]
}

/** Makes a data folder with an office, an enterprise and its safety managers, as the program itself would, and leaves it stopped. */
export async function makeWorld(dataDir: string, people: number): Promise<World> {
  const server = await startEmbedded({ dataDir })
  const config = readConfig({ ANLAN_DATA: dataDir, ANLAN_LOG: 'error' }, ['--empty'])
  const anlan = await createAnlan({ config, ownerUrl: server.ownerUrl })
  const owner = new Pool({ connectionString: server.ownerUrl, max: 1 })
  const [office, plant] = [id(), id()]
  await owner.query(`insert into org (id, kind, name, path, sector) values ($1, 'office', '某县应急管理局', '990101', null)`, [office])
  await owner.query(
    `insert into org (id, kind, name, path, office_id, sector) values ($1, 'enterprise', '宏达化工有限公司', '990101001', $2, 'hazchem')`,
    [plant, office],
  )
  const usernames: string[] = []
  for (let i = 0; i < people; i++) {
    const person = id()
    await owner.query('insert into person (id, name) values ($1, $2)', [person, `安全员${i}`])
    await owner.query(`insert into post (id, person_id, org_id, role, title, path) values ($1, $2, $3, 'safety', '安全员', '990101001')`, [
      id(),
      person,
      plant,
    ])
    const username = `safety${i}`
    await anlan.signIn.createAccount({ personId: person, username, password: PASSWORD })
    usernames.push(username)
  }
  await owner.end()
  await anlan.stop()
  await server.stop()
  return { plant, usernames }
}
