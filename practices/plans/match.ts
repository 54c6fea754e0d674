/** Pairs of characters of a text, for likeness. */
function pairs(value: string): Map<string, number> {
  const plain = value.replace(/[\s，。、；：（）()“”"'0-9０-９.%％]/g, '')
  const found = new Map<string, number>()
  for (let i = 0; i + 1 < plain.length; i++) {
    const pair = plain.slice(i, i + 2)
    found.set(pair, (found.get(pair) ?? 0) + 1)
  }
  return found
}

/** Likeness of two texts by the character pairs they share (Dice), numbers left out: 0 to 1. */
function likenessOf(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let [shared, total] = [0, 0]
  for (const [pair, n] of a) {
    shared += Math.min(n, b.get(pair) ?? 0)
    total += n
  }
  for (const n of b.values()) total += n
  return total === 0 ? 0 : (2 * shared) / total
}

export interface Matchable {
  readonly id: string
  readonly kind: string
  readonly quote: string
  readonly name: string
}

/** Below this two items are not taken for one. */
const ALIKE = 0.6

/**
 * Which item of a new version continues which of the old: of one kind, alike in words whatever their numbers, each used once, the
 * likest first. A new item that fits none is absent from the result.
 */
export function matchItems(fresh: readonly Matchable[], old: readonly Matchable[]): Map<string, string> {
  const bags = new Map([...fresh, ...old].map((i) => [i.id, { quote: pairs(i.quote), name: pairs(i.name) }]))
  const scored: { a: string; b: string; score: number }[] = []
  for (const a of fresh) {
    for (const b of old) {
      if (a.kind !== b.kind) continue
      const [x, y] = [bags.get(a.id), bags.get(b.id)]
      const score = x && y ? Math.max(likenessOf(x.quote, y.quote), likenessOf(x.name, y.name)) : 0
      if (score >= ALIKE) scored.push({ a: a.id, b: b.id, score })
    }
  }
  scored.sort((p, q) => q.score - p.score || (p.a < q.a ? -1 : 1))
  const [result, taken] = [new Map<string, string>(), new Set<string>()]
  for (const { a, b } of scored) {
    if (result.has(a) || taken.has(b)) continue
    result.set(a, b)
    taken.add(b)
  }
  return result
}
