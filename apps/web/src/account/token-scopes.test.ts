import { expect, test } from 'vitest'
import { TOKEN_SCOPE } from '#platform/signin/tokens.ts'
import { isTokenScope, scopeWords, TOKEN_SCOPES } from './token-scopes.ts'

test('what is offered and what is refused agrees with the server', () => {
  for (const { value } of TOKEN_SCOPES) expect(isTokenScope(value)).toBe(true)
  for (const scope of ['matter.*', 'a.b.c', 'matter', '*', '.x', 'matter.', '1.x', 'a b.c', 'me.session-revoke', 'матер.*'])
    expect(isTokenScope(scope), scope).toBe(TOKEN_SCOPE.test(scope))
  expect(isTokenScope(`a.${'b'.repeat(100)}`)).toBe(false)
})

test('a scope outside the list stands as it is', () => {
  expect(scopeWords('matter.*').zh).toBe('事项：查看和办理')
  expect(scopeWords('drone.fly').zh).toBe('drone.fly')
})
