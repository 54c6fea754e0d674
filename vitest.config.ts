import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{libs,kernel,platform,mechanisms,practices,sectors,adapters,apps,scripts}/**/*.test.{ts,tsx}'],
    globalSetup: ['apps/server/test-setup.ts'],
    // On a crowded machine a test may lose a race with another program; twice in a row is a fault.
    retry: process.env['CI'] ? 2 : 0,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
})
