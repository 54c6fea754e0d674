import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Load, Measured } from './load.ts'

export type Workload = Pick<Load, 'method' | 'paths' | 'body'>

/** A program that runs and is asked. */
export interface Program {
  readonly name: string
  readonly pid: number
  readonly port: number
  readonly headers: Readonly<Record<string, string>>
  /** Address of a record of another town, which must not be found; null where the program has no rule by row. */
  readonly foreign: string | null
  /** How many rows a list's answer holds. */
  readonly rowsOf: (answer: unknown) => number
  readonly workloads: Readonly<Record<'list' | 'one' | 'write', Workload>> & { readonly open?: Workload }
  stop(): Promise<void>
}

/** Puts one run through the load generator's own process. */
export function measure(program: Program, workload: Workload, connections: number, seconds: number): Promise<Measured> {
  const child = fork(fileURLToPath(new URL('./load.ts', import.meta.url)), { execArgv: ['--import', 'tsx'] })
  return new Promise((resolve, reject) => {
    child.once('message', (measured: Measured) => resolve(measured))
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`The load generator ended with ${code}`)))
    child.send({ ...workload, port: program.port, headers: program.headers, connections, seconds } satisfies Load)
  })
}

/** Same question, same answer: 20 rows of the own town, one record, nothing of another town. Throws where it is not so. */
export async function check(program: Program): Promise<void> {
  const ask = (path: string): Promise<Response> => fetch(`http://127.0.0.1:${program.port}${path}`, { headers: program.headers })
  const list = await ask(program.workloads.list.paths[0] ?? '')
  if (!list.ok) throw new Error(`${program.name}: the list answers ${list.status} ${await list.text()}`)
  const rows = program.rowsOf(await list.json())
  if (rows !== 20) throw new Error(`${program.name}: the list has ${rows} rows`)
  const one = await ask(program.workloads.one.paths[0] ?? '')
  if (!one.ok) throw new Error(`${program.name}: one record answers ${one.status} ${await one.text()}`)
  const foreign = program.foreign === null ? null : await ask(program.foreign)
  if (foreign && foreign.status !== 404 && foreign.status !== 403)
    throw new Error(`${program.name}: a record of another town answers ${foreign.status}`)
}
