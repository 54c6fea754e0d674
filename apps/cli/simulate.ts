import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { fileURLToPath } from 'node:url'
import { Script, simulate } from '../simulator/index.ts'
import type { Io } from './main.ts'

const USAGE = `用法 usage: anlan simulate SCRIPT.json [--seed N] [--speed N] [--for SECONDS] [--server PROTOCOL=ADDRESS]…
           anlan simulate --example > SCRIPT.json`
const EXAMPLE = fileURLToPath(new URL('../simulator/example.json', import.meta.url))

const amount = (given: string | undefined, name: string): number | null => {
  if (given === undefined) return null
  const n = Number(given)
  if (!Number.isFinite(n) || n <= 0) throw new Error(`--${name}: 须是正数 / must be a number above 0`)
  return n
}

function scriptOf(text: string, seed: number | null, servers: readonly string[]): Script {
  const given: unknown = JSON.parse(text)
  if (typeof given !== 'object' || given === null) throw new Error('须是一个对象 / an object is expected')
  const over = Object.fromEntries(servers.map((s) => [s.slice(0, s.indexOf('=')), s.slice(s.indexOf('=') + 1)]))
  const before = (given as { server?: Record<string, string> }).server
  const parsed = Script.safeParse({ ...given, server: { ...before, ...over }, ...(seed === null ? {} : { seed }) })
  if (parsed.success) return parsed.data
  throw new Error(parsed.error.issues.map((i) => `${i.path.join('.')}: ${i.message}`).join('\n'))
}

/**
 * `anlan simulate`: the devices of a script send to a server through the real protocols, in real time or faster.
 * Returns 0 when the script was run to its end or was stopped, 1 when something of it was never answered, 2 for wrong input.
 */
export async function simulateCommand(args: string[], io: Io): Promise<number> {
  let script: Script
  let speed: number
  let seconds: number
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        example: { type: 'boolean', default: false },
        seed: { type: 'string' },
        speed: { type: 'string' },
        for: { type: 'string' },
        server: { type: 'string', multiple: true, default: [] },
      },
    })
    if (values.example) {
      io.out(readFileSync(EXAMPLE, 'utf8').trimEnd())
      return 0
    }
    const [file, ...more] = positionals
    if (file === undefined || more.length > 0) throw new Error(USAGE)
    script = scriptOf(io.readFile(file), amount(values.seed, 'seed'), values.server)
    speed = amount(values.speed, 'speed') ?? 1
    seconds = amount(values.for, 'for') ?? Infinity
  } catch (error) {
    io.err(error instanceof Error ? error.message : String(error))
    return 2
  }
  let stopped = false
  const stop = (): void => void (stopped = true)
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  const began = Date.now()
  // Faster than real time it begins earlier, so that it ends now: readings from the future would be refused.
  const ahead = speed > 1 && Number.isFinite(seconds) ? seconds : 0
  let told = 0
  try {
    const counts = await simulate(script, {
      epochS: Math.floor(began / 1000) - ahead,
      seconds,
      stopped: () => stopped,
      pace: async (atS) => {
        const wait = began + (atS * 1000) / speed - Date.now()
        if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
      },
      told: (line) => {
        if (told++ < 50) io.err(line)
      },
    })
    io.out(
      `${counts.sent} 条已应答 answered, ${counts.backfilled} 条补传 back-filled, ${counts.failed} 次失败 failures, ${counts.kept} 条未送达 kept`,
    )
    return counts.kept > 0 ? 1 : 0
  } catch (error) {
    io.err(error instanceof Error ? error.message : String(error))
    return 2
  } finally {
    process.off('SIGINT', stop)
    process.off('SIGTERM', stop)
  }
}
