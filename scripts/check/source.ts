/** What every check works on and gives back. */

export interface Source {
  /** From the root of the tree, with `/`. */
  readonly path: string
  readonly text: string
}

export interface Finding {
  readonly path: string
  /** From 1; 0 where the whole file is meant. */
  readonly line: number
  readonly message: string
  readonly remedy: string
}

export interface Check {
  readonly name: string
  run(sources: readonly Source[], root: string): Finding[] | Promise<Finding[]>
}

export function lineAt(text: string, offset: number): number {
  let line = 1
  for (let i = text.indexOf('\n'); i !== -1 && i < offset; i = text.indexOf('\n', i + 1)) line++
  return line
}

/** Tests and what only serves them: `*.test.ts`, `test-….ts`, `testing.ts` and folders `testing` and `scenarios`. */
export const isTest = (path: string): boolean =>
  /\.test\.tsx?$/.test(path) || /(^|\/)test-[\w-]+\.ts$/.test(path) || /(^|\/)(testing|scenarios)(\.ts$|\/)/.test(path)
export const isCode = (path: string): boolean => /\.(ts|tsx|mjs)$/.test(path)
export const isTypeScript = (path: string): boolean => /\.tsx?$/.test(path)

/** First folder of a path: the layer it belongs to. */
export const topOf = (path: string): string => path.split('/')[0] ?? ''

/** Code that runs in the browser: everything in a folder `web`. */
export const isWeb = (path: string): boolean => isTypeScript(path) && path.split('/').includes('web') && !path.endsWith('vite.config.ts')
