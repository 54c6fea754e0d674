import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['e2e/*.test.ts'],
    globalSetup: ['e2e/setup.ts'],
    testTimeout: 480_000,
    hookTimeout: 300_000,
    // One browser and one server: files one after another, so that they do not disturb each other's county.
    fileParallelism: false,
    retry: process.env['CI'] ? 1 : 0,
  },
})
