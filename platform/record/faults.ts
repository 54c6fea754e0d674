import type { RecordFault } from './types.ts'

export interface Found {
  add(fault: Pick<RecordFault, 'where' | 'what'> & Partial<RecordFault>): void
  readonly list: RecordFault[]
  readonly count: () => number
}

/** Keeps the first faults and counts all. */
export function collector(most: number): Found {
  const list: RecordFault[] = []
  let count = 0
  return {
    list,
    count: () => count,
    add(fault) {
      count += 1
      if (list.length < most) list.push({ matterId: null, no: null, seq: null, checkpointId: null, ...fault })
    },
  }
}
