import type { Measured } from './load.ts'

/** What one program showed in all its runs, by workload. Memory in megabytes: resident, with children, highest seen. */
export interface Shown {
  readonly name: string
  readonly runs: Map<string, Measured[]>
  memory: number
}

export interface Bare {
  readonly explicit: number[]
  readonly alone: number[]
}

const TEXTS: Readonly<Record<string, string>> = {
  list: 'list of 20, three filters and a sort',
  one: 'one record',
  write: 'an act / a create',
  open: 'a matter opened',
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? Number.NaN)
    : ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2
}

const of = (program: Shown, workload: string, figure: (m: Measured) => number): number =>
  median((program.runs.get(workload) ?? []).map(figure))
const rate = (program: Shown, workload: string): number => of(program, workload, (m) => m.perSecond)
const late = (program: Shown, workload: string): number => of(program, workload, (m) => m.p99)
const whole = (n: number): string => Math.round(n).toLocaleString('en')

function spread(program: Shown, workload: string): string {
  const rates = (program.runs.get(workload) ?? []).map((m) => m.perSecond)
  return `${whole(Math.min(...rates))} to ${whole(Math.max(...rates))}`
}

/** The table of medians. */
export function table(programs: readonly Shown[]): string[] {
  const lines = ['| workload | program | requests a second | of the runs | p50 ms | p99 ms |', '|---|---|---|---|---|---|']
  for (const [workload, text] of Object.entries(TEXTS)) {
    for (const program of programs) {
      if (!program.runs.has(workload)) continue
      const p50 = of(program, workload, (m) => m.p50).toFixed(1)
      lines.push(
        `| ${text} | ${program.name} | ${whole(rate(program, workload))} | ${spread(program, workload)} | ${p50} | ${late(program, workload).toFixed(1)} |`,
      )
    }
  }
  return lines
}

const verdict = (text: string, is: number, wanted: number, enough: boolean, unit = ''): string =>
  `${enough ? 'met   ' : 'MISSED'}  ${text}: ${is.toFixed(2)}${unit}, wanted ${wanted}${unit}`

/** Each target in a line. `peers` may be empty: then only what needs no peer is said. */
export function targets(anlan: Shown, peers: readonly Shown[], bare: Bare): string[] {
  const lines: string[] = []
  const faster = (text: string, workload: string, wanted: number): void => {
    const best = Math.max(...peers.map((p) => rate(p, workload)))
    const times = rate(anlan, workload) / best
    lines.push(verdict(`${text}, times the better peer's requests a second`, times, wanted, times >= wanted))
  }
  if (peers.length > 0) {
    faster('list', 'list', 5)
    const share = late(anlan, 'list') / Math.min(...peers.map((p) => late(p, 'list')))
    lines.push(verdict(`list, share of the better peer's p99`, share, 0.33, share <= 1 / 3))
    faster('one record', 'one', 3)
    faster('an act with chain, audit and outbox', 'write', 2)
  }
  const act = rate(anlan, 'write')
  for (const [text, rates] of [
    ['begin, insert, commit', bare.explicit],
    ['insert alone', bare.alone],
  ] as const) {
    const share = act / median(rates)
    lines.push(verdict(`an act, share of the bare commits (${text}: ${whole(median(rates))} a second)`, share, 0.4, share >= 0.4))
  }
  lines.push(verdict('memory of the server', anlan.memory, 250, anlan.memory <= 250, ' MB'))
  return lines
}
