import { expect, test } from 'vitest'
import type { Grants } from '#kernel/access/index.ts'
import { grantChanges, homeWords, withScope } from './roles.ts'
import { defaultRoles } from '#apps/server/roles.ts'

const grants: Grants = { 'org.read': ['area'], 'hazard.read': ['self', 'office'] }

test('a scope goes on and off; the last one takes the permission with it', () => {
  expect(withScope(grants, 'org.read', 'all', true)['org.read']).toEqual(['area', 'all'])
  expect(withScope(grants, 'org.read', 'area', false)).toEqual({ 'hazard.read': ['self', 'office'] })
  expect(withScope(grants, 'map.read', 'area', true)['map.read']).toEqual(['area'])
  expect(withScope(grants, 'map.read', 'area', false)).toEqual(grants)
})

test('what changes is named, the order of scopes is no change', () => {
  expect(grantChanges(grants, { 'hazard.read': ['office', 'self'], 'map.read': ['area'] })).toEqual({
    given: ['map.read'],
    taken: ['org.read'],
  })
  expect(grantChanges(grants, grants)).toEqual({ given: [], taken: [] })
})

test('every delivered role opens on a page that has a name', () => {
  for (const role of defaultRoles) expect(homeWords(role.home).zh).not.toBe(role.home)
})
