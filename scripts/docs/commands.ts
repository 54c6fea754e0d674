/** docs/reference/commands.md: what the program says of itself. */
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { alarmsCommand } from '#apps/cli/alarms.ts'
import type { Io } from '#apps/cli/main.ts'
import { planCommand } from '#apps/cli/plan.ts'
import { protocolCommand } from '#apps/cli/protocol.ts'
import { ruleCommand } from '#apps/cli/rule.ts'
import { document, HEAD, type Page } from './table.ts'

const PROGRAM = fileURLToPath(new URL('../../apps/cli/anlan.mjs', import.meta.url))

const block = (text: string): string => `\`\`\`text\n${text.trimEnd()}\n\`\`\``

/** What a command says when it is called with nothing. */
async function usageOf(command: (args: string[], io: Io) => unknown): Promise<string> {
  const lines: string[] = []
  const io: Io = { out: (line) => void lines.push(line), err: (line) => void lines.push(line), readFile: () => '' }
  await command([], io)
  return lines.join('\n')
}

/** The help of the program and the usage of its commands with parts. */
export async function commandsPage(): Promise<Page> {
  const help = execFileSync(process.execPath, [PROGRAM, 'help'], { encoding: 'utf8' })
  const parts = [
    ['rule', '法规计算: what law and standards compute', ruleCommand],
    ['plan', '读规划: the commitments of a plan document', planCommand],
    ['protocol', '报文核对: worked frames of the monitoring protocols', protocolCommand],
    ['alarms', '报警回放: readings in, alarm events out', alarmsCommand],
  ] as const
  const sections = await Promise.all(parts.map(async ([name, what, run]) => `## anlan ${name}\n\n${what}.\n\n${block(await usageOf(run))}`))
  return {
    name: 'commands.md',
    text: document(
      '# Commands (命令)',
      `${HEAD} From a clone: \`node apps/cli/anlan.mjs COMMAND\`, or \`npx anlan COMMAND\`; \`npm start -- OPTIONS\` is \`anlan serve OPTIONS\`.`,
      'Exit codes: 0 done, 1 not proven, not fit or failed, 2 wrong usage.',
      block(help),
      ...sections,
    ),
  }
}
