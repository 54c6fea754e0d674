import { chmodSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readPidFile } from './control.ts'
import { isPostmasterOf, waitForExit } from './processes.ts'

/** Folders of one test file; `clear` also ends servers that a failed test left in them. */
export type TestFolders = { make(): string; clear(): Promise<void> }

export function testFolders(): TestFolders {
  const made: string[] = []
  return {
    make() {
      const folder = realpathSync(mkdtempSync(join(tmpdir(), 'anlan-pg-')))
      // Under root the server's account must be able to walk through.
      chmodSync(folder, 0o755)
      made.push(folder)
      return folder
    },
    async clear() {
      for (const folder of made) {
        const cluster = join(folder, 'pg')
        const pid = readPidFile(cluster)?.pid
        if (pid !== undefined && isPostmasterOf(pid, cluster)) {
          process.kill(pid, 'SIGQUIT')
          await waitForExit(pid, 10_000)
        }
        rmSync(folder, { recursive: true, force: true })
      }
    },
  }
}
