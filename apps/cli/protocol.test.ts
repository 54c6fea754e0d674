import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { protocolCommand } from './protocol.ts'

const OWN = fileURLToPath(new URL('../../libs/protocols/frames/frames.json', import.meta.url))

function run(args: string[], files: Record<string, string> = {}) {
  const out: string[] = []
  const err: string[] = []
  const code = protocolCommand(args, {
    out: (line) => out.push(line),
    err: (line) => err.push(line),
    readFile: (path) => files[path] ?? readFileSync(path, 'utf8'),
  })
  return { code, out, err }
}

describe('anlan protocol check', () => {
  it('ends with the count of passed and failed, and says 0', () => {
    const { code, out, err } = run(['check', OWN])
    expect(out).toEqual(['61 passed, 0 failed'])
    expect(err).toEqual([])
    expect(code).toBe(0)
  })

  it('names what failed and says 1', () => {
    const frame = { id: 'wrong', hex: '7E00020000040021679287002B7D027E', expect: { msg_id: '0x0003', serial: 43 } }
    const { code, out } = run(['check', 'f.json'], { 'f.json': JSON.stringify({ jt808: [frame] }) })
    expect(out).toEqual(['FAILED jt808 wrong', '  msg_id: expected "0x0003", got "0x0002"', '0 passed, 1 failed'])
    expect(code).toBe(1)
  })

  it('says 2 for wrong usage, a missing file and what is no JSON', () => {
    expect(run([]).code).toBe(2)
    expect(run(['check']).err[0]).toContain('anlan protocol check FILE')
    expect(run(['check', 'nowhere.json']).code).toBe(2)
    expect(run(['check', 'f'], { f: 'no json' }).code).toBe(2)
    expect(run(['check', 'f'], { f: '[]' }).code).toBe(2)
  })
})
