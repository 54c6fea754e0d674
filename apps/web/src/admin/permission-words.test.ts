import { expect, test } from 'vitest'
import { wiredKinds } from '#apps/server/kinds.ts'
import { defaultRoles } from '#apps/server/roles.ts'
import { permissionGroups, permissionWords, SCOPE_WORDS } from './permission-words.ts'
import { SCOPES } from '#kernel/access/index.ts'

test('every permission of the delivered roles and of every act has words', () => {
  const held = defaultRoles.flatMap((role) => Object.keys(role.grants))
  const acts = [...wiredKinds().values()].flatMap((kind) => [`${kind.id}.read`, ...Object.values(kind.acts).map((act) => act.permission)])
  const wordless = [...new Set([...held, ...acts])].filter((permission) => !permissionWords(permission).known)
  expect(wordless).toEqual([])
  expect(held.length).toBeGreaterThan(50)
})

test('every scope has words', () => {
  expect(Object.keys(SCOPE_WORDS).sort()).toEqual([...SCOPES].sort())
})

test('a permission without words stands as it is and keeps its place in a group', () => {
  expect(permissionWords('drone.fly')).toMatchObject({ object: { zh: 'drone' }, action: { zh: 'fly' }, known: false })
  const groups = permissionGroups(['hazard.read', 'hazard.dream', 'drone.fly'])
  expect(groups.find((g) => g.object === 'hazard')?.permissions.at(-1)).toBe('hazard.dream')
  expect(groups.at(-1)).toMatchObject({ object: 'drone', permissions: ['drone.fly'] })
  expect(new Set(groups.flatMap((g) => g.permissions)).size).toBe(groups.flatMap((g) => g.permissions).length)
})
