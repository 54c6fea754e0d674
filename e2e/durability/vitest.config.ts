import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

/** By itself, without the sample county: `npx vitest run --config e2e/durability/vitest.config.ts`; KILLS=50 for the long one. */
export default defineConfig({
  test: {
    root: fileURLToPath(new URL('../..', import.meta.url)),
    include: ['e2e/durability/*.test.ts'],
    disableConsoleIntercept: true,
  },
})
