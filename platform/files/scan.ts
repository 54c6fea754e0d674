import { execFile } from 'node:child_process'
import type { FileScan } from './types.ts'

/**
 * A scanner as a command; the file's path is added as the last argument. Exit code 0 = clean, 1 = infected (the custom of
 * clamscan and clamdscan); anything else = it could not judge.
 */
export function commandScan(command: string, args: readonly string[], timeoutMs = 60_000): FileScan {
  return (path) =>
    new Promise((resolve, reject) => {
      execFile(command, [...args, path], { timeout: timeoutMs, maxBuffer: 256 * 1024 }, (error, stdout) => {
        const word = stdout.trim().split('\n')[0] ?? ''
        if (!error) resolve({ clean: true, word })
        else if (error.code === 1 && !error.killed) resolve({ clean: false, word })
        else reject(error)
      })
    })
}
