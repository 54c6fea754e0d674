import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { doAct, fits } from './acts.ts'
import { DESKTOP, get, openBrowser, PHONE, visit, type Visit } from './browser.ts'
import { detector, importDetectors, sendBatch } from './readings.ts'

let browser: Browser
let safety: Visit
beforeAll(async () => {
  browser = await openBrowser()
  safety = await visit(browser, 'anquan', DESKTOP)
})
afterAll(() => browser.close())

const done = async (one: Visit): Promise<void> => {
  await fits(one.page)
  expect(one.faults).toEqual([])
  await one.context.close()
}

test('a change of limits: proposed by the plant, approved by another, in force at once, its history shown', async () => {
  const gas = await detector(safety, `LIM-${Date.now()}`, '4号罐可燃气体（试验）')
  const { page } = safety
  await page.goto(`/monitoring/points/${gas.id}`)
  await page.getByRole('button', { name: '申请变更' }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByLabel(/^高报/).fill('10')
  await sheet.getByLabel('变更理由').fill('新增有人操作点，按设计单位复核意见下调')
  await sheet.getByRole('button', { name: '提交审批' }).click()
  const waiting = page.getByRole('link', { name: /变更待批/ })
  await waiting.click()
  await page.getByText('待批准').first().waitFor()
  const id = new URL(page.url()).pathname.split('/')[2] ?? ''
  // Who proposed finds no button to approve, and is refused at the door.
  expect(await page.getByRole('button', { name: '批准', exact: true }).count()).toBe(0)
  const own = await safety.context.request.post(`/api/matters/${id}/acts`, {
    data: { id: crypto.randomUUID(), act: 'approve', form: { opinion: '自己批准' }, evidence: [], place: null },
  })
  expect([403, 404, 409]).toContain(own.status())
  const alarms = async (): Promise<number> =>
    (await get<{ items: unknown[] }>(safety, `/api/alarms?show=all&pointId=${gas.id}`)).body.items.length
  await sendBatch(safety, [[gas.code, 15]])
  expect(await alarms()).toBe(0)

  const bureau = await visit(browser, 'yingji', DESKTOP)
  await bureau.page.goto(`/matters/${id}`)
  await doAct(bureau.page, '批准', { type: { 审批意见: '同意下调' } }, '已生效')
  await done(bureau)
  await expect
    .poll(
      async () => {
        await sendBatch(safety, [[gas.code, 15]])
        return alarms()
      },
      { interval: 1100, timeout: 20_000 },
    )
    .toBe(1)
  await page.goto(`/monitoring/points/${gas.id}`)
  await page.getByText('第 2 版').waitFor()
  await page.getByText('第 1 版').waitFor()
  await fits(page)
}, 90_000)

test('a flood of 500 alarms: one line an enterprise, and the page answers', async () => {
  const stamp = Date.now()
  const { orgId } = (await get<{ orgId: string }>(safety, '/api/me')).body
  const { orgName } = (await get<{ items: { orgName: string }[] }>(safety, `/api/points?limit=1&orgId=${orgId}`)).body.items[0] ?? {
    orgName: '',
  }
  const own = Array.from({ length: 500 }, (_, i) => [`FLD-${stamp}-${i}`, `${i + 1}号探头（集中报警试验）`] as const)
  const bureau = await visit(browser, 'yingji', DESKTOP)
  await importDetectors(bureau, orgName, own)
  await done(bureau)
  await sendBatch(
    safety,
    own.map(([code]) => [code, 60]),
  )
  for (const size of [DESKTOP, PHONE]) {
    const duty = await visit(browser, 'zhiban', size)
    const { page } = duty
    await page.goto('/monitoring/alarms')
    await page.getByText('报警潮').waitFor()
    const group = page.locator(`#al-${orgId}`)
    await group.getByText(/(4[5-9]\d|500) 条报警/).waitFor()
    const grid = page.getByRole('grid', { name: '报警列表' })
    const timed = async (what: () => Promise<unknown>): Promise<number> => {
      const began = performance.now()
      await what()
      return Math.round(performance.now() - began)
    }
    const unfold = await timed(async () => {
      await group.getByText(/条报警/).click()
      await page
        .getByRole('row', { name: /集中报警试验/ })
        .first()
        .waitFor()
    })
    const scroll = await timed(async () => {
      await grid.evaluate((e) => e.scrollTo(0, e.scrollHeight))
      await expect.poll(() => grid.getByRole('row').last().getAttribute('aria-rowindex'), { interval: 20 }).toMatch(/^[45]\d\d$/)
    })
    // Only what is in sight is drawn.
    expect(await grid.getByRole('row').count()).toBeLessThan(60)
    console.log(`500 alarms at ${size.width} px: unfolded in ${unfold} ms, scrolled to the end in ${scroll} ms`)
    expect(Math.max(unfold, scroll)).toBeLessThan(3000)
    await fits(page)
    await done(duty)
  }
}, 240_000)
