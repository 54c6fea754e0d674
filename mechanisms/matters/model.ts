import { z } from 'zod'

/** A text in both languages, as declarations carry it. */
export const Text = z.object({ zh: z.string(), en: z.string() })

export const Place = z.object({
  lng: z.number().min(-180).max(180),
  lat: z.number().min(-90).max(90),
  accuracy: z.number().nonnegative().optional(),
  text: z.string().max(200).optional(),
})

export const Evidence = z.object({
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  name: z.string().max(200),
  mediaType: z.string().max(100),
  size: z.number().int().nonnegative(),
  takenAt: z.iso.datetime({ offset: true }).optional(),
})

/** What every act request carries. `id` is made by the client, so that a repeat returns the first result. */
export const ActRequest = z.object({
  id: z.uuid(),
  act: z.string().max(60),
  form: z.record(z.string(), z.unknown()).default({}),
  evidence: z.array(Evidence).max(30).default([]),
  place: Place.nullable().default(null),
  /** When it happened on the device; the server bounds it (not in the future, not older than 30 days). */
  at: z.iso.datetime({ offset: true }).optional(),
})
export type ActRequest = z.output<typeof ActRequest>

export const OpenRequest = ActRequest.extend({
  matterId: z.uuid(),
  kind: z.string().max(60),
  /** The organisation it is about; its place, office and sector are taken from the registry. */
  orgId: z.uuid().nullable().default(null),
  subjectId: z.uuid().nullable().default(null),
  parentId: z.uuid().nullable().default(null),
})
export type OpenRequest = z.output<typeof OpenRequest>

export const Ability = z.object({ act: z.string(), text: Text, enabled: z.boolean(), why: Text.nullable() })

export const MatterRow = z.object({
  id: z.string(),
  kind: z.string(),
  no: z.string(),
  title: z.string(),
  state: z.string(),
  phase: z.enum(['draft', 'open', 'waiting', 'closed', 'void']),
  level: z.string().nullable(),
  path: z.string(),
  orgId: z.string().nullable(),
  orgName: z.string().nullable(),
  officeId: z.string().nullable(),
  officeName: z.string().nullable(),
  sector: z.string().nullable(),
  openedAt: z.string(),
  stateSince: z.string(),
  closedAt: z.string().nullable(),
  dueAt: z.string().nullable(),
  assigneeId: z.string().nullable(),
  seq: z.number().int(),
})
export type MatterRow = z.output<typeof MatterRow>

export const Act = z.object({
  id: z.string(),
  seq: z.number().int(),
  act: z.string(),
  at: z.string(),
  recordedAt: z.string(),
  actor: z.object({ personId: z.string(), postId: z.string(), orgId: z.string(), role: z.string(), name: z.string() }),
  place: Place.nullable(),
  form: z.record(z.string(), z.unknown()),
  evidence: z.array(Evidence),
  effect: z.object({ state: z.string(), phase: z.string(), dueAt: z.string().nullish(), dueClause: Text.nullish() }),
  hash: z.string(),
})
export type Act = z.output<typeof Act>

export const MatterPage = z.object({
  matter: MatterRow.extend({
    subjectId: z.string().nullable(),
    parentId: z.string().nullable(),
    openedBy: z.string(),
    dueClause: Text.nullable(),
    place: Place.nullable(),
    fields: z.record(z.string(), z.unknown()),
    headHash: z.string(),
  }),
  acts: z.array(Act),
  abilities: z.array(Ability),
  children: z.array(MatterRow),
  parent: MatterRow.nullable(),
  serverNow: z.string(),
})
export type MatterPage = z.output<typeof MatterPage>

export const ActResult = z.object({
  matterId: z.string(),
  no: z.string(),
  state: z.string(),
  seq: z.number().int(),
  dueAt: z.string().nullable(),
  abilities: z.array(Ability),
  /** True when this very act had been recorded before. */
  repeated: z.boolean(),
})
export type ActResult = z.output<typeof ActResult>

