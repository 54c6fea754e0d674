import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import sharp from 'sharp'
import { readPdf } from '#platform/testing-pdf.ts'
import type { CardView, PlanRow, PointRow } from '#practices/risks/model.ts'
import { fits } from './acts.ts'
import { DESKTOP, get, openBrowser, PHONE, visit, type Visit } from './browser.ts'
import { codeOnPage } from './pdf-page.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const pointsOf = async (one: Visit): Promise<PointRow[]> =>
  (await get<{ items: PointRow[] }>(one, '/api/risks/points?limit=100')).body.items
const paper = async (one: Visit, path: string): Promise<Buffer> => {
  const answer = await one.context.request.get(path)
  expect(answer.status()).toBe(200)
  return answer.body()
}

test('a four-colour plan is drawn on the plant’s own picture, coloured by its worst point, and printed', async () => {
  const one = await visit(browser, 'anquan', DESKTOP)
  const { page } = one
  const { orgId } = (await get<{ orgId: string }>(one, '/api/me')).body
  const worst = (await pointsOf(one)).find((p) => p.level !== null)
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="800"><rect width="1200" height="800" fill="#eee"/><rect x="300" y="200" width="500" height="300" fill="#fff" stroke="#333"/></svg>`
  const buffer = await sharp(Buffer.from(drawing)).png().toBuffer()
  await page.goto('/risks/map')
  await page.getByRole('button', { name: '新建四色图' }).click()
  await page.getByLabel('名称').fill('二期总平面')
  await page.getByLabel('厂区平面图').setInputFiles({ name: '总平面.png', mimeType: 'image/png', buffer })
  await page.getByRole('button', { name: '建立' }).click()
  const plan = page.getByRole('group', { name: '二期总平面：四色图' })
  await plan.waitFor()
  await page.getByRole('button', { name: '画区域', exact: true }).click()
  const box = await plan.boundingBox()
  if (!box) throw new Error('The plan has no size')
  for (const [x, y] of [
    [0.25, 0.25],
    [0.66, 0.25],
    [0.66, 0.62],
    [0.25, 0.62],
  ] as const)
    await page.mouse.click(box.x + x * box.width, box.y + y * box.height)
  await page.getByRole('button', { name: '完成区域' }).click()
  await page.getByLabel('区域名称').fill('二期罐区')
  await page.getByLabel('区内的风险点').fill(worst?.name ?? '')
  await page
    .getByTitle(new RegExp(`^${worst?.name ?? ''}（`))
    .first()
    .click()
  await page.getByRole('button', { name: '保存图' }).click()
  const saved = async (): Promise<PlanRow | undefined> =>
    (await get<{ items: PlanRow[] }>(one, `/api/risks/plans?orgId=${orgId}`)).body.items.find((p) => p.name === '二期总平面')
  await expect.poll(async () => (await saved())?.areas[0]?.level).toBe(worst?.level)
  const kept = await saved()
  expect(kept?.picture).toBe(true)
  expect(kept?.areas[0]?.ring[0]?.[0]).toBeCloseTo(0.25, 1)
  expect(kept?.areas[0]?.reason).toContain(worst?.name ?? '')
  const pages = await readPdf(await paper(one, `/api/risks/map.pdf?id=${kept?.id}`))
  expect(pages[0]?.text).toContain('二期罐区')
  expect(pages.every((p) => p.inside)).toBe(true)
  await fits(page)
  expect(one.faults).toEqual([])
  await one.context.close()
}, 180_000)

test('the code on the printed card is scanned: the live card on a phone, and from it a report at the risk point', async () => {
  const one = await visit(browser, 'anquan', DESKTOP)
  const cards = (await get<{ items: { code: string; kind: string; name: string }[] }>(one, '/api/risks/cards')).body.items
  const worker = await visit(browser, 'yuangong', PHONE)
  const mine = (await get<{ items: { code: string; mine: boolean }[] }>(worker, '/api/risks/cards')).body.items.find((c) => c.mine)
  const card = cards.find((c) => c.code === mine?.code)
  expect(card?.kind).toBe('post')
  const url = inject('url')
  const scanner = await browser.newContext({ baseURL: url, bypassCSP: true, serviceWorkers: 'block' })
  const address = new URL(await codeOnPage(scanner, await paper(one, `/api/risks/card.pdf?code=${card?.code}&size=A5`)))
  await scanner.close()
  expect(address.pathname).toBe(`/card/${card?.code}`)

  // Anybody's phone, without sign-in. The printed host is that of the office; the program under test answers elsewhere.
  const phone = await browser.newContext({ viewport: PHONE, locale: 'zh-CN', baseURL: url, serviceWorkers: 'block' })
  const page = await phone.newPage()
  await page.goto(address.pathname)
  await page.getByRole('heading', { name: `岗位风险告知卡：${card?.name}` }).waitFor()
  await page.getByRole('link', { name: '火警 119' }).waitFor()
  await fits(page)
  await phone.close()

  const view = (await get<CardView>(worker, `/api/cards/${card?.code}`)).body
  const [first] = view.points
  await worker.page.goto(address.pathname)
  await worker.page.getByRole('link', { name: '在这里报隐患' }).first().click()
  await worker.page.waitForURL(/\/report\?point=/)
  await worker.page.locator('.report-point', { hasText: first?.name ?? '' }).waitFor()
  await worker.page.getByLabel('看到了什么').fill('告知卡旁的法兰有渗漏')
  await worker.page.getByRole('button', { name: '发送' }).click()
  await worker.page.getByText('收到了，谢谢').waitFor()
  await worker.page
    .getByRole('link', { name: '看办理进度' })
    .or(worker.page.getByRole('button', { name: '看办理进度' }))
    .first()
    .click()
  await worker.page
    .locator('section', { hasText: '所在风险点' })
    .getByRole('link', { name: first?.name ?? '' })
    .waitFor()
  await worker.context.close()

  await one.page.goto(`/risks/${first?.id}`)
  await one.page.getByText(/未销号的隐患 \d+ 项/).waitFor()
  await one.page.getByText('需要重新评估').waitFor()
  await fits(one.page)
  expect(one.faults).toEqual([])
  await one.context.close()
}, 180_000)

test('the county’s colour of a past minute is replayed, and the explanation names what was on record', async () => {
  const one = await visit(browser, 'fuxian', DESKTOP)
  const { page } = one
  await page.goto('/risks/region')
  await page.getByText('为什么是这个颜色').waitFor()
  const minute = new Date(Date.now() - 9 * 86_400_000 + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
  const field = page.getByLabel('回看的时刻')
  await field.fill(minute)
  await field.press('Enter')
  await page.getByText('回看：按当时已有的记录').waitFor()
  await page.waitForURL(/[?&]at=/)
  const at = new URL(page.url()).searchParams.get('at')?.replaceAll('"', '') ?? ''
  expect(Math.abs(Date.parse(at) - (Date.now() - 9 * 86_400_000))).toBeLessThan(120_000)
  type Answer = {
    replayed: boolean
    area: { score: number; worst: number }
    totals: { factor: string; count: number }[]
    orgs: { name: string; reason: { zh: string } }[]
  }
  const then = (await get<Answer>(one, `/api/risks/region?at=${encodeURIComponent(at)}`)).body
  expect(then.replayed).toBe(true)
  expect(then.totals.length).toBeGreaterThan(2)
  await page.getByText(`= ${then.area.score} 分`).waitFor()
  await page
    .getByText(then.orgs[0]?.reason.zh ?? '')
    .first()
    .click()
  await page.getByRole('row', { name: /分/ }).first().waitFor()
  // Each figure opens the enterprises behind it.
  await page.locator('.region-totals button').first().click()
  await page.getByText(/只看：/).waitFor()
  // The same minute asked again gives the same answer.
  expect((await get<Answer>(one, `/api/risks/region?at=${encodeURIComponent(at)}`)).body).toEqual(then)
  await fits(page)
  expect(one.faults).toEqual([])
  await one.context.close()

  const phone = await visit(browser, 'fuxian', PHONE)
  await phone.page.goto(`/risks/region?at=${encodeURIComponent(at)}`)
  await phone.page.getByText(`= ${then.area.score} 分`).waitFor()
  await fits(phone.page)
  await phone.context.close()
}, 180_000)

test('the printed list opens: every risk point, its level in words, nothing cut off', async () => {
  const one = await visit(browser, 'anquan', DESKTOP)
  await one.page.goto('/risks')
  const href = await one.page.getByRole('link', { name: '一企一清单' }).getAttribute('href')
  const pages = await readPdf(await paper(one, href ?? ''))
  const text = pages.map((p) => p.text).join('')
  for (const point of (await pointsOf(one)).slice(0, 20)) expect(text).toContain(point.name.replaceAll(/\s/g, ''))
  expect(text).toContain('重大')
  expect(pages.every((p) => p.inside)).toBe(true)
  await one.context.close()
}, 120_000)
