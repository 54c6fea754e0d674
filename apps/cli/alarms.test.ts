import { describe, expect, it } from 'vitest'
import { alarmsCommand } from './alarms.ts'

const FILES: Record<string, string> = {
  'rules.json': JSON.stringify({ version: 1, rules: [{ id: 'high', kind: 'limits', point: 'level', H: 80, deadBand: 2 }] }),
  'all.json': JSON.stringify({ version: 1, rules: [{ id: 'high', kind: 'limits', point: '*', H: 80 }] }),
  'faulty.json': JSON.stringify({ version: 1, rules: [{ id: 'high', kind: 'limits', point: 'level', H: 'x' }] }),
  'tank.csv':
    'timestamp,level\n2024-05-03 00:00:00,50\n2024-05-03 00:01:00,81\n2024-05-03 00:01:00,81\n2024-05-03 00:02:00,79\n2024-05-03 00:03:00,70\n',
  'plain.dat': '  50  60\n  90  60\n  50  99\n',
  'pca.json': JSON.stringify({ version: 1, rules: [{ id: 'group', kind: 'pca', points: '*', train: 20, components: 1 }] }),
  'train.dat': [0, 1].map((column) => Array.from({ length: 20 }, (_, i) => (i % 5) + column).join(' ')).join('\n'),
  'test.dat': '2 3\n2 9\n2 3\n',
}

const readFile = (path: string): string => {
  const text = FILES[path]
  if (text === undefined) throw new Error(`no such file: ${path}`)
  return text
}

const run = async (...args: string[]): Promise<{ code: number; out: string[]; err: string }> => {
  const out: string[] = []
  const err: string[] = []
  const code = await alarmsCommand(args, { out: (line) => void out.push(line), err: (line) => void err.push(line), readFile })
  return { code, out, err: err.join('\n') }
}

describe('anlan alarms replay', () => {
  it('prints the events of a CSV file as JSON lines', async () => {
    const { code, out, err } = await run('replay', '--rules', 'rules.json', '--csv', 'tank.csv', '--time', 'timestamp', '--values', 'level')
    expect(code).toBe(0)
    expect(out.map((line): unknown => JSON.parse(line))).toMatchObject([
      { time: '2024-05-03T00:01:00.000Z', rule: 'high', point: 'level', level: 'H', kind: 'open', value: 81 },
      { time: '2024-05-03T00:03:00.000Z', kind: 'clear', value: 70 },
    ])
    expect(err).toContain('duplicates 1')
  })

  it('reads files without header by column number and row time', async () => {
    const { code, out } = await run('replay', '--rules', 'all.json', '--csv', 'plain.dat', '--time', 'row:180', '--values', '1,2')
    expect(code).toBe(0)
    expect(out.map((line): unknown => JSON.parse(line))).toMatchObject([
      { at: 180, point: '1', kind: 'open' },
      { at: 360, point: '1', kind: 'clear' },
      { at: 360, point: '2', kind: 'open' },
    ])
  })

  it('trains on a transposed file that comes before', async () => {
    const { out } = await run(
      'replay',
      '--rules',
      'pca.json',
      '--train',
      'train.dat',
      '--train-transposed',
      '--csv',
      'test.dat',
      '--time',
      'row:60',
      '--values',
      'all',
    )
    expect(out.map((line): unknown => JSON.parse(line))).toMatchObject([
      { at: 60, kind: 'open' },
      { at: 120, kind: 'clear' },
    ])
  })

  it.each([
    [['replay', '--rules', 'faulty.json', '--csv', 'tank.csv', '--time', 'timestamp', '--values', 'level'], 'rules[0].H'],
    [['replay', '--rules', 'none.json', '--csv', 'tank.csv', '--time', 'timestamp', '--values', 'level'], 'none.json'],
    [['replay', '--rules', 'rules.json', '--csv', 'tank.csv', '--time', 'when', '--values', 'level'], 'no such column: when'],
    [['replay', '--rules', 'rules.json', '--csv', 'tank.csv', '--time', 'timestamp', '--values', 'depth'], 'no such column: depth'],
    [['replay', '--rules', 'rules.json', '--csv', 'plain.dat', '--time', 'row:0', '--values', '1'], 'must be positive'],
    [['replay', '--colour'], '--colour'],
    [['replay'], '--rules FILE'],
    [[], '--rules FILE'],
  ])('fails on %j and says why', async (args, why) => {
    const { code, out, err } = await run(...args)
    expect(code).toBe(1)
    expect(out).toEqual([])
    expect(err).toContain(why)
  })
})
