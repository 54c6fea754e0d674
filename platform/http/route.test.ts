import { expect, test } from 'vitest'
import { z } from 'zod'
import { text } from '#kernel/text.ts'
import { buildHttp, checkRoutes, readRoute, type HttpDeps, type Route } from './index.ts'

const none = z.object({})
const good: Route = readRoute({
  method: 'GET',
  path: '/x',
  audit: 'x.read',
  text: text('读', 'Read'),
  permission: 'signed-in',
  params: none,
  query: none,
  response: z.object({}),
  handler: async () => ({}),
})

test.each([
  ['no audit name', { ...good, audit: '' }, 'no audit name'],
  ['no permission', { ...good, permission: '' }, 'no permission'],
  ['no handler', { ...good, read: null }, 'no handler'],
])('a route with %s stops the boot', async (_name, route, words) => {
  expect(checkRoutes([route]).join()).toContain(words)
  await expect(buildHttp({ routes: [route] } as unknown as HttpDeps)).rejects.toThrow(/route table is not sound/)
})

test('the same path or audit name twice stops the boot', () => {
  expect(checkRoutes([good, good]).join()).toContain('declared twice')
  expect(checkRoutes([good, { ...good, path: '/y' }]).join()).toContain('is taken')
})
