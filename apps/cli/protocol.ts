import { checkFrames } from '@anlan/protocols'

/** What a command may touch: lines out, lines of complaint, and files by path. */
export interface ProtocolIo {
  out(line: string): void
  err(line: string): void
  readFile(path: string): string
}

const USAGE = '用法 usage: anlan protocol check FILE'

/**
 * `anlan protocol check FILE`: runs worked frames (JT/T 808, HJ 212, GB/T 26875.3) through the decoders. Prints a line for each
 * one that does not come out as expected and ends with `N passed, M failed`.
 * Returns the exit code: 0 all passed, 1 some failed, 2 wrong usage or a file that cannot be read.
 */
export function protocolCommand(args: string[], io: ProtocolIo): number {
  const [command, path, ...more] = args
  if (command !== 'check' || path === undefined || more.length > 0) {
    io.err(USAGE)
    return 2
  }
  try {
    const results = checkFrames(JSON.parse(io.readFile(path)))
    const failed = results.filter((result) => result.faults.length > 0)
    for (const { section, id, faults } of failed) {
      io.out(`FAILED ${section} ${id}`)
      for (const fault of faults) io.out(`  ${fault}`)
    }
    io.out(`${results.length - failed.length} passed, ${failed.length} failed`)
    return failed.length > 0 ? 1 : 0
  } catch (error) {
    io.err(`读不了 cannot read ${path}: ${error instanceof Error ? error.message : String(error)}`)
    return 2
  }
}
