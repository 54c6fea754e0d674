/**
 * Pictures of the main pages of a running sample county, for README and docs:
 * npx tsx scripts/screenshots.ts --url http://127.0.0.1:8080 --out docs/screenshots [--only NAME,NAME]
 * CHROMIUM_PATH names the browser; without it Debian's Chromium is used.
 */
import { mkdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import sharp from 'sharp'
import { SAMPLE_PASSWORD } from '#apps/sample/password.ts'

const DESKTOP = { width: 1440, height: 900 } as const
const PHONE = { width: 390, height: 844 } as const

/** Finds the page as the signed-in person, by what the API answers. */
type Find = (get: <T>(url: string) => Promise<T>) => Promise<string>

interface Shot {
  readonly name: string
  /** Account of the sample county; null = before sign-in. */
  readonly who: string | null
  readonly size: typeof DESKTOP | typeof PHONE
  readonly page: string | Find
  /** What to do before the picture is taken. */
  readonly before?: (page: Page) => Promise<void>
}

interface Listed {
  readonly items: readonly { readonly id: string }[]
}

interface Told {
  readonly matter: { readonly parentId: string | null }
  readonly acts: readonly { readonly evidence: readonly unknown[] }[]
}

/** A major hazard under supervised listing where there is one, best with photographs; else any major hazard. */
const majorHazard: Find = async (get) => {
  let found: string | null = null
  const listings = await get<Listed>('/api/matters?kind=listing&limit=50')
  for (const one of listings.items) {
    const { matter } = await get<Told>(`/api/matters/${one.id}`)
    if (!matter.parentId) continue
    const parent = await get<Told>(`/api/matters/${matter.parentId}`)
    if (parent.acts.some((act) => act.evidence.length > 0)) return `/matters/${matter.parentId}`
    found ??= matter.parentId
  }
  if (found) return `/matters/${found}`
  const majors = await get<Listed>('/api/matters?kind=hazard&level=major&limit=1')
  return `/matters/${majors.items[0]?.id ?? ''}`
}

/** The file of the enterprise whose people can be entered from the sign-in page: it has subjects, licences and a history. */
const enterpriseFile: Find = async (get) => {
  const { orgId } = await get<{ orgId: string }>('/api/me')
  return `/registry/${orgId}`
}

/** Fills the first example in and computes. */
async function compute(page: Page): Promise<void> {
  await page.getByText('液氨 10 t').first().click()
  await page.getByRole('button', { name: '计算' }).click()
  await page.waitForTimeout(600)
}

const SHOTS: readonly Shot[] = [
  { name: 'sign-in', who: null, size: DESKTOP, page: '/sign-in' },
  { name: 'leader', who: 'fuxian', size: DESKTOP, page: '/' },
  { name: 'bureau', who: 'yingji', size: DESKTOP, page: '/' },
  { name: 'town-phone', who: 'xiangzhen', size: PHONE, page: '/' },
  { name: 'plant', who: 'anquan', size: DESKTOP, page: '/' },
  { name: 'report-phone', who: 'yuangong', size: PHONE, page: '/report' },
  { name: 'checks-phone', who: 'yuangong', size: PHONE, page: '/checks' },
  { name: 'hazard', who: 'yingji', size: DESKTOP, page: majorHazard },
  { name: 'hazards', who: 'yingji', size: DESKTOP, page: '/hazards' },
  { name: 'registry', who: 'anquan', size: DESKTOP, page: enterpriseFile },
  { name: 'map', who: 'fuxian', size: DESKTOP, page: '/map' },
  { name: 'calendar', who: 'guanli', size: DESKTOP, page: '/admin/calendar' },
  { name: 'rule', who: 'yingji', size: DESKTOP, page: '/rules/gb18218', before: compute },
]

async function signedIn(browser: Browser, url: string, shot: Shot): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: shot.size,
    locale: 'zh-CN',
    baseURL: url,
    serviceWorkers: 'block',
    timezoneId: 'Asia/Shanghai',
  })
  if (shot.who === null) return context
  const answer = await context.request.post('/api/auth/sign-in/username', {
    data: { username: shot.who, password: SAMPLE_PASSWORD },
    headers: { origin: new URL(url).origin },
  })
  if (!answer.ok()) throw new Error(`sign-in of ${shot.who}: ${answer.status()} ${await answer.text()}`)
  return context
}

/** The live channel never rests, so idle network is no sign: wait until nothing loads and the page holds still. */
async function settle(page: Page): Promise<void> {
  await page.waitForLoadState('domcontentloaded')
  await page.locator('main, form').first().waitFor()
  await page.waitForTimeout(600)
  await page.waitForFunction(() => document.querySelectorAll('.ant-skeleton, .ant-spin-spinning').length === 0, undefined, {
    timeout: 20_000,
  })
  await page.evaluate(() => document.fonts.ready)
  await page.waitForTimeout(900)
}

async function take(browser: Browser, url: string, out: string, shot: Shot): Promise<string> {
  const context = await signedIn(browser, url, shot)
  try {
    const get = async <T>(at: string): Promise<T> => {
      const answer = await context.request.get(at)
      if (!answer.ok()) throw new Error(`${at}: ${answer.status()}`)
      return (await answer.json()) as T
    }
    const page = await context.newPage()
    const faults: string[] = []
    page.on('pageerror', (error) => faults.push(String(error)))
    page.on('console', (message) => void (message.type() === 'error' && faults.push(message.text())))
    const where = typeof shot.page === 'string' ? shot.page : await shot.page(get)
    await page.goto(where)
    await settle(page)
    await shot.before?.(page)
    const file = path.join(out, `${shot.name}.png`)
    await sharp(await page.screenshot())
      .png({ palette: true, quality: 90, effort: 10 })
      .toFile(file)
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    const remarks = [...(wide > 0 ? [`${wide} px wider than the screen`] : []), ...faults]
    return `${shot.name}: ${Math.round(statSync(file).size / 1000)} kB${remarks.length > 0 ? `\n  ${remarks.join('\n  ')}` : ''}`
  } finally {
    await context.close()
  }
}

const { values } = parseArgs({ options: { url: { type: 'string' }, out: { type: 'string' }, only: { type: 'string' } } })
const url = values.url ?? 'http://127.0.0.1:8080'
const out = path.resolve(values.out ?? 'docs/screenshots')
const only = values.only?.split(',')
mkdirSync(out, { recursive: true })
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
})
try {
  for (const shot of SHOTS.filter((s) => !only || only.includes(s.name))) {
    try {
      console.log(await take(browser, url, out, shot))
    } catch (error) {
      console.error(`${shot.name}: ${error instanceof Error ? error.message : String(error)}`)
      process.exitCode = 1
    }
  }
} finally {
  await browser.close()
}
