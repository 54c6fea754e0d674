import { expect, test } from 'vitest'
import { covers, makeUscc, normalUscc, subjectFaults, subjectTypeOf, toWgs84, usccFault, validityOf } from './rules.ts'
import { testSectors } from './sectors.fixture.ts'

test('the check character is the one of GB 32100; one changed character is found', () => {
  // The example code in the annex of GB 32100-2015.
  expect(usccFault('91350100M000100Y43')).toBeNull()
  expect(usccFault('91350100M000100Y44')?.zh).toContain('校验位')
  expect(usccFault('91350100M000100Y4')?.zh).toContain('18 位')
  expect(usccFault('91350100I000100Y43')?.zh).toContain('不允许的字符')
  expect(normalUscc(' 9135 0100m000100y43 ')).toBe('91350100M000100Y43')
})

test('any single wrong character and any swap of neighbours is found', () => {
  const code = makeUscc(4711)
  const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
  for (let i = 0; i < 18; i++) {
    for (const c of alphabet) if (c !== code[i]) expect(usccFault(code.slice(0, i) + c + code.slice(i + 1))).not.toBeNull()
    const swapped = code.slice(0, i) + (code[i + 1] ?? '') + (code[i] ?? '') + code.slice(i + 2)
    if (i < 17 && swapped !== code) expect(usccFault(swapped)).not.toBeNull()
  }
})

test('invented codes are valid and differ', () => {
  const codes = Array.from({ length: 2000 }, (_, i) => makeUscc(i * 37))
  expect(codes.filter((c) => usccFault(c) !== null)).toEqual([])
  expect(new Set(codes).size).toBe(codes.length)
})

const near = (found: { lng: number; lat: number }, lng: number, lat: number): void => {
  expect(Math.abs(found.lng - lng)).toBeLessThan(0.00001)
  expect(Math.abs(found.lat - lat)).toBeLessThan(0.00001)
}

test('GCJ-02 and BD-09 become WGS-84 within a metre', () => {
  // Shanghai, Shenzhen and Beijing: the pairs that the eviltransform project tests its ports with.
  near(toWgs84({ lng: 121.531541859215, lat: 31.17530398364597 }, 'gcj02'), 121.5272106, 31.1774276)
  near(toWgs84({ lng: 113.9171764808363, lat: 22.540796131694766 }, 'gcj02'), 113.912316, 22.543847)
  near(toWgs84({ lng: 116.38404722455657, lat: 39.91334545536069 }, 'gcj02'), 116.377817, 39.911954)
  // The example in the documentation of gcoord.
  near(toWgs84({ lng: 116.41661560068297, lat: 39.92196580126834 }, 'bd09'), 116.403988, 39.914266)
  expect(toWgs84({ lng: 116.391275, lat: 39.907217 }, 'wgs84')).toEqual({ lng: 116.391275, lat: 39.907217 })
})

test('an office covers what lies below its own path and nothing else', () => {
  expect(covers('990101', '990101001')).toBe(true)
  expect(covers('990101', '990101')).toBe(true)
  expect(covers('990101001', '990101')).toBe(false)
  expect(covers('', '990101')).toBe(false)
})

test('a licence is valid through its last day and soon within its widest notice', () => {
  expect(validityOf(null, [90], '2026-11-20')).toBe('none')
  expect(validityOf('2026-11-20', [90, 30], '2026-11-20')).toBe('soon')
  expect(validityOf('2026-11-19', [90, 30], '2026-11-20')).toBe('expired')
  expect(validityOf('2027-02-18', [90, 30], '2026-11-20')).toBe('soon')
  expect(validityOf('2027-02-19', [90, 30], '2026-11-20')).toBe('valid')
})

test('fields of a subject are checked against its type', () => {
  const tank = subjectTypeOf(testSectors, 'alpha', 'tank')
  if (!tank) throw new Error('the sector has no tank')
  expect(subjectFaults(tank, { goods: '甲醇', volume: 500, kind: 'sphere', inspectedOn: '2026-01-31' })).toEqual([])
  const faults = subjectFaults(tank, { volume: -1, kind: 'bottle', colour: '红' }).map((f) => f.field)
  expect(faults.toSorted()).toEqual(['colour', 'goods', 'kind', 'volume'])
})
