import { z } from 'zod'
import { Text, id, key, unit } from './model-parts.ts'

/*
 * Routes of the practice (JSON unless said otherwise; permission in brackets):
 *
 * GET    /api/plans                              PlanQuery → PlanPage                     [plan.read]
 * POST   /api/plans/upload                       multipart `file`, UploadQuery → Uploaded [plan.review]
 * GET    /api/plans/:id                          → PlanView                               [plan.read]
 * PATCH  /api/plans/:id                          PlanEdit → PlanView                      [plan.adopt]
 * GET    /api/plans/:id/file                     DocumentQuery → the uploaded file        [plan.read]
 * GET    /api/plans/:id/text                     DocumentQuery → PlanText                 [plan.read]
 * GET    /api/plans/:id/items                    ItemQuery → ItemPage                     [plan.read]
 * POST   /api/plans/:id/changes                  Change → ChangeResult, 409 with `current`: PlanItem[], as they are now   [plan.review]
 * GET    /api/plans/:id/changes                  ChangeQuery → ChangePage                 [plan.read]
 * POST   /api/plans/:id/presence                 Presence → PresenceResult                [plan.read]
 * GET    /api/plans/:id/units                    DocumentQuery → UnitList                 [plan.read]
 * POST   /api/plans/:id/units                    UnitBinding → UnitList                   [plan.review]
 * The rest stands in model-track.ts: adoption, tasks, indicators, board, reports, lists, amendments, public pages.
 *
 * Live (GET /api/live): event `record`, data { object: 'plan', recordId: plan id, what: 'items' | 'plan' | 'presence', … }.
 *   items:    { changeId, itemIds, by }      load the changed items again (ItemQuery.ids)
 *   presence: { personId, name, itemId }     itemId null = on the desk without an item, `gone: true` = left
 */

export * from './model-track.ts'

/** five-year: 五年规划; campaign: 三年行动 and the like. */
export const PLAN_KINDS = ['five-year', 'campaign', 'other'] as const
/** `amended`: adopted, and a later version was adopted after it. */
export const PLAN_STATES = ['reviewing', 'adopted', 'amended', 'ended'] as const
export const ITEM_KINDS = ['indicator', 'commitment', 'system', 'responsibility', 'achievement'] as const
/** `replaced`: was split or merged; kept, and not shown unless asked for. */
export const ITEM_STATES = ['open', 'accepted', 'rejected', 'replaced'] as const
export type ItemKind = (typeof ITEM_KINDS)[number]
export type PlanState = (typeof PLAN_STATES)[number]

/** When units report what no measure gives. `yearly`: 25 December unless another day is set. */
export const ReportRule = z.object({
  every: z.enum(['month', 'quarter', 'year']),
  /** Day of the month (of the quarter's or year's last month) by which the report is due. */
  day: z.number().int().min(1).max(31),
})
export type ReportRule = z.output<typeof ReportRule>

