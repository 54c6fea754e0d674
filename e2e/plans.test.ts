import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PLAN_TEXT } from '#apps/sample/plan-text.ts'
import type { IndicatorRow, PlanItem } from '#practices/plans/model.ts'
import { unzipText } from '#practices/plans/server/reports/zip.fixture.ts'
import { doAct, fits } from './acts.ts'
import { DESKTOP, get, openBrowser, PHONE, visit, type Visit } from './browser.ts'
import { planDocx, planPdf } from './plan-file.ts'

interface Task {
  id: string
  title: string
  orgId: string | null
  orgName: string
  light: { colour: string; reason: { zh: string } }
}

let browser: Browser
let planId = ''
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const itemsOf = async (one: Visit, query = ''): Promise<PlanItem[]> =>
  (await get<{ items: PlanItem[] }>(one, `/api/plans/${planId}/items?limit=500${query}`)).body.items
const upload = async (page: Page, file: { name: string; mimeType: string; buffer: Buffer }): Promise<string> => {
  await page.goto('/plans')
  await page.getByLabel('选择规划文件').setInputFiles(file)
  await page.waitForURL(/\/plans\/[0-9a-f-]{36}\/review/, { timeout: 60_000 })
  await page.locator('.item').first().waitFor({ timeout: 60_000 })
  return new URL(page.url()).pathname.split('/')[2] ?? ''
}

test('a file that is no plan is refused with what to do', async () => {
  const one = await visit(browser, 'yingji', DESKTOP)
  await one.page.goto('/plans')
  await one.page.getByLabel('选择规划文件').setInputFiles({ name: '规划.doc', mimeType: 'application/msword', buffer: Buffer.from('x') })
  await one.page.getByText('另存为 .docx').waitFor()
  await one.context.close()
})

test('the plan is uploaded as DOCX and as PDF, and both give the same items', async () => {
  const one = await visit(browser, 'yingji', DESKTOP)
  const other = await upload(one.page, await planPdf(browser, PLAN_TEXT, '规划'))
  planId = other
  const fromPdf = await itemsOf(one)
  planId = await upload(one.page, await planDocx(PLAN_TEXT, '规划'))
  const fromDocx = await itemsOf(one)
  const count = (items: PlanItem[], kind: string): number => items.filter((i) => i.kind === kind).length
  expect(PLAN_TEXT.length).toBeGreaterThan(8000)
  expect(count(fromDocx, 'commitment')).toBeGreaterThan(20)
  expect(count(fromDocx, 'indicator')).toBeGreaterThan(4)
  // A PDF breaks lines and loses table cells: nearly the same is what can be asked.
  expect(count(fromPdf, 'commitment') / count(fromDocx, 'commitment')).toBeGreaterThan(0.9)
  await fits(one.page)
  expect(one.faults).toEqual([])
  await one.context.close()
}, 180_000)

test('reviewed by keyboard alone; nothing is lost on reload; another reviewer sees it at once', async () => {
  const one = await visit(browser, 'yingji', DESKTOP)
  const { page } = one
  await page.goto(`/plans/${planId}/review`)
  await page.locator('.item').first().waitFor()
  const state = (n: number) => page.locator('.item').nth(n)
  await page.keyboard.press('j')
  await page.locator('.item-here').waitFor()
  await page.keyboard.press('a')
  await expect.poll(() => state(0).getAttribute('class')).toContain('item-accepted')
  await expect.poll(() => state(1).getAttribute('class')).toContain('item-here')
  await page.keyboard.press('r')
  await expect.poll(() => state(1).getAttribute('class')).toContain('item-rejected')
  await page.keyboard.press('u')
  await expect.poll(() => state(1).getAttribute('class')).toContain('item-open')

  await page.keyboard.press('2')
  await expect.poll(() => page.locator('.item .span-commitment').count()).toBe(await page.locator('.item').count())
  await page.keyboard.press('k')
  await page.keyboard.press('j')
  await page.keyboard.press('e')
  const name = page.getByLabel('要做什么')
  await name.fill('改过的任务名称')
  await name.press('Control+Enter')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  await page.locator('.item-here', { hasText: '改过的任务名称' }).waitFor()

  await page.reload()
  await page.locator('.item-here', { hasText: '改过的任务名称' }).waitFor()
  expect(await page.locator('.desk-kind[aria-pressed=true]').textContent()).toContain('任务')

  const phone = await visit(browser, 'yingji', PHONE)
  await phone.page.goto(`/plans/${planId}/review`)
  await phone.page.locator('.item', { hasText: '改过的任务名称' }).waitFor()
  await fits(phone.page)
  await page.keyboard.press('0')
  await page.keyboard.press('a')
  const accepted = await page.locator('.item-accepted').count()
  await expect.poll(() => phone.page.locator('.item-accepted').count(), { timeout: 10_000 }).toBeGreaterThanOrEqual(accepted)
  await phone.context.close()
  expect(one.faults).toEqual([])
  await one.context.close()
}, 120_000)

let task: Task

