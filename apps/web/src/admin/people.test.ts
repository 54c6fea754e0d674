import { expect, test } from 'vitest'
import { firstPassword } from './people.ts'
import { postBody, NO_POST, postReady } from './post-draft.ts'

test('a first password has three groups, no signs that are mistaken for each other, and differs each time', () => {
  const made = Array.from({ length: 200 }, () => firstPassword())
  for (const password of made) expect(password).toMatch(/^[a-hjkmnp-z]{4}-[2-9]{4}-[a-hjkmnp-z]{4}$/)
  expect(new Set(made).size).toBe(200)
  expect(firstPassword(() => 0)).toBe('aaaa-2222-aaaa')
})

test('a post without a jurisdiction of its own leaves it to the organisation', () => {
  expect(postReady(NO_POST)).toBe(false)
  const post = { ...NO_POST, orgId: 'o', role: 'r', title: ' 科长 ' }
  expect(postReady(post)).toBe(true)
  expect(postBody(post)).toEqual({ orgId: 'o', role: 'r', title: '科长', sectors: null })
  expect(postBody({ ...post, path: '9901' })).toMatchObject({ path: '9901' })
})
