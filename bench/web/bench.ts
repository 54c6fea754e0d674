import { gzipSync } from 'node:zlib'
import { parseArgs } from 'node:util'
import { chromium } from 'playwright-core'
import { SAMPLE_PASSWORD } from '#apps/sample/password.ts'

/**
 * First load of the sign-in page and of the home board against their limits, on a running sample county:
 * npx tsx bench/web/bench.ts --url http://127.0.0.1:8080
 */
const { values } = parseArgs({ options: { url: { type: 'string', default: 'http://127.0.0.1:8080' } } })
const KB = 1000

const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
})

/** Script of one page's first load in kB as gzip would send it, and seconds until the selector is there under slowdown. */
async function load(path: string, ready: string, username: string | null, slowdown: number): Promise<{ kB: number; seconds: number }> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, serviceWorkers: 'block', baseURL: values.url })
  if (username !== null) {
    const data = { username, password: SAMPLE_PASSWORD }
    await context.request.post('/api/auth/sign-in/username', { data, headers: { origin: values.url } })
  }
  const page = await context.newPage()
  const sizes: Promise<number>[] = []
  page.on('response', (r) => {
    if (r.request().resourceType() === 'script') sizes.push(r.body().then((b) => gzipSync(b).length))
  })
  const session = await context.newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
  const began = performance.now()
  await page.goto(path)
  await page.locator(ready).first().waitFor()
  const seconds = (performance.now() - began) / 1000
  await page.waitForLoadState('networkidle').catch(() => {})
  const kB = (await Promise.all(sizes)).reduce((a, b) => a + b, 0) / KB
  await context.close()
  return { kB, seconds }
}

function verdict(what: string, value: number, limit: number, unit: string): void {
  console.log(`${value <= limit ? 'met   ' : 'MISSED'} ${what}: ${value.toFixed(1)} ${unit} (at most ${limit})`)
}

const sign = await load('/sign-in', 'input[type=password]', null, 1)
verdict('sign-in page, script', sign.kB, 300, 'kB')
const runs = []
for (let i = 0; i < 3; i++) runs.push(await load('/', 'main h1', 'fuxian', 4))
verdict('home board, script', runs[0]?.kB ?? 0, 700, 'kB')
verdict('home board usable under four-fold slowdown, median of 3', runs.map((r) => r.seconds).sort((a, b) => a - b)[1] ?? 0, 3, 's')
await browser.close()
