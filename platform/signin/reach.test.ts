import { describe, expect, it } from 'vitest'
import type { Claims, Grants } from '#kernel/access/index.ts'
import { administratorRoles, beyond, mayHandle, reaches, type PostTarget } from './reach.ts'
import { passwordFault, PASSWORD_RULES, usernameIsValid } from './password.ts'

function claims(grants: Grants, more: Partial<Claims> = {}): Claims {
  return { personId: 'p', postId: 'o', orgId: 'works', role: 'r', path: 'c1', sectors: null, grants, ...more }
}

const target = (more: Partial<PostTarget> = {}): PostTarget => ({
  orgId: 'works',
  orgPath: 'c1a',
  orgSector: null,
  path: 'c1a',
  sectors: null,
  ...more,
})

describe('reach of an administrator', () => {
  it('in an area needs organisation and jurisdiction inside', () => {
    const held = claims({ 'admin.people': ['area'] })
    expect(reaches(held, 'admin.people', target())).toBe(true)
    expect(reaches(held, 'admin.people', target({ path: 'c' }))).toBe(false)
    expect(reaches(held, 'admin.people', target({ orgPath: 'c' }))).toBe(false)
    expect(reaches(held, 'admin.people', target({ path: '' }))).toBe(false)
    expect(reaches({ ...held, path: '' }, 'admin.people', target())).toBe(false)
    expect(reaches(held, 'admin.roles', target())).toBe(false)
  })

  it('in an office stays with the organisation and gives no jurisdiction wider than its own', () => {
    const held = claims({ 'admin.people': ['office'] }, { path: 'c1a' })
    expect(reaches(held, 'admin.people', target())).toBe(true)
    expect(reaches(held, 'admin.people', target({ path: '' }))).toBe(true)
    expect(reaches(held, 'admin.people', target({ path: 'c1' }))).toBe(false)
    expect(reaches(held, 'admin.people', target({ orgId: 'other' }))).toBe(false)
  })

  it('limited to sectors gives only these', () => {
    const held = claims({ 'admin.people': ['all'] }, { sectors: ['coal'] })
    expect(reaches(held, 'admin.people', target({ sectors: ['coal'] }))).toBe(true)
    expect(reaches(held, 'admin.people', target({ sectors: ['coal', 'fire'] }))).toBe(false)
    expect(reaches(held, 'admin.people', target())).toBe(false)
  })
})

describe('grants', () => {
  it('are given only as far as they are held', () => {
    const held: Grants = { 'a.read': ['area'], 'b.read': ['all'], 'c.read': ['office'] }
    expect(beyond(held, { 'a.read': ['office', 'self'], 'b.read': ['area'] })).toEqual([])
    expect(beyond(held, { 'a.read': ['all'], 'c.read': ['area'], 'd.read': ['self'] })).toEqual(['a.read', 'c.read', 'd.read'])
    expect(mayHandle(claims(held), { 'd.read': ['self'] })).toBe(false)
    expect(mayHandle(claims({ 'admin.all': ['all'] }), { 'd.read': ['all'] })).toBe(true)
  })

  it('make an administrator only together and widely', () => {
    const role = (id: string, grants: Grants) => ({ id, text: { zh: id, en: id }, home: '', grants })
    const roles = [
      role('whole', { 'admin.people': ['area'], 'admin.roles': ['all'] }),
      role('people', { 'admin.people': ['all'] }),
      role('self', { 'admin.people': ['self'], 'admin.roles': ['self'] }),
    ]
    expect(administratorRoles(roles)).toEqual(['whole'])
  })
})

describe('passwords and usernames', () => {
  it('keep the rules, which may be set', () => {
    const own = ['zhang.san']
    expect(passwordFault('1234567', own, PASSWORD_RULES)?.zh).toBe('密码至少 8 位')
    expect(passwordFault('Zhang.San', own, PASSWORD_RULES)).not.toBeNull()
    expect(passwordFault('abababab', own, PASSWORD_RULES)).not.toBeNull()
    expect(passwordFault('江水平稳安澜八字', own, PASSWORD_RULES)).toBeNull()
    expect(passwordFault('only-lower', own, { minLength: 10, minClasses: 3 })).not.toBeNull()
    expect(passwordFault('Only-Lower', own, { minLength: 10, minClasses: 3 })).toBeNull()
  })

  it('allow Chinese names and refuse blanks', () => {
    expect(['张三', 'li.na', 'a1'].every(usernameIsValid)).toBe(true)
    expect(['a', 'li na', "o'neil", '<b>'].some(usernameIsValid)).toBe(false)
  })
})
