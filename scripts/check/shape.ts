/** Every mechanism and every practice is the same inside, so that who knows one finds the way in all. */
import { type Check, type Finding, type Source } from './source.ts'

const FILES = ['README.md', 'model.ts', 'rules.ts', 'index.ts']

function judge(folder: string, inside: readonly string[]): Finding[] {
  const missing = (what: string, remedy: string): Finding => ({ path: folder, line: 0, message: `has no ${what}`, remedy })
  const findings = FILES.filter((file) => !inside.includes(file)).map((file) => missing(file, `write ${folder}/${file} (DESIGN section 2)`))
  if (!inside.some((file) => file.startsWith('server/')))
    findings.push(missing('server/', 'put acts or commands, views, store and routes there'))
  if (!inside.some((file) => /\.test\.tsx?$/.test(file))) findings.push(missing('test', 'put a test beside the code'))
  const screen = inside.some((file) => file.startsWith('web/'))
  if (screen && !inside.includes('web/index.ts') && !inside.includes('web/index.tsx'))
    findings.push(missing('web/index.ts', 'a screen has a face of its own, which apps/web imports'))
  return findings
}

export const shape: Check = {
  name: 'shape',
  run(sources: readonly Source[]) {
    const folders = new Map<string, string[]>()
    for (const { path } of sources) {
      const [layer, name, ...rest] = path.split('/')
      if ((layer !== 'mechanisms' && layer !== 'practices') || rest.length === 0) continue
      const folder = `${layer}/${name}`
      folders.set(folder, [...(folders.get(folder) ?? []), rest.join('/')])
    }
    return [...folders].flatMap(([folder, inside]) => judge(folder, inside))
  },
}
