import { randomUUID } from 'node:crypto'
import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { pages } from '#apps/web/src/pages.ts'
import { fits } from './acts.ts'
import { DESKTOP, get, openBrowser, PHONE, visit } from './browser.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface Finding {
  id: string
  impact: string | null
  nodes: { target: string[]; failureSummary?: string }[]
}

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

/** Who looks at the pages, so that each page is seen by a post that may open it. */
const VIEWERS = ['fuxian', 'yingji', 'anquan', 'yuangong', 'guanli'] as const

/** The duty officer raises a warning by hand, so that there is one to look at whatever the alarms of the sample are just now. */
async function warn(): Promise<void> {
  const duty = await visit(browser, 'zhiban', DESKTOP)
  const answer = await duty.context.request.post('/api/warnings', {
    data: {
      id: randomUUID(),
      matterId: randomUUID(),
      title: '雷雨大风',
      level: 'yellow',
      source: 'weather',
      words: '今夜有雷雨，加强巡查。',
    },
    headers: { origin: inject('url') },
  })
  expect(answer.status(), await answer.text()).toBe(200)
  await duty.context.close()
}

/** The safety manager begins to score the enterprise, so that there is a sheet to look at. */
async function score(): Promise<void> {
  const safety = await visit(browser, 'anquan', DESKTOP)
  const me = await get<{ orgId: string }>(safety, '/api/me')
  const day = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
  const answer = await safety.context.request.post('/api/matters', {
    data: {
      id: randomUUID(),
      matterId: randomUUID(),
      kind: 'assessment',
      act: 'start',
      orgId: me.body.orgId,
      parentId: null,
      subjectId: null,
      form: { sheet: 'standardization', day },
      evidence: [],
      place: null,
    },
    headers: { origin: inject('url') },
  })
  expect(answer.status(), await answer.text()).toBe(200)
  await safety.context.close()
}

test.each([
  ['desktop', DESKTOP],
  ['phone', PHONE],
] as const)(
  'no serious finding of axe on any page, and nothing wider than the screen: %s',
  async (_name, size) => {
    await warn()
    await score()
    const seen = new Set<string>()
    const bad: string[] = []
    for (const who of VIEWERS) {
      const one = await visit(browser, who, size)
      const me = await get<{ permissions: string[] }>(one, '/api/me')
      const first = async (path: string, list = 'items'): Promise<string> =>
        (await get<Record<string, { id: string }[]>>(one, path)).body?.[list]?.[0]?.id ?? ''
      const watched = await first('/api/monitoring/wall', 'orgs')
      const plan = await first('/api/plans?limit=1')
      const ids: Record<string, string> = {
        '/matters/$id': await first('/api/matters?kind=hazard&limit=1'),
        '/registry/$id': await first('/api/orgs?kind=enterprise&limit=1'),
        '/checks/$id': await first('/api/matters?kind=selfcheck&phase=open&limit=1'),
        '/rules/$name': 'lec',
        '/measures/$id': 'deaths',
        '/accidents/$id': await first('/api/accidents?limit=1'),
        '/installations/$id': await first('/api/installations?limit=1'),
        '/risks/$id': await first('/api/risks/points?limit=1'),
        '/scores/$id': await first('/api/assessments'),
        '/pledges/$id': await first('/api/pledges'),
        '/monitoring/enterprise/$id': watched,
        '/monitoring/points/$id': watched && (await first(`/api/monitoring/orgs/${watched}`, 'points')),
        '/warnings/$id': await first('/api/warnings/desk'),
        '/plans/report/$id': await first('/api/matters?kind=planReport&limit=1'),
        ...Object.fromEntries(pages.filter((p) => p.path.startsWith('/plans/$id')).map((p) => [p.path, plan])),
      }
      for (const page of pages) {
        const allowed = page.needs === undefined || page.needs.some((n) => me.body.permissions.includes(n))
        const id = ids[page.path]
        if (!allowed || (page.path !== '/' && seen.has(page.path)) || (page.path.includes('$') && !id)) continue
        seen.add(page.path)
        await one.page.goto(page.path.replace(/\$\w+/, id ?? ''))
        await one.page.locator('main h1').first().waitFor({ timeout: 20_000 })
        await one.page.waitForTimeout(500)
        await one.page.evaluate(AXE)
        const found = await one.page.evaluate(
          // The script above puts axe on the window.
          () =>
            (window as unknown as { axe: { run(o: object): Promise<{ violations: unknown[] }> } }).axe.run({ resultTypes: ['violations'] }),
        )
        for (const f of found.violations as Finding[]) {
          if (f.impact !== 'serious' && f.impact !== 'critical') continue
          bad.push(
            `${who} ${page.path}: ${f.id} ${f.nodes
              .slice(0, 3)
              .map((n) => n.target.join(' '))
              .join(' | ')}`,
          )
        }
        await fits(one.page).catch(() => bad.push(`${who} ${page.path}: wider than the screen`))
      }
      bad.push(...one.faults.map((f) => `${who}: ${f}`))
      await one.context.close()
    }
    expect(bad).toEqual([])
    // Every page of the list was opened by somebody.
    expect(pages.map((p) => p.path).filter((p) => !seen.has(p))).toEqual([])
  },
  900_000,
)
