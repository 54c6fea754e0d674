import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ahead, doAct, fillForm, fits, picture } from './acts.ts'
import { DESKTOP, get, openBrowser, PHONE, visit, type Visit } from './browser.ts'

interface MatterPage {
  matter: { state: string; phase: string; level: string | null }
  acts: { act: string; evidence: unknown[] }[]
  children: { id: string; kind: string; state: string }[]
}

/** The whole loop by five people, on a large screen and on a phone: report, five in place, listing, rectify, verify, close. */
describe.each([
  ['desktop', DESKTOP],
  ['phone', PHONE],
])('the hazard loop on a %s', (name, size) => {
  let browser: Browser
  let matterId = ''
  const seed = name === 'phone' ? 900 : 100
  const what = `联锁被摘除未办审批（${name}）`
  const open = async (who: string, path: string): Promise<Visit> => {
    const one = await visit(browser, who, size)
    await one.page.goto(path)
    return one
  }
  const close = async (one: Visit): Promise<void> => {
    await fits(one.page)
    expect(one.faults).toEqual([])
    await one.context.close()
  }
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser.close())

  test('a worker reports it: photograph, sentence, send', async () => {
    const one = await open('yuangong', '/report')
    await one.page
      .locator('input[type=file]')
      .first()
      .setInputFiles(await picture(seed))
    await one.page.getByLabel(/看到了什么/).fill(what)
    await one.page.getByRole('button', { name: '发送' }).click()
    const link = one.page.getByRole('link', { name: /进度/ })
    await link.waitFor()
    await link.click()
    await one.page.getByText('待核实').first().waitFor()
    matterId = new URL(one.page.url()).pathname.split('/')[2] ?? ''
    expect(matterId).toMatch(/^[0-9a-f-]{36}$/)
    await close(one)
  })

  test('the safety manager grades it major, puts the five in place, reports twice', async () => {
    const one = await open('anquan', `/matters/${matterId}`)
    const graded = { choose: ['重大'], type: { 整改责任人: '样例负责人', 整改措施: '恢复联锁，停用装置', 整改期限: ahead(20) } }
    await doAct(one.page, '核实定级', graded, '待落实五项')
    const five = {
      type: {
        '责任：整改责任人': '样例负责人',
        措施: '恢复联锁并试验',
        '资金（万元）': '12',
        时限: ahead(25),
        '预案：整改期间的安全措施和应急办法': '停车，专人值守',
      },
    }
    await doAct(one.page, '落实五项', five, '整改中')
    await doAct(one.page, '双报告', { type: { 向监管部门报告日期: ahead(0), 向职工大会或职代会报告日期: ahead(0) } }, '整改中')
    await close(one)
  })

  test('the bureau puts it under supervised listing', async () => {
    const one = await open('yingji', `/matters/${matterId}`)
    await one.page.getByRole('button', { name: '挂牌督办' }).first().click()
    const listed = {
      choose: ['县级'],
      type: { 通知书文号: '云安办督〔2026〕9号', 挂牌理由: '联锁摘除', 督办要求: '限期恢复', 整改期限: ahead(25) },
    }
    await fillForm(one.page, '挂牌督办', listed)
    await one.page.getByText('挂牌督办中').first().waitFor()
    await close(one)
  })

  test('the deputy county head sees why the map is not blue, and opens the evidence', async () => {
    const one = await visit(browser, 'fuxian', size)
    await one.page.locator('main').getByText(/重大/).first().waitFor()
    const areas = await get<{ items: { name: string; level: string; reason: { zh: string } }[] }>(one, '/api/map/areas')
    const park = areas.body.items.find((a) => a.name === '云泽化工园区')
    expect(['red', 'orange']).toContain(park?.level)
    expect(park?.reason.zh).toMatch(/重大|挂牌/)
    await one.page.goto(`/matters/${matterId}`)
    await one.page.getByText(what).first().waitFor()
    expect(await one.page.locator('.timeline img').count()).toBeGreaterThan(0)
    await close(one)
  })

  test('it cannot be closed while it is listed; removed from the list by the bureau, verified by the park, closed', async () => {
    const plant = await open('anquan', `/matters/${matterId}`)
    await doAct(plant.page, '报整改完成', { type: { 整改情况: '联锁恢复并试验合格' }, photo: seed + 1 }, '待复查')
    const { body } = await get<MatterPage>(plant, `/api/matters/${matterId}`)
    const listing = body.children.find((c) => c.kind === 'listing')
    expect(listing?.state).toBe('listed')
    const park = await open('yuanqu', `/matters/${matterId}`)
    await park.page.getByText('正在挂牌督办，须先摘牌').first().waitFor()

    await plant.page.goto(`/matters/${listing?.id}`)
    await doAct(plant.page, '申请摘牌', { type: { 整改情况和证明: '试验记录见附件' }, photo: seed + 2 }, '申请摘牌')
    await close(plant)

    const bureau = await open('yingji', `/matters/${listing?.id}`)
    await doAct(bureau.page, '摘牌', { type: { 现场核查意见: '核查属实' }, photo: seed + 3 }, '已摘牌')
    await close(bureau)

    await park.page.reload()
    await doAct(park.page, '复查销号', { type: { 复查意见: '现场复查合格' } }, '已销号')
    const done = await get<MatterPage>(park, `/api/matters/${matterId}`)
    expect(done.body.matter).toMatchObject({ state: 'closed', phase: 'closed', level: 'major' })
    expect(done.body.acts.map((a) => a.act)).toEqual(['report', 'confirm', 'plan', 'doubleReport', 'rectify', 'verify'])
    await close(park)
  })
})
