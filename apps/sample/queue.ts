/** Things to happen, nearest first. A binary heap. */
export interface Happening {
  readonly at: number
  readonly run: (now: Date) => Promise<void>
}

export interface Timeline {
  add(one: Happening): void
  /** Takes the next happening not later than `until`. */
  take(until: number): Happening | undefined
  size(): number
}

export function timeline(): Timeline {
  const heap: Happening[] = []
  const swap = (i: number, j: number): void => {
    const [a, b] = [heap[i], heap[j]]
    if (a && b) [heap[i], heap[j]] = [b, a]
  }
  const atOf = (i: number): number => heap[i]?.at ?? Infinity
  return {
    size: () => heap.length,
    add(one) {
      heap.push(one)
      for (let i = heap.length - 1; i > 0;) {
        const parent = (i - 1) >> 1
        if (atOf(parent) <= atOf(i)) break
        swap(i, parent)
        i = parent
      }
    },
    take(until) {
      const first = heap[0]
      if (!first || first.at > until) return undefined
      const last = heap.pop()
      if (last && heap.length > 0) {
        heap[0] = last
        for (let i = 0; ;) {
          const least = atOf(2 * i + 1) <= atOf(2 * i + 2) ? 2 * i + 1 : 2 * i + 2
          if (atOf(least) >= atOf(i)) break
          swap(i, least)
          i = least
        }
      }
      return first
    },
  }
}
