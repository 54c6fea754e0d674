import type { z } from 'zod'
import type { Permission } from '../access/index.ts'
import type { Text } from '../text.ts'

/** The phases that every state maps to, so that counts and boards need no list of kinds. */
export type Phase = 'draft' | 'open' | 'waiting' | 'closed' | 'void'

export interface StateDef {
  readonly phase: Phase
  readonly text: Text
  /** Whose turn it is in this state: the owner organisation or the supervising office. Nobody's in a closed state. */
  readonly turn?: 'org' | 'office'
}

export type TermUnit = 'hour' | 'day' | 'workday' | 'month' | 'year'

/** A deadline that an act sets: a term from the act's time, a fixed instant (ISO), none any more, or (absent) as before. */
export type DeadlineRule =
  | { readonly term: { readonly amount: number; readonly unit: TermUnit }; readonly clause: Text }
  | { readonly at: string; readonly clause: Text }
  | 'none'

/** Columns of a matter that an act may set besides its state. */
export interface MatterSet {
  readonly title?: string
  readonly level?: string | null
  readonly sector?: string | null
  readonly assigneeId?: string | null
  readonly orgId?: string | null
  readonly officeId?: string | null
  readonly subjectId?: string | null
  readonly path?: string
  readonly place?: Place | null
  /** Fields of the kind itself; merged, null clears. */
  readonly fields?: Readonly<Record<string, unknown>>
}

/** WGS-84 degrees; accuracy in metres. */
export interface Place {
  readonly lng: number
  readonly lat: number
  readonly accuracy?: number
  readonly text?: string
}

/** Evidence is stored by content: the SHA-256 of the file's bytes, with what the device said of it. */
export interface EvidenceRef {
  readonly hash: string
  readonly name: string
  readonly mediaType: string
  readonly size: number
  /** When the photograph was taken, as the file or the device says (ISO). */
  readonly takenAt?: string
}

export interface ChildMatter {
  readonly id: string
  readonly kind: string
  readonly state: string
  readonly phase: Phase
}

/** What a pure decision may look at. */
export interface ActContext<F = Readonly<Record<string, unknown>>> {
  /** The matter before the act; null for the opening act. */
  readonly view: MatterView | null
  readonly form: F
  readonly actor: Actor
  /** When the act happened. */
  readonly at: Date
  readonly evidence: readonly EvidenceRef[]
  readonly children: readonly ChildMatter[]
}

export interface Actor {
  readonly personId: string
  readonly postId: string
  readonly orgId: string
  readonly role: string
  /** Snapshot of how the actor was called when acting: 姓名（单位 岗位）. */
  readonly name: string
}

/** A condition besides state and permission. When it fails, the act is shown with the reason and cannot be done yet. */
export interface Guard {
  readonly id: string
  readonly text: Text
  readonly holds: (context: ActContext) => boolean
  /** True: needs the form or the evidence and is only tested when the act is done. */
  readonly onForm?: boolean
  /** True: when it fails the act has no sense here (raising to major what is major), and is not shown at all. */
  readonly hides?: boolean
}

export interface ActDef {
  readonly text: Text
  /** States from which the act is possible; null = it opens the matter. */
  readonly from: readonly string[] | null
  /** Target states; `same` keeps the state. With more than one, `decide` chooses among them. */
  readonly to: readonly string[]
  readonly decide?: (context: ActContext) => string
  readonly permission: Permission
  /** Object schema of the form; field texts stand in `.meta({ zh, en, … })`. */
  readonly form: z.ZodObject
  readonly guards?: readonly Guard[]
  /** Acts whose doers may not do this one (verifier is not the rectifier). */
  readonly notBy?: readonly string[]
  readonly evidence?: { readonly min: number; readonly text: Text }
  readonly deadline?: (context: ActContext) => DeadlineRule | null
  readonly set?: (context: ActContext) => MatterSet
  /** Id of the document template that the act makes. */
  readonly document?: string
  readonly bulk?: boolean
  readonly tone?: 'primary' | 'danger' | 'plain'
  /** Done by the system alone (a clock, a simulator's rule), never offered to people. */
  readonly system?: boolean
}

export interface MatterKind {
  readonly id: string
  /** Goes up with every change of the declaration; each act records it. */
  readonly version: number
  readonly text: Text
  /** Letters before the number, for example YH → YH-2026-000123. */
  readonly prefix: string
  readonly states: Readonly<Record<string, StateDef>>
  readonly acts: Readonly<Record<string, ActDef>>
  /** Names of levels with the four-colour token each shows, worst first. */
  readonly levels?: Readonly<Record<string, { readonly text: Text; readonly colour: 'red' | 'orange' | 'gold' | 'blue' | 'grey' }>>
  /** Texts of the kind's own fields, for the matter page and exports. */
  readonly fields?: Readonly<Record<string, Text>>
  /** Below one matter only one of this kind may be active at a time. */
  readonly oneAtATime?: boolean
  /** Kinds that may be opened below a matter of this kind. */
  readonly children?: readonly string[]
  /** Offices may see this kind's notices before the deadline: hours before, escalation after. Overridable by the administrator. */
  readonly ladder?: Ladder
}

/** Reminders before and escalation after a deadline. `up` counts how many offices above the supervising office are told. */
export interface Ladder {
  readonly before: readonly { readonly amount: number; readonly unit: 'minute' | 'hour' | 'day' | 'workday' }[]
  readonly after: readonly { readonly amount: number; readonly unit: 'minute' | 'hour' | 'day' | 'workday'; readonly up: number }[]
}

/** A matter as the fold of its acts. */
export interface MatterView {
  readonly id: string
  readonly kind: string
  readonly no: string
  readonly title: string
  readonly state: string
  readonly phase: Phase
  readonly level: string | null
  readonly path: string
  readonly orgId: string | null
  readonly officeId: string | null
  readonly sector: string | null
  readonly subjectId: string | null
  readonly parentId: string | null
  readonly openedBy: string
  readonly openedAt: string
  readonly assigneeId: string | null
  readonly stateSince: string
  readonly closedAt: string | null
  readonly dueAt: string | null
  readonly dueClause: Text | null
  readonly place: Place | null
  readonly fields: Readonly<Record<string, unknown>>
  /** act → person who last did it. */
  readonly doneBy: Readonly<Record<string, string>>
  readonly seq: number
  readonly headHash: string
}

/** What an act changed, resolved when it was done, so that the fold needs neither calendar nor law of that day. */
export interface ActEffect {
  readonly state: string
  readonly phase: Phase
  /** Absent = as before, null = none. */
  readonly dueAt?: string | null
  readonly dueClause?: Text | null
  readonly set: MatterSet
  /** Only on the opening act. */
  readonly open?: { readonly no: string; readonly parentId: string | null }
}

export interface ActRecord {
  readonly id: string
  readonly matterId: string
  readonly kind: string
  readonly seq: number
  readonly act: string
  readonly kindVersion: number
  /** When it happened (the device's time, bounded by the server), ISO. */
  readonly at: string
  /** When the server wrote it, ISO. */
  readonly recordedAt: string
  readonly actor: Actor
  readonly place: Place | null
  readonly form: Readonly<Record<string, unknown>>
  readonly evidence: readonly EvidenceRef[]
  readonly effect: ActEffect
  readonly prevHash: string
  readonly hash: string
}

/** Keeps the literal types of a declaration and nothing else. */
export function defineKind<const K extends MatterKind>(kind: K): K {
  return kind
}
