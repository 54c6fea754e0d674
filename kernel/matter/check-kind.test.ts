import { expect, test } from 'vitest'
import { z } from 'zod'
import { text } from '../text.ts'
import { checkKind, checkKinds } from './check-kind.ts'
import type { ActDef, MatterKind } from './kind.ts'

const t = text('测', 'test')
const act = (from: readonly string[] | null, to: readonly string[], more: Partial<ActDef> = {}): ActDef => ({
  text: t,
  from,
  to,
  permission: 'k.do',
  form: z.object({}),
  ...more,
})

function kind(acts: Record<string, ActDef>, states = ['open', 'done']): MatterKind {
  return {
    id: 'k',
    version: 1,
    text: t,
    prefix: 'K',
    states: Object.fromEntries(states.map((s) => [s, { phase: s === 'done' ? ('closed' as const) : ('open' as const), text: t }])),
    acts,
  }
}

test('a sound kind has no faults', () => {
  expect(checkKind(kind({ begin: act(null, ['open']), end: act(['open'], ['done']) }))).toEqual([])
})

test.each([
  ['an unknown target', { begin: act(null, ['open']), end: act(['open'], ['gone']) }, 'unknown state gone'],
  ['an unknown source', { begin: act(null, ['open']), end: act(['nowhere', 'open'], ['done']) }, 'unknown state nowhere'],
  ['an unreachable state', { begin: act(null, ['open']), end: act(['done'], ['done']) }, 'state done cannot be reached'],
  ['a trap', { begin: act(null, ['open']), stay: act(['open'], ['same']), end: act(['done'], ['done']) }, 'state open is a trap'],
  ['no opening act', { end: act(['open'], ['done']) }, 'no act opens it'],
  ['several targets without a decision', { begin: act(null, ['open', 'done']), end: act(['open'], ['done']) }, 'no decide()'],
  ['notBy an unknown act', { begin: act(null, ['open']), end: act(['open'], ['done'], { notBy: ['x'] }) }, 'unknown act x'],
])('%s stops the boot and says where', (_name, acts, words) => {
  const faults = checkKind(kind(acts))
  expect(faults.join('\n')).toContain(words)
  expect(() => checkKinds([kind(acts)])).toThrow(/kind k: /)
})
