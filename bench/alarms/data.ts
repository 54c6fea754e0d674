import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The shared data beside the repository; undefined where it is not there. */
export const sharedData = (): string | undefined => {
  const path = fileURLToPath(new URL('../../../shared/data', import.meta.url))
  return existsSync(path) ? path : undefined
}

export const readText = (path: string): string => readFileSync(path, 'utf8')
export const readJson = (path: string): unknown => JSON.parse(readText(path))

/** A setting file of libs/alarms/settings. */
export const setting = (name: string): unknown => readJson(fileURLToPath(new URL(`../../libs/alarms/settings/${name}`, import.meta.url)))

export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 ? (sorted[middle] ?? NaN) : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2
}
