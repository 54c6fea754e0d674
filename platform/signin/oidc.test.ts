import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cookiesOf, testPlace, type Place } from './test-place.ts'

/** A small OpenID provider on loopback: discovery, keys, code with PKCE, signed id token. Who signs in is set by the test. */
const provider = { issuer: '', user: { sub: '', preferred_username: '' }, breakSignature: false, claims: {} as Record<string, unknown> }
const codes = new Map<string, { nonce: string; challenge: string }>()
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
let server: Server
let place: Place

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

function idToken(nonce: string): string {
  const now = Math.floor(Date.now() / 1000)
  const { sub, preferred_username } = provider.user
  const claims = { iss: provider.issuer, aud: 'anlan', sub, preferred_username, email: `${sub}@city.test`, nonce, iat: now, exp: now + 300 }
  Object.assign(claims, provider.claims)
  const head = `${part({ alg: 'RS256', kid: 'k1' })}.${part(claims)}`
  const signature = sign('sha256', Buffer.from(head), privateKey).toString('base64url')
  return `${head}.${provider.breakSignature ? signature.replace(/^./, (c) => (c === 'A' ? 'B' : 'A')) : signature}`
}

async function bodyOf(request: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'))
}

async function answer(request: IncomingMessage): Promise<{ status: number; data?: unknown; location?: string }> {
  const url = new URL(request.url ?? '/', provider.issuer)
  switch (url.pathname) {
    case '/.well-known/openid-configuration':
      return {
        status: 200,
        data: {
          issuer: provider.issuer,
          authorization_endpoint: `${provider.issuer}/authorize`,
          token_endpoint: `${provider.issuer}/token`,
          jwks_uri: `${provider.issuer}/keys`,
          id_token_signing_alg_values_supported: ['RS256'],
        },
      }
    case '/keys':
      return { status: 200, data: { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'k1', alg: 'RS256', use: 'sig' }] } }
    case '/authorize': {
      const code = randomBytes(8).toString('hex')
      codes.set(code, { nonce: url.searchParams.get('nonce') ?? '', challenge: url.searchParams.get('code_challenge') ?? '' })
      const back = new URL(url.searchParams.get('redirect_uri') ?? '')
      back.searchParams.set('code', code)
      back.searchParams.set('state', url.searchParams.get('state') ?? '')
      return { status: 302, location: back.href }
    }
    case '/token': {
      const form = await bodyOf(request)
      const known = codes.get(form.get('code') ?? '')
      const challenge = createHash('sha256')
        .update(form.get('code_verifier') ?? '')
        .digest('base64url')
      if (!known || known.challenge !== challenge) return { status: 400, data: { error: 'invalid_grant' } }
      return { status: 200, data: { access_token: 'a', token_type: 'Bearer', expires_in: 300, id_token: idToken(known.nonce) } }
    }
    default:
      return { status: 404, data: {} }
  }
}

beforeAll(async () => {
  server = createServer((request, response) => {
    void answer(request).then(({ status, data, location }) => {
      response.writeHead(status, { 'content-type': 'application/json', ...(location ? { location } : {}) })
      response.end(JSON.stringify(data ?? {}))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  provider.issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  place = await testPlace({
    baseUrl: 'http://anlan.test',
    oidc: {
      id: 'city',
      name: '市统一登录',
      discoveryUrl: `${provider.issuer}/.well-known/openid-configuration`,
      clientId: 'anlan',
      clientSecret: 'known to both',
    },
  })
  await place.person('孙理', [{ org: place.org.town1, role: 'clerk', path: 'c1' }], { username: 'sunli', phone: '13600000004' })
})

afterAll(async () => {
  await place.close()
  await new Promise((resolve) => server.close(resolve))
})

/** Goes the whole way as a browser does: start, provider, callback. */
async function goThrough(user: { sub: string; preferred_username: string }): Promise<{ cookie: string; location: string }> {
  provider.user = user
  const headers = { host: 'anlan.test', origin: 'http://anlan.test' }
  const start = await place.call('POST', '/api/auth/sign-in/social', { headers, body: { callbackURL: '/home' } })
  expect(start.statusCode).toBe(200)
  const cookie = cookiesOf(start)
  const there = await fetch(start.json<{ url: string }>().url, { redirect: 'manual' })
  const back = new URL(there.headers.get('location') ?? '')
  expect(`${back.origin}${back.pathname}`).toBe('http://anlan.test/api/auth/callback/city')
  const end = await place.call('GET', `${back.pathname}${back.search}`, { cookie, headers: { host: 'anlan.test' } })
  return { cookie: cookiesOf(end, cookie), location: String(end.headers.location) }
}

describe('single sign-on of a city', () => {
  it('opens the account whose username or phone number the provider names', async () => {
    for (const preferred_username of ['sunli', '13600000004']) {
      const { cookie, location } = await goThrough({ sub: 'u-1', preferred_username })
      expect(location).toBe('/home')
      expect((await place.call('GET', '/api/me', { cookie })).json()).toMatchObject({ person: { name: '孙理' }, role: 'clerk' })
    }
  })

  it('makes no account for people whom nobody entered', async () => {
    const { cookie, location } = await goThrough({ sub: 'u-2', preferred_username: 'stranger' })
    expect(location).toContain('error=')
    expect((await place.call('GET', '/api/me', { cookie })).statusCode).toBe(401)
    const { rows } = await place.at.owner.query('select 1 from signin."user"')
    expect(rows.length).toBe(1)
  })

  it('refuses an id token whose signature is not the provider’s', async () => {
    provider.breakSignature = true
    const { cookie, location } = await goThrough({ sub: 'u-1', preferred_username: 'sunli' })
    provider.breakSignature = false
    expect(location).toContain('error=')
    expect((await place.call('GET', '/api/me', { cookie })).statusCode).toBe(401)
  })

  it.each([
    ['with the nonce of another sign-in', () => ({ nonce: 'of-another' })],
    ['without a nonce', () => ({ nonce: undefined })],
    ['that has run out', () => ({ iat: Math.floor(Date.now() / 1000) - 7200, exp: Math.floor(Date.now() / 1000) - 3600 })],
    ['made for another program', () => ({ aud: 'another' })],
    ['of another issuer', () => ({ iss: 'https://elsewhere.test' })],
  ])('refuses an id token %s', async (_, wrong) => {
    provider.claims = wrong()
    const { cookie, location } = await goThrough({ sub: 'u-1', preferred_username: 'sunli' })
    provider.claims = {}
    expect(location).toContain('error=')
    expect((await place.call('GET', '/api/me', { cookie })).statusCode).toBe(401)
  })

  it('refuses a person who is not active', async () => {
    await place.at.owner.query(`update person set active = false`)
    const { cookie, location } = await goThrough({ sub: 'u-1', preferred_username: 'sunli' })
    expect(location).toContain('/home?error=ACCOUNT_DISABLED')
    expect((await place.call('GET', '/api/me', { cookie })).statusCode).toBe(401)
    await place.at.owner.query(`update person set active = true`)
  })

  it('refuses a callback that nobody began here', async () => {
    const answer = await place.call('GET', '/api/auth/callback/city?code=x&state=made-up', { headers: { host: 'anlan.test' } })
    expect(answer.statusCode).toBe(302)
    expect(answer.headers.location).toMatch(/^\/\?(.*&)?error=/)
    expect(answer.cookies.filter((c) => c.name.endsWith('session_token') && c.value !== '')).toEqual([])
  })

  it('is named on the sign-in page', async () => {
    expect((await place.call('GET', '/api/sign-in')).json()).toEqual({ sample: false, demo: [], oidc: { name: '市统一登录' } })
  })
})
