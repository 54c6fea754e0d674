import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { readPlan } from '@anlan/plan-reader'
import { inventedPlan } from './text.ts'

/**
 * Characters per second and memory of the reader for 10 thousand, 100 thousand and 1 million characters of an invented plan.
 * Each size runs in a process of its own, so that its memory is its own. Limits: one million characters in 3 s and 300 MB; the verdict is
 * on processor time, since wall time tells as much about what else runs. Both are printed.
 */

const SIZES = [10_000, 100_000, 1_000_000]

function one(size: number): void {
  const text = inventedPlan(size)
  const used = process.cpuUsage()
  const start = performance.now()
  const reading = readPlan(text)
  const ms = performance.now() - start
  const cpu = process.cpuUsage(used).user / 1000
  const mb = process.resourceUsage().maxRSS / 1024
  console.log(
    JSON.stringify({
      size: text.length,
      ms,
      cpu,
      mb,
      items: reading.commitment.length + reading.indicator.length + reading.responsibility.length,
    }),
  )
}

function all(): void {
  let held = true
  for (const size of SIZES) {
    const line = execFileSync('npx', ['tsx', fileURLToPath(import.meta.url), String(size)], { encoding: 'utf8' })
    const r = JSON.parse(line.trim().split('\n').at(-1) ?? '{}') as { size: number; ms: number; cpu: number; mb: number; items: number }
    const ok = size < 1_000_000 || (r.cpu <= 3000 && r.mb <= 300)
    held &&= ok
    console.log(
      `${r.size} characters: ${r.ms.toFixed(0)} ms (processor ${r.cpu.toFixed(0)} ms), ${Math.round((r.size / r.ms) * 1000)} characters/s, ${r.mb.toFixed(0)} MB, ${r.items} items${size === 1_000_000 ? ` — limit 3000 ms of processor time, 300 MB: ${ok ? 'holds' : 'BROKEN'}` : ''}`,
    )
  }
  console.log(held ? 'limits hold' : 'limits do not hold')
  process.exitCode = held ? 0 : 1
}

const size = Number(process.argv[2] ?? 0)
if (size > 0) one(size)
else all()
