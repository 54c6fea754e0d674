import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fits } from './acts.ts'
import { DESKTOP, get, openBrowser, PHONE, visit } from './browser.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

test('a tank farm is graded by GB 18218 with its working; a quantity over a threshold changes the level', async () => {
  const one = await visit(browser, 'anquan', DESKTOP)
  const { page } = one
  await page.goto('/installations')
  await page.getByRole('button', { name: '登记单元' }).click()
  await page.getByLabel('单元名称').fill('试算氨罐区')
  await page.getByLabel('厂区边界外 500 米常住人口').fill('40')
  await page.getByRole('button', { name: '登记，下一步填物料' }).click()
  await page.getByRole('heading', { name: '试算氨罐区' }).waitFor()
  const answer = page.locator('.inst-answer').first()
  /** Sets the design maximum of the only tank and saves; what it will make is told before. */
  const fill = async (tons: string, told: string): Promise<void> => {
    const sheet = page.getByRole('dialog')
    await sheet.getByLabel('设计最大量（t）').fill(tons)
    await sheet.getByRole('status').filter({ hasText: told }).waitFor()
    await sheet.getByRole('button', { name: '保存' }).click()
    await sheet.waitFor({ state: 'hidden' })
  }
  await page.getByRole('button', { name: '改物料' }).click()
  await page.getByRole('button', { name: '加一行' }).click()
  await page.getByLabel('位号').fill('V-101')
  await page.getByLabel('物质').fill('氨')
  // q/Q = 9.9/10 < 1: no major hazard installation.
  await fill('9.9', '不构成')
  await answer.getByText('S = 0.99 < 1').waitFor()

  // At the threshold it is one: S = 1, R = α 1.2 × β 2 × 1 = 2.4, level 4.
  await page.getByRole('button', { name: '改物料' }).click()
  await fill('10', '四级')
  await answer.getByText('四级').waitFor()
  const working = page.locator('section', { hasText: '辨识和分级' })
  await working.getByText('S = 1', { exact: true }).waitFor()
  await working.getByText('α = 1.2', { exact: true }).waitFor()
  await working.getByText('R = 2.4', { exact: true }).waitFor()
  const steps = (await working.getByRole('list', { name: '计算步骤' }).innerText()).replaceAll(/\s/g, '')
  expect(steps).toContain('q/Q=1')
  expect(steps).toContain('S=Σ(q/Q)=1')
  expect(steps).toMatch(/R=.*2\.4/)

  // Fivefold: R = 12, level 3, and the change asks for a new assessment and filing.
  await page.getByRole('button', { name: '改物料' }).click()
  await fill('50', '级别将变化')
  await answer.getByText('三级').waitFor()
  await working.getByText('R = 12', { exact: true }).waitFor()
  await fits(page)
  const { pathname } = new URL(page.url())
  expect(one.faults).toEqual([])
  await one.context.close()

  const phone = await visit(browser, 'yuanqu', PHONE)
  await phone.page.goto(pathname)
  await phone.page.locator('.inst-answer').first().getByText('三级').waitFor()
  await fits(phone.page)
  await phone.context.close()
}, 180_000)

test('the daily pledge, its figures from the records, is signed and stands in public', async () => {
  const one = await visit(browser, 'fuzeren', DESKTOP)
  const { page } = one
  const row = (await get<{ items: { id: string; orgName: string }[] }>(one, '/api/pledges')).body.items[0]
  type Draft = { lines: { name: string; value: number | boolean | null }[] }
  const draft = (await get<Draft>(one, `/api/pledges/${row?.id}/draft`)).body
  expect(draft.lines.find((l) => l.name === 'units')?.value).toBeGreaterThan(0)
  expect(draft.lines.find((l) => l.name === 'openHazards')?.value).not.toBeNull()
  await page.goto(`/pledges/${row?.id}`)
  const sign = page.getByRole('button', { name: /签发并公告/ })
  expect(await sign.isDisabled()).toBe(true)
  for (const { name, value } of draft.lines.filter((l) => l.value === null)) {
    const field = page.locator(`#pledge-${name}`)
    if (['trial', 'startStop', 'safe'].includes(name)) await field.getByText(name === 'safe' ? '是' : '否', { exact: true }).click()
    else await field.fill('0')
    expect(value).toBeNull()
  }
  await sign.click()
  await sign.waitFor({ state: 'detached' })
  await fits(page)
  expect(one.faults).toEqual([])
  await one.context.close()

  const anybody = await browser.newContext({
    viewport: PHONE,
    locale: 'zh-CN',
    baseURL: new URL(page.url()).origin,
    serviceWorkers: 'block',
  })
  const street = await anybody.newPage()
  await street.goto('/public/pledges')
  await street
    .getByText(row?.orgName ?? '')
    .first()
    .waitFor()
  await fits(street)
  await anybody.close()
}, 180_000)

test('a clause-level judgement with a missing answer: cannot judge, because; in the calculator and at a hazard', async () => {
  const one = await visit(browser, 'anquan', DESKTOP)
  const { page } = one
  await page.goto('/rules/major-hazard')
  await page.getByLabel('行业').click()
  await page.locator('.ant-select-item-option').first().click()
  await page.getByRole('button', { name: '计算' }).click()
  await page.getByText('不能判定', { exact: true }).waitFor()
  await page.getByText(/因为缺：/).waitFor()
  await fits(page)

  const worker = await visit(browser, 'yuangong', PHONE)
  await worker.page.goto('/report')
  await worker.page.getByLabel('看到了什么').fill('罐区可燃气体探测器没有通电')
  await worker.page.getByRole('button', { name: '发送' }).click()
  await worker.page.getByText('收到了，谢谢').waitFor()
  await worker.page.getByText('看办理进度').click()
  await worker.page.waitForURL(/\/matters\//)
  const { pathname } = new URL(worker.page.url())
  await worker.context.close()

  await page.goto(pathname)
  await page.getByRole('group', { name: '可办理' }).getByRole('button', { name: '核实定级', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('判定标准').click()
  await page.locator('.ant-select-item-option').first().click()
  const verdict = dialog.locator('.verdict')
  await verdict.getByText('还不能判定，缺以下回答').waitFor()
  expect(await verdict.getByRole('listitem').count()).toBeGreaterThan(0)
  const questions = dialog.locator('fieldset.answers')
  for (let n = 0; n < (await questions.count()); n++) await questions.nth(n).getByText('不清楚', { exact: true }).click()
  await verdict.getByText('还不能判定，缺以下回答').waitFor()
  for (let n = 0; n < (await questions.count()); n++) await questions.nth(n).getByText('是', { exact: true }).click()
  await verdict.getByText(/判为重大隐患|按此条不构成重大隐患/).waitFor()
  expect(one.faults).toEqual([])
  await one.context.close()
}, 180_000)