test('adopted: the tasks stand in the inboxes of the units', async () => {
  const one = await visit(browser, 'yingji', DESKTOP)
  const open = await itemsOf(one, '&state=open')
  const answer = await one.context.request.post(`/api/plans/${planId}/changes`, {
    data: { id: crypto.randomUUID(), act: 'accept', items: open.map(({ id, version }) => ({ id, version })) },
  })
  expect(answer.status()).toBe(200)
  await one.page.goto(`/plans/${planId}/adopt`)
  await one.page.getByRole('button', { name: '发布执行' }).click()
  await one.page.getByText('已发布执行').waitFor({ timeout: 60_000 })
  const tasks = (await get<{ items: Task[] }>(one, `/api/plans/${planId}/tasks?limit=500`)).body.items
  expect(tasks.length).toBeGreaterThan(10)
  const park = await visit(browser, 'yuanqu', DESKTOP)
  const { body: me } = await get<{ orgId: string }>(park, '/api/me')
  const mine = tasks.find((t) => t.orgId === me.orgId)
  expect(mine?.title).toBeTruthy()
  if (mine) task = mine
  await park.page.goto('/inbox')
  await park.page.getByText(task.title).first().waitFor()
  await park.context.close()
  await one.context.close()
}, 120_000)

test('a task is closed with evidence, and its light tells', async () => {
  const park = await visit(browser, 'yuanqu', DESKTOP)
  await park.page.goto(`/matters/${task.id}`)
  await doAct(park.page, '报完成', { type: { 进展或理由: '已按要求完成，照片见附件' }, photo: 77 }, '待审核')
  await park.context.close()
  const bureau = await visit(browser, 'yingji', DESKTOP)
  await bureau.page.goto(`/matters/${task.id}`)
  await doAct(bureau.page, '审核通过', { type: { 进展或理由: '材料属实' } }, '已办结')
  const { body } = await get<{ items: Task[] }>(bureau, `/api/plans/${planId}/tasks?limit=500`)
  const light = body.items.find((t) => t.id === task.id)?.light
  expect(light).toMatchObject({ colour: 'green', reason: { zh: expect.stringContaining('办结') as unknown } })
  expect(light?.reason.zh).not.toBe(task.light.reason.zh)
  await bureau.context.close()
}, 120_000)

test('the indicators stand with light, reason and forecast', async () => {
  const one = await visit(browser, 'yingji', DESKTOP)
  const { body } = await get<{ items: IndicatorRow[] }>(one, `/api/plans/${planId}/indicators`)
  expect(body.items.length).toBeGreaterThan(3)
  for (const i of body.items) expect(i.light.reason.zh).not.toBe('')
  await one.page.goto(`/plans/${planId}`)
  await one.page.locator('.indicator').first().waitFor()
  expect(await one.page.locator('.indicator').count()).toBe(body.items.length)
  await fits(one.page)
  expect(one.faults).toEqual([])
  await one.context.close()
})

test('an accident in the ledger moves the forecast of the indicator that is bound to it', async () => {
  const one = await visit(browser, 'yingji', DESKTOP)
  const bound = async (): Promise<IndicatorRow | undefined> =>
    (await get<{ items: IndicatorRow[] }>(one, `/api/plans/${planId}/indicators`)).body.items.find((i) => i.binding.measure === 'accidents')
  const before = await bound()
  expect(before?.forecast.value).not.toBeNull()
  for (let i = 0; i < 4; i++) {
    const answer = await one.context.request.post('/api/matters', {
      data: {
        id: crypto.randomUUID(),
        matterId: crypto.randomUUID(),
        kind: 'accident',
        act: 'enter',
        orgId: null,
        parentId: null,
        subjectId: null,
        evidence: [],
        place: null,
        form: {
          occurredAt: new Date(Date.now() - (i + 40) * 86_400_000).toISOString(),
          category: 'industry',
          type: '机械致害',
          deaths: 0,
          serious: 1,
          poisoning: 0,
          lossWan: 12,
          what: '检修时手部被传动部位挤伤（测试）',
          path: '990101001',
        },
      },
    })
    expect(answer.status(), await answer.text()).toBe(200)
  }
  const after = await bound()
  expect(after?.value).toBe((before?.value ?? 0) + 4)
  expect(after?.forecast.value ?? 0).toBeGreaterThan(before?.forecast.value ?? 0)
  await one.page.goto(`/plans/${planId}`)
  await one.page.getByText(`现在 ${after?.value} 起`).first().waitFor()
  await one.context.close()
}, 60_000)

test('the yearly report is drafted, corrected, made and opened', async () => {
  const one = await visit(browser, 'fuxian', DESKTOP)
  await one.page.goto(`/plans/${planId}/reports?kind=year`)
  await one.page.getByLabel('存在的问题').fill('两个乡镇人手不足。')
  const [download] = await Promise.all([
    one.page.waitForEvent('download'),
    one.page.getByRole('button', { name: '生成 Word 文件' }).click(),
  ])
  const document = unzipText(await readFile(await download.path()), 'word/document.xml') ?? ''
  const words = document.replace(/<[^>]+>/g, '')
  expect(words).toContain('两个乡镇人手不足。')
  expect(words).toContain('总体情况')
  expect(document.match(/<w:footnoteReference /g)?.length).toBeGreaterThan(10)
  await one.context.close()
}, 60_000)
