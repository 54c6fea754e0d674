import { createHash } from 'node:crypto'
import { can, type Claims } from '#kernel/access/index.ts'
import type { Calendar } from '#kernel/calendar/index.ts'
import type { Text } from '#kernel/text.ts'
import type { Doer, Performer } from '#mechanisms/matters/index.ts'
import type { Db, Sql, Tx } from '#platform/db/index.ts'
import type { Files } from '#platform/files/index.ts'
import { forbidden, type Session } from '#platform/http/index.ts'
import type { NewNotice } from '#platform/notices/index.ts'

/** Runs a statement under somebody's claims: a route's `read` or a transaction's `query`. */
export type Read = <T>(statement: Sql) => Promise<T[]>

/** What the practice asks of the measures, whoever computes them. */
export interface MeasurePort {
  readonly list: () => readonly MeasureAbout[]
  /** Values of the place over the periods, in their order. */
  readonly read: (read: Read, claims: Claims, ask: MeasureAsk) => Promise<MeasureFigure[]>
}
export interface MeasureAsk {
  readonly measure: string
  readonly path: string
  readonly periods: readonly { readonly from: string; readonly to: string }[]
}
export interface MeasureAbout {
  readonly id: string
  readonly text: Text
  readonly unit: Text
  readonly period: 'year' | 'quarter' | 'month' | 'day'
  readonly better: 'less' | 'more'
  readonly digits: number
}
export interface MeasureFigure {
  readonly from: string
  readonly to: string
  readonly value: number | null
  readonly because: Text | null
}

export interface PlanDeps {
  readonly db: Db
  readonly files: Pick<Files, 'receive' | 'open'>
  readonly performer: Performer
  /** The program as a doer. */
  readonly system: (now: Date) => Doer
  readonly calendar: () => Calendar
  readonly measures: MeasurePort
  /** Tells browsers at once, without a transaction: presence only. */
  readonly publish: (data: { readonly object: string; readonly recordId: string } & Readonly<Record<string, unknown>>) => Promise<void>
  /** Work that outlives the request. */
  readonly nudge: () => void
}

export interface PlanClockDeps extends Pick<PlanDeps, 'db' | 'performer' | 'system' | 'calendar' | 'measures'> {
  readonly notify: (tx: Tx, notice: NewNotice) => Promise<string[]>
}

/** A name-based UUID, so that what is made from an item is made once however often it is tried. */
export function stableId(...parts: readonly string[]): string {
  const hex = createHash('sha256').update(parts.join('\u0000')).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** What access looks at in a plan. */
export const planRow = (plan: { readonly path: string; readonly orgId: string }) => ({
  path: plan.path,
  orgIds: [plan.orgId],
  personIds: [],
  sector: null,
})

/** A plan that may be read is not hidden any more: who may not do more with it is told so. */
export function demand({ claims }: Session, permission: string, plan: { readonly path: string; readonly orgId: string }): void {
  if (!can(claims, permission, planRow(plan))) throw forbidden()
}

export const doerOf = ({ session, now }: { readonly session: Session; readonly now: Date }): Doer => ({
  claims: session.claims,
  actor: session.actor,
  now,
})
