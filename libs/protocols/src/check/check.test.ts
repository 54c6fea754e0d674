import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { checkFrames } from './run.ts'

const OWN = fileURLToPath(new URL('../../frames/frames.json', import.meta.url))
const SHARED = fileURLToPath(new URL('../../../../../shared/monitoring/frames.json', import.meta.url))

function load(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'))
}

function failures(file: unknown) {
  return checkFrames(file).filter((result) => result.faults.length > 0)
}

describe('worked frames', () => {
  it('come out as expected: those of the project', () => {
    const file = load(OWN)
    expect(failures(file)).toEqual([])
    expect(checkFrames(file).length).toBe(61)
  })

  it('come out as expected: those of the shared folder', (ctx) => {
    if (!existsSync(SHARED)) return ctx.skip('no shared folder beside the project')
    const file = load(SHARED)
    expect(failures(file)).toEqual([])
    expect(checkFrames(file).length).toBeGreaterThan(60)
  })
})

/** Sets the text or number at the end of each path to something else, one at a time. */
function* wrongExpectations(value: unknown, path: (string | number)[] = []): Generator<(string | number)[]> {
  if (Array.isArray(value)) for (const [at, entry] of value.entries()) yield* wrongExpectations(entry, [...path, at])
  else if (typeof value === 'object' && value !== null) {
    for (const [key, entry] of Object.entries(value))
      if (key !== 'error' && key !== 'app_error') yield* wrongExpectations(entry, [...path, key])
  } else yield path
}

function setWrong(root: unknown, path: (string | number)[]): void {
  let holder = root as Record<string | number, unknown>
  for (const step of path.slice(0, -1)) holder = holder[step] as Record<string | number, unknown>
  const last = path.at(-1) ?? ''
  const old = holder[last]
  holder[last] = typeof old === 'number' ? old + 1 : typeof old === 'boolean' ? !old : old === null ? 1 : `${String(old)}x`
}

describe('the check itself', () => {
  const own = load(OWN) as Record<string, { id: string; expect: unknown }[]>

  it('fails for every expected value that is wrong', () => {
    let tried = 0
    for (const section of ['jt808', 'hj212', 'gb26875', 'streams', 'replies']) {
      for (const entry of own[section] ?? []) {
        for (const path of wrongExpectations(entry.expect)) {
          const wrong = structuredClone(entry)
          setWrong(wrong.expect, path)
          const results = checkFrames({ [section]: [wrong] })
          expect(results[0]?.faults.length, `${entry.id} ${path.join('.')}`).toBeGreaterThan(0)
          tried++
        }
      }
    }
    expect(tried).toBeGreaterThan(500)
  })

  it('fails where a refusal is expected and none comes, and the other way round', () => {
    const good = '7E00020000139000011110000A0000'
    const frame = own['jt808']?.[0] as { id: string; hex?: string; expect: unknown }
    expect(failures({ jt808: [{ ...frame, expect: { error: 'short' } }] })).toHaveLength(1)
    expect(failures({ jt808: [{ id: 'cut', hex: good, expect: { msg_id: '0x0002' } }] })).toHaveLength(1)
  })

  it('fails for an unknown field, an empty expectation, broken hex and an unknown section, and goes on', () => {
    const frame = own['jt808']?.[0] as { id: string; hex: string; expect: object }
    const results = checkFrames({
      meta: {},
      jt808: [
        { ...frame, expect: { ...frame.expect, colour: 'red' } },
        { ...frame, expect: {} },
        { ...frame, hex: '7EZZ' },
        { ...frame, hex: undefined },
        'frame',
        frame,
      ],
      modbus: [{ id: 'm' }],
      streams: {},
    })
    expect(results.map((result) => result.faults.length > 0)).toEqual([true, true, true, true, true, false, true, true])
  })

  it('takes the other English words for the same bit and no others', () => {
    const system = own['gb26875']?.find((entry) => entry.id === 'own-gb-06') as { expect: { objects: { state_bits: string[] }[] } }
    const words = (state_bits: string[]) => ({ ...system, expect: { objects: [{ state_bits }] } })
    expect(failures({ gb26875: [words(['link_fault', 'line_fault'])] })).toEqual([])
    expect(failures({ gb26875: [words(['line_fault', 'link_fault'])] })).toHaveLength(1)
    expect(failures({ gb26875: [words(['link_fault', 'fire'])] })).toHaveLength(1)
  })

  it('refuses what is no file of worked frames', () => {
    expect(() => checkFrames([1])).toThrow(RangeError)
    expect(() => checkFrames(null)).toThrow(RangeError)
  })
})
