import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { makeTree, parseSeed, pathOfCode, type Division, type DivisionTree } from '#kernel/divisions/index.ts'
import { uuidv7 } from '#kernel/ids.ts'
import { fill, text } from '#kernel/text.ts'
import { initialsOf } from '#mechanisms/registry/index.ts'
import { openDb, sql, type Db } from '#platform/db/index.ts'
import { startEmbedded } from '#platform/postgres/index.ts'
import { createAnlan } from '../server/app.ts'
import type { Config } from '../server/config.ts'
import type { Io } from './main.ts'
import { both, configOf, hasCluster, withDatabase } from './opening.ts'

const USAGE = text(
  '用法：anlan init --division 行政区划代码 --office 单位名称 --name 管理员姓名 [--username 用户名] [--data 目录]',
  'usage: anlan init --division CODE --office NAME --name PERSON [--username USER] [--data DIR]',
)
const RUNNING = text('请先停止正在运行的服务，再初始化', 'Stop the running server first')
const NOT_EMPTY = text(
  '已有单位或人员，不再初始化；请用管理员账号登录后添加',
  'There are organisations or people already; sign in as administrator',
)
const UNKNOWN = text('没有这个行政区划：{code}', 'No such division: {code}')

function nationalTree(): DivisionTree {
  return makeTree(parseSeed(readFileSync(fileURLToPath(new URL('../../kernel/divisions/seed.txt', import.meta.url)), 'utf8')))
}

/** The divisions that a place needs: the line above it and everything below it. */
export function divisionsFor(tree: DivisionTree, path: string): Division[] {
  const below = (from: string): Division[] => tree.children(from).flatMap((d) => [d, ...below(d.path)])
  return [...tree.line(path), ...below(path)]
}

async function writePlace(owner: Db, divisions: readonly Division[], path: string, office: string, name: string): Promise<string> {
  const ids = { org: uuidv7(Date.now()), person: uuidv7(Date.now()), post: uuidv7(Date.now()) }
  const nobody = { personId: '', postId: '', orgId: '', role: '', path: '', sectors: null, grants: {} }
  await owner.tx(nobody, async (tx) => {
    for (const d of divisions) {
      await tx.query(sql`insert into division (path, code, name, level, parent, source) values (${d.path}, ${d.code}, ${d.name}, ${d.level},
        ${d.parent}, 'national') on conflict do nothing`)
    }
    await tx.query(
      sql`insert into org (id, kind, name, pinyin, path) values (${ids.org}::uuid, 'office', ${office}, ${initialsOf(office)}, ${path})`,
    )
    await tx.query(sql`insert into person (id, name) values (${ids.person}::uuid, ${name})`)
    await tx.query(sql`insert into post (id, person_id, org_id, role, title, path)
      values (${ids.post}::uuid, ${ids.person}::uuid, ${ids.org}::uuid, 'admin', '系统管理员', ${path})`)
  })
  return ids.person
}

async function setUp(
  config: Config,
  ownerUrl: string,
  io: Io,
  wanted: { code: string; office: string; name: string; username: string },
): Promise<number> {
  const tree = nationalTree()
  const path = pathOfCode(wanted.code)
  if (!tree.find(path)) {
    io.err(both(fill(UNKNOWN, { code: wanted.code })))
    return 1
  }
  const anlan = await createAnlan({ config, ownerUrl })
  const owner = openDb(ownerUrl, { max: 1 })
  try {
    const [there] = (await owner.pool.query<{ n: number }>('select (select count(*) from org) + (select count(*) from person) as n')).rows
    if (Number(there?.n ?? 0) > 0) {
      io.err(both(NOT_EMPTY))
      return 1
    }
    const divisions = divisionsFor(tree, path)
    const personId = await writePlace(owner, divisions, path, wanted.office, wanted.name)
    const password = `Al-${randomBytes(9).toString('base64url')}`
    await anlan.signIn.createAccount({ personId, username: wanted.username, password, mustChange: true })
    const place = tree.fullName(path)
    io.out(both(fill(text('已建立 {place}，含 {n} 个区划', '{place} is set up with {n} divisions'), { place, n: divisions.length })))
    io.out(
      both(
        fill(text('用户名 {u}，初始密码 {p}（首次登录后请修改）', 'user {u}, first password {p} (change it after signing in)'), {
          u: wanted.username,
          p: password,
        }),
      ),
    )
    return 0
  } finally {
    await owner.close()
    await anlan.stop()
  }
}

/** `anlan init`: the divisions of a real place, its first office and its first administrator, into an empty database. */
export async function initCommand(args: string[], io: Io): Promise<number> {
  const string = { type: 'string' } as const
  const { values } = parseArgs({ args, options: { division: string, office: string, name: string, username: string, data: string } })
  if (!values.division || !values.office || !values.name) {
    io.err(both(USAGE))
    return 2
  }
  const config = configOf(values.data)
  const wanted = { code: values.division, office: values.office, name: values.name, username: values.username ?? 'admin' }
  if (config.databaseUrl || hasCluster(config.dataDir)) {
    return withDatabase(config, async ({ ownerUrl, how }) => {
      if (how === 'running') {
        io.err(both(RUNNING))
        return 1
      }
      return setUp(config, ownerUrl, io, wanted)
    })
  }
  const server = await startEmbedded({ dataDir: config.dataDir })
  try {
    return await setUp(config, server.ownerUrl, io, wanted)
  } finally {
    await server.stop()
  }
}
