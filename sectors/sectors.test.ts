import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { checkSectors } from '#kernel/sector/index.ts'
import type { Text } from '#kernel/text.ts'
import { SIZES, checklistsFor, criteriaFor, inForce, sectorById, sectors } from './index.ts'

const HAN = /\p{Script=Han}/u

/** Every text of the definitions with the place it stands at. */
function textsOf(value: unknown, at: string): [string, Text][] {
  if (typeof value !== 'object' || value === null) return []
  if ('zh' in value && 'en' in value && typeof value.zh === 'string' && typeof value.en === 'string') {
    return [[at, { zh: value.zh, en: value.en }]]
  }
  return Object.entries(value).flatMap(([key, part]) => textsOf(part, `${at}.${key}`))
}

function repeated(ids: readonly string[]): string[] {
  return ids.filter((id, i) => ids.indexOf(id) !== i)
}

test('all definitions are sound', () => {
  expect(() => checkSectors(sectors)).not.toThrow()
  expect(sectors.map((s) => s.id)).toContain('common')
})

test('every text is given in both languages, and the English is English', () => {
  const texts = sectors.flatMap((s) => textsOf(s, s.id))
  expect(texts.length).toBeGreaterThan(2000)
  const faults = texts.filter(([, t]) => t.zh.trim() === '' || t.en.trim() === '' || HAN.test(t.en))
  expect(faults.map(([at, t]) => `${at}: ${t.zh} / ${t.en}`)).toEqual([])
})

test('every checklist item, method and question is worded in Chinese', () => {
  const spoken = sectors.flatMap((s) => [
    ...s.checklists.flatMap((l) => l.items.flatMap((i) => [i.text, ...(i.method ? [i.method] : [])])),
    ...s.criteria.flatMap((c) => c.questions.map((q) => q.text)),
  ])
  expect(spoken.filter((t) => !HAN.test(t.zh)).map((t) => t.zh)).toEqual([])
})

test('an item states the good state: "yes" is in order, "no" is a finding', () => {
  const items = sectors.flatMap((s) => s.checklists.flatMap((l) => l.items))
  expect(items.map((i) => i.text.zh).filter((zh) => /有没有|吗|[?？]/.test(zh))).toEqual([])
})

test('a checklist is of a length that can be walked', () => {
  for (const list of sectors.flatMap((s) => s.checklists)) {
    expect(list.items.length, list.id).toBeGreaterThanOrEqual(8)
    expect(list.items.length, list.id).toBeLessThanOrEqual(25)
  }
})

test('ids are unique over all sectors, so that a record needs no sector beside the id', () => {
  expect(repeated(sectors.flatMap((s) => s.checklists.map((l) => l.id)))).toEqual([])
  expect(repeated(sectors.flatMap((s) => s.criteria.map((c) => c.id)))).toEqual([])
  expect(repeated(sectors.flatMap((s) => s.subjects.map((x) => x.id)))).toEqual([])
  expect(repeated(sectors.flatMap((s) => s.licences.map((l) => l.id)))).toEqual([])
})

test('a criterion named by an item is in force as long as the list is', () => {
  const faults: string[] = []
  for (const sector of sectors) {
    const criteria = new Map(sector.criteria.map((c) => [c.id, c]))
    for (const list of sector.checklists) {
      for (const item of list.items) {
        const criterion = criteria.get(item.criterion ?? '')
        if (!criterion) continue
        const outlived = criterion.effectiveTo !== undefined && (list.effectiveTo === undefined || list.effectiveTo > criterion.effectiveTo)
        if (criterion.effectiveFrom > list.effectiveFrom || outlived) faults.push(`${list.id}/${item.id} → ${criterion.id}`)
      }
    }
  }
  expect(faults).toEqual([])
})

test('periods that every enterprise needs are there', () => {
  const periods = new Set(sectorById('common')?.checklists.map((l) => l.period))
  expect([...periods].sort()).toEqual(['daily', 'holiday', 'monthly', 'resume', 'shift', 'weekly'])
})

test('sizes named by checklists are known', () => {
  const known: readonly string[] = SIZES
  const named = sectors.flatMap((s) => s.checklists.flatMap((l) => l.sizes ?? []))
  expect(named.filter((size) => !known.includes(size))).toEqual([])
})

test('an uncertain criterion tells the inspector to consult the text', () => {
  const uncertain = sectors.flatMap((s) => s.criteria).filter((c) => c.clause.status === 'uncertain')
  expect(uncertain.length).toBeGreaterThan(80)
  for (const c of uncertain) expect(c.questions.map((q) => q.text.zh).join(), c.id).toContain('查阅')
})

describe('by sector, size and day', () => {
  test('a day counts from the first day on and up to the day before the end', () => {
    const rule = { effectiveFrom: '2026-01-01', effectiveTo: '2026-09-30' }
    expect(['2025-12-31', '2026-01-01', '2026-09-29', '2026-09-30'].map((d) => inForce(rule, d))).toEqual([false, true, true, false])
  })

  test('the common lists come first, the sector follows; small firms get the short list', () => {
    const small = checklistsFor('fire', 'micro', '2026-11-20').map((l) => l.id)
    expect(small).toContain('common-small-weekly')
    expect(small).not.toContain('common-enterprise-monthly')
    expect(small).toContain('fire-small-place-weekly-2025')
    expect(small.findIndex((id) => id.startsWith('fire-'))).toBeGreaterThan(small.findLastIndex((id) => id.startsWith('common-')))
    expect(checklistsFor('fire', 'large', '2026-11-20').map((l) => l.id)).not.toContain('fire-small-place-weekly-2025')
  })

  test('asking for the common sector gives it once', () => {
    const ids = checklistsFor('common', 'large', '2026-11-20').map((l) => l.id)
    expect(repeated(ids)).toEqual([])
  })

  test('an unknown sector is an error and not an empty list', () => {
    expect(sectorById('space')).toBeUndefined()
    expect(() => checklistsFor('space', 'large', '2026-11-20')).toThrow('unknown sector')
    expect(() => criteriaFor('space', '2026-11-20')).toThrow('unknown sector')
  })
})

interface CriteriaFile {
  readonly sets: Readonly<Record<string, { readonly items: readonly { readonly id: string; readonly items?: readonly string[] }[] }>>
}

test('every item of the fact sheet on criteria is covered', (ctx) => {
  const file = fileURLToPath(new URL('../../shared/standards/major-hazard-criteria.json', import.meta.url))
  if (!existsSync(file)) return ctx.skip('the folder of fact sheets is not beside the repository')
  const { sets } = JSON.parse(readFileSync(file, 'utf8')) as CriteriaFile
  const ours = sectors.flatMap((s) => s.criteria.map((c) => c.id))
  const covered = (id: string) => ours.some((x) => x === id || (x.startsWith(id) && /^[a-d]$/.test(x.slice(id.length))))
  for (const name of ['HZ121', 'FW121', 'GM10', 'TL88', 'JS88']) {
    const missing = (sets[name]?.items ?? []).map((i) => i.id).filter((id) => !covered(id))
    expect(missing, name).toEqual([])
  }
  expect(ours.filter((id) => id.startsWith('AQ3067-'))).toHaveLength(sets['AQ3067']?.items.length ?? 0)
  for (const aspect of sets['COAL21']?.items ?? []) {
    expect(
      ours.filter((id) => id.startsWith(`${aspect.id}.`)),
      aspect.id,
    ).toHaveLength(aspect.items?.length ?? 0)
  }
})
