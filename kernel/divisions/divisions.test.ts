import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { childPath, inArea, isPath, makeTree, packSeed, parseSeed, pathOfCode } from './index.ts'

const text = readFileSync(new URL('seed.txt', import.meta.url), 'utf8')
const divisions = parseSeed(text)
const tree = makeTree(divisions)
const below = (path: string, level: string): number => divisions.filter((d) => d.level === level && inArea(d.path, path)).length

describe('the national tree', () => {
  test('counts of the source (NBS, cut-off 30 June 2023)', () => {
    // 2,978 counties less 东莞, 中山 and 儋州, which repeat their city; 41,352 towns less 金门, which repeats its county.
    expect(['province', 'city', 'county', 'town'].map((level) => divisions.filter((d) => d.level === level).length)).toEqual([
      31, 342, 2975, 41351,
    ])
  })
  test('spot checks', () => {
    expect(tree.children('530481').map((d) => d.name)).toEqual(['凤麓街道', '龙街街道', '右所镇', '阳宗镇', '海口镇', '九村镇'])
    expect([tree.find('530481')?.name, below('530481', 'town')]).toEqual(['澄江市', 6])
    expect([tree.find('530302')?.name, below('530302', 'town')]).toEqual(['麒麟区', 16])
    expect([tree.find('640381')?.name, below('640381', 'town')]).toEqual(['青铜峡市', 10])
    expect([tree.find('2113')?.name, below('2113', 'county'), below('2113', 'town')]).toEqual(['朝阳市', 7, 163])
  })
  test('one division in full', () => {
    expect(tree.find('530481101')).toEqual({ code: '530481101', path: '530481101', name: '右所镇', level: 'town', parent: '530481' })
    expect(tree.find('53')).toEqual({ code: '530000', path: '53', name: '云南省', level: 'province', parent: null })
  })
  test('towns of a city without counties hang below the city', () => {
    expect(tree.find('4419')?.name).toBe('东莞市')
    expect(tree.find('441900003')).toMatchObject({ name: '东城街道', parent: '4419' })
    expect(tree.find('441900')).toBeUndefined()
    expect(tree.fullName('441900003')).toBe('广东省东莞市东城街道')
  })
  test('paths are unique, made of 0-9 a-z, and begin with the parent, which comes first', () => {
    const seen = new Set<string>()
    for (const d of divisions) {
      if (!isPath(d.path) || seen.has(d.path)) throw new Error(`bad or repeated path ${d.path}`)
      if (d.parent !== null && !(seen.has(d.parent) && inArea(d.path, d.parent))) throw new Error(`no parent before ${d.path}`)
      seen.add(d.path)
    }
    expect(seen.size).toBe(divisions.length)
  })
})

describe('seed format', () => {
  test('packing and reading are inverse', () => {
    const rows = divisions.map((d) => ({ code: d.level === 'town' ? d.code : d.path, name: d.name }))
    const counties = new Set(rows.map((r) => r.code))
    const missing = [...new Set(rows.filter((r) => r.code.length === 9).map((r) => r.code.slice(0, 6)))].filter((c) => !counties.has(c))
    const again = parseSeed(packSeed([...rows, ...missing.map((code) => ({ code, name: '重名' }))], 'test'))
    expect(again).toEqual(divisions)
  })
  test('a broken line is named', () => {
    expect(() => parseSeed('53云南省\n5304')).toThrow('seed line 2')
    expect(() => parseSeed('# x\n530481澄江市 1凤麓j龙街')).toThrow('seed line 2: towns cannot be read from character 4')
    expect(() => packSeed([{ code: '530481001', name: '右所镇' }], '')).toThrow('towns of 530481')
    const county = { code: '530481', name: '澄江市' }
    expect(() => packSeed([county, { code: '530481001', name: 'a镇' }], '')).toThrow('a镇')
  })
})

describe('paths', () => {
  test('codes lose their trailing zero groups', () => {
    const codes = ['530000', '530400', '530481', '530481100', '530481000000', '441900', '530481100201']
    expect(codes.map(pathOfCode)).toEqual(['53', '5304', '530481', '530481100', '530481', '4419', '530481100201'])
    for (const bad of ['5', '53048', '53x4', '']) expect(() => pathOfCode(bad)).toThrow(RangeError)
  })
  test('own nodes', () => {
    expect(childPath('530481', 'p01')).toBe('530481p01')
    expect(childPath(childPath('530481101', '201'), '0a3')).toBe('5304811012010a3')
    expect(() => childPath('530481', '101'), 'would be a town').toThrow('letter')
    for (const [parent, own] of [
      ['', 'p01'],
      ['53/', 'p01'],
      ['530481', 'p1'],
      ['530481', 'P01'],
    ] as const)
      expect(() => childPath(parent, own)).toThrow(RangeError)
  })
  test('in an area', () => {
    expect([inArea('530481101', '5304'), inArea('5304', '5304'), inArea('5304', '530481'), inArea('530302', '5304')]).toEqual([
      true,
      true,
      false,
      false,
    ])
    expect([inArea('530481', ''), inArea('', ''), inArea('53%', '53%')]).toEqual([false, false, false])
  })
  test('an own node lies in exactly the areas of its parent', () => {
    const any = fc.constantFrom(...divisions.map((d) => d.path).filter((_, i) => i % 37 === 0))
    const own = fc.stringMatching(/^[a-z][0-9a-z]{2}$/)
    fc.assert(
      fc.property(any, any, own, (parent, area, segment) => {
        expect(inArea(childPath(parent, segment), area)).toBe(inArea(parent, area))
      }),
    )
  })
})

describe('search', () => {
  test('by a piece of the name', () => {
    expect(tree.search('澄江').map((d) => tree.fullName(d.path))[0]).toBe('云南省玉溪市澄江市')
    expect(tree.search('玉溪 龙街').map((d) => tree.fullName(d.path))).toContain('云南省玉溪市澄江市龙街街道')
    expect(tree.search('麒麟区')[0]?.path).toBe('530302')
  })
  test('inside an area, of a level, limited', () => {
    expect(tree.search('朝阳', { level: 'city' }).map((d) => d.path)).toEqual(['2113'])
    expect(tree.search('朝阳', { within: '1101' })[0]).toMatchObject({ path: '110105', level: 'county' })
    expect(tree.search('镇', { limit: 5 })).toHaveLength(5)
    expect(tree.search('澄江', { within: '' }), 'no area, nothing').toEqual([])
  })
  test('nothing asked, nothing found; headings are not places', () => {
    expect([tree.search(' '), tree.search('市辖区')]).toEqual([[], []])
  })
  test('the way up, also from an own node', () => {
    expect(tree.line('530481101a01').map((d) => d.name)).toEqual(['云南省', '玉溪市', '澄江市', '右所镇'])
    expect(tree.fullName('110101001')).toBe('北京市东城区东华门街道')
  })
})
