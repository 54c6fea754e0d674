import type { Columns } from './codec.ts'

interface Waiter {
  resolve: () => void
  reject: (error: unknown) => void
}

/** Readings that wait for the next transaction, with those who wait for it. Small messages share columns. */
export interface Queue {
  put(columns: Columns): Promise<void>
  putOne(no: number, t: number, v: number, q: number, backfill: boolean, receivedAt: number): Promise<void>
  /** At most so many readings, whole batches; empty = nothing waits. */
  take(most: number): { columns: Columns[]; waiters: Waiter[] }
  readonly size: () => number
  /** Nobody will come: all who wait are told. */
  fail(error: unknown): void
}

const SMALL = 2048

function smallColumns(backfill: boolean, receivedAt: number) {
  return {
    n: 0,
    no: new Int32Array(SMALL),
    t: new Float64Array(SMALL),
    v: new Float64Array(SMALL),
    q: new Uint8Array(SMALL),
    backfill,
    receivedAt,
  }
}

interface Parcel {
  columns: Columns
  waiters: Waiter[]
}

export function createQueue(): Queue {
  let parcels: Parcel[] = []
  let open: { columns: ReturnType<typeof smallColumns>; waiters: Waiter[] } | null = null
  let waiting = 0

  function close(): void {
    if (open) parcels.push(open)
    open = null
  }

  const wait = (waiters: Waiter[]): Promise<void> => new Promise((resolve, reject) => waiters.push({ resolve, reject }))

  return {
    put(columns) {
      close()
      const parcel: Parcel = { columns, waiters: [] }
      parcels.push(parcel)
      waiting += columns.n
      return wait(parcel.waiters)
    },
    putOne(no, t, v, q, backfill, receivedAt) {
      // A batch of small messages bears one time of receipt: that of its first.
      if (open && (open.columns.backfill !== backfill || open.columns.n === SMALL)) close()
      open ??= { columns: smallColumns(backfill, receivedAt), waiters: [] }
      const { columns } = open
      const i = columns.n++
      columns.no[i] = no
      columns.t[i] = t
      columns.v[i] = v
      columns.q[i] = q
      waiting++
      return wait(open.waiters)
    },
    take(most) {
      close()
      const taken = { columns: [] as Columns[], waiters: [] as Waiter[] }
      let n = 0
      let used = 0
      for (const parcel of parcels) {
        if (used > 0 && n + parcel.columns.n > most) break
        n += parcel.columns.n
        used++
        taken.columns.push(parcel.columns)
        for (const w of parcel.waiters) taken.waiters.push(w)
      }
      parcels = parcels.slice(used)
      waiting -= n
      return taken
    },
    size: () => waiting,
    fail(error) {
      close()
      for (const parcel of parcels) for (const w of parcel.waiters) w.reject(error)
      parcels = []
      waiting = 0
    },
  }
}
