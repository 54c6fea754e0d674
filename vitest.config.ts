import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{libs,kernel,platform,mechanisms,practices,sectors,adapters,apps,scripts}/**/*.test.{ts,tsx}'],
    globalSetup: ['apps/server/test-setup.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
})
