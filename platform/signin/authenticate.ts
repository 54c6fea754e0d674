import { LRUCache } from 'lru-cache'
import type { FastifyRequest } from 'fastify'
import type { Claims, Role } from '#kernel/access/index.ts'
import type { Db } from '#platform/db/index.ts'
import { unauthorised, type Session } from '#platform/http/index.ts'
import type { Auth } from './auth.ts'
import { assertOwnOrigin } from './origin.ts'
import { findToken, TOKEN_PREFIX, tokenHash } from './tokens.ts'
import type { Who } from './types.ts'
import { findWho, sessionOf } from './who.ts'

/** How long another process may still honour what was ended here. */
const TTL_MS = 5000

interface Known {
  readonly session: Session
  readonly who: Who
}

export interface Authenticator {
  authenticate(request: FastifyRequest): Promise<Session | null>
  /** Id of the session or token where it was found genuine a moment ago, without looking anything up; else null. */
  knownId(request: FastifyRequest): Promise<string | null>
  /** Person and posts behind a session that `authenticate` gave. */
  whoOf(session: Session): Who | null
  cookieOf(request: FastifyRequest): Promise<string | null>
  dropCookie(value: string): void
  dropSession(sessionId: string): void
  dropPerson(personId: string): void
  dropAll(): void
}

export function createAuthenticator(deps: {
  auth: Auth
  db: Db
  system: Claims
  roles: () => ReadonlyMap<string, Role>
  now: () => Date
  trusted: readonly string[]
}): Authenticator {
  const { auth, db, system, roles } = deps
  const cache = new LRUCache<string, Known>({ max: 10_000, ttl: TTL_MS })
  const people = new WeakMap<Session, Who>()
  // Counts what was dropped: an answer read before a drop must not be kept after it.
  let drops = 0

  function dropWhere(test: (known: Known) => boolean): void {
    drops++
    for (const [key, known] of cache.entries()) if (test(known)) cache.delete(key)
  }

  async function remembered(key: string, find: () => Promise<Known | null>): Promise<Session | null> {
    const hit = cache.get(key)
    if (hit) return hit.session
    const before = drops
    const known = await find()
    if (!known) return null
    people.set(known.session, known.who)
    if (drops === before) cache.set(key, known)
    return known.session
  }

  async function fromCookie(name: string, value: string): Promise<Known | null> {
    const headers = new Headers({ cookie: `${name}=${encodeURIComponent(value)}` })
    const found = await auth.api.getSession({ headers, query: { disableRefresh: true, disableCookieCache: true } })
    if (!found) return null
    const person = await findWho(db, system, { userId: found.user.id })
    if (!person) return null
    const { who, lastPostId } = person
    const chosen = found.session.postId ?? lastPostId
    const post = who.posts.find((p) => p.id === chosen) ?? who.posts[0] ?? null
    return { who, session: sessionOf(who, post, roles(), found.session.id, null) }
  }

  async function fromToken(hash: string): Promise<Known | null> {
    const token = await findToken(db, system, hash, deps.now())
    const found = token ? await findWho(db, system, { personId: token.personId }) : null
    const post = found?.who.posts.find((p) => p.id === token?.postId)
    if (!token || !found || !post) return null
    return { who: found.who, session: sessionOf(found.who, post, roles(), `token:${token.id}`, token.scopes) }
  }

  async function cookieOf(request: FastifyRequest): Promise<string | null> {
    const { name } = (await auth.$context).authCookies.sessionToken
    return request.cookies[name] ?? null
  }

  const bearerOf = (request: FastifyRequest): string | undefined => /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1]

  return {
    async knownId(request) {
      const bearer = bearerOf(request)
      const key = bearer === undefined ? `cookie:${await cookieOf(request)}` : `token:${tokenHash(bearer)}`
      return cache.peek(key)?.session.sessionId ?? null
    },
    async authenticate(request) {
      const bearer = bearerOf(request)
      if (bearer !== undefined) {
        const hash = tokenHash(bearer)
        const session = bearer.startsWith(TOKEN_PREFIX) ? await remembered(`token:${hash}`, () => fromToken(hash)) : null
        if (!session) throw unauthorised()
        return session
      }
      const value = await cookieOf(request)
      if (value === null) return null
      assertOwnOrigin(request, deps.trusted)
      const { name } = (await auth.$context).authCookies.sessionToken
      return remembered(`cookie:${value}`, () => fromCookie(name, value))
    },
    whoOf: (session) => people.get(session) ?? null,
    cookieOf,
    dropCookie(value) {
      drops++
      cache.delete(`cookie:${value}`)
    },
    dropSession: (id) => dropWhere((known) => known.session.sessionId === id),
    dropPerson: (id) => dropWhere((known) => known.who.person.id === id),
    dropAll: () => dropWhere(() => true),
  }
}
