import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { makeSeed } from './make-divisions.ts'

test('the committed seed is the one the installed package gives', () => {
  const committed = readFileSync(new URL('../kernel/divisions/seed.txt', import.meta.url), 'utf8')
  expect(makeSeed() === committed, 'run: npx tsx scripts/make-divisions.ts').toBe(true)
})
