/** Look-ups in the division tree: by path, upwards, downwards, by a piece of the name. */
import { inArea } from './paths.ts'
import { type Division, type DivisionLevel } from './seed.ts'

export interface SearchOptions {
  /** Only inside this area. */
  readonly within?: string
  readonly level?: DivisionLevel
  /** 20 by default. */
  readonly limit?: number
}

export interface DivisionTree {
  /** The division at a path; undefined when there is none. */
  find(path: string): Division | undefined
  /** The divisions directly below a path, in the order of their codes. */
  children(path: string): readonly Division[]
  /** From the province down to the division itself; for an own node, down to the official division it hangs below. */
  line(path: string): readonly Division[]
  /** 云南省玉溪市澄江市: names from the top, without the levels that are only a heading (市辖区). */
  fullName(path: string): string
  /** Divisions by pieces of the name: `澄江`, `玉溪 龙街`. Exact names first, then beginnings, then higher levels. */
  search(query: string, options?: SearchOptions): Division[]
}

/** Levels that exist in the codes only and that nobody says aloud. */
const HEADINGS: ReadonlySet<string> = new Set(['市辖区', '县', '省直辖县级行政区划', '自治区直辖县级行政区划'])

const DEPTHS = [2, 4, 6, 9]

/** A tree over divisions, as `parseSeed` or a database gives them. */
export function makeTree(divisions: readonly Division[]): DivisionTree {
  const byPath = new Map(divisions.map((d) => [d.path, d]))
  const below = new Map<string, Division[]>()
  for (const d of divisions) {
    if (d.parent === null) continue
    const list = below.get(d.parent)
    if (list) list.push(d)
    else below.set(d.parent, [d])
  }

  const line = (path: string): Division[] =>
    DEPTHS.filter((depth) => depth <= path.length).flatMap((depth) => byPath.get(path.slice(0, depth)) ?? [])
  const fullName = (path: string): string =>
    line(path)
      .filter((d) => !HEADINGS.has(d.name))
      .map((d) => d.name)
      .join('')

  const search = (query: string, options: SearchOptions = {}): Division[] => {
    const words = query.trim().split(/\s+/)
    const last = words.at(-1) ?? ''
    if (last === '') return []
    const rank = (d: Division): number => (d.name === last ? 0 : d.name.startsWith(last) ? 10 : 20) + DEPTHS.indexOf(d.path.length)
    const hit = (d: Division): boolean =>
      d.name.includes(last) &&
      !HEADINGS.has(d.name) &&
      (options.level === undefined || d.level === options.level) &&
      (options.within === undefined || inArea(d.path, options.within)) &&
      words.every((word) => fullName(d.path).includes(word))
    return divisions
      .filter(hit)
      .toSorted((a, b) => rank(a) - rank(b) || (a.path < b.path ? -1 : 1))
      .slice(0, options.limit ?? 20)
  }

  return { find: (path) => byPath.get(path), children: (path) => below.get(path) ?? [], line, fullName, search }
}
