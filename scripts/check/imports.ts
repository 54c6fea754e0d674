/** The direction of imports and the faces of folders (DESIGN section 2). */
import path from 'node:path'
import { type Import, importsOf } from './ast.ts'
import { type Check, type Finding, isTest, isTypeScript, isWeb, type Source, topOf } from './source.ts'

/** What each layer may import, itself apart. `libs` are reached by their package names. */
const MAY: Readonly<Record<string, readonly string[]>> = {
  libs: [],
  kernel: ['libs'],
  platform: ['libs', 'kernel'],
  mechanisms: ['libs', 'kernel', 'platform'],
  practices: ['libs', 'kernel', 'platform', 'mechanisms'],
  sectors: ['libs', 'kernel'],
  adapters: ['libs', 'kernel', 'platform', 'mechanisms'],
  apps: ['libs', 'kernel', 'platform', 'mechanisms', 'practices', 'sectors', 'adapters'],
}

/** Folders whose parts are shut: others come in by these doors only. */
const SHUT = ['mechanisms', 'practices']
const DOORS = ['index.ts', 'index.web.ts', 'web/index.ts', 'web/index.tsx', 'model.ts']
const WEB_DOORS = ['index.web.ts', 'web/index.ts', 'web/index.tsx', 'model.ts']

/** Where an import leads inside the tree; null for packages and node. */
export function resolve(from: string, spec: string): string | null {
  if (spec.startsWith('#')) return spec.slice(1).split('?')[0] ?? null
  if (spec.startsWith('@anlan/')) return `libs/${spec.slice('@anlan/'.length)}`
  if (spec.startsWith('.')) return path.posix.normalize(path.posix.join(path.posix.dirname(from), spec)).split('?')[0] ?? null
  return null
}

const part = (file: string): string => file.split('/').slice(0, 2).join('/')

function judge(source: Source, { from: spec, typeOnly, lazy }: Import): [message: string, remedy: string] | null {
  const layer = topOf(source.path)
  const may = MAY[layer]
  if (!may) return null
  const pure = (layer === 'libs' || layer === 'kernel') && !isTest(source.path)
  if (pure && spec.startsWith('node:'))
    return [`${layer} imports ${spec}`, 'give it the data as an argument; files and sockets are for platform']
  const target = resolve(source.path, spec)
  if (isWeb(source.path) && !isTest(source.path) && !typeOnly) {
    if (spec.startsWith('node:')) return [`web code imports ${spec}`, 'ask the server by its API']
    if (target?.split('/').includes('server')) return [`web code imports server code ${target}`, 'ask the server by its API']
    if (target?.startsWith('platform/') && !target.startsWith('platform/web/'))
      return [`web code imports ${target}`, 'only platform/web belongs in the browser']
  }
  if (target === null) return null
  const other = topOf(target)
  // Tests may use the helper that gives each of them a database.
  if (isTest(source.path) && target === 'platform/testing.ts' && layer !== 'libs' && layer !== 'kernel') return null
  // The quality of the algorithms is tested with the data sets that the benchmarks read.
  if (isTest(source.path) && layer === 'apps' && other === 'bench') return null
  if (other !== layer && !may.includes(other))
    return [`${layer} imports ${other} (${target})`, `${layer} may import ${[layer, ...may].join(', ')} only; turn the dependency round`]
  if (layer === 'libs' && part(target) !== part(source.path)) return [`libs import another lib (${target})`, 'each lib stands alone']
  if (other === 'libs' && layer !== 'libs' && !spec.startsWith('@anlan/')) return [`reaches into ${target}`, 'import the package @anlan/…']
  if (SHUT.includes(other) && part(target) !== part(source.path)) return judgeDoor(source, target, typeOnly, lazy)
  return null
}

function judgeDoor(source: Source, target: string, typeOnly: boolean, lazy: boolean): [string, string] | null {
  const door = target.split('/').slice(2).join('/')
  // A page loaded when it is opened keeps its own bundle; one door for all pages would load them together.
  if (lazy && source.path.startsWith('apps/web/') && /^web\/[A-Z]\w*\.tsx$/.test(door)) return null
  const doors = topOf(source.path) === 'adapters' ? ['index.ts'] : isWeb(source.path) && !typeOnly ? WEB_DOORS : DOORS
  if (doors.includes(door)) return null
  return [`reaches past the face of ${part(target)} (${target})`, `export it from the face and import ${doors.join(' or ')}`]
}

export const imports: Check = {
  name: 'imports',
  run(sources) {
    const findings: Finding[] = []
    for (const source of sources) {
      if (!isTypeScript(source.path) || !(topOf(source.path) in MAY)) continue
      for (const found of importsOf(source)) {
        const fault = judge(source, found)
        if (fault) findings.push({ path: source.path, line: found.line, message: fault[0], remedy: fault[1] })
      }
    }
    return findings
  },
}
