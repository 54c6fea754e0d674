import { readFileSync } from 'node:fs'

/** What a command may use of the world; given by main, so that commands can be tested. */
export interface Io {
  out(line: string): void
  err(line: string): void
  readFile(path: string): string
}

const io: Io = {
  out: (line) => console.log(line),
  err: (line) => console.error(line),
  readFile: (path) => readFileSync(path === '-' ? 0 : path, 'utf8'),
}

interface Command {
  readonly usage: string
  readonly run: (args: string[]) => Promise<number | void>
}

/** Each command loads what it needs when it runs: `anlan rule` does not start a database. */
const COMMANDS: Readonly<Record<string, Command>> = {
  serve: {
    usage: 'serve [--port N] [--host H] [--data DIR] [--empty]      启动 / start the server',
    run: async (args) => (await import('../server/main.ts')).serveCommand(args),
  },
  init: {
    usage: 'init --division CODE --office NAME --name PERSON [--username U] [--data DIR]  建立 / a real place and its administrator',
    run: async (args) => (await import('./init.ts')).initCommand(args, io),
  },
  rule: {
    usage: 'rule list | run NAME --on DATE | examples FILE | docs DIR',
    run: async (args) => (await import('./rule.ts')).ruleCommand(args, io),
  },
  plan: {
    usage: 'plan read FILE [--json | --xlsx OUT] | score GOLD PRED',
    run: async (args) => (await import('./plan.ts')).planCommand(args, io),
  },
  protocol: {
    usage: 'protocol check FILE',
    run: async (args) => (await import('./protocol.ts')).protocolCommand(args, io),
  },
  alarms: {
    usage: 'alarms replay --rules FILE --csv FILE --time COLUMN --values COLUMN,…',
    run: async (args) => (await import('./alarms.ts')).alarmsCommand(args, io),
  },
  simulate: {
    usage: 'simulate SCRIPT.json [--seed N] [--speed N] [--for S] [--server PROTOCOL=ADDRESS]… | --example  模拟设备 / devices that send',
    run: async (args) => (await import('./simulate.ts')).simulateCommand(args, io),
  },
  backup: {
    usage: 'backup OUT.tar.gz [--data DIR]                          备份 / base backup with evidence',
    run: async (args) => (await import('./keep.ts')).backupCommand(args, io),
  },
  restore: {
    usage: 'restore ARCHIVE --data DIR [--key FILE]                 恢复 / into an empty folder',
    run: async (args) => (await import('./keep.ts')).restoreCommand(args, io),
  },
  verify: {
    usage: 'verify [--data DIR] [--act ID] [--key FILE] [--no-files] 核验 / prove the record',
    run: async (args) => (await import('./verify.ts')).verifyCommand(args, io),
  },
  doctor: {
    usage: 'doctor [--data DIR] [--port N]                          体检 / what is wrong and how to mend it',
    run: async (args) => (await import('./doctor.ts')).doctorCommand(args, io),
  },
  import: {
    usage: 'import FILE.xlsx|csv [--data DIR] [--commit] [--update] 导入企业 / enterprises',
    run: async (args) => (await import('./registry.ts')).importCommand(args, io),
  },
  export: {
    usage: 'export OUT.xlsx [--data DIR]                            导出企业 / enterprises',
    run: async (args) => (await import('./registry.ts')).exportCommand(args, io),
  },
}

/** A reader that has seen enough (`anlan rule list | head`) closes the pipe: that is an end, not a fault. */
function endWithReader(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0)
      throw error
    })
  }
}

export async function main([name, ...args]: string[]): Promise<void> {
  endWithReader()
  const command = name === undefined ? undefined : COMMANDS[name]
  if (!command) {
    const all = Object.values(COMMANDS).map((c) => `  anlan ${c.usage}`)
    ;(name === undefined || name === 'help' || name === '--help' ? io.out : io.err)(['安澜 Anlan', ...all].join('\n'))
    process.exitCode = name === undefined || name === 'help' || name === '--help' ? 0 : 2
    return
  }
  try {
    const code = await command.run(args)
    if (typeof code === 'number') process.exitCode = code
  } catch (error) {
    io.err(error instanceof Error ? error.message : String(error))
    process.exitCode = 1
  }
}
