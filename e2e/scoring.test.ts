import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { doAct, fits } from './acts.ts'
import { DESKTOP, openBrowser, PHONE, visit } from './browser.ts'

let browser: Browser
let url = ''
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

/** Fills every item that stands empty with its full points. */
async function fillEmpty(page: Page): Promise<void> {
  const rows = page.locator('.score-row')
  for (let i = 0; i < (await rows.count()); i++) {
    const input = rows.nth(i).locator('input[role=spinbutton]')
    if ((await input.count()) === 0 || (await input.inputValue()) !== '') continue
    await input.fill((await input.getAttribute('aria-valuemax')) ?? '1')
    await input.press('Tab')
  }
}

test('the safety manager scores the enterprise by phone; what the records know stands there', async () => {
  const one = await visit(browser, 'anquan', PHONE)
  const { page } = one
  await page.goto('/scores')
  await page.getByLabel('评分表').click()
  await page.locator('.ant-select-item-option', { hasText: '安全生产标准化自评' }).click()
  await page.getByRole('button', { name: '开始评分' }).click()
  await page.waitForURL(/\/scores\/[0-9a-f-]{36}/)
  url = new URL(page.url()).pathname
  await page.getByText('取自记录').first().waitFor()
  await page.getByText('不能判定：还有').waitFor()
  await fillEmpty(page)
  await fits(page)
  await page.getByRole('button', { name: '提交自评' }).click()
  await page.getByText('自评：').first().waitFor()
  expect(await page.getByRole('button', { name: '提交自评' }).count()).toBe(0)
  expect(one.faults).toEqual([])
  await one.context.close()
}, 120_000)

test('the office reviews with one correction and its reason, and publishes; the score explains itself', async () => {
  const one = await visit(browser, 'yingji', DESKTOP)
  const { page } = one
  await page.goto(url)
  const row = page.locator('.score-row', { hasText: '4.1 安全领导力' })
  await row.locator('input[role=spinbutton]').fill('6')
  await row.locator('input[role=spinbutton]').press('Tab')
  expect(await page.getByRole('button', { name: '完成复核' }).isDisabled()).toBe(true)
  await row.getByLabel('原因').fill('安委会会议没有记录')
  await page.getByRole('button', { name: '完成复核' }).click()
  await page.locator('.score-changed', { hasText: '安委会会议没有记录' }).waitFor()
  await page.getByText('4 领导作用：16 ÷ 20').waitFor()
  await page.getByText('GB/T 33000-2025 第4章至第13章').first().waitFor()
  for (const [format, begins] of [
    ['pdf', '%PDF'],
    ['docx', 'PK'],
    ['xlsx', 'PK'],
  ] as const) {
    const answer = await one.context.request.get(`/api${url.replace('scores', 'assessments')}/paper.${format}`)
    expect(answer.status()).toBe(200)
    expect((await answer.body()).subarray(0, begins.length).toString()).toBe(begins)
  }
  await page.getByRole('link', { name: '去公布或退回' }).click()
  await doAct(page, '公布', {}, '已公布')
  await fits(page)
  expect(one.faults).toEqual([])
  await one.context.close()
}, 120_000)
