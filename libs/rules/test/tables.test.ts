import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test, type TestContext } from 'vitest'
import { CRITERIA_SETS, getRule, METHANE_POINTS, NAMED_SUBSTANCES, PENALTY_CLAUSES } from '../src/index.ts'

const folder = new URL('../../../../shared/standards/', import.meta.url)

/** A table of the fact sheets; the test is skipped where the folder is not. */
function sheet(ctx: TestContext, name: string): string {
  const file = fileURLToPath(new URL(name, folder))
  if (!existsSync(file)) ctx.skip('the folder shared/standards is not here')
  return readFileSync(file, 'utf8')
}

const tablesOf = (name: string): Record<string, unknown> => getRule(name).versions[0]?.tables as Record<string, unknown>

const figure = (text: string | undefined): number | null => (text ? Number(text) : null)

/** Rows of a CSV with quoted fields. */
function csv(text: string): Record<string, string>[] {
  const [head, ...rows] = text
    .trim()
    .split('\n')
    .map((line) => [...line.matchAll(/(?:^|,)(?:"([^"]*)"|([^,]*))/g)].map((m) => m[1] ?? m[2] ?? ''))
  return rows.map((row) => Object.fromEntries((head ?? []).map((name, i) => [name, row[i] ?? ''])))
}

describe('the tables are those of the fact sheets', () => {
  test('GB 18218 table 1', (ctx) => {
    const rows = csv(sheet(ctx, 'gb18218-table1.csv'))
    expect(NAMED_SUBSTANCES.map((one) => [one.no, one.name, one.thresholdT, one.beta])).toEqual(
      rows.map((row) => [Number(row.no), row.name_zh, Number(row.threshold_t), row.beta ? Number(row.beta) : null]),
    )
    expect(NAMED_SUBSTANCES.map((one) => one.cas)).toEqual(rows.map((row) => row.cas?.match(/\d+-\d+-\d/g) ?? []))
  })

  test('methane', (ctx) => {
    const rows = csv(sheet(ctx, 'methane-table18.csv'))
    expect(METHANE_POINTS.map((one) => [one.alarm, one.cutoff, one.restore, one.powerOff])).toEqual(
      rows.map((row) => [figure(row.alarm_ge), figure(row.cutoff_ge), figure(row.restore_lt), row.power_off_scope]),
    )
  })

  test('Order 14', (ctx) => {
    const { entity_bands: rows } = JSON.parse(sheet(ctx, 'order14-fines.json')) as {
      entity_bands: { grade: string; art: string; deaths: [number]; serious: [number]; loss: [number]; fine: number[] }[]
    }
    const bands = tablesOf('order14-fine').bands as {
      grade: string
      art: string
      deaths: number
      serious: number
      lossWan: number
      fineWan: number[]
    }[]
    expect(bands.map((one) => [one.grade, one.art, one.deaths, one.serious, one.lossWan, one.fineWan])).toEqual(
      rows.map((row) => [row.grade, row.art, row.deaths[0], row.serious[0], row.loss[0], row.fine]),
    )
  })

  test('safety funds', (ctx) => {
    const { rates } = JSON.parse(sheet(ctx, 'safety-fund-rates.json')) as {
      rates: { sector: string; yuan?: number; pct?: number; tiers?: unknown }[]
    }
    const own = tablesOf('safety-fund').rates as { sector: string; yuanPer?: number; pct?: number; tiers?: unknown }[]
    expect(own.map((one) => [one.sector, one.yuanPer, one.pct, one.tiers ?? null])).toEqual(
      rates.map((one) => [one.sector, one.yuan, one.pct, one.tiers ?? null]),
    )
  })

  test('fines by article', (ctx) => {
    const files = ['wsl-penalties.json', 'hazchem-law-2026-penalties.json', 'coal-regulation-penalties.json']
    const items = files.flatMap(
      (file) =>
        (
          JSON.parse(sheet(ctx, file)) as {
            items: { art: string; act: string; first: { fine?: unknown }; overdue: { fine?: unknown } | null }[]
          }
        ).items,
    )
    expect(PENALTY_CLAUSES.map((one) => [one.art, one.act, one.first, one.overdue])).toEqual(
      items.map((one) => [one.art, one.act, one.first.fine, one.overdue?.fine]),
    )
  })

  test('criteria', (ctx) => {
    const { sets } = JSON.parse(sheet(ctx, 'major-hazard-criteria.json')) as {
      sets: Record<string, { items: { id: string; text?: string; topic?: string; items?: string[] }[] }>
    }
    for (const [id, { items }] of Object.entries(sets)) {
      const texts = items.flatMap((one) => one.items ?? [one.text ?? one.topic?.replace(/^\S+ /, '')])
      expect(
        CRITERIA_SETS.find((set) => set.id === id)?.items.map((one) => one.text),
        id,
      ).toEqual(texts)
    }
  })
})
