import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cookiesOf, PASSWORD, testPlace, type Place } from './test-place.ts'

let place: Place
let admin: string

beforeAll(async () => {
  place = await testPlace()
  await place.person('管理员', [{ org: place.org.county, role: 'admin', path: 'c' }], { username: 'root' })
  admin = await place.signedIn('root')
})

afterAll(async () => {
  await place.close()
})

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

function base32(value: string): Buffer {
  let bits = ''
  for (const letter of value) bits += ALPHABET.indexOf(letter).toString(2).padStart(5, '0')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}

/** The code an authenticator app would show now (RFC 6238: SHA-1, 30 seconds, 6 digits). */
function totp(uri: string): string {
  const secret = new URL(uri).searchParams.get('secret') ?? ''
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)))
  const mac = createHmac('sha1', base32(secret)).update(counter).digest()
  const offset = (mac[mac.length - 1] ?? 0) & 15
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

async function withSecondFactor(username: string): Promise<{ id: string; uri: string; backup: string[]; cookie: string }> {
  const { id } = await place.person(username, [{ org: place.org.town1, role: 'clerk', path: 'c1' }], { username })
  const before = await place.signedIn(username)
  const enable = await place.call('POST', '/api/auth/two-factor/enable', { cookie: before, body: { password: PASSWORD } })
  expect(enable.statusCode).toBe(200)
  const { totpURI, backupCodes } = enable.json<{ totpURI: string; backupCodes: string[] }>()
  const verify = await place.call('POST', '/api/auth/two-factor/verify-totp', { cookie: before, body: { code: totp(totpURI) } })
  expect(verify.statusCode).toBe(200)
  return { id, uri: totpURI, backup: backupCodes, cookie: cookiesOf(verify, before) }
}

const signIn = (username: string, cookie = '') =>
  place.call('POST', '/api/auth/sign-in/username', { cookie, body: { username, password: PASSWORD } })

describe('second factor', () => {
  it('is asked for after the password; the password alone opens nothing', async () => {
    const { uri, cookie } = await withSecondFactor('hu')
    expect((await place.call('GET', '/api/me', { cookie })).json()).toMatchObject({ secondFactor: true })
    const first = await signIn('hu')
    expect(first.json()).toMatchObject({ ok: true, twoFactorRedirect: true })
    const half = cookiesOf(first)
    expect((await place.call('GET', '/api/me', { cookie: half })).statusCode).toBe(401)
    const wrong = await place.call('POST', '/api/auth/two-factor/verify-totp', { cookie: half, body: { code: '000000' } })
    expect(wrong.statusCode).toBe(401)
    expect(wrong.json()).toMatchObject({ type: 'invalid-code', title: '验证码不正确' })
    const right = await place.call('POST', '/api/auth/two-factor/verify-totp', { cookie: half, body: { code: totp(uri) } })
    expect(right.statusCode).toBe(200)
    expect(right.json()).toEqual({ ok: true })
    expect((await place.call('GET', '/api/me', { cookie: cookiesOf(right, half) })).statusCode).toBe(200)
  })

  it('takes a backup code once', async () => {
    const { backup } = await withSecondFactor('jin')
    const use = async () => {
      const half = cookiesOf(await signIn('jin'))
      return place.call('POST', '/api/auth/two-factor/verify-backup-code', { cookie: half, body: { code: backup[0] } })
    }
    expect((await use()).statusCode).toBe(200)
    expect((await use()).statusCode).toBe(401)
  })

  it('ends a challenge after five wrong codes and locks after ten, over challenges', async () => {
    const { id, uri } = await withSecondFactor('kang')
    const guess = (cookie: string) => place.call('POST', '/api/auth/two-factor/verify-totp', { cookie, body: { code: '000000' } })
    for (let round = 0; round < 2; round++) {
      const half = cookiesOf(await signIn('kang'))
      for (let n = 0; n < 5; n++) expect((await guess(half)).statusCode).toBe(401)
      expect((await guess(half)).statusCode).toBeGreaterThanOrEqual(400)
    }
    const half = cookiesOf(await signIn('kang'))
    const locked = await place.call('POST', '/api/auth/two-factor/verify-totp', { cookie: half, body: { code: totp(uri) } })
    expect(locked.statusCode).toBe(429)
    expect(locked.json()).toMatchObject({ type: 'account-temporarily-locked' })
    expect((await place.call('POST', `/api/people/${id}/unlock`, { cookie: admin })).statusCode).toBe(200)
    const again = cookiesOf(await signIn('kang'))
    const open = await place.call('POST', '/api/auth/two-factor/verify-totp', { cookie: again, body: { code: totp(uri) } })
    expect(open.statusCode).toBe(200)
  })

  it('trusts a device when told to, until the password is reset', async () => {
    const { id, uri } = await withSecondFactor('lin')
    const half = cookiesOf(await signIn('lin'))
    const body = { code: totp(uri), trustDevice: true }
    const trusted = cookiesOf(await place.call('POST', '/api/auth/two-factor/verify-totp', { cookie: half, body }), half)
    const again = await signIn('lin', trusted)
    expect(again.json()).not.toHaveProperty('twoFactorRedirect')
    await place.signIn.resetPassword({ personId: id, password: PASSWORD })
    expect((await signIn('lin', cookiesOf(again, trusted))).json()).toMatchObject({ twoFactorRedirect: true })
  })

  it('is taken off with the password, and by an administrator for who lost the phone', async () => {
    const one = await withSecondFactor('mu')
    const wrong = await place.call('POST', '/api/auth/two-factor/disable', { cookie: one.cookie, body: { password: 'not-this-one' } })
    expect(wrong.json()).toMatchObject({ type: 'invalid-password' })
    const off = await place.call('POST', '/api/auth/two-factor/disable', { cookie: one.cookie, body: { password: PASSWORD } })
    expect(off.statusCode).toBe(200)
    expect((await place.call('GET', '/api/me', { cookie: cookiesOf(off, one.cookie) })).json()).toMatchObject({ secondFactor: false })
    const two = await withSecondFactor('ning')
    const reset = { password: 'a new start 7', removeSecondFactor: true }
    expect((await place.call('POST', `/api/people/${two.id}/reset-password`, { cookie: admin, body: reset })).statusCode).toBe(200)
    expect((await place.call('GET', '/api/me', { cookie: two.cookie })).statusCode).toBe(401)
    const me = await place.call('GET', '/api/me', { cookie: await place.signedIn('ning', 'a new start 7') })
    expect(me.json()).toMatchObject({ mustChangePassword: true, secondFactor: false })
  })
})