export const DUE = ['overdue', 'soon', 'any'] as const
export const SORTS = ['opened', 'due', 'since'] as const

const list = z
  .string()
  .transform((s) => s.split(',').filter((x) => x !== ''))
  .pipe(z.array(z.string().max(60)).max(30))

/** Filters of a list of matters. Lists are comma separated. */
export const MatterQuery = z.object({
  kind: list.optional(),
  phase: list.optional(),
  state: list.optional(),
  level: list.optional(),
  sector: list.optional(),
  orgId: z.uuid().optional(),
  officeId: z.uuid().optional(),
  path: z
    .string()
    .regex(/^[0-9a-z]+$/)
    .max(40)
    .optional(),
  /** `me`: assigned to or opened by me. `turn`: waits for my office or organisation. */
  whose: z.enum(['me', 'turn', 'all']).default('all'),
  due: z.enum(DUE).default('any'),
  openedFrom: z.iso.date().optional(),
  openedTo: z.iso.date().optional(),
  closedFrom: z.iso.date().optional(),
  recurring: z.stringbool().optional(),
  /** Only those that have no such entry: the group "not recorded" of the statistics. */
  without: z.enum(['org', 'office', 'sector', 'level']).optional(),
  q: z.string().trim().max(60).optional(),
  sort: z.enum(SORTS).default('opened'),
  after: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
})
export type MatterQuery = z.output<typeof MatterQuery>

export const MatterList = z.object({
  items: z.array(MatterRow),
  /** Give it back as `after` for the next page; null = this is the end. */
  next: z.string().nullable(),
})

export const MatterCount = z.object({
  total: z.number().int(),
  /** The count stops here and says so: a list is never cut silently. */
  capped: z.boolean(),
})

export const StatsQuery = z.object({
  kind: z.string().max(60).optional(),
  path: z
    .string()
    .regex(/^[0-9a-z]+$/)
    .max(40)
    .optional(),
  sector: z.string().max(40).optional(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  by: z.enum(['path', 'office', 'org', 'sector', 'level', 'state', 'month']).default('state'),
})

export const StatsRow = z.object({
  key: z.string().nullable(),
  name: z.string().nullable(),
  opened: z.number().int(),
  closed: z.number().int(),
  active: z.number().int(),
  overdue: z.number().int(),
  /** Median days from opening to closing, of those closed. */
  daysToClose: z.number().nullable(),
  recurring: z.number().int(),
})

export const KindInfo = z.object({
  id: z.string(),
  version: z.number().int(),
  text: Text,
  prefix: z.string(),
  states: z.record(z.string(), z.object({ phase: z.string(), text: Text, turn: z.string().nullish() })),
  levels: z.record(z.string(), z.object({ text: Text, colour: z.string() })),
  fields: z.record(z.string(), Text),
  children: z.array(z.string()),
  /** Below one matter only one of this kind may be active. */
  oneAtATime: z.boolean(),
  acts: z.record(
    z.string(),
    z.object({
      text: Text,
      from: z.array(z.string()).nullable(),
      to: z.array(z.string()),
      permission: z.string(),
      tone: z.string(),
      bulk: z.boolean(),
      system: z.boolean(),
      evidence: z.object({ min: z.number().int(), text: Text }).nullable(),
      document: z.string().nullable(),
      /** JSON schema of the form; field texts and widgets stand in it as zh, en, widget. */
      form: z.record(z.string(), z.unknown()),
    }),
  ),
})
export type KindInfo = z.output<typeof KindInfo>

export const BulkRequest = z.object({
  act: z.string().max(60),
  form: z.record(z.string(), z.unknown()).default({}),
  items: z
    .array(z.object({ matterId: z.uuid(), id: z.uuid() }))
    .min(1)
    .max(200),
})

export const BulkResult = z.object({
  done: z.number().int(),
  refused: z.array(z.object({ matterId: z.string(), why: z.string() })),
})