export const PlanQuery = z.object({
  state: z.enum(PLAN_STATES).optional(),
  kind: z.enum(PLAN_KINDS).optional(),
  after: key.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
})
export const PlanRow = z.object({
  id: z.string(),
  title: z.string(),
  kind: z.enum(PLAN_KINDS),
  state: z.enum(PLAN_STATES),
  path: z.string(),
  place: z.string(),
  orgId: z.string(),
  orgName: z.string(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  shown: z.boolean(),
  createdAt: z.string(),
  adoptedAt: z.string().nullable(),
  /** Items of the newest document that are still open, and all of it. */
  open: z.number().int(),
  items: z.number().int(),
})
export const PlanPage = z.object({ items: z.array(PlanRow), next: z.string().nullable() })

export const UploadQuery = z.object({
  /** Absent: title, kind and period are read from the document. */
  title: z.string().trim().min(2).max(200).optional(),
  kind: z.enum(PLAN_KINDS).optional(),
  /** A new version of this plan (amendment after the mid-term evaluation). */
  amends: z.uuid().optional(),
})
export const Uploaded = z.object({ id: z.string(), documentId: z.string(), items: z.number().int(), chars: z.number().int() })

export const PlanDocument = z.object({
  id: z.string(),
  no: z.number().int(),
  fileName: z.string(),
  fileKind: z.enum(['docx', 'pdf', 'html', 'text']),
  chars: z.number().int(),
  uploadedAt: z.string(),
  uploadedBy: z.string(),
  adoptedAt: z.string().nullable(),
})

/** Counts of the items, for the filters of the desk: each is the length of the list behind it. */
export const ItemCount = z.object({ kind: z.enum(ITEM_KINDS), state: z.enum(ITEM_STATES), n: z.number().int() })

export const PlanView = PlanRow.extend({
  version: z.number().int(),
  report: ReportRule,
  documents: z.array(PlanDocument),
  /** The document that is being reviewed; null when none is. */
  reviewing: z.string().nullable(),
  /** The adopted document in force; null before the first adoption. */
  current: z.string().nullable(),
  counts: z.array(ItemCount),
  unresolved: z.number().int(),
  abilities: z.object({ review: z.boolean(), adopt: z.boolean(), amend: z.boolean(), edit: z.boolean() }),
})
export type PlanView = z.output<typeof PlanView>

export const PlanEdit = z.object({
  version: z.number().int(),
  title: z.string().trim().min(2).max(200).optional(),
  kind: z.enum(PLAN_KINDS).optional(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  report: ReportRule.optional(),
  /** Shown on the page without sign-in. */
  shown: z.boolean().optional(),
  /** Ends the plan; only once adopted. */
  end: z.literal(true).optional(),
})

/** Without it: the document under review, else the one in force. */
export const DocumentQuery = z.object({ document: z.uuid().optional() })

export const Heading = z.object({
  id: z.string(),
  level: z.number().int(),
  start: z.number().int(),
  end: z.number().int(),
  title: z.string(),
})
/** Offsets everywhere are Unicode code points of `text`: start inclusive, end exclusive. */
export const PlanText = z.object({ documentId: z.string(), text: z.string(), headings: z.array(Heading) })

export const Deadline = z.object({
  type: z.enum(['by', 'in', 'period', 'from', 'before', 'relative']),
  date: z.string().nullable(),
  start: z.string().nullable(),
  words: z.string(),
})
export const Quantity = z.object({
  op: z.string(),
  value: z.union([z.number(), z.tuple([z.number(), z.number()])]),
  unit: z.string().nullable(),
})
/** ISO 8601 duration, and MM-DD of a yearly due day. */
export const Recurs = z.object({ every: z.string(), times: z.number().nullable(), by: z.string().nullable() })

/** What an item says besides its place; fields that do not belong to its kind are absent. */
export const ItemFields = z.object({
  /** Name of the indicator, system or achievement; what is to be done of a commitment. */
  name: z.string().trim().min(1).max(600),
  sector: z.string().max(40).nullable().optional(),
  /** Commitment: task, result, goal or phase. */
  nature: z.enum(['task', 'result', 'goal', 'phase']).optional(),
  action: z.enum(['build', 'upgrade', 'deploy']).optional(),
  deadline: Deadline.nullable().optional(),
  recurrence: z.array(Recurs).max(5).optional(),
  quantities: z.array(Quantity).max(30).optional(),
  /** Indicator and achievement. */
  direction: z.enum(['decrease', 'increase', 'at_most', 'at_least', 'zero', 'exactly']).optional(),
  value: z.number().nullable().optional(),
  unit: z.string().max(40).nullable().optional(),
  base: z.string().max(60).nullable().optional(),
  targetYear: z.number().int().min(1990).max(2100).nullable().optional(),
  /** Units in charge: written in the item, or taken from the block that governs it. */
  lead: z.array(unit).max(30).optional(),
  responsible: z.array(unit).max(100).optional(),
})
export type ItemFields = z.output<typeof ItemFields>

export const PlanItem = z.object({
  id: z.string(),
  documentId: z.string(),
  kind: z.enum(ITEM_KINDS),
  state: z.enum(ITEM_STATES),
  start: z.number().int(),
  end: z.number().int(),
  quote: z.string(),
  /** Id of the heading (PlanText.headings) it stands under, and the titles above it. */
  heading: z.string().nullable(),
  chapter: z.string(),
  /** False: a careful reader may or may not count it. */
  core: z.boolean(),
  confidence: z.number(),
  reason: Text,
  fields: ItemFields,
  version: z.number().int(),
  /** The item of the version before that it continues. */
  matchId: z.string().nullable(),
  matterId: z.string().nullable(),
})
export type PlanItem = z.output<typeof PlanItem>

export const ItemQuery = DocumentQuery.extend({
  kind: z.enum(ITEM_KINDS).optional(),
  /** Absent: all but `replaced`. */
  state: z.enum(ITEM_STATES).optional(),
  heading: z.string().max(10).optional(),
  /** Only with a confidence below this. */
  below: z.coerce.number().min(0).max(1).optional(),
  /** Comma-separated ids: just these, whatever their state. */
  ids: z.string().max(8000).optional(),
  after: key.optional(),
  limit: z.coerce.number().int().min(1).max(500).default(200),
})
/** In the order of the text. */
export const ItemPage = z.object({ items: z.array(PlanItem), next: z.string().nullable() })

const target = z.object({ id, version: z.number().int().min(1) })
const place = z.object({ start: z.number().int().min(0), end: z.number().int().min(1) })
/** One step of the review. `id` is made by the client: a repeat returns the first result. */
export const Change = z.discriminatedUnion('act', [
  z.object({ id, act: z.literal('accept'), items: z.array(target).min(1).max(500) }),
  z.object({ id, act: z.literal('reject'), items: z.array(target).min(1).max(500), note: z.string().max(300).optional() }),
  z.object({ id, act: z.literal('reopen'), items: z.array(target).min(1).max(500) }),
  z.object({ id, act: z.literal('edit'), items: z.array(target).length(1), fields: ItemFields, place: place.optional() }),
  /** Cuts the item at code points strictly inside it. */
  z.object({ id, act: z.literal('split'), items: z.array(target).length(1), at: z.array(z.number().int()).min(1).max(20) }),
  /** Items of one kind become one, from the first start to the last end; the first one's fields are kept. */
  z.object({ id, act: z.literal('merge'), items: z.array(target).min(2).max(20) }),
  z.object({ id, act: z.literal('add'), kind: z.enum(ITEM_KINDS), place, fields: ItemFields }),
  /** Takes back a change whose items have not changed since (else 409). */
  z.object({ id, act: z.literal('undo'), change: id }),
])
export type Change = z.output<typeof Change>
export const CHANGE_ACTS = ['accept', 'reject', 'reopen', 'edit', 'split', 'merge', 'add', 'undo', 'read'] as const

export const ChangeRow = z.object({
  id: z.string(),
  seq: z.number().int(),
  act: z.enum(CHANGE_ACTS),
  by: z.string(),
  personId: z.string(),
  at: z.string(),
  note: z.string().nullable(),
  itemIds: z.array(z.string()),
  /** The change that took this one back. */
  undoneBy: z.string().nullable(),
})
/** `items`: every item that the change touched or made, as it is now. */
export const ChangeResult = z.object({ change: ChangeRow, items: z.array(PlanItem), counts: z.array(ItemCount) })
export const ChangeQuery = DocumentQuery.extend({ after: key.optional(), limit: z.coerce.number().int().min(1).max(200).default(50) })
/** Newest first. */
export const ChangePage = z.object({
  items: z.array(ChangeRow.extend({ before: z.array(PlanItem), after: z.array(PlanItem) })),
  next: z.string().nullable(),
})

/** Sent every 15 seconds while the desk is open and when the selection moves. */
export const Presence = z.object({ itemId: z.uuid().nullable(), gone: z.boolean().optional() })
/** Others seen within the last 45 seconds. */
export const PresenceResult = z.object({
  others: z.array(z.object({ personId: z.string(), name: z.string(), itemId: z.string().nullable() })),
})

export const UnitOrg = z.object({ id: z.string(), name: z.string() })
export const UnitRow = z.object({
  unit: z.string(),
  /** Items that name it. */
  items: z.number().int(),
  leads: z.number().int(),
  orgs: z.array(UnitOrg),
  /** alias: bound by hand; name: by its name; none: unresolved; many: fits several. */
  how: z.enum(['alias', 'name', 'none', 'many']),
})
export const UnitList = z.object({ items: z.array(UnitRow), unresolved: z.number().int() })
/** Binds a unit's name to organisations in this division from now on; none = takes the binding away. */
export const UnitBinding = z.object({ unit, orgIds: z.array(z.uuid()).max(60) })
