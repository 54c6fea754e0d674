import { expect, test } from 'vitest'
import { runCrashTrial } from './crash-trial.ts'

test('kill -9 of the writing process: the next start takes the server over and no acknowledged row is missing', async () => {
  const report = await runCrashTrial(4, ['node'])
  expect(report.missing).toBe(0)
  expect(report.acknowledged).toBeGreaterThan(20)
  // The first child starts the server, every later one finds it running.
  expect(report).toMatchObject({ rounds: 4, started: 1, adopted: 3 })
}, 60_000)

test('kill -9 of the process and of the server: the next start recovers and no acknowledged row is missing', async () => {
  const report = await runCrashTrial(2, ['both'])
  expect(report.missing).toBe(0)
  expect(report.acknowledged).toBeGreaterThan(10)
  expect(report).toMatchObject({ rounds: 2, started: 2, adopted: 0 })
}, 60_000)
