import { appendFile, mkdir } from 'node:fs/promises'
import path from 'node:path'
import type { SmsSender } from './types.ts'

/**
 * Text messages into a file, one line of JSON each: for places whose gateway picks files up, and for trying out. A
 * gateway with an interface of its own is another SmsSender.
 */
export function fileSms(file: string, now: () => Date): SmsSender {
  return {
    async send(to, text) {
      await mkdir(path.dirname(file), { recursive: true })
      await appendFile(file, `${JSON.stringify({ at: now().toISOString(), to, text })}\n`, { mode: 0o600 })
    },
  }
}
