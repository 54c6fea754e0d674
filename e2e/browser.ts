import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { inject } from 'vitest'
import { SAMPLE_PASSWORD } from '#apps/sample/password.ts'

export const DESKTOP = { width: 1440, height: 900 } as const
export const PHONE = { width: 390, height: 844 } as const

/** Debian's Chromium, told not to call home. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}

export interface Visit {
  readonly context: BrowserContext
  readonly page: Page
  /** Faults that the page reported: script errors and answers of 500. */
  readonly faults: string[]
}

/** A signed-in visitor of the sample county, through the sign-in page's own button. */
export async function visit(browser: Browser, username: string, size: { width: number; height: number }): Promise<Visit> {
  const url = inject('url')
  const context = await browser.newContext({ viewport: size, locale: 'zh-CN', baseURL: url, serviceWorkers: 'block' })
  const page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(String(error)))
  page.on('response', (r) => {
    if (r.status() >= 500) faults.push(`${r.status()} ${r.url()}`)
  })
  const signedIn = await context.request.post('/api/auth/sign-in/username', {
    data: { username, password: SAMPLE_PASSWORD },
    headers: { origin: url },
  })
  if (!signedIn.ok()) throw new Error(`sign-in of ${username}: ${signedIn.status()} ${await signedIn.text()}`)
  await page.goto('/')
  return { context, page, faults }
}

/** JSON of a GET as the visitor, with its status. */
export async function get<T>(one: Visit, path: string): Promise<{ status: number; body: T }> {
  const answer = await one.context.request.get(path)
  return { status: answer.status(), body: (await answer.json().catch(() => null)) as T }
}
