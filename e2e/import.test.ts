import ExcelJS from 'exceljs'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeUscc } from '#mechanisms/registry/rules.ts'
import { fits } from './acts.ts'
import { DESKTOP, get, openBrowser, visit } from './browser.ts'

const HEAD = ['名称 *', '统一社会信用代码', '所在地区 *', '行业', '规模']

async function workbook(rows: readonly (readonly string[])[]): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('单位')
  sheet.addRow(HEAD)
  for (const row of rows) sheet.addRow([...row])
  const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  return { name: '单位.xlsx', mimeType, buffer: Buffer.from(await book.xlsx.writeBuffer()) }
}

const row = (n: number, more: Partial<{ code: string; place: string; size: string }> = {}): string[] => [
  `云泽样例导入${n}号有限公司`,
  more.code ?? makeUscc(700_000 + n),
  more.place ?? '云泽镇',
  '工贸',
  more.size ?? '小型',
]

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

test('a bad Excel file is refused row by row with the remedy, nothing is half-imported; corrected, it goes in', async () => {
  const one = await visit(browser, 'guanli', DESKTOP)
  const count = async (): Promise<number> => (await get<{ total: number }>(one, '/api/orgs/count?kind=enterprise')).body.total
  const before = await count()
  await one.page.goto('/registry/import')
  const file = one.page.locator('input[type=file]').first()
  await file.setInputFiles(await workbook([row(1), row(2, { code: '91999999000000000X' }), row(3, { place: '没有这个镇' }), row(1)]))
  const table = one.page.getByRole('table')
  await table.waitFor({ timeout: 60_000 })
  const said = await table.innerText()
  expect(said).toContain('第 3 行')
  expect(said).toContain('第 4 行')
  expect(said).toMatch(/校验|信用代码/)
  await fits(one.page)
  const marked = await one.context.request.get((await one.page.getByRole('link', { name: '下载标红的表格' }).getAttribute('href')) ?? '')
  expect(marked.status()).toBe(200)
  const book = new ExcelJS.Workbook()
  await book.xlsx.load((await marked.body()) as unknown as ArrayBuffer)
  expect(book.worksheets[0]?.rowCount).toBeGreaterThan(1)
  expect(await count()).toBe(before)

  await file.setInputFiles(await workbook([row(1), row(2), row(3)]))
  await one.page.getByText('检查无误，可以导入').waitFor({ timeout: 60_000 })
  expect(await count()).toBe(before)
  await one.page.getByRole('button', { name: /^导入/ }).last().click()
  await expect.poll(count, { timeout: 30_000 }).toBe(before + 3)
  expect(one.faults).toEqual([])
  await one.context.close()
})

test('a foreign record does not exist: by address, by API, on the page', async () => {
  const bureau = await visit(browser, 'yingji', DESKTOP)
  const own = await get<{ orgId: string }>(await visit(browser, 'yuangong', DESKTOP), '/api/me')
  const all = await get<{ items: { id: string; orgId: string }[] }>(bureau, '/api/matters?kind=hazard&limit=50')
  const foreign = all.body.items.find((m) => m.orgId !== own.body.orgId)
  const worker = await visit(browser, 'yuangong', DESKTOP)
  expect((await get(worker, `/api/matters/${foreign?.id}`)).status).toBe(404)
  expect((await get(worker, `/api/orgs/${foreign?.orgId}`)).status).toBe(404)
  expect((await get(worker, `/api/matters/${foreign?.id}/print.pdf`)).status).toBe(404)
  await worker.page.goto(`/matters/${foreign?.id}`)
  await worker.page.getByText('没有这条记录').waitFor()
})

test('English: no Chinese interface word is left on the pages of an officer, data apart', async () => {
  const one = await visit(browser, 'yingji', DESKTOP)
  await one.page.getByRole('button', { name: 'English' }).click()
  for (const path of ['/inbox', '/hazards', '/registry', '/statistics']) {
    await one.page.goto(path)
    await one.page.locator('main h1').waitFor()
    const words = await one.page.locator('nav, main h1, main h2, main label, main th, main button').allInnerTexts()
    // The names of places and enterprises are data and stay as they are.
    const left = words.filter((w) => /[\u4e00-\u9fff]/.test(w) && !/云泽|镇|乡|公司|局|所|队|园区|中文/.test(w))
    expect({ path, left }).toEqual({ path, left: [] })
  }
  await one.context.close()
})
