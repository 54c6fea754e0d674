import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Claims } from '#kernel/access/index.ts'
import type { Actor } from '#kernel/matter/index.ts'
import type { Lang, Text } from '#kernel/text.ts'
import type { Sql, Tx } from '#platform/db/index.ts'

/** Who is on the line: made by sign-in or an API token, or null. */
export interface Session {
  readonly claims: Claims
  readonly actor: Actor
  readonly sessionId: string
  /** Scopes of an API token; null = a person's session, which has all of the post's grants. */
  readonly tokenScopes: readonly string[] | null
  /** The password was set by somebody else; until it is changed only routes `beforePasswordChange` answer. */
  readonly mustChangePassword?: boolean
}

export interface RequestInfo {
  readonly lang: Lang
  readonly ip: string
  readonly requestId: string
  readonly raw: FastifyRequest
  readonly reply: FastifyReply
}

/** What a handler of a reading route gets. */
export interface ReadContext extends RequestInfo {
  /** Set on every route but public ones. */
  readonly session: Session
  readonly now: Date
  read<T>(statement: Sql, prepared?: boolean): Promise<T[]>
}

/** What a handler of a writing route gets: one transaction, committed with the audit entry after it returns. */
export interface WriteContext extends RequestInfo {
  readonly session: Session
  readonly now: Date
  readonly tx: Tx
  /** Adds to the audit entry of this request. */
  note(about: { object?: string; objectId?: string; detail?: Record<string, unknown> }): void
}

/** `public`: no sign-in. `signed-in`: any post. Otherwise a permission that the post must hold somewhere. */
export type RoutePermission = 'public' | 'signed-in' | (string & {})

interface RouteBase<P extends z.ZodType, Q extends z.ZodType> {
  readonly path: string
  /** Name in the audit and operationId in OpenAPI, for example `matter.act`. */
  readonly audit: string
  readonly text: Text
  readonly permission: RoutePermission
  readonly params: P
  readonly query: Q
  /** Requests a minute and person (or address); the server's default when absent. */
  readonly perMinute?: number
  /** Answers also while the password that somebody else set has not been changed. */
  readonly beforePasswordChange?: boolean
}

export interface ReadRoute<P extends z.ZodType, Q extends z.ZodType, R extends z.ZodType> extends RouteBase<P, Q> {
  readonly method: 'GET'
  /** `stream`: the handler answers through `reply` itself (files, server-sent events). */
  readonly response: R | 'stream'
  /** Reading it is itself recorded (exports, personal data). */
  readonly auditRead?: boolean
  readonly handler: (context: ReadContext, input: { params: z.output<P>; query: z.output<Q> }) => Promise<z.input<R> | void>
}

export interface WriteRoute<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType> extends RouteBase<P, Q> {
  readonly method: 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** The body carries a password: nothing made from it is kept, so a repeat is known by its idempotency key alone. */
  readonly secretBody?: boolean
  /** `multipart`: the handler reads the parts itself before the transaction begins, through `before`. */
  readonly body: B
  readonly response: R
  readonly handler: (context: WriteContext, input: { params: z.output<P>; query: z.output<Q>; body: z.output<B> }) => Promise<z.input<R>>
}

/** A streaming write (upload): no JSON body and no transaction around it; the handler opens its own and audits in it. */
export interface StreamRoute<P extends z.ZodType, Q extends z.ZodType, R extends z.ZodType> extends RouteBase<P, Q> {
  readonly method: 'POST' | 'PUT'
  readonly body: 'stream'
  /** The body is left on the line whatever its media type; the handler reads it from `raw.raw`. */
  readonly raw?: boolean
  readonly response: R
  readonly handler: (context: ReadContext, input: { params: z.output<P>; query: z.output<Q> }) => Promise<z.input<R>>
}

/** A route with its types forgotten: what the table holds. */
export interface Route {
  readonly method: string
  readonly path: string
  readonly audit: string
  readonly text: Text
  readonly permission: RoutePermission
  readonly params: z.ZodType
  readonly query: z.ZodType
  readonly body: z.ZodType | 'stream' | null
  readonly response: z.ZodType | 'stream'
  readonly auditRead: boolean
  readonly perMinute: number | null
  readonly secretBody: boolean
  readonly beforePasswordChange: boolean
  readonly raw?: boolean
  readonly read: ((context: ReadContext, input: RouteInput) => Promise<unknown>) | null
  readonly write: ((context: WriteContext, input: RouteInput) => Promise<unknown>) | null
}

export interface RouteInput {
  params: unknown
  query: unknown
  body: unknown
}

function common(route: RouteBase<z.ZodType, z.ZodType> & { method: string }) {
  const { method, path, audit, text, permission, params, query } = route
  const { perMinute = null, beforePasswordChange = false } = route
  return { method, path, audit, text, permission, params, query, perMinute, beforePasswordChange, secretBody: false }
}

export function readRoute<P extends z.ZodType, Q extends z.ZodType, R extends z.ZodType>(route: ReadRoute<P, Q, R>): Route {
  return {
    ...common(route),
    body: null,
    response: route.response,
    auditRead: route.auditRead ?? false,
    read: (context, input) => route.handler(context, input as { params: z.output<P>; query: z.output<Q> }),
    write: null,
  }
}

export function writeRoute<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  route: WriteRoute<P, Q, B, R>,
): Route {
  return {
    ...common(route),
    body: route.body,
    response: route.response,
    auditRead: false,
    secretBody: route.secretBody ?? false,
    read: null,
    write: (context, input) => route.handler(context, input as { params: z.output<P>; query: z.output<Q>; body: z.output<B> }),
  }
}

export function streamRoute<P extends z.ZodType, Q extends z.ZodType, R extends z.ZodType>(route: StreamRoute<P, Q, R>): Route {
  return {
    ...common(route),
    body: 'stream',
    ...(route.raw ? { raw: true } : {}),
    response: route.response,
    auditRead: false,
    read: (context, input) => route.handler(context, input as { params: z.output<P>; query: z.output<Q> }),
    write: null,
  }
}

/** Faults of a route table in words; a table with faults stops the boot. */
export function checkRoutes(routes: readonly Route[]): string[] {
  const faults: string[] = []
  const seen = new Set<string>()
  const audits = new Set<string>()
  for (const route of routes) {
    const name = `${route.method} ${route.path}`
    if (seen.has(name)) faults.push(`${name} is declared twice`)
    seen.add(name)
    if (!route.audit) faults.push(`${name} has no audit name`)
    if (audits.has(route.audit)) faults.push(`${name}: the audit name ${route.audit} is taken`)
    audits.add(route.audit)
    if (!route.permission) faults.push(`${name} has no permission`)
    if (!route.response) faults.push(`${name} has no response schema`)
    if (!route.params || !route.query) faults.push(`${name} has no input schema`)
    if (!route.read && !route.write) faults.push(`${name} has no handler`)
    if (!route.text?.zh || !route.text.en) faults.push(`${name} has no text`)
  }
  return faults
}
