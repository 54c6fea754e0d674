import { spawn } from 'node:child_process'
import path from 'node:path'

/** COPY from one database of the server into another. `select` runs at the source, `into` is `table (columns)` at the target. */
export async function copy(bin: string, from: string, select: string, to: string, into: string): Promise<void> {
  const psql = path.join(bin, 'psql')
  const out = spawn(psql, [from, '-qc', `copy (${select}) to stdout`], { stdio: ['ignore', 'pipe', 'inherit'] })
  const back = spawn(psql, [to, '-qc', `set session_replication_role = replica`, '-c', `copy ${into} from stdin`], {
    stdio: [out.stdout, 'ignore', 'inherit'],
  })
  const ended = [out, back].map((child) => new Promise<number | null>((resolve) => child.on('exit', resolve)))
  const codes = await Promise.all(ended)
  if (codes.some((code) => code !== 0)) throw new Error(`COPY into ${into} ended with ${codes.join(', ')}`)
}

/** Columns of a matter that every program keeps, in their order. */
export const COLUMNS = [
  'kind',
  'no',
  'title',
  'state',
  'phase',
  'level',
  'path',
  'sector',
  'opened_by',
  'opened_at',
  'assignee_id',
  'state_since',
  'closed_at',
  'due_at',
  'due_clause',
  'fields',
  'done_by',
  'seq',
  'head_hash',
] as const
